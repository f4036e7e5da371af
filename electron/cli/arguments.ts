import { isDay, type Day } from '../../shared/business-day.ts'
import { isCurrentCurrency } from '../../shared/currency.ts'
import { parseMoney, type Money } from '../../shared/money.ts'
import { UsageError } from './answer.ts'

export function amountFrom(text: string, currency: string): Money {
  const code = currencyFrom(currency)
  const parsed = parseMoney(text, code)
  if (!parsed.ok) throw new UsageError(`--amount ${text}: not an amount of ${code} (${parsed.failure.kind.replaceAll('-', ' ')}). Write it like 12.34.`)
  if (parsed.value.minor <= 0) throw new UsageError(`--amount ${text}: must be more than nothing.`)
  return parsed.value
}

export function currencyFrom(text: string): string {
  const code = text.toUpperCase()
  if (!isCurrentCurrency(code)) throw new UsageError(`--currency ${text}: not an ISO 4217 code. Write it like USD.`)
  return code
}

export function dayFrom(text: string, option: string): Day {
  if (!isDay(text)) throw new UsageError(`${option} ${text}: not a calendar day. Write it like 2026-01-31.`)
  return text
}

/** From the first day to the last, in that order. */
export function daysFrom(from: string, to: string): { from: Day; to: Day } {
  const days = { from: dayFrom(from, '--from'), to: dayFrom(to, '--to') }
  if (days.from > days.to) throw new UsageError(`--from ${from} is after --to ${to}.`)
  return days
}

/** The beginning of the calendar day, UTC; a bound for asking a platform, so that hours do not matter. */
export const instantFrom = (text: string, option: string): number => Date.parse(`${dayFrom(text, option)}T00:00:00Z`)

export function wholeFrom(text: string, option: string): number {
  if (!/^\d{1,9}$/u.test(text)) throw new UsageError(`${option} ${text}: not a whole number.`)
  return Number(text)
}

/** "key=value" pairs of a repeated option. */
export function pairsFrom(texts: readonly string[], option: string): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=')
      if (at < 1) throw new UsageError(`${option} ${text}: write it like key=value.`)
      return [text.slice(0, at), text.slice(at + 1)]
    }),
  )
}

export async function readStdin(): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
