import { isDay } from '../../shared/business-day.ts'
import type { OrderFilter } from '../../shared/contract/orders.ts'
import { type OrderState, orderStates } from '../../shared/order-state.ts'

/** The filter as it stands in the address, so that a list can be kept, sent and opened again. */
export function filterOf(query: URLSearchParams): OrderFilter {
  const day = (name: string): string | null => {
    const text = query.get(name)
    return text !== null && isDay(text) ? text : null
  }
  return {
    search: query.get('q') ?? '',
    states: (query.get('state') ?? '').split(',').filter((text): text is OrderState => (orderStates as readonly string[]).includes(text)),
    accountId: query.get('account'),
    createdBy: query.get('by'),
    from: day('from'),
    to: day('to'),
    onlyFlagged: query.get('flagged') === '1',
  }
}

/** The address's query for a filter; what filters nothing is left out. */
export function queryOf(filter: OrderFilter): URLSearchParams {
  const query = new URLSearchParams()
  const put = (name: string, value: string | null): void => {
    if (value !== null && value !== '') query.set(name, value)
  }
  put('q', filter.search)
  put('state', filter.states.join(','))
  put('account', filter.accountId)
  put('by', filter.createdBy)
  put('from', filter.from)
  put('to', filter.to)
  put('flagged', filter.onlyFlagged ? '1' : null)
  return query
}

export const isFiltering = (filter: OrderFilter): boolean => queryOf(filter).size > 0
