import { isMore, money, type Money } from '../../../shared/money.ts'
import type { AuthorizationEntry, Books, CaptureEntry } from './books.ts'
import { isReply, notFound, readAmount, reply, unprocessable, type Call, type Reply } from './call.ts'
import { giveBack, take } from './money-acts.ts'
import { authorizationJson, captureJson, expiryOf, refundJson } from './payment-json.ts'
import type { SearchIndex } from './search-index.ts'

export function paymentRoutes(books: Books, index: SearchIndex, moods: { hidesCaptures: boolean }) {
  const held = (call: Call, act: (hold: AuthorizationEntry) => Reply): Reply => {
    const hold = books.authorizations.get(call.id)
    return hold === undefined ? notFound() : act(hold)
  }
  const captured = (call: Call, act: (capture: CaptureEntry) => Reply): Reply => {
    const capture = books.captures.get(call.id)
    return capture === undefined ? notFound() : act(capture)
  }
  const amountOf = (call: Call, whole: Money): Money | Reply => (call.json['amount'] === undefined ? whole : readAmount(call.json['amount']))

  const capture = (call: Call): Reply => held(call, (hold) => {
    if (hold.status === 'VOIDED') return unprocessable('AUTHORIZATION_VOIDED')
    if (hold.status !== 'CREATED') return unprocessable('AUTHORIZATION_ALREADY_CAPTURED')
    if (books.now() >= expiryOf(hold)) return unprocessable('AUTHORIZATION_EXPIRED')
    const amount = amountOf(call, hold.amount)
    if (isReply(amount)) return amount
    if (isMore(amount, money(Number((BigInt(hold.amount.minor) * 115n) / 100n), hold.amount.currency))) return unprocessable('MAX_CAPTURE_AMOUNT_EXCEEDED', 'Capture amount exceeds allowable limit.')
    const order = books.orders.get(hold.orderId)!
    const entry = take(books, { amount, invoiceNumber: order.invoiceNumber, customId: order.customId, orderId: order.id, invoiceId: null, authorizationId: hold.id })
    order.captureIds.push(entry.id)
    Object.assign(hold, { status: amount.minor < hold.amount.minor ? 'PARTIALLY_CAPTURED' : 'CAPTURED', updatedAt: books.now() })
    order.updatedAt = books.now()
    return reply(201, captureJson(entry))
  })

  const giveUp = (call: Call): Reply => held(call, (hold) => {
    if (hold.status === 'VOIDED') return unprocessable('PREVIOUSLY_VOIDED')
    if (hold.status !== 'CREATED') return unprocessable('PREVIOUSLY_CAPTURED')
    Object.assign(hold, { status: 'VOIDED', updatedAt: books.now() })
    return reply(200, authorizationJson(hold))
  })

  const refund = (call: Call): Reply => captured(call, (entry) => {
    if (entry.status === 'PENDING') return unprocessable('PENDING_CAPTURE')
    if (entry.status === 'REFUNDED') return unprocessable('CAPTURE_FULLY_REFUNDED')
    const left = money(entry.amount.minor - entry.refundedMinor, entry.amount.currency)
    const amount = amountOf(call, left)
    if (isReply(amount)) return amount
    if (amount.currency !== left.currency) return unprocessable('REFUND_CAPTURE_CURRENCY_MISMATCH', 'Refund must be in the same currency as the capture')
    if (isMore(amount, left)) return unprocessable('REFUND_AMOUNT_EXCEEDED')
    const { custom_id: customId, note_to_payer: note } = call.json as { custom_id?: string; note_to_payer?: string }
    const made = giveBack(books, entry, amount, customId, note)
    if (entry.invoiceId !== null) index.note(books.invoices.get(entry.invoiceId)!)
    return reply(201, refundJson(made, books))
  })

  return [
    ['GET', '/v2/payments/authorizations/:id', (call: Call): Reply => held(call, (hold) => reply(200, authorizationJson(hold)))],
    ['POST', '/v2/payments/authorizations/:id/capture', capture],
    ['POST', '/v2/payments/authorizations/:id/void', giveUp],
    ['GET', '/v2/payments/captures/:id', (call: Call): Reply => (moods.hidesCaptures ? notFound() : captured(call, (entry) => reply(200, captureJson(entry))))],
    ['POST', '/v2/payments/captures/:id/refund', refund],
    ['GET', '/v2/payments/refunds/:id', (call: Call): Reply => {
      const entry = books.refunds.get(call.id)
      return entry === undefined ? notFound() : reply(200, refundJson(entry, books))
    }],
  ] as const
}
