import { addDays, type Day } from '../../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../../shared/currency.ts'
import { feeOf, money } from '../../../../../../shared/money.ts'
import type { Books } from '../books/books.ts'
import type { Merchant } from '../books/merchants.ts'
import { netOf, type Movement } from '../books/movements.ts'
import { newId, type RandomSource } from '../randomness.ts'
import { arrivalDay, payoutCutAt, payoutSentAt } from './calendar.ts'

interface Parts { readonly books: Books; readonly random: RandomSource }

const DAY_MS = 86_400_000

/** Makes the payouts of a business day: one a currency, of everything that is due and in no payout yet. */
export function cutPayouts(parts: Parts, merchant: Merchant, day: Day, at: number): void {
  for (const currency of parts.books.movements.unpaidCurrencies(merchant.merchantId, day)) cutPayout(parts, parts.books.merchants.get(merchant.merchantId), currency, day, at)
}

function cutPayout(parts: Parts, merchant: Merchant, currency: CurrencyCode, day: Day, at: number): void {
  const { books, random } = parts
  const due = books.movements.unpaid(merchant.merchantId, currency, day)
  const payoutId = newId('po', random)
  const held = holdReserve(parts, merchant, currency, due, day, at)
  const balance = netOf([...due, ...held])
  const carried = balance < 0 && !merchant.switches.negativePayout ? carryOver(parts, merchant, currency, { payoutId, balance, day }, at) : []
  const lines = [...due, ...held, ...carried]
  const amountMinor = netOf(lines)

  const sentAt = payoutSentAt(at)
  const arrivesOn = arrivalDay(sentAt, merchant.rule.zone)
  // Nothing to send, so nothing to wait for.
  const isEmpty = amountMinor === 0
  const mishap = isEmpty ? null : merchant.switches.payoutMishap
  books.payouts.insert({
    payoutId, merchantId: merchant.merchantId, currency, amountMinor, businessDay: day, state: isEmpty ? 'paid' : 'pending', plannedOn: arrivesOn, arrivesOn,
    bankReference: bankReferenceOf(payoutId), mishap, detail: isEmpty ? 'Nothing to pay out' : null, createdAt: at,
  })
  books.movements.putInto(payoutId, lines)
  if (!isEmpty) books.timers.set({ at: sentAt, kind: 'payout-sent', subject: payoutId })
  if (mishap !== null) books.merchants.saveSwitches({ ...merchant, switches: { ...merchant.switches, payoutMishap: null } })
}

/** Letters and digits only, because banks change everything else on the way. */
const bankReferenceOf = (payoutId: string): string => `SBX${payoutId.slice(3).toUpperCase()}`

const bareLine = (currency: CurrencyCode, occurredAt: number) => ({ merchantReference: null, paymentId: null, feeMinor: 0, currency, method: null, occurredAt })

function holdReserve({ books }: Parts, merchant: Merchant, currency: CurrencyCode, due: readonly Movement[], day: Day, at: number): readonly Movement[] {
  const { reserve } = merchant.switches
  if (reserve === null) return []
  const taken = due.reduce((sum, { type, grossMinor }) => (type === 'payment' ? sum + grossMinor : sum), 0)
  const hold = feeOf(money(taken, currency), { rateBps: reserve.rateBps, rounding: 'down' }).minor
  if (hold === 0) return []
  const line = books.movements.insert(merchant, {
    ...bareLine(currency, at), type: 'reserve_hold', reference: null, grossMinor: -hold, description: `Reserve, held for ${reserve.days} days`,
  }, day)
  books.timers.set({ at: at + reserve.days * DAY_MS, kind: 'reserve-release', subject: line.lineId })
  return [line]
}

export function releaseReserve({ books }: Parts, lineId: string, at: number): void {
  const held = books.movements.find(lineId)
  if (held === undefined) throw new Error(`no such reserve: ${lineId}`)
  const merchant = books.merchants.get(held.merchantId)
  const released = books.movements.insert(merchant, {
    ...bareLine(held.currency, at), type: 'reserve_release', reference: held.lineId, grossMinor: -held.grossMinor, description: 'Reserve, released',
  })
  books.timers.set({ at: payoutCutAt(released.businessDay, merchant.rule), kind: 'payout-cut', subject: `${merchant.merchantId} ${released.businessDay}` })
}

/**
 * A balance below zero waits for better days: this payout is brought up to zero, and the next one, whenever there is
 * business again, begins with the debt. It alone makes no payout, or there would be an empty one every day.
 */
function carryOver({ books }: Parts, merchant: Merchant, currency: CurrencyCode, { payoutId, balance, day }: { payoutId: string; balance: number; day: Day }, at: number): readonly Movement[] {
  const line = { ...bareLine(currency, at), type: 'adjustment' as const }
  books.movements.insert(merchant, { ...line, reference: payoutId, grossMinor: balance, description: `Carried over from ${payoutId}` }, addDays(day, 1))
  return [books.movements.insert(merchant, { ...line, reference: null, grossMinor: -balance, description: 'Carried over to the next payout' }, day)]
}
