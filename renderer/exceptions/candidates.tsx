import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exception, Item, ItemName } from '../../shared/contract/reconciliation.ts'
import { money } from '../../shared/money.ts'
import { ask, backend } from '../backend-client.ts'
import { Amount } from '../components/amount.tsx'
import { Notice } from '../components/notice.tsx'
import { itemsQuery } from '../queries/reconciliation.ts'
import { useItemWords } from '../reconciliation/item-words.ts'
import { ObjectionNotice, type Objection } from '../reconciliation/objection-notice.tsx'
import styles from './candidates.module.css'
import { itemNameOf, subjectOf } from './exception-subject.ts'

/** What an item of the one side is matched with on the other; only for what was found to be ambiguous. */
const otherSides: Readonly<Record<string, readonly ItemName['side'][]>> = {
  bank: ['payout'], payment: ['settlement_line'], payout: ['bank_line', 'settlement_line'], line: ['payment', 'payout'],
}
/** Pairs that a person may match one to one, the side that expects first. */
const pairs: readonly (readonly [ItemName['side'], ItemName['side']])[] = [['payout', 'bank_line'], ['payment', 'settlement_line']]

/** Of several that fit equally well, the first ones: a person says which it is. */
export function Candidates({ exception }: { readonly exception: Exception }) {
  const { t } = useTranslation('exceptions')
  const [end, setEnd] = useState<'matched' | Objection | null>(null)
  const { first } = exception.facts
  const ids = exception.code === 'ambiguous' && Array.isArray(first) ? first.filter((one) => typeof one === 'string') : []
  const names = ids.flatMap((subject) => (otherSides[subjectOf(exception.subject).kind] ?? []).map((side) => ({ side, subject })))
  const own = itemNameOf(exception)
  const { data: items = [] } = useQuery(itemsQuery(own === null || names.length === 0 ? [] : [own, ...names]))
  const self = items.find(({ side, subject }) => side === own?.side && subject === own.subject)
  const candidates = items.filter((item) => item !== self)
  if (candidates.length === 0) return null

  const match = async (candidate: Item): Promise<void> => {
    const pair = pairs.find((sides) => sides.includes(candidate.side) && self !== undefined && sides.includes(self.side))
    if (pair === undefined || self === undefined) return
    const [left, right] = self.side === pair[0] ? [self, candidate] : [candidate, self]
    const part = ({ side, subject, minor }: Item) => ({ side, subject, minor })
    const answer = await ask(backend.reconciliation.matchByHand({ left: [part(left)], right: [part(right)], currency: right.currency, difference: null, note: '' }))
    setEnd(answer.ok ? 'matched' : answer.failure)
  }
  return (
    <section className={styles.candidates}>
      <h3>{t('fact.candidates')}</h3>
      <ul>
        {candidates.map((item) => (
          <Candidate
            key={`${item.side} ${item.subject}`} item={item}
            onMatch={end !== 'matched' && exception.state === 'open' && pairs.some((sides) => sides.includes(item.side) && self !== undefined && sides.includes(self.side)) ? () => void match(item) : null}
          />
        ))}
      </ul>
      {end === 'matched' ? <Notice tone="plain" isUrgent>{t('candidate.matched')}</Notice> : end !== null && <ObjectionNotice failure={end} />}
    </section>
  )
}

function Candidate({ item, onMatch }: { readonly item: Item; readonly onMatch: (() => void) | null }) {
  const { t } = useTranslation('exceptions')
  const wordsOf = useItemWords()
  return (
    <li>
      <span translate="no">{wordsOf(item).full}</span>
      <Amount amount={money(item.minor, item.currency)} currency="code" />
      {onMatch !== null && <Button onClick={onMatch}>{t('candidate.thisOne')}</Button>}
    </li>
  )
}
