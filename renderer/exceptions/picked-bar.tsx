import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exception, ExceptionFilter } from '../../shared/contract/reconciliation.ts'
import { backend } from '../backend-client.ts'
import { Amount } from '../components/amount.tsx'
import { sumsOf } from '../components/sums.ts'
import { read } from '../queries/call-problem.ts'
import { exceptionTotalsQuery } from '../queries/reconciliation.ts'
import type { Decision } from './decide-exceptions.ts'
import styles from '../components/picked-bar.module.css'

interface PickedBarProps {
  readonly picked: readonly Exception[]
  readonly filter: ExceptionFilter
  /** The filter finds more than is picked. */
  readonly hasMore: boolean
  readonly onAll: (all: readonly Exception[]) => void
  readonly onClear: () => void
  readonly onDecide: (state: Decision) => void
}

/** How many are picked, what they come to, and what can be done with all of them at once. */
export function PickedBar({ picked, filter, hasMore, onAll, onClear, onDecide }: PickedBarProps) {
  const { t } = useTranslation('exceptions')
  const { data: totals = [] } = useQuery(exceptionTotalsQuery(filter))
  const [isReading, setReading] = useState(false)
  const all = totals.reduce((sum, { count }) => sum + count, 0)
  const pickAll = async (): Promise<void> => {
    setReading(true)
    onAll(await everyOne(filter))
    setReading(false)
  }
  return (
    <output className={styles.bar}>
      <strong>{t('picked', { count: picked.length })}</strong>
      <span className={styles.sums}>
        {sumsOf(picked.map(({ minor, currency }) => ({ minor: Math.abs(minor), currency }))).map((sum) => <Amount key={sum.currency} amount={sum} currency="code" />)}
      </span>
      {hasMore && all > picked.length && all <= mostPicked && <Button variant="subtle" loading={isReading} onClick={() => void pickAll()}>{t('act.pickAllOf', { count: all })}</Button>}
      <span className={styles.acts}>
        <Button variant="subtle" onClick={onClear}>{t('act.clear')}</Button>
        <Button onClick={() => onDecide('waived')}>{t('act.waive')}</Button>
        <Button variant="filled" onClick={() => onDecide('explained')}>{t('act.explain')}</Button>
      </span>
    </output>
  )
}

/** More than a person can mean at a time. */
const mostPicked = 5_000
const pageSize = 200

type Cursor = Pick<Exception, 'openedAt' | 'code' | 'subject'>

async function everyOne(filter: ExceptionFilter): Promise<Exception[]> {
  const all: Exception[] = []
  let after: Cursor | null = null
  do {
    // oxlint-disable-next-line eslint/no-await-in-loop -- each page says where the next one begins
    const page: { exceptions: Exception[]; next: Cursor | null } = await read(backend.reconciliation.exceptions({ filter, after, limit: pageSize }))
    all.push(...page.exceptions)
    after = page.next
  } while (after !== null && all.length < mostPicked)
  return all.filter(({ state }) => state !== 'resolved')
}
