import type { Day } from '../../../shared/business-day.ts'
import type { OrderState } from '../../../shared/order-state.ts'
import type { Database, Statement } from '../store/database.ts'
import { orderColumns, orderOf, type OrderRow } from './orders.repository.ts'
import { orderQuery } from './order-words.ts'
import type { OrderRecord } from './records.ts'

export interface OrderFilter {
  /** As typed: number, reference, amount, customer, note. */
  readonly search: string
  readonly states: readonly OrderState[]
  readonly accountId: string | null
  readonly createdBy: string | null
  readonly from: Day | null
  readonly to: Day | null
  /** Disputed, unknown, late or wrong amounts only. */
  readonly onlyFlagged: boolean
}

export interface OrderPage {
  readonly orders: readonly OrderRecord[]
  /** Give this for the next page; null at the end. A page may be short and still have a next: the search goes on from there. */
  readonly next: number | null
}

export interface OrderList {
  /** Newest first, below the row `before`. */
  page(filter: OrderFilter, before: number | null, limit: number): OrderPage
}

/** Rows of a word search looked at in one go, and how often in one page, so that a common word with a rare filter stays quick. */
const searchWindow = 2_000
const mostWindows = 8

const wholeTable = Number.MAX_SAFE_INTEGER

export function createOrderList(db: Database): OrderList {
  const statements = new Map<string, Statement<[Record<string, unknown>], OrderRow>>()
  const prepare = (sql: string): Statement<[Record<string, unknown>], OrderRow> => {
    let statement = statements.get(sql)
    if (statement === undefined) statements.set(sql, (statement = db.prepare(sql)))
    return statement
  }
  const firstRowOn = db.prepare<[string], { row: number }>(
    'SELECT row FROM orders WHERE business_day >= ? ORDER BY business_day, row LIMIT 1',
  )
  const lastRowOn = db.prepare<[string], { row: number }>(
    'SELECT row FROM orders WHERE business_day <= ? ORDER BY business_day DESC, row DESC LIMIT 1',
  )
  const windowFloor = db.prepare<[{ query: string; before: number; low: number }], { row: number }>(
    `SELECT rowid AS row FROM order_words WHERE order_words MATCH @query AND rowid < @before AND rowid >= @low
      ORDER BY rowid DESC LIMIT 1 OFFSET ${searchWindow - 1}`,
  )

  /** Rows are numbered in time, so days become a stretch of rows. */
  const stretchOf = (filter: OrderFilter): { low: number; high: number } | null => {
    const low = filter.from === null ? 0 : firstRowOn.get(filter.from)?.row
    const high = filter.to === null ? wholeTable : lastRowOn.get(filter.to)?.row
    return low === undefined || high === undefined || low > high ? null : { low, high }
  }

  const conditionsOf = (filter: OrderFilter): { sql: string[]; values: Record<string, unknown> } => {
    const sql: string[] = []
    const values: Record<string, unknown> = {}
    if (filter.accountId !== null) {
      sql.push('o.account_id = @accountId')
      values['accountId'] = filter.accountId
    }
    if (filter.states.length > 0) {
      sql.push(`o.state IN (${filter.states.map((_, index) => `@state${index}`).join(', ')})`)
      filter.states.forEach((state, index) => (values[`state${index}`] = state))
    }
    if (filter.createdBy !== null) {
      sql.push('o.created_by = @createdBy')
      values['createdBy'] = filter.createdBy
    }
    if (filter.onlyFlagged) {
      sql.push(`(o.is_disputed = 1 OR o.has_late_money = 1 OR o.unknown_calls > 0 OR o.amount_verdict IN ('underpaid', 'overpaid'))`)
    }
    return { sql, values }
  }

  const plainPage = (filter: OrderFilter, low: number, before: number, limit: number): OrderPage => {
    const { sql, values } = conditionsOf(filter)
    const conditions = ['o.row < @before', 'o.row >= @low', ...sql]
    const statement = prepare(
      `SELECT ${orderColumns('o')} FROM orders o WHERE ${conditions.join(' AND ')} ORDER BY o.row DESC LIMIT @limit`,
    )
    const rows = statement.all({ ...values, before, low, limit: limit + 1 })
    const orders = rows.slice(0, limit).map(orderOf)
    return { orders, next: rows.length > limit ? orders.at(-1)!.row : null }
  }

  const searchPage = (filter: OrderFilter, query: string, low: number, start: number, limit: number): OrderPage => {
    const { sql, values } = conditionsOf(filter)
    const conditions = ['order_words MATCH @query', 'w.rowid < @before', 'w.rowid >= @floor', ...sql]
    const statement = prepare(
      `SELECT ${orderColumns('o')} FROM order_words w CROSS JOIN orders o ON o.row = w.rowid
        WHERE ${conditions.join(' AND ')} ORDER BY w.rowid DESC LIMIT @limit`,
    )
    const orders: OrderRecord[] = []
    let before = start
    for (let window = 0; window < mostWindows; window += 1) {
      const floor = windowFloor.get({ query, before, low })?.row
      const wanted = limit - orders.length
      const rows = statement.all({ ...values, query, before, floor: floor ?? low, limit: wanted + 1 })
      orders.push(...rows.slice(0, wanted).map(orderOf))
      if (rows.length > wanted) return { orders, next: orders.at(-1)!.row }
      if (floor === undefined) return { orders, next: null }
      before = floor
    }
    return { orders, next: before }
  }

  return {
    page: (filter, before, limit) => {
      const stretch = stretchOf(filter)
      if (stretch === null) return { orders: [], next: null }
      const start = Math.min(before ?? wholeTable, stretch.high === wholeTable ? wholeTable : stretch.high + 1)
      if (filter.search.trim() === '') return plainPage(filter, stretch.low, start, limit)
      const query = orderQuery(filter.search)
      return query === null ? { orders: [], next: null } : searchPage(filter, query, stretch.low, start, limit)
    },
  }
}
