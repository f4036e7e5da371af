import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../shared/contract/session.ts'
import { ask, backend, type CallFailure } from '../backend-client.ts'
import { FailureNotice } from '../components/page-states.tsx'
import { useTitle } from '../components/page.tsx'
import { sessionChanged } from '../queries/session.ts'
import { Mark } from '../shell/mark.tsx'
import { backendNow, useNow } from '../stores/clock.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { PinEntry } from './pin-entry.tsx'
import styles from './sign-in-page.module.css'
import { closeSwitching } from './switching.ts'

interface SignInProps {
  readonly shopName: string
  readonly people: readonly { readonly personId: string; readonly name: string }[]
  /** Still signed in: somebody else wants to take over. */
  readonly present: Person | null
}

type Problem = { readonly kind: 'wrong-pin' | 'person-not-found' } | { readonly kind: 'wait'; readonly until: number } | { readonly kind: 'call'; readonly failure: CallFailure }

const tickMs = 250

/** Names on the left, digits on the right. Works with the keys alone: arrows, digits, Enter. */
export function SignInPage({ shopName, people, present }: SignInProps) {
  const { t } = useTranslation('signIn')
  const [personId, setPersonId] = useState(() => firstChoice(people, present))
  const [problem, setProblem] = useState<Problem | null>(null)
  const now = useNow(tickMs)
  const waitS = problem?.kind === 'wait' ? Math.max(0, Math.ceil((problem.until - now) / 1_000)) : 0
  const chosen = people.find((person) => person.personId === personId)
  useTitle(t('title'))

  const choose = (id: string): void => {
    setPersonId(id)
    setProblem(null)
  }

  const signIn = async (pin: string): Promise<void> => {
    const answer = await ask(backend.session.signIn({ personId, pin }))
    if (answer.ok) {
      rememberChoice(personId)
      await sessionChanged()
      closeSwitching()
      return
    }
    const { failure } = answer
    switch (failure.kind) {
      case 'wrong-pin':
      case 'pin-blocked':
        setProblem(failure.waitMs > 0 ? { kind: 'wait', until: backendNow() + failure.waitMs } : { kind: 'wrong-pin' })
        break
      case 'person-not-found':
        setProblem({ kind: 'person-not-found' })
        break
      case 'not-allowed':
      case 'invalid-input':
      case 'disconnected':
      case 'incident':
        setProblem({ kind: 'call', failure })
    }
  }

  return (
    <main className={styles.page}>
      <div className={styles.corner}><LanguageSwitch /></div>
      <div className={styles.sheet}>
        <section className={styles.who}>
          <p className={styles.shop}><Mark size={20} /> {shopName}</p>
          <h1>{t('title')}</h1>
          <p className={styles.lead}>{t('lead')}</p>
          <div role="radiogroup" aria-label={t('title')} className={styles.people}>
            {people.map((person) => (
              <label key={person.personId} className={styles.person}>
                <input type="radio" name="person" checked={person.personId === personId} onChange={() => choose(person.personId)} />
                <span>{person.name}</span>
                {person.personId === present?.personId && <small>{t('present')}</small>}
              </label>
            ))}
          </div>
          {present !== null && <Button variant="subtle" className={styles.back} onClick={closeSwitching}>{t('back', { name: present.name })}</Button>}
        </section>
        <section className={styles.pin}>
          {chosen !== undefined && <PinEntry key={personId} label={t('pin', { name: chosen.name })} isBlocked={waitS > 0} onEnter={signIn} onBack={present === null ? null : closeSwitching} />}
          <div className={styles.problem} role="alert">
            {problem?.kind === 'call' && <FailureNotice failure={problem.failure} />}
            {problem?.kind === 'person-not-found' && t('gone')}
            {(problem?.kind === 'wrong-pin' || (problem?.kind === 'wait' && waitS === 0)) && t('wrongPin')}
            {waitS > 0 && t('wait', { seconds: waitS })}
          </div>
        </section>
      </div>
    </main>
  )
}

const rememberedAs = 'counterfoil.last-person'
const rememberChoice = (personId: string): void => localStorage.setItem(rememberedAs, personId)

/** Whoever takes over from somebody is somebody else; otherwise the one who was here last. */
function firstChoice(people: SignInProps['people'], present: Person | null): string {
  const others = people.filter(({ personId }) => personId !== present?.personId)
  const last = others.find(({ personId }) => personId === localStorage.getItem(rememberedAs))
  return (last ?? others[0] ?? people[0])?.personId ?? ''
}

