import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExcludedItem } from '../../../shared/contract/reconciliation.ts'
import { money } from '../../../shared/money.ts'
import { ask, backend } from '../../backend-client.ts'
import { Amount } from '../../components/amount.tsx'
import { Empty, Loaded } from '../../components/page-states.tsx'
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
  const answer = useQuery(excludedQuery)
  const [failure, setFailure] = useState<Objection | null>(null)
  const include = async ({ side, subject }: ExcludedItem): Promise<void> => {
    if (side !== 'bank_line' && side !== 'settlement_line') return
    const included = await ask(backend.reconciliation.include({ side, subject }))
    setFailure(included.ok ? null : included.failure)
  }
  return (
    <>
      {failure !== null && <ObjectionNotice failure={failure} />}
      <Loaded answer={answer} rows={8}>
        {(items) => (items.length === 0 ? <Empty title={t('aside.none')}>{t('aside.noneWhat')}</Empty> : <AsideTable items={items} onInclude={(item) => void include(item)} />)}
      </Loaded>
    </>
  )
}

function AsideTable({ items, onInclude }: { readonly items: readonly ExcludedItem[]; readonly onInclude: (item: ExcludedItem) => void }) {
  const { t } = useTranslation('reconciliation')
  const format = useFormat()
  const wordsOf = useItemWords()
  const deciderOf = useDeciderWords()
  const currency = onlyCurrency(items)
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={t('aside.label')}>
        <thead>
          <tr>
            <th scope="col">{t('open.day')}</th>
            <th scope="col">{t('open.what')}</th>
            <th scope="col">{t('aside.reason')}</th>
            <th scope="col">{t('aside.by')}</th>
            <th scope="col" className={styles.end}>{currency === null ? t('open.amount') : t('open.amountIn', { currency })}</th>
            <th scope="col"><span className={styles.heard}>{t('aside.actHead')}</span></th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const { title, rest } = wordsOf(item)
            return (
              <tr key={`${item.side} ${item.subject}`}>
                <td className={styles.quiet}>{item.day === null ? '' : format.day(item.day)}</td>
                <td translate="no">{title} <span className={styles.quiet}>{rest}</span></td>
                <td translate="no">{item.reason}</td>
                <td className={styles.quiet} title={format.dateTime(item.excludedAt)}>{deciderOf(item.excludedBy)}</td>
                <td className={styles.end}><Amount amount={money(item.minor, item.currency)} currency={currency === null ? 'code' : 'none'} /></td>
                <td className={styles.end}><Button variant="subtle" onClick={() => onInclude(item)}>{t('aside.include')}</Button></td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
