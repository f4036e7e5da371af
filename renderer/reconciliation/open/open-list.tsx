import { useTranslation } from 'react-i18next'
import { IconSparkles } from '@tabler/icons-react'
import { money } from '../../../shared/money.ts'
import { Amount } from '../../components/amount.tsx'
import { Cell, PickList } from '../../components/pick-list.tsx'
import { onlyCurrency } from '../../components/sums.ts'
import { useFormat } from '../../language/format.ts'
import { useItemWords } from '../item-words.ts'
import styles from './open-list.module.css'
import type { OpenRow } from './open-rows.ts'

interface OpenListProps {
  readonly rows: readonly OpenRow[]
  /** How many each group has, loaded or not. */
  readonly counts: Readonly<Record<OpenRow['kind'], number>>
  readonly chosenId: string | null
  readonly onChoose: (id: string) => void
  readonly picked: ReadonlySet<string>
  readonly onPick: (ids: readonly string[], isPicked: boolean) => void
  readonly onEnter: () => void
  /** The end of what is loaded is near. */
  readonly onEnd: () => void
}

/** What is open, in three groups: what has a proposal, what the bank has and nothing explains, what was sent and is not there. */
export function OpenList({ rows, counts, ...list }: OpenListProps) {
  const { t } = useTranslation('reconciliation')
  const format = useFormat()
  const wordsOf = useRowWords()
  const currency = onlyCurrency(rows)
  const heading = { proposal: 'open.proposals', bank_line: 'open.bankLines', payout: 'open.payouts' } as const
  return (
    <PickList
      {...list} label={t('open.label')} rows={rows} idOf={({ id }) => id} layout={styles.columns ?? ''} isFocusedAtOnce isPickable={({ kind }) => kind !== 'payout'}
      pickLabel={(row) => t('open.pick', { what: wordsOf(row).title })} groupOf={({ kind }) => ({ name: kind, heading: t(heading[kind], { count: counts[kind] }) })}
      head={
        <>
          <span>{t('open.day')}</span>
          <span>{t('open.what')}</span>
          <span className={styles.end}>{currency === null ? t('open.amount') : t('open.amountIn', { currency })}</span>
        </>
      }
      renderCells={(row) => {
        const { title, rest } = wordsOf(row)
        return (
          <>
            <Cell className={styles.quiet}>{row.day === null ? '' : format.day(row.day)}</Cell>
            <Cell>
              {row.kind === 'proposal' && <IconSparkles size={15} stroke={1.8} className={styles.mark} aria-hidden />}
              <span translate="no">{title} {rest !== '' && <span className={styles.quiet}>{rest}</span>}</span>
            </Cell>
            <Cell className={styles.end}><Amount amount={money(row.minor, row.currency)} currency={currency === null ? 'code' : 'none'} /></Cell>
          </>
        )
      }}
    />
  )
}

function useRowWords(): (row: OpenRow) => { readonly title: string; readonly rest: string } {
  const itemWords = useItemWords()
  return (row) => {
    if (row.kind === 'bank_line') return itemWords({ side: 'bank_line', name: row.line.counterparty ?? '', words: row.line.text, orderNumber: null, accountId: null, bankAccount: '', day: row.day })
    if (row.kind === 'payout') return itemWords({ side: 'payout', name: row.payout.platformReference, words: '', orderNumber: null, accountId: row.payout.accountId, bankAccount: null, day: row.day })
    return row.first === null ? { title: '', rest: '' } : itemWords({ ...row.first, bankAccount: '' })
  }
}
