import { useTranslation } from 'react-i18next'
import { money } from '../../../shared/money.ts'
import { Amount } from '../../components/amount.tsx'
import { useFormat } from '../../language/format.ts'
import { useItemWords } from '../item-words.ts'
import styles from './bench-panel.module.css'
import type { Usable } from './hand-match.ts'

export interface Candidate extends Usable {
  readonly id: string
  /** The whole amount, where matches have used some of it up. */
  readonly whole: number
  readonly day: string | null
  readonly name: string
  readonly words: string
  readonly accountId: string | null
}

interface CandidateColumnProps {
  readonly title: string
  readonly none: string
  readonly candidates: readonly Candidate[]
  /** An amount that fits exactly is marked. */
  readonly wanted: number
  readonly ticked: readonly string[]
  readonly onTick: (id: string, isTicked: boolean) => void
}

/** One side of a match by hand: what can be ticked, the nearest first. */
export function CandidateColumn({ title, none, candidates, wanted, ticked, onTick }: CandidateColumnProps) {
  const { t } = useTranslation('reconciliation')
  const format = useFormat()
  const wordsOf = useItemWords()
  return (
    <section className={styles.column} aria-label={title}>
      <h3>{title}</h3>
      {candidates.length === 0 ? <p>{none}</p> : (
        <ul>
          {candidates.map((candidate) => {
            const { id, minor, whole, currency, day } = candidate
            const { title: name, rest } = wordsOf({ ...candidate, orderNumber: null, bankAccount: '' })
            const more = [day === null ? '' : format.day(day), minor === whole ? '' : t('byHand.open', { amount: format.money(money(whole, currency)) }), rest].filter((words) => words !== '').join(' · ')
            return (
              <li key={id}>
                <label className={styles.candidate}>
                  <input type="checkbox" checked={ticked.includes(id)} onChange={(event) => onTick(id, event.currentTarget.checked)} />
                  <span className={styles.name} translate="no">{name}</span>
                  <span className={minor === wanted ? styles.isSame : undefined}><Amount amount={money(minor, currency)} /></span>
                  <small translate="no">{more}</small>
                </label>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
