import { queryOptions } from '@tanstack/react-query'
import type { FigureName } from '../../shared/contract/statistics.ts'
import { backend } from '../backend-client.ts'
import { read } from '../queries/call-problem.ts'
import type { FigureScope } from '../queries/figures.ts'
import type { OpenedRows } from './opened-rows.ts'

/** What the backend says that the figure is, in the sign of its rows: what left the shop is negative. Minor units. */
export const openedTotalQuery = (scope: FigureScope, opened: OpenedRows) =>
  queryOptions({ queryKey: ['figures', 'total', { ...scope, ...opened }] as const, queryFn: () => totalOf(scope, opened) })

const takesAway: ReadonlySet<FigureName> = new Set(['refunds', 'fees', 'chargebacks'])

async function totalOf(scope: FigureScope, { figure, from, to, slice }: OpenedRows): Promise<number> {
  const range = { ...scope, from, to }
  if (slice === null) {
    const { figures } = await read(backend.statistics.figures(range))
    const minor = figures[`${figure}Minor`]
    return takesAway.has(figure) && minor !== 0 ? -minor : minor
  }
  const { hour, weekday, methodKind, accountId } = slice
  if (weekday !== null) {
    const cells = await read(backend.statistics.byWeekHour(range))
    return cells.filter((cell) => cell.weekday === weekday && (hour === null || cell.hour === hour)).reduce((sum, { grossMinor }) => sum + grossMinor, 0)
  }
  if (hour !== null) return (await read(backend.statistics.byHour(range))).find((point) => point.hour === hour)?.grossMinor ?? 0
  const shares = await read(backend.statistics.byMethod(range))
  return shares
    .filter((share) => (methodKind === null || share.methodKind === methodKind) && (accountId === null || share.accountId === accountId))
    .reduce((sum, { grossMinor }) => sum + grossMinor, 0)
}
