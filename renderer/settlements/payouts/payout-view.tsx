import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearchParams } from 'wouter'
import type { Payout } from '../../../shared/contract/settlements.ts'
import { FilterChip, FilterSwitch, OneOf } from '../../components/filter-chip.tsx'
import { Empty, Loaded } from '../../components/page-states.tsx'
import { neighbour } from '../../components/neighbour.ts'
import { pathOf } from '../../paths.ts'
import { accountsQuery } from '../../queries/accounts.ts'
import { openPayoutsQuery, payoutListQuery } from '../../queries/settlements.ts'
import { useShortcuts } from '../../stores/shortcuts.ts'
import { PayoutPanel } from './payout-panel.tsx'
import { PayoutTable } from './payout-table.tsx'
import styles from './payout-view.module.css'

/** All payouts, or those that have not arrived, and the open one beside them. What is set stands in the address. */
export function PayoutView({ payoutId }: { readonly payoutId: string | null }) {
  const { t } = useTranslation('settlements')
  const [, goTo] = useLocation()
  const [query] = useSearchParams()
  const { data: accounts = [] } = useQuery(accountsQuery)
  const accountId = query.get('account')
  const isOpenOnly = query.get('open') === '1'
  const all = useInfiniteQuery({ ...payoutListQuery(accountId), enabled: !isOpenOnly })
  const open = useInfiniteQuery({ ...openPayoutsQuery(accountId), enabled: isOpenOnly })
  const answer = isOpenOnly ? open : all
  const payouts: readonly Payout[] | undefined = answer.data?.pages.flatMap((page): readonly Payout[] => page.payouts)

  const show = (id: string | null, change: Record<string, string | null> = {}, replace = true): void => {
    const next = new URLSearchParams(query)
    next.delete('step')
    for (const [name, value] of Object.entries(change)) {
      if (value === null) next.delete(name)
      else next.set(name, value)
    }
    const text = next.toString()
    goTo(`${id === null ? pathOf('settlements') : pathOf('settlements', id)}${text === '' ? '' : `?${text}`}`, { replace })
  }
  const walk = (step: number): void => {
    const next = neighbour((payouts ?? []).map((payout) => payout.payoutId), payoutId, step)
    if (next !== null) show(next)
  }
  useShortcuts([
    { keys: 'arrowdown', label: t('keys.next'), run: () => walk(1) },
    { keys: 'arrowup', label: t('keys.previous'), run: () => walk(-1) },
    { keys: 'escape', label: t('keys.close'), run: () => show(null) },
    ...(payoutId === null ? [] : [{ keys: 't', label: t('trace.link'), run: () => goTo(pathOf('settlements', 'trace', 'payout', payoutId)) }]),
  ])

  return (
    <>
      <search className={styles.filters}>
        <FilterSwitch label={t('payout.openOnly')} isOn={isOpenOnly} onChange={(isOn) => show(payoutId, { open: isOn ? '1' : null })} />
        {accounts.length > 1 && (
          <FilterChip label={t('column.account')} value={accounts.find((account) => account.accountId === accountId)?.label ?? null} onClear={() => show(payoutId, { account: null })}>
            {(close) => (
              <OneOf choices={accounts.map((account) => ({ value: account.accountId, label: account.label }))} onChoose={(chosen) => {
                show(payoutId, { account: chosen })
                close()
              }} />
            )}
          </FilterChip>
        )}
      </search>
      <div className={styles.split} data-open={payoutId !== null || undefined}>
        <Loaded answer={{ ...answer, data: payouts }} rows={12}>
          {(found: readonly Payout[]) => (found.length === 0 ? <NoPayouts isFiltered={isOpenOnly || accountId !== null} /> : (
            <PayoutTable
              payouts={found} chosenId={payoutId} onChoose={(id) => show(id, {}, payoutId !== null)}
              onEnd={() => {
                if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage()
              }}
            />
          ))}
        </Loaded>
        {payoutId !== null && <PayoutPanel key={payoutId} payoutId={payoutId} onClose={() => show(null)} />}
      </div>
    </>
  )
}

function NoPayouts({ isFiltered }: { readonly isFiltered: boolean }) {
  const { t } = useTranslation('settlements')
  if (isFiltered) return <Empty title={t('payout.noneFiltered')}>{t('payout.noneFilteredWhat')}</Empty>
  return <Empty title={t('payout.none')} action={<Link href={pathOf('settlements', 'import')}>{t('payout.noneImport')}</Link>}>{t('payout.noneWhat')}</Empty>
}
