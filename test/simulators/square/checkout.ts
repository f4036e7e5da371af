import { feeOf, money } from '../../../shared/money.ts'
import { enter } from './balance.ts'
import type { Books, SquareMoney, SquareOrder, SquarePayment } from './books.ts'

const HOLD_MS = 7 * 86_400_000

/** What is special about a payment; anything that the API can say. */
export type PaymentChanges = Partial<SquarePayment>

const amountDue = (books: Books, order: SquareOrder): number =>
  order.total_money.amount - [...books.tables.payments.values()]
    .filter(({ order_id, status }) => order_id === order.id && (status === 'COMPLETED' || status === 'APPROVED' || status === 'PENDING'))
    .reduce((sum, { amount_money }) => sum + amount_money.amount, 0)

/** A payment by card on the page of an order, without asking whether the page should still take it. */
export function pay(books: Books, orderId: string, changes: PaymentChanges = {}): SquarePayment {
  const order = books.tables.orders.get(orderId)!
  const payment = newPayment(books, order, changes.amount_money ?? books.money(Math.max(0, amountDue(books, order)) || order.total_money.amount, order.total_money.currency), changes)
  const link = [...books.tables.links.values()].find(({ order_id }) => order_id === orderId)
  if (link?.payment_note !== undefined) payment.note = link.payment_note
  if (payment.status === 'COMPLETED') take(books, payment)
  else books.changed('payments', payment)
  if (payment.status !== 'FAILED') nameOnOrder(books, order, payment)
  return payment
}

/** The customer follows the link. False: the page takes nothing (any more). */
export function payOnPage(books: Books, orderId: string, changes: PaymentChanges = {}): boolean {
  const order = books.tables.orders.get(orderId)
  const isLive = [...books.tables.links.values()].some(({ order_id }) => order_id === orderId)
  if (order === undefined || !isLive || order.state === 'CANCELED' || amountDue(books, order) <= 0) return false
  pay(books, orderId, changes)
  return true
}

function newPayment(books: Books, order: SquareOrder, amount: SquareMoney, changes: PaymentChanges): SquarePayment {
  const at = books.timeText(books.now())
  return {
    id: books.newId('pay'), order_id: order.id, location_id: order.location_id, created_at: at, updated_at: at, status: 'COMPLETED', amount_money: amount, total_money: amount,
    approved_money: amount, source_type: 'CARD', delay_action: 'CANCEL', delayed_until: books.timeText(books.now() + HOLD_MS), version_token: books.newId('v'),
    card_details: {
      status: 'CAPTURED', entry_method: 'KEYED', card_payment_timeline: { authorized_at: at, captured_at: at },
      card: { card_brand: 'VISA', last_4: '1111', exp_month: 11, exp_year: 2030, bin: '411111', card_type: 'CREDIT' },
    },
    buyer_email_address: 'ada@example.com', ...changes,
  }
}

/** The money is taken; what Square keeps of it appears when it pleases. */
export function take(books: Books, payment: SquarePayment): void {
  payment.status = 'COMPLETED'
  const { amount, currency } = payment.total_money
  const fee = feeOf(money(amount, currency), { rateBps: 290, fixedMinor: 30, rounding: 'half-up' }).minor
  books.changed('payments', payment)
  books.later(books.moods.feeDelayMs, () => {
    payment.processing_fee = [{ type: 'INITIAL', effective_at: books.timeText(books.now()), amount_money: books.money(fee, currency) }]
    books.changed('payments', payment)
  })
  enter(books, 'CHARGE', amount, fee, currency, { payment_id: payment.id })
}

function nameOnOrder(books: Books, order: SquareOrder, payment: SquarePayment): void {
  order.tenders = [...(order.tenders ?? []), { id: payment.id, payment_id: payment.id, type: 'CARD' }]
  if (order.state === 'DRAFT') order.state = 'OPEN'
  order.version += 1
  books.changed('orders', order)
}

/** A sale at the till, which has nothing to do with us. */
export function sellAtTill(books: Books, amount: number): SquarePayment {
  const at = books.timeText(books.now())
  const order: SquareOrder = {
    id: books.newId('till'), location_id: books.locations[0]!.id, created_at: at, updated_at: at, state: 'COMPLETED', version: 1, total_money: books.money(amount), line_items: [], fulfillments: [],
  }
  books.changed('orders', order)
  return pay(books, order.id)
}
