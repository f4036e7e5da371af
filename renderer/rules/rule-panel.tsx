import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { SavedRule } from '../../shared/contract/rules.ts'
import { ask, backend } from '../backend-client.ts'
import { Loaded } from '../components/page-states.tsx'
import { Perforation } from '../components/perforation.tsx'
import { SidePanel } from '../components/side-panel.tsx'
import { useFormat } from '../language/format.ts'
import { pathOf } from '../paths.ts'
import { useNames } from '../queries/names.ts'
import { ruleHistoryQuery } from '../queries/rules.ts'
import { useSession } from '../queries/session.ts'
import { type RuleFailure, RuleFailureNotice } from './rule-failure.tsx'
import styles from './rule-panel.module.css'
import { useRuleWords } from './rule-words.ts'

/** One rule in a sentence, what can be done with it, and what it said before. */
export function RulePanel({ saved, onClose }: { readonly saved: SavedRule; readonly onClose: () => void }) {
  const { t } = useTranslation('rules')
  const wordsOf = useRuleWords()
  const { person } = useSession()
  const [failure, setFailure] = useState<RuleFailure | null>(null)
  const { ruleId, rule, isActive, version } = saved
  const turn = async (): Promise<void> => {
    const answer = await ask(backend.rules.switch({ ruleId, isActive: !isActive }))
    setFailure(answer.ok ? null : answer.failure)
  }
  return (
    <SidePanel label={t('detail')} onClose={onClose}>
      <header className={styles.head}>
        <p className={styles.quiet}>{t(isActive ? 'state.active' : 'state.off')} · {t('version', { version })}</p>
        <h2 translate="no">{rule.name}</h2>
      </header>
      <p>{wordsOf(rule)}</p>
      {failure !== null && <RuleFailureNotice failure={failure} />}
      {person.role === 'owner' ? (
        <div className={styles.acts}>
          <Button component={Link} href={pathOf('rules', ruleId, 'edit')}>{t('change')}</Button>
          <Button onClick={() => void turn()} title={t('switchWhat')}>{t(isActive ? 'switchOff' : 'switchOn')}</Button>
        </div>
      ) : <p className={styles.quiet}>{t('ownerOnly')}</p>}
      <Perforation />
      <History ruleId={ruleId} />
    </SidePanel>
  )
}

function History({ ruleId }: { readonly ruleId: string }) {
  const { t } = useTranslation('rules')
  const format = useFormat()
  const nameOf = useNames()
  const wordsOf = useRuleWords()
  const answer = useQuery(ruleHistoryQuery(ruleId))
  return (
    <section className={styles.history}>
      <h3>{t('history')}</h3>
      <Loaded answer={answer} rows={3}>
        {(found) => (found.ok ? (
          <ol>
            {found.value.map(({ version, rule, isActive, savedAt, savedBy }) => (
              <li key={version}>
                <p><strong>{t('version', { version })}</strong> <span className={styles.quiet}>{t('byAt', { name: nameOf(savedBy), time: format.dateTime(savedAt) })}{!isActive && ` · ${t('state.off')}`}</span></p>
                <p>{wordsOf(rule)}</p>
              </li>
            ))}
          </ol>
        ) : <p className={styles.quiet}>{t('gone')}</p>)}
      </Loaded>
    </section>
  )
}
