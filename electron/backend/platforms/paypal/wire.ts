import { z } from 'zod'
import { isDay } from '../../../../shared/business-day.ts'
import { currencyDecimals } from '../../../../shared/currency.ts'
import { decimalText, parseMoney, type Money } from '../../../../shared/money.ts'
import { refused, type Refused } from './outcomes.ts'
import { withoutDecimals } from './terms.ts'

/** Amounts, times and addresses as PayPal writes them. */

export interface WireAmount {
  readonly currency_code: string
  readonly value: string
}

/** The amount for a request; null when PayPal cannot take it, because its currency has no decimals there. */
export function wireAmount(amount: Money): WireAmount | null {
  const text = decimalText(amount)
  if (!withoutDecimals.has(amount.currency) || currencyDecimals(amount.currency) === 0) return { currency_code: amount.currency, value: text }
  const [whole, decimals] = text.split('.')
  return /^0*$/.test(decimals ?? '') ? { currency_code: amount.currency, value: whole! } : null
}

/** What PayPal would answer to such an amount. */
export const noDecimals = ({ currency }: Money): Refused => refused('invalid-request', 'DECIMAL_PRECISION', `PayPal takes no decimals in ${currency}`, 'amount')

const moneyOf = (isSigned: boolean) =>
  z.object({ currency_code: z.string().max(3), value: z.string().max(32) }).transform(({ currency_code, value }, context): Money => {
    const amount = parseMoney(value, currency_code)
    if (amount.ok && (isSigned || amount.value.minor >= 0)) return amount.value
    context.addIssue({ code: 'custom', message: `not an amount: ${value} ${currency_code}` })
    return z.NEVER
  })

export const Amount = moneyOf(false)
export const SignedAmount = moneyOf(true)

/** Most answers write "Z"; the reports write "+0000", without the colon that RFC 3339 asks for. Without a zone it is UTC. */
const written = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(\.\d+)?(?:[Zz]|([+-]\d{2}):?(\d{2}))?$/

/** UTC ms, or null. Finer than a millisecond is cut off. */
function instantFrom(text: string): number | null {
  const match = written.exec(text)
  if (match === null || !isDay(match[1]!)) return null
  const [, day, time, fraction = '', hours, minutes] = match
  const at = Date.parse(`${day}T${time}${fraction.slice(0, 4)}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`)
  return Number.isNaN(at) ? null : at
}

/** For requests: with seconds and nothing finer, as the reports demand. */
export const instantText = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

export const Time = z.string().transform((text, context): number => {
  const at = instantFrom(text)
  if (at !== null) return at
  context.addIssue({ code: 'custom', message: `not a time: ${text.slice(0, 40)}` })
  return z.NEVER
})

export const Day = z.string().refine(isDay)

export const Id = z.string().min(1).max(127)

/** An address to show or to follow; one that no browser can open is as good as none. */
export const Address = z.url({ protocol: /^https?$/ }).nullable().catch(null)

export const Links = z.array(z.object({ href: z.string(), rel: z.string() })).optional().catch(undefined)
export type Links = z.infer<typeof Links>

/** The address behind the first of the relations that is there. */
export function linkOf(links: Links, ...relations: readonly string[]): string | null {
  const found = relations.map((relation) => links?.find(({ rel }) => rel === relation)?.href).find((href) => href !== undefined)
  return Address.parse(found ?? null)
}
