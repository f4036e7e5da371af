import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Day } from '../../shared/business-day.ts'
import type { FigureName, FigureSlice } from '../../shared/contract/statistics.ts'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

const pageSize = 200

/** One currency, and real or test money: what figures are always of. */
export interface FigureScope {
  readonly environment: 'test' | 'live'
  readonly currency: string
}

export interface FigureRange extends FigureScope {
  readonly from: Day
  readonly to: Day
}

interface RowCursor {
  readonly day: Day
  readonly id: string
}

/** Which currencies and kinds of money there are. Sales bring new ones, and the accounts' topic hears of sales as well. */
export const moneyScopeQuery = queryOptions({ queryKey: ['accounts', 'money-scope'] as const, queryFn: () => read(backend.statistics.scope()) })

/** `at` is a step of the clock: what is usual by this hour changes with it, though nothing has been sold. */
export const todayQuery = (scope: FigureScope, at: number) =>
  queryOptions({ queryKey: ['figures', 'today', { ...scope, at }] as const, queryFn: () => read(backend.statistics.today(scope)) })

export const figuresQuery = (range: FigureRange) => queryOptions({ queryKey: ['figures', 'sums', range] as const, queryFn: () => read(backend.statistics.figures(range)) })

export const byDayQuery = (range: FigureRange) => queryOptions({ queryKey: ['figures', 'by-day', range] as const, queryFn: () => read(backend.statistics.byDay(range)) })

export const byHourQuery = (range: FigureRange) => queryOptions({ queryKey: ['figures', 'by-hour', range] as const, queryFn: () => read(backend.statistics.byHour(range)) })

export const byWeekHourQuery = (range: FigureRange) => queryOptions({ queryKey: ['figures', 'by-week-hour', range] as const, queryFn: () => read(backend.statistics.byWeekHour(range)) })

export const byMethodQuery = (range: FigureRange) => queryOptions({ queryKey: ['figures', 'by-method', range] as const, queryFn: () => read(backend.statistics.byMethod(range)) })

/** The rows behind a figure or a part of it, newest first. A page may be empty and still not be the last. */
export const figureRowsQuery = (range: FigureRange, figure: FigureName, slice: FigureSlice | null, limit = pageSize) =>
  infiniteQueryOptions({
    queryKey: ['figures', 'rows', { ...range, figure, slice, limit }] as const,
    queryFn: ({ pageParam }) => read(backend.statistics.rows({ ...range, figure, slice, before: pageParam, limit })),
    initialPageParam: null as RowCursor | null,
    getNextPageParam: (page) => page.next,
  })
