import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExcludedItem } from '../../../shared/contract/reconciliation.ts'
import { money } from '../../../shared/money.ts'
import { ask, backend } from '../../backend-client.ts'
import { Amount } from '../../components/amount.tsx'
import { Empty, Loaded } from '../../components/page-states.tsx'
import { Cell, PickList } from '../../components/pick-list.tsx'
import { onlyCurrency } from '../../components/sums.ts'
import { useFormat } from '../../language/format.ts'
import { excludedQuery } from '../../queries/reconciliation.ts'
import { useItemWords } from '../item-words.ts'
import { useDeciderWords } from '../matches/decider-words.ts'
import { ObjectionNotice, type Objection } from '../objection-notice.tsx'
import styles from './aside-list.module.css'

/** Lines that have nothing to do with payments, each with its reason and the way back. */
export function AsideList() {
  const { t } = useTranslation('reconciliation')
  const answer = useInfiniteQuery(excludedQuery)
  const [failure, setFailure] = useState<Objection | null>(null)
  const include = async ({ side, subject }: ExcludedItem): Promise<void> => {
    if (side !== 'bank_line' && side !== 'settlement_line') return
    const included = await ask(backend.reconciliation.include({ side, subject }))
    setFailure(included.ok ? null : included.failure)
  }
  return (
    <div className={styles.list}>
      {failure !== null && <ObjectionNotice failure={failure} />}
      <Loaded answer={{ ...answer, data: answer.data?.pages.flatMap((page) => page.items) }} rows={8}>
        {(items) => (items.length === 0 ? <Empty title={t('aside.none')}>{t('aside.noneWhat')}</Empty> : (
          <AsideTable
            items={items} onInclude={(item) => void include(item)}
            onEnd={() => {
              if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage()
            }}
          />
        ))}
      </Loaded>
    </div>
  )
}

interface AsideTableProps {
  readonly items: readonly ExcludedItem[]
  readonly onInclude: (item: ExcludedItem) => void
  readonly onEnd: () => void
}

const idOf = ({ side, subject }: ExcludedItem): string => `${side} ${subject}`
const none: ReadonlySet<string> = new Set()

function AsideTable({ items, onInclude, onEnd }: AsideTableProps) {
  const { t } = useTranslation('reconciliation')
  const format = useFormat()
  const wordsOf = useItemWords()
  const deciderOf = useDeciderWords()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const currency = onlyCurrency(items)
  return (
    <PickList
      label={t('aside.label')} rows={items} idOf={idOf} chosenId={chosenId} onChoose={setChosenId} picked={none} onPick={() => undefined} isPickable={() => false} pickLabel={idOf}
      layout={styles.columns ?? ''} onEnd={onEnd}
      head={
        <>
          <span>{t('open.day')}</span>
          <span>{t('open.what')}</span>
          <span>{t('aside.reason')}</span>
          <span>{t('aside.by')}</span>
          <span className={styles.end}>{currency === null ? t('open.amount') : t('open.amountIn', { currency })}</span>
          <span />
        </>
      }
      renderCells={(item) => {
        const { title, rest } = wordsOf(item)
        return (
          <>
            <Cell className={styles.quiet}>{item.day === null ? '' : format.day(item.day)}</Cell>
            <Cell><span translate="no">{title} <span className={styles.quiet}>{rest}</span></span></Cell>
            <Cell><span translate="no">{item.reason}</span></Cell>
            <Cell className={styles.quiet}><span title={format.dateTime(item.excludedAt)}>{deciderOf(item.excludedBy)}</span></Cell>
            <Cell className={styles.end}><Amount amount={money(item.minor, item.currency)} currency={currency === null ? 'code' : 'none'} /></Cell>
            <Cell className={styles.end}><Button variant="subtle" onClick={() => onInclude(item)}>{t('aside.include')}</Button></Cell>
          </>
        )
      }}
    />
  )
}
