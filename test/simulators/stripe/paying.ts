import { feeOf } from './amounts.ts'
import type { Books } from './books.ts'
import type { Fields } from './checkout.ts'
import { found, Refused } from './refusing.ts'
import type { BalanceTransaction, Charge, Intent, Refund, Session } from './things.ts'

export const visa = { type: 'card', card: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2030, funding: 'credit', country: 'US', network: 'visa', wallet: null } }
/** Bank debits and vouchers: the page is done, the money comes days later. */
export const bankDebit = { type: 'sepa_debit', sepa_debit: { last4: '3000', bank_code: '37040044', country: 'DE', fingerprint: 'x', mandate: null, branch_code: null } }

type Method = { readonly type: string } & Record<string, unknown>

const HOLD = 7 * 86_400

export interface Habits {
  /** Seconds until a charge knows its fee. */
  readonly feeDelay: number
}

function intentOf(books: Books, session: Session): Intent {
  const known = session.payment_intent === null ? undefined : books.intents.get(session.payment_intent)
  if (known !== undefined) return known
  const wish = books.wishes.get(session.id)!
  const intent: Intent = Object.assign({
    id: books.newId('pi'), object: 'payment_intent' as const, created: books.seconds(), amount: session.amount_total, currency: session.currency, capture_method: wish.capture_method,
    metadata: wish.metadata, status: 'requires_payment_method' as const, amount_received: 0, amount_capturable: 0, cancellation_reason: null, canceled_at: null, latest_charge: null, last_payment_error: null,
  }, { livemode: false, confirmation_method: 'automatic', payment_method_types: ['card'], description: wish.description, client_secret: `pi_${session.id}_secret_x` })
  books.intents.set(intent.id, intent)
  session.payment_intent = intent.id
  return intent
}

function newCharge(books: Books, intent: Intent, method: Method, status: Charge['status'], captured: boolean): Charge {
  const holdEnds = books.seconds() + HOLD
  const details = method.type === 'card' && !captured ? { ...method, card: { ...(method['card'] as object), capture_before: holdEnds } } : method
  const charge: Charge = Object.assign({
    id: books.newId(method.type === 'card' ? 'ch' : 'py'), object: 'charge' as const, created: books.seconds(), amount: intent.amount, currency: intent.currency, payment_intent: intent.id,
    metadata: intent.metadata, payment_method_details: details, status, amount_captured: captured && status === 'succeeded' ? intent.amount : 0, amount_refunded: 0, captured, refunded: false,
    disputed: false, balance_transaction: null,
  }, {
    livemode: false, paid: status === 'succeeded', billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com', phone: null, address: null },
    receipt_url: `https://pay.stripe.com/receipts/${intent.id}`, failure_code: null, outcome: null, description: null,
  })
  books.charges.set(charge.id, charge)
  intent.latest_charge = charge.id
  return charge
}

/** The customer confirms on an open page. False: the page takes nothing. */
export function confirm(books: Books, habits: Habits, session: Session, method: Method): boolean {
  if (session.status !== 'open') return false
  const intent = intentOf(books, session)
  if (intent.status === 'canceled' || intent.status === 'succeeded') return false
  session.status = 'complete'
  session.url = null
  session.customer_details = { name: 'Jenny Rosen', email: 'jenny@example.com' }
  intent.last_payment_error = null
  if (method.type !== 'card' && method.type !== 'alipay') {
    newCharge(books, intent, method, 'pending', true)
    intent.status = 'processing'
    books.tell('payment_intent.processing', intent)
  } else if (intent.capture_method === 'manual') {
    newCharge(books, intent, method, 'succeeded', false)
    Object.assign(intent, { status: 'requires_capture', amount_capturable: intent.amount })
    books.after(HOLD, () => lapse(books, intent))
    books.tell('payment_intent.amount_capturable_updated', intent)
  } else {
    take(books, habits, intent, newCharge(books, intent, method, 'succeeded', true), intent.amount)
    session.payment_status = 'paid'
  }
  books.tell('checkout.session.completed', session)
  closeLink(books, session)
  return true
}

/** A link that may be paid once shows its closed page from then on. */
function closeLink(books: Books, { payment_link }: Session): void {
  const link = payment_link === null ? undefined : books.links.get(payment_link)
  if (link === undefined || link.restrictions === null) return
  link.restrictions.completed_sessions.count += 1
  if (link.restrictions.completed_sessions.count >= link.restrictions.completed_sessions.limit) link.active = false
}

export function decline(books: Books, session: Session): void {
  if (session.status !== 'open') return
  const intent = intentOf(books, session)
  const charge = newCharge(books, intent, visa, 'failed', false)
  intent.status = 'requires_payment_method'
  intent.last_payment_error = { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' }
  books.tell('charge.failed', charge)
  books.tell('payment_intent.payment_failed', intent)
}

/** A delayed payment comes through, or does not. */
export function settleDelayed(books: Books, habits: Habits, session: Session, hasWorked: boolean): void {
  const intent = books.intents.get(session.payment_intent ?? '')!
  const charge = books.charges.get(intent.latest_charge ?? '')!
  if (hasWorked) {
    Object.assign(charge, { status: 'succeeded', amount_captured: charge.amount, paid: true })
    take(books, habits, intent, charge, intent.amount)
    session.payment_status = 'paid'
    books.tell('checkout.session.async_payment_succeeded', session)
    return
  }
  charge.status = 'failed'
  Object.assign(intent, { status: 'requires_payment_method', last_payment_error: { type: 'invalid_request_error', code: 'payment_intent_payment_attempt_failed', decline_code: null, message: 'The payment failed.' } })
  books.tell('payment_intent.payment_failed', intent)
  books.tell('checkout.session.async_payment_failed', session)
}

/** The money is taken. What it cost is known a little later. */
function take(books: Books, { feeDelay }: Habits, intent: Intent, charge: Charge, units: number): void {
  Object.assign(intent, { status: 'succeeded', amount_received: units, amount_capturable: 0 })
  const entry = book(books, { amount: charge.amount, fee: feeOf(units, charge.currency), currency: charge.currency, source: charge.id, category: 'charge', description: (intent as Intent & { description: string | null }).description })
  books.tell('payment_intent.succeeded', intent)
  books.after(feeDelay, () => {
    charge.balance_transaction = entry.id
    books.tell('charge.updated', charge)
  })
}

interface Entry {
  readonly amount: number
  readonly fee: number
  readonly currency: string
  readonly source: string | null
  readonly category: string
  readonly description: string | null
}

/** A line of the account's balance. */
export function book(books: Books, { amount, fee, currency, source, category, description }: Entry): BalanceTransaction {
  const entry: BalanceTransaction = Object.assign({
    id: books.newId('txn'), object: 'balance_transaction' as const, created: books.seconds(), amount, fee, net: amount - fee, currency, source, reporting_category: category, payout: null,
  }, {
    available_on: books.seconds() + 2 * 86_400, description, exchange_rate: null, fee_details: fee === 0 ? [] : [{ type: 'stripe_fee', amount: fee, currency, application: null, description: 'Stripe processing fees' }],
    status: 'pending', type: typesOfCategory[category] ?? category,
  })
  books.balance.set(entry.id, entry)
  return entry
}

const typesOfCategory: Readonly<Record<string, string>> = { dispute: 'adjustment', dispute_reversal: 'adjustment', partial_capture_reversal: 'adjustment', fee: 'stripe_fee' }

export function capture(books: Books, habits: Habits, id: string, form: Fields): Intent {
  const intent = found(books.intents, 'payment_intent', id, 'intent')
  if (intent.status !== 'requires_capture') {
    throw new Refused(400, { code: 'payment_intent_unexpected_state', message: `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.` })
  }
  const units = form['amount_to_capture'] === undefined ? intent.amount_capturable : Number(form['amount_to_capture'])
  if (units > intent.amount_capturable) {
    throw new Refused(400, { param: 'amount_to_capture', message: 'The payment could not be captured because the requested capture amount is greater than the authorized amount.' })
  }
  const charge = books.charges.get(intent.latest_charge ?? '')!
  Object.assign(charge, { captured: true, amount_captured: units })
  take(books, habits, intent, charge, units)
  const rest = charge.amount - units
  if (rest > 0) {
    book(books, { amount: -rest, fee: 0, currency: charge.currency, source: charge.id, category: 'partial_capture_reversal', description: null })
    release(books, intent, charge, rest)
  }
  const session = [...books.sessions.values()].find(({ payment_intent }) => payment_intent === id)
  if (session !== undefined) session.payment_status = 'paid'
  books.tell('charge.captured', charge)
  return intent
}

/** What was held and not taken goes back as a refund of money that nobody had. */
function release(books: Books, intent: Intent, charge: Charge, units: number): void {
  charge.amount_refunded += units
  charge.refunded = charge.amount_refunded >= charge.amount
  const refund: Refund = Object.assign({
    id: books.newId('re'), object: 'refund' as const, created: books.seconds(), amount: units, currency: charge.currency, charge: charge.id, payment_intent: intent.id, metadata: {},
    status: 'succeeded' as const, balance_transaction: null,
  }, { reason: null, receipt_number: null })
  books.refunds.set(refund.id, refund)
  books.tell('refund.created', refund)
}

export function cancelIntent(books: Books, id: string, form: Fields): Intent {
  const intent = found(books.intents, 'payment_intent', id, 'intent')
  const session = [...books.sessions.values()].find(({ payment_intent }) => payment_intent === id)
  const isFree = ['requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action'].includes(intent.status)
  if (!isFree || session?.status === 'open') {
    throw new Refused(400, { code: 'payment_intent_unexpected_state', message: `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.` })
  }
  giveUp(books, intent, typeof form['cancellation_reason'] === 'string' ? form['cancellation_reason'] : null)
  return intent
}

function giveUp(books: Books, intent: Intent, reason: string | null): void {
  const charge = books.charges.get(intent.latest_charge ?? '')
  if (intent.status === 'requires_capture' && charge !== undefined) release(books, intent, charge, charge.amount)
  Object.assign(intent, { status: 'canceled', cancellation_reason: reason, canceled_at: books.seconds(), amount_capturable: 0 })
  books.tell('payment_intent.canceled', intent)
}

function lapse(books: Books, intent: Intent): void {
  if (intent.status === 'requires_capture') giveUp(books, intent, 'automatic')
}
