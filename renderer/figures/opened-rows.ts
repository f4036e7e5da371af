import { isDay, type Day } from '../../shared/business-day.ts'
import type { FigureName, FigureSlice } from '../../shared/contract/statistics.ts'

/** A figure, or a bar of a chart, whose rows are open beside it. */
export interface OpenedRows {
  readonly figure: FigureName
  readonly from: Day
  readonly to: Day
  /** Null: the whole figure. */
  readonly slice: FigureSlice | null
}

const figureNames = ['gross', 'refunds', 'net', 'fees', 'chargebacks', 'proceeds'] as const satisfies readonly FigureName[]
const methodKinds = ['card', 'unionpay', 'wallet', 'bank', 'pay_later', 'invoice', 'other'] as const

const names = ['rows', 'rows-from', 'rows-to', 'hour', 'weekday', 'method', 'at'] as const

/** The open rows as they stand in the address; null when none are open, or when it makes no sense. */
export function openedOf(query: URLSearchParams): OpenedRows | null {
  const figure = figureNames.find((name) => name === query.get('rows'))
  const [from, to] = [query.get('rows-from') ?? '', query.get('rows-to') ?? '']
  if (figure === undefined || !isDay(from) || !isDay(to) || from > to) return null
  const hourText = query.get('hour') ?? ''
  const hour = /^(?:1?\d|2[0-3])$/u.test(hourText) ? Number.parseInt(hourText, 10) : null
  const weekdayText = query.get('weekday') ?? ''
  const weekday = /^[1-7]$/u.test(weekdayText) ? Number.parseInt(weekdayText, 10) : null
  const methodKind = methodKinds.find((kind) => kind === query.get('method')) ?? null
  const accountId = query.get('at')
  const isSliced = hour !== null || weekday !== null || methodKind !== null || accountId !== null
  return { figure, from, to, slice: isSliced ? { hour, weekday, methodKind, accountId } : null }
}

/** The address's query with other rows open, or none. */
export function withOpened(query: URLSearchParams, opened: OpenedRows | null): URLSearchParams {
  const next = new URLSearchParams(query)
  for (const name of names) next.delete(name)
  if (opened === null) return next
  next.set('rows', opened.figure)
  next.set('rows-from', opened.from)
  next.set('rows-to', opened.to)
  const { hour = null, weekday = null, methodKind = null, accountId = null } = opened.slice ?? {}
  if (hour !== null) next.set('hour', String(hour))
  if (weekday !== null) next.set('weekday', String(weekday))
  if (methodKind !== null) next.set('method', methodKind)
  if (accountId !== null) next.set('at', accountId)
  return next
}
