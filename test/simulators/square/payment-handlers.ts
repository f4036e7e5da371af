import { badRequest, no, notFound, ok, type Reply } from './api-errors.ts'
import { enter } from './balance.ts'
import type { Books, SquarePayment } from './books.ts'
import { listReply, once, pageOf, record, withinTime, words, type Call, type Handler } from './call.ts'
import { take } from './checkout.ts'

/** /v2/payments */
export const paymentHandler: Handler = (books, call) => {
  const [id, verb] = call.path
  if (id === undefined) return listPayments(books, call)
  const payment = books.tables.payments.get(id)
  if (payment === undefined) return notFound(`Payment ${id}`)
  if (verb === undefined) return ok({ payment })
  if (payment.status !== 'APPROVED') return badRequest('BAD_REQUEST', `Payment ${id} is in ${payment.status} state.`)
  if (verb === 'complete') {
    take(books, payment)
    return ok({ payment })
  }
  payment.status = 'CANCELED'
  payment.card_details = { ...payment.card_details, status: 'VOIDED' }
  books.changed('payments', payment)
  return ok({ payment })
}

function listPayments(books: Books, { query }: Call): Reply {
  const at = query.get('location_id') ?? books.locations[0]!.id
  const byUpdate = query.get('sort_field') === 'UPDATED_AT'
  const inside = withinTime(books, books.listed('payments').filter(({ location_id }) => location_id === at), byUpdate ? 'updated_at' : 'created_at',
    query.get('updated_at_begin_time') ?? '', query.get('updated_at_end_time') ?? '', query.get('sort_order') ?? 'DESC')
  return listReply('payments', pageOf(books, inside, pageWish(query)))
}

function pageWish(query: URLSearchParams) {
  const filters = new URLSearchParams(query)
  filters.delete('cursor')
  return { cursor: query.get('cursor') ?? '', limit: Math.min(Number(query.get('limit') ?? 100), 100), filters: filters.toString() }
}

/** /v2/refunds */
export const refundHandler: Handler = (books, call) => {
  const [id] = call.path
  if (call.method === 'POST') return refundPayment(books, call)
  if (id !== undefined) {
    const refund = books.tables.refunds.get(id)
    return refund === undefined ? notFound(`Refund ${id}`) : ok({ refund })
  }
  const { query } = call
  const at = query.get('location_id')
  const inside = withinTime(books, books.listed('refunds').filter(({ location_id }) => at === null || location_id === at), 'updated_at',
    query.get('updated_at_begin_time') ?? '', query.get('updated_at_end_time') ?? '', query.get('sort_order') ?? 'DESC')
  return listReply('refunds', pageOf(books, inside, pageWish(query)))
}

function refundPayment(books: Books, { body }: Call): Reply {
  if (words(body['idempotency_key']) === '') return badRequest('MISSING_REQUIRED_PARAMETER', 'Missing required parameter.', 'idempotency_key')
  return once(books, body['idempotency_key'], 45, body, () => {
    const payment = books.tables.payments.get(words(body['payment_id']))
    if (payment === undefined) return notFound('Payment')
    const amount = record(body['amount_money'])
    if (words(body['reason']).length > 192) return badRequest('VALUE_TOO_LONG', 'Field must not be greater than 192 length', 'reason')
    if (payment.status !== 'COMPLETED') return no(400, 'REFUND_ERROR', 'REFUND_ERROR_PAYMENT_NEEDS_COMPLETION', 'The payment must be completed first.')
    if (amount['currency'] !== payment.total_money.currency) return badRequest('INVALID_VALUE', 'Currency differs from the payment.', 'amount_money.currency')
    const left = payment.total_money.amount - (payment.refunded_money?.amount ?? 0)
    if (Number(amount['amount']) > left) return no(400, 'REFUND_ERROR', 'REFUND_AMOUNT_INVALID', 'The requested refund amount exceeds the amount available to refund.')
    return ok({ refund: giveBack(books, payment, Number(amount['amount']), words(body['reason'])) })
  })
}

/** A refund by whomever: here, or somebody in the Dashboard. Square gives the fee back in proportion. */
export function giveBack(books: Books, payment: SquarePayment, amount: number, reason: string) {
  const at = books.timeText(books.now())
  const { currency } = payment.total_money
  const refund = {
    id: `${payment.id}_${books.newId('rf')}`, status: 'PENDING', amount_money: books.money(amount, currency), payment_id: payment.id,
    // The refund's own order, which is not the one that was paid.
    order_id: books.newId('return'), location_id: payment.location_id, created_at: at, updated_at: at, ...(reason === '' ? {} : { reason }),
  }
  payment.refunded_money = books.money((payment.refunded_money?.amount ?? 0) + amount, currency)
  payment.refund_ids = [...(payment.refund_ids ?? []), refund.id]
  books.changed('refunds', refund)
  books.changed('payments', payment)
  books.later(books.moods.refundMs, () => {
    const fee = payment.processing_fee?.reduce((sum, one) => sum + one.amount_money.amount, 0) ?? 0
    const returned = -Math.floor((fee * amount) / payment.total_money.amount)
    Object.assign(refund, { status: 'COMPLETED', processing_fee: [{ type: 'INITIAL', effective_at: books.timeText(books.now()), amount_money: books.money(returned, currency) }] })
    books.changed('refunds', refund)
    books.changed('payments', payment)
    enter(books, 'REFUND', -amount, returned, currency, { payment_id: payment.id, refund_id: refund.id })
  })
  return refund
}
