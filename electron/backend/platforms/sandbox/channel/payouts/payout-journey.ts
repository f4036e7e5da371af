import { localDayOf } from '../../../../../../shared/business-day.ts'
import type { Books } from '../books/books.ts'
import type { Payout } from '../books/payouts.ts'
import { arrivalDay, bookedAt, nextBankMorning } from './calendar.ts'

interface Parts { readonly books: Books }

/** pending or failed -> in transit. */
export function sendPayout({ books }: Parts, payoutId: string, at: number): void {
  const payout = books.payouts.get(payoutId)
  const zone = zoneOf(books, payout)
  const arrivesOn = arrivalDay(at, zone)
  books.payouts.change(payout, { state: 'in_transit', arrivesOn, detail: null }, at)
  books.timers.set({ at: bookedAt(arrivesOn, zone), kind: 'payout-arrives', subject: payoutId })
}

/** in transit -> paid, or failed when it is this payout's fate; then it is sent again on the next bank day. */
export function bookPayout({ books }: Parts, payoutId: string, at: number): void {
  const payout = books.payouts.get(payoutId)
  const zone = zoneOf(books, payout)
  const { mishap } = payout
  if (mishap === 'failed') {
    books.payouts.change(payout, { state: 'failed', mishap: null, detail: 'The bank did not take the payment; it will be sent again' }, at)
    books.timers.set({ at: nextBankMorning(at, zone), kind: 'payout-sent', subject: payoutId })
    return
  }
  books.payouts.change(payout, { state: 'paid', mishap: null, detail: null }, at)
  book(books, payout, payout.amountMinor, at)
  if (mishap === 'returned') books.timers.set({ at: nextBankMorning(at, zone), kind: 'payout-returned', subject: payoutId })
}

/** paid -> failed: the bank sends the money back, and it is sent again on the next bank day. */
export function returnPayout({ books }: Parts, payoutId: string, at: number): void {
  const payout = books.payouts.get(payoutId)
  books.payouts.change(payout, { state: 'failed', detail: 'Returned by the bank; it will be sent again' }, at)
  book(books, payout, -payout.amountMinor, at, 1)
  books.timers.set({ at: nextBankMorning(at, zoneOf(books, payout)), kind: 'payout-sent', subject: payoutId })
}

const zoneOf = (books: Books, payout: Payout): string => books.merchants.get(payout.merchantId).rule.zone

function book(books: Books, payout: Payout, amountMinor: number, at: number, isReturn: 0 | 1 = 0): void {
  const { merchantId, payoutId, currency } = payout
  const bookedOn = localDayOf(at, zoneOf(books, payout))
  books.bankEntries.insert({ merchantId, payoutId, currency, amountMinor, isReturn, bookedOn })
}
