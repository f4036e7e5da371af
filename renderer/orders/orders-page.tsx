import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation, useRoute, useSearchParams } from 'wouter'
import type { Order, OrderFilter } from '../../shared/contract/orders.ts'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { pathOf } from '../paths.ts'
import { orderListQuery } from '../queries/orders.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { FilterBar } from './filter-bar.tsx'
import { OrderDetailPanel } from './order-detail-panel.tsx'
import { filterOf, isFiltering, queryOf } from './order-filter.ts'
import { OrderTable } from './order-table.tsx'
import styles from './orders-page.module.css'

/** One dense table, what is looked for in one line above it, the order beside it. */
export function OrdersPage() {
  const { t } = useTranslation('orders')
  const [, goTo] = useLocation()
  const [isOne, params] = useRoute('/orders/:orderId')
  const [query] = useSearchParams()
  const filter = filterOf(query)
  const chosenId = isOne ? (params.orderId ?? null) : null
  const answer = useInfiniteQuery({ ...orderListQuery(filter), placeholderData: keepPreviousData })
  const orders = answer.data?.pages.flatMap((page) => page.orders) ?? []

  const show = (orderId: string | null, next: OrderFilter = filter, replace = true): void => {
    const text = queryOf(next).toString()
    goTo(`${orderId === null ? pathOf('orders') : pathOf('orders', orderId)}${text === '' ? '' : `?${text}`}`, { replace })
  }
  const walk = (step: number): void => {
    const at = orders.findIndex(({ orderId }) => orderId === chosenId)
    const next = orders[Math.max(0, Math.min(orders.length - 1, at < 0 ? 0 : at + step))]
    if (next !== undefined) show(next.orderId)
  }
  useShortcuts([
    { keys: 'arrowdown', label: t('keys.next'), run: () => walk(1) },
    { keys: 'arrowup', label: t('keys.previous'), run: () => walk(-1) },
    { keys: 'escape', label: t('keys.close'), run: () => show(null) },
  ])

  return (
    <Page title={t('title')} layout="filled">
      <FilterBar filter={filter} onChange={(next) => show(chosenId, next)} />
      <div className={styles.split} data-open={chosenId !== null || undefined}>
        <Loaded answer={{ ...answer, data: answer.data === undefined ? undefined : orders }} rows={14}>
          {(found: readonly Order[]) => (found.length === 0 ? (
            isFiltering(filter) ? <Empty title={t('none.filtered')}>{t('none.filteredWhat')}</Empty> : <Empty title={t('none.title')}>{t('none.what')}</Empty>
          ) : (
            <OrderTable
              orders={found} chosenId={chosenId} onChoose={(orderId) => show(orderId, filter, chosenId !== null)} onWalk={walk}
              onEnd={() => {
                if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage()
              }}
            />
          ))}
        </Loaded>
        {chosenId !== null && <OrderDetailPanel key={chosenId} orderId={chosenId} onClose={() => show(null)} />}
      </div>
    </Page>
  )
}
