import { instantOf, localDayOf, type Day } from '../../../../../shared/business-day.ts'
import { dayOf } from '../days.ts'

/** Order of the parts in a date written with numbers only; a four-digit year in front needs no decision. */
export type DateOrder = 'day-first' | 'month-first'

/** A date as written, with the time and offset that may stand beside it. */
export interface WrittenDate {
  readonly day: Day
  /** Milliseconds since midnight on the wall; null when no time is written. */
  readonly timeMs: number | null
  /** Minutes ahead of UTC; null when no offset is written. */
  readonly offsetMinutes: number | null
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Two digits at a place, or NaN. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** Days that were read before; the rows of a file share a few of them. */
const knownDays = new Map<string, Day | null>()

function isoDay(text: string): Day | null {
  let day = knownDays.get(text)
  if (day === undefined) {
    const separator = text.charCodeAt(4)
    const isDate = (separator === 45 || separator === 47) && text.charCodeAt(7) === separator
    const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
    day = isDate ? dayOf(year, twoDigits(text, 5), twoDigits(text, 8)) : null
    if (knownDays.size > 2000) knownDays.clear()
    knownDays.set(text, day)
  }
  return day
}

/**
 * The quick way for machine-written times: `2026-01-31`, `2026/01/31`, followed by nothing or by `T` or a blank and
 * `HH:MM[:SS[.fff]]`, followed by nothing, `Z`, ` UTC`, or an offset (`+0400`, `+04:00`, ` -0700`). Null for anything else.
 */
export function readIsoDate(text: string): WrittenDate | null {
  if (text.length < 10) return null
  const day = isoDay(text.slice(0, 10))
  if (day === null) return null
  if (text.length === 10) return { day, timeMs: null, offsetMinutes: null }
  const gap = text.charCodeAt(10)
  if (gap !== 84 && gap !== 32) return null
  return withTime(day, text, 11)
}

/** The time from `at` to the end of the text, beside a day that has been read. */
function withTime(day: Day, text: string, start: number): WrittenDate | null {
  const hours = twoDigits(text, start)
  const minutes = twoDigits(text, start + 3)
  if (!(hours <= 23 && minutes <= 59) || text.charCodeAt(start + 2) !== 58) return null
  let at = start + 5
  let timeMs = (hours * 60 + minutes) * MINUTE_MS
  if (text.charCodeAt(at) === 58) {
    const seconds = twoDigits(text, at + 1)
    if (!(seconds <= 60)) return null
    timeMs += Math.min(seconds, 59) * 1000
    at += 3
    if (text.charCodeAt(at) === 46) {
      let digits = 0
      let fraction = 0
      for (at += 1; digits < 9; at += 1, digits += 1) {
        const digit = text.charCodeAt(at) - 48
        if (!(digit >= 0 && digit <= 9)) break
        if (digits < 3) fraction += digit * [100, 10, 1][digits]!
      }
      if (digits === 0) return null
      timeMs += fraction
    }
  }
  if (at === text.length) return { day, timeMs, offsetMinutes: null }
  const offsetMinutes = readOffset(text.slice(at).trim())
  return offsetMinutes === null ? null : { day, timeMs, offsetMinutes }
}

function readOffset(text: string): number | null {
  if (text === 'Z' || text === 'UTC' || text === 'GMT') return 0
  const sign = text[0] === '+' ? 1 : text[0] === '-' ? -1 : 0
  if (sign === 0) return null
  const hours = twoDigits(text, 1)
  const rest = text.slice(3).replace(':', '')
  const minutes = rest === '' ? 0 : rest.length === 2 ? twoDigits(rest, 0) : Number.NaN
  return hours <= 15 && minutes <= 59 ? sign * (hours * 60 + minutes) : null
}

/** Month names and their short forms in the languages of the files we meet; accents folded. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'jan january januar janvier janv enero ene gennaio gen januari janeiro sty stycznia tammi jaenner janner',
    'feb february februar fevrier fev fevr febrero febbraio februari fevereiro lut lutego',
    'mar march marz maerz mrz mars marzo maart mrt marco marca',
    'apr april avril avr abril abr aprile kwi kwietnia',
    'may mai mayo maggio mag mei maio maj maja',
    'jun june juni juin junio giugno giu junho cze czerwca',
    'jul july juli juillet juil julio luglio lug julho lip lipca',
    'aug august aout agosto ago augustus augusti sie sierpnia',
    'sep sept september septembre septiembre settembre set setembro wrz wrzesnia',
    'oct october oktober okt octobre octubre ottobre ott outubro out okt paz pazdziernika',
    'nov november novembre noviembre novembro lis listopada',
    'dec december dezember dez decembre diciembre dic dicembre dezembro desember gru grudnia',
  ].flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index + 1])),
)

/** The parts of a date before it is known which is the day: numbers in the order written, the year found by its length. */
interface DateParts {
  readonly first: number
  readonly second: number
  readonly year: number | null
  /** True when the order is plain from the form: a year in front, or a month by name. Then first is the month. */
  readonly isPlain: boolean
  /** Where the date ends in the text. */
  readonly end: number
}

/**
 * Takes a date apart: `2026-01-31`, `31.1.2026`, `1/31/26`, `20260131`, `31 Jan 2026`, `Jan 31, 2026`, `2026年1月31日`,
 * `31/01` (no year). Two-digit years are 20xx; an apostrophe before them is allowed.
 */
export function readDateParts(text: string): DateParts | null {
  const cjk = /^(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(text)
  if (cjk !== null) return plain(Number(cjk[1]), Number(cjk[2]), Number(cjk[3]), cjk[0].length)
  // Hungarian dates end in a point and may have blanks: "2026. 01. 31."
  const iso = /^(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d)\.?/.exec(text)
  if (iso !== null) return plain(Number(iso[1]), Number(iso[3]), Number(iso[4]), iso[0].length)
  const compact = /^(\d{4})(\d{2})(\d{2})(?!\d)/.exec(text)
  if (compact !== null) return plain(Number(compact[1]), Number(compact[2]), Number(compact[3]), 8)
  const numeric = /^(\d{1,2})([-/.])(\d{1,2})\2\s?'?(\d{4}|\d{2})(?!\d)/.exec(text)
  if (numeric !== null) return unordered(Number(numeric[1]), Number(numeric[3]), fullYear(numeric[4]!), numeric[0].length)
  // Without a year only with a slash, or with the point after both: "12.50" is an amount.
  const yearless = /^(\d{1,2})(?:\/(\d{1,2})|\.(\d{1,2})\.)(?![\d./-])/.exec(text)
  if (yearless !== null) return unordered(Number(yearless[1]), Number(yearless[2] ?? yearless[3]), null, yearless[0].length)
  return readNamedMonth(text)
}

function readNamedMonth(text: string): DateParts | null {
  const dayFirst = /^(\d{1,2})(?:\.|st|nd|rd|th|º)?[\s-]*(?:de\s+)?(\p{L}{3,12})\.?[\s,-]*(?:de\s+)?'?(\d{4}|\d{2})(?!\d)/u.exec(text)
  if (dayFirst !== null) return named(dayFirst[2]!, Number(dayFirst[1]), dayFirst[3]!, dayFirst[0].length)
  const monthFirst = /^(\p{L}{3,12})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+|-)(\d{4}|\d{2})(?!\d)/u.exec(text)
  return monthFirst === null ? null : named(monthFirst[1]!, Number(monthFirst[2]), monthFirst[3]!, monthFirst[0].length)
}

const plain = (year: number, month: number, dayOfMonth: number, end: number): DateParts =>
  ({ first: month, second: dayOfMonth, year, isPlain: true, end })

const unordered = (first: number, second: number, year: number | null, end: number): DateParts | null =>
  first >= 1 && second >= 1 && Math.min(first, second) <= 12 && Math.max(first, second) <= 31
    ? { first, second, year, isPlain: false, end }
    : null

function named(name: string, dayOfMonth: number, year: string, end: number): DateParts | null {
  const month = MONTHS.get(name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase())
  return month === undefined ? null : plain(fullYear(year), month, dayOfMonth, end)
}

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text))

/** Days since 1899-12-30, as spreadsheets count: 45000 is 2023-03-15. Only whole days from 1990 to 2100. */
export function dayOfExcelSerial(text: string): Day | null {
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return null
  const serial = Math.trunc(Number(text))
  if (serial < 32_874 || serial > 73_415) return null
  return new Date(Date.UTC(1899, 11, 30) + serial * DAY_MS).toISOString().slice(0, 10)
}

/**
 * Reads a date in any of the forms of `readDateParts`, with a time after it or not. `order` settles "03/04"; `year` fills
 * in a missing one. Null when it is no date, or not a day of the calendar.
 */
export function readDate(text: string, order: DateOrder, year: number | null = null): WrittenDate | null {
  const quick = readIsoDate(text)
  if (quick !== null) return quick
  const parts = readDateParts(text)
  if (parts === null) return null
  const dayFirst = !parts.isPlain && order === 'day-first'
  const theYear = parts.year ?? year
  if (theYear === null) return null
  const day = dayOf(theYear, dayFirst ? parts.second : parts.first, dayFirst ? parts.first : parts.second)
  if (day === null) return null
  const rest = text.slice(parts.end).replace(/^[\s,T]+/, '')
  if (rest === '') return { day, timeMs: null, offsetMinutes: null }
  return withTime(day, clockOf(rest), 0)
}

/** A time of day in 24 hours: "2:03 PM" becomes "14:03", "9:05" becomes "09:05". */
export function clockOf(text: string): string {
  const match = /^(\d{1,2}):(\d{2}(?::\d{2}(?:\.\d+)?)?)\s*([AaPp])\.?\s?[Mm]\.?$/.exec(text)
  if (match !== null) {
    const hour = (Number(match[1]) % 12) + (match[3]!.toLowerCase() === 'p' ? 12 : 0)
    return `${String(hour).padStart(2, '0')}:${match[2]}`
  }
  return /^\d:/.test(text) ? `0${text}` : text
}

/** A day and a time of day that stand in two cells. */
export function withClock(date: WrittenDate, time: string): WrittenDate | null {
  return time === '' ? date : withTime(date.day, clockOf(time), 0)
}

let lastHourKey = ''
let lastHourAt = 0

/** The instant of a written date and time, UTC ms; `zone` counts where no offset is written. Null without a time. */
export function instantOfWritten(written: WrittenDate, zone: string): number | null {
  if (written.timeMs === null) return null
  if (written.offsetMinutes !== null) return utcOf(written.day) + written.timeMs - written.offsetMinutes * MINUTE_MS
  if (zone === 'UTC') return utcOf(written.day) + written.timeMs
  const hour = Math.floor(written.timeMs / 3_600_000)
  const key = `${written.day} ${hour} ${zone}`
  if (key !== lastHourKey) {
    lastHourAt = instantOf(written.day, hour, zone)
    lastHourKey = key
  }
  return lastHourAt + (written.timeMs % 3_600_000)
}

let lastUtcDay = ''
let lastUtcMs = 0

function utcOf(day: Day): number {
  if (day !== lastUtcDay) {
    lastUtcMs = Date.parse(`${day}T00:00:00Z`)
    lastUtcDay = day
  }
  return lastUtcMs
}

let lastStep = -1
let lastZone = ''
let lastLocalDay: Day = ''

/** The calendar day of an instant in a zone, as `localDayOf`; rows within a quarter of an hour share the answer. */
export function localDay(at: number, zone: string): Day {
  const step = Math.floor(at / 900_000)
  if (step !== lastStep || zone !== lastZone) {
    lastLocalDay = localDayOf(at, zone)
    lastStep = step
    lastZone = zone
  }
  return lastLocalDay
}
