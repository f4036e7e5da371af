import { addDays, type Day } from '../../shared/business-day.ts'
import { decimalText, money } from '../../shared/money.ts'
import { useFormat } from '../language/format.ts'

/** Words for figures, beside the ones of `useFormat`. Days are business days, hours those of the shop's clock. */
interface FigureFormat {
  /** Sunday */
  readonly weekday: (day: Day) => string
  /** Sun 22 Nov */
  readonly dayShort: (day: Day) => string
  /** 22 */
  readonly dayOfMonth: (day: Day) => string
  /** November 2026 */
  readonly month: (day: Day) => string
  /** Mon, for the head of a calendar. */
  readonly weekdayShort: (day: Day) => string
  /** 1 – 22 Nov 2026 */
  readonly dayRange: (from: Day, to: Day) => string
  /** 14:00 */
  readonly hour: (hour: number) => string
  /** 14:00–15:00 */
  readonly hourSpan: (hour: number) => string
  /** 96.4 % of hundredths of a per cent; above a hundred without decimals. */
  readonly percent: (bps: number) => string
  /** 1.2k, for axes. */
  readonly compact: (minor: number, currency: string) => string
  /** 1,110 in whole units, or 12.4k: for a cell that has room for five signs. */
  readonly brief: (minor: number, currency: string) => string
}

function createFigureFormat(locale: string): FigureFormat {
  const ofDay = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
  const atDay = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
  const weekday = ofDay({ weekday: 'long' })
  const weekdayShort = ofDay({ weekday: 'short' })
  const dayShort = ofDay({ weekday: 'short', day: 'numeric', month: 'short' })
  const month = ofDay({ month: 'long', year: 'numeric' })
  const range = ofDay({ day: 'numeric', month: 'short', year: 'numeric' })
  const percent = [new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }), new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })] as const
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const unitsOf = (minor: number, currency: string) => decimalText(money(Math.trunc(minor), currency)) as Intl.StringNumericLiteral
  const hour = (value: number): string => `${String(value).padStart(2, '0')}:00`
  return {
    weekday: (day) => weekday.format(atDay(day)),
    weekdayShort: (day) => weekdayShort.format(atDay(day)),
    dayShort: (day) => dayShort.format(atDay(day)),
    dayOfMonth: (day) => String(Number.parseInt(day.slice(8), 10)),
    month: (day) => month.format(atDay(day)),
    dayRange: (from, to) => range.formatRange(atDay(from), atDay(to)),
    hour,
    hourSpan: (value) => `${hour(value)}–${hour((value + 1) % 24)}`,
    percent: (bps) => percent[Math.abs(bps) > 10_000 ? 1 : 0].format(bps / 10_000).replace('-', '\u2212'),
    compact: (minor, currency) => compact.format(unitsOf(minor, currency)).replace('-', '\u2212'),
    brief: (minor, currency) => (Number(unitsOf(minor, currency)) < 10_000 ? whole : compact).format(unitsOf(minor, currency)),
  }
}

/** Some day that falls on a weekday, Monday 1 to Sunday 7, to name it by. */
export const dayOfWeek = (weekday: number): Day => addDays('2024-01-01', weekday - 1)

const formats = new Map<string, FigureFormat>()

export function useFigureFormat(): FigureFormat {
  const { locale } = useFormat()
  let format = formats.get(locale)
  if (format === undefined) formats.set(locale, (format = createFigureFormat(locale)))
  return format
}
