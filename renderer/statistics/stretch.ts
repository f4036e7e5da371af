import { addDays, daysBetween, isDay, type Day } from '../../shared/business-day.ts'
import { assertNever } from '../../shared/result.ts'

export const presets = ['today', '7d', '30d', '90d', 'month', 'last-month', 'year'] as const
export type Preset = (typeof presets)[number]

/** The business days that figures are shown of, both ends included. */
export interface Stretch {
  /** Null: chosen by hand. */
  readonly preset: Preset | null
  readonly from: Day
  readonly to: Day
}

const fallback: Preset = '30d'
/** Ten years: what one page can show. */
const mostDays = 3_660

const monthStart = (day: Day): Day => `${day.slice(0, 7)}-01`

export function stretchOfPreset(preset: Preset, today: Day): Stretch {
  switch (preset) {
    case 'today':
      return { preset, from: today, to: today }
    case '7d':
    case '30d':
    case '90d':
      return { preset, from: addDays(today, 1 - Number.parseInt(preset, 10)), to: today }
    case 'month':
      return { preset, from: monthStart(today), to: today }
    case 'last-month': {
      const last = addDays(monthStart(today), -1)
      return { preset, from: monthStart(last), to: last }
    }
    case 'year':
      return { preset, from: `${today.slice(0, 4)}-01-01`, to: today }
    default:
      return assertNever(preset)
  }
}

/** The stretch that the address asks for; thirty days when it asks for none that makes sense. */
export function stretchOf(query: URLSearchParams, today: Day): Stretch {
  const preset = presets.find((one) => one === query.get('range'))
  if (preset !== undefined) return stretchOfPreset(preset, today)
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? '']
  if (isDay(from) && isDay(to) && from <= to && daysBetween(from, to) < mostDays) return { preset: null, from, to }
  return stretchOfPreset(fallback, today)
}

/** The address's query for a stretch; what is open beside it is closed, because it was of other days. */
export function withStretch(query: URLSearchParams, { preset, from, to }: Stretch): URLSearchParams {
  const next = new URLSearchParams(query)
  for (const name of ['range', 'from', 'to', 'rows', 'rows-from', 'rows-to', 'hour', 'method', 'at']) next.delete(name)
  if (preset !== null) next.set('range', preset)
  else {
    next.set('from', from)
    next.set('to', to)
  }
  return next
}

/** As many days earlier (-1) or later (1); whole months stay whole months. */
export function shifted({ from, to }: Stretch, step: -1 | 1): Stretch {
  if (from === monthStart(from) && addDays(to, 1) === monthStart(addDays(to, 1)) && from.slice(0, 7) === to.slice(0, 7)) {
    const start = step < 0 ? monthStart(addDays(from, -1)) : addDays(to, 1)
    return { preset: null, from: start, to: addDays(monthStart(addDays(start, 31)), -1) }
  }
  const days = (daysBetween(from, to) + 1) * step
  return { preset: null, from: addDays(from, days), to: addDays(to, days) }
}
