import { useQuery } from '@tanstack/react-query'
import { formatMoney, type Money } from '../../shared/money.ts'
import { sessionQuery } from '../queries/session.ts'
import { usePreferences } from '../stores/preferences.ts'
import { localeOf } from './language.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Instants are UTC ms and shown in the shop's zone; days are "2026-01-31"; spans are ms. */
export interface Format {
  readonly locale: string
  /** 14:03 */
  time(at: number): string
  /** 14:03:22 */
  timeExact(at: number): string
  /** 22 Nov 2026, 14:03 */
  dateTime(at: number): string
  /** 22 Nov, and the year when it is not the present one. */
  day(day: string): string
  /** Sun 22 Nov 2026 */
  dayLong(day: string): string
  /** 22 Nov, or from day to day; a dash when no day is known. */
  period(period: { readonly from: string | null; readonly to: string | null }): string
  /** November 2026, of a day in it. */
  month(day: string): string
  /** The largest whole unit, at least a minute: "2 min", "3 h", "4 days". */
  span(ms: number): string
  /** 08:41, or 1:02:03 from an hour on. */
  countdown(ms: number): string
  money(amount: Money, display?: 'symbol' | 'code' | 'number'): string
  number(value: number): string
  /** "Euro", "欧元" */
  currencyName(code: string): string
  /** As it stands behind a number: "euros", "欧元". */
  currencyPlural(code: string): string
}

export function createFormat(locale: string, zone: string): Format {
  const inZone = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options })
  const ofDay = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
  const time = inZone({ hour: '2-digit', minute: '2-digit' })
  const timeExact = inZone({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const dateTime = inZone({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
  const day = ofDay({ day: 'numeric', month: 'short' })
  const dayAndYear = ofDay({ day: 'numeric', month: 'short', year: 'numeric' })
  const dayLong = ofDay({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
  const month = ofDay({ month: 'long', year: 'numeric' })
  const counted = (name: 'minute' | 'hour' | 'day') => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: name === 'day' ? 'long' : 'short' })
  const [minutes, hours, days] = [counted('minute'), counted('hour'), counted('day')]
  const plain = new Intl.NumberFormat(locale)
  const currencies = new Intl.DisplayNames(locale, { type: 'currency' })
  const atDay = (text: string): number => Date.parse(`${text}T00:00:00Z`)
  const thisYear = new Date().getUTCFullYear().toString()

  return {
    locale,
    time: (at) => time.format(at),
    timeExact: (at) => timeExact.format(at),
    dateTime: (at) => dateTime.format(at),
    day: (text) => (text.startsWith(thisYear) ? day : dayAndYear).format(atDay(text)),
    dayLong: (text) => dayLong.format(atDay(text)),
    period: ({ from, to }) => {
      const [first, last] = [from ?? to, to ?? from]
      if (first === null || last === null) return '–'
      const form = first.startsWith(thisYear) && last.startsWith(thisYear) ? day : dayAndYear
      if (first === last) return form.format(atDay(first))
      // The usual range of days in Chinese is one of digits, unlike the days beside it.
      return locale.startsWith('zh') ? `${form.format(atDay(first))}至${form.format(atDay(last))}` : form.formatRange(atDay(first), atDay(last))
    },
    month: (text) => month.format(atDay(text)),
    span: (ms) => (ms < hourMs ? minutes.format(Math.max(1, Math.floor(ms / minuteMs))) : ms < 2 * dayMs ? hours.format(Math.floor(ms / hourMs)) : days.format(Math.floor(ms / dayMs))),
    countdown,
    money: (amount, display = 'code') => formatMoney(amount, locale, display),
    number: (value) => plain.format(value),
    currencyName: (code) => currencies.of(code) ?? code,
    currencyPlural: (code) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency: code, currencyDisplay: 'name' }).formatToParts(2).find(({ type }) => type === 'currency')?.value ?? code,
  }
}

export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000))
  const two = (value: number): string => String(value).padStart(2, '0')
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}

/** Dates and numbers in the device's language and the shop's zone. */
export function useFormat(): Format {
  const language = usePreferences((preferences) => preferences.language)
  const { data } = useQuery({ ...sessionQuery, enabled: false })
  const zone = data?.shop?.zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
  return formatOf(localeOf(language), zone)
}

const formats = new Map<string, Format>()

/** Making one is slow, and every row of a list wants one. */
function formatOf(locale: string, zone: string): Format {
  const name = `${locale} ${zone}`
  let format = formats.get(name)
  if (format === undefined) formats.set(name, (format = createFormat(locale, zone)))
  return format
}
