import type { Books } from './books.ts'
import type { Fields } from './checkout.ts'
import { book } from './paying.ts'
import { found, Refused } from './refusing.ts'
import type { Charge, Dispute, Intent, Refund } from './things.ts'

function chargeToRefund(books: Books, form: Fields): { charge: Charge; intent: Intent } {
  const [intentId, chargeId] = [form['payment_intent'], form['charge']]
  if (typeof chargeId === 'string') {
    const charge = found(books.charges, 'charge', chargeId, 'charge')
    return { charge, intent: books.intents.get(charge.payment_intent)! }
  }
  if (typeof intentId !== 'string') throw new Refused(400, { message: 'One of the following params should be provided for this request: payment_intent or charge.' })
  const intent = found(books.intents, 'payment_intent', intentId, 'payment_intent')
  const charge = books.charges.get(intent.latest_charge ?? '')
  if (intent.status !== 'succeeded' || charge === undefined) {
    throw new Refused(400, { param: 'payment_intent', message: `This PaymentIntent (${intent.id}) does not have a successful charge to refund.` })
  }
  return { charge, intent }
}

export function createRefund(books: Books, form: Fields, status: Refund['status']): Refund {
  const { charge, intent } = chargeToRefund(books, form)
  const left = charge.amount - charge.amount_refunded
  const units = form['amount'] === undefined ? left : Number(form['amount'])
  if (left <= 0) throw new Refused(400, { code: 'charge_already_refunded', message: `Charge ${charge.id} has already been refunded.` })
  if (charge.disputed) throw new Refused(400, { code: 'charge_disputed', message: `Charge ${charge.id} has been charged back; cannot issue a refund.` })
  if (units > left) throw new Refused(400, { param: 'amount', message: `Refund amount (${units}) is greater than unrefunded amount on charge (${left})` })
  charge.amount_refunded += units
  charge.refunded = charge.amount_refunded === charge.amount
  const id = books.newId('re')
  const entry = book(books, { amount: -units, fee: 0, currency: charge.currency, source: id, category: 'refund', description: 'REFUND FOR CHARGE' })
  const refund: Refund = Object.assign({
    id, object: 'refund' as const, created: books.seconds(), amount: units, currency: charge.currency, charge: charge.id, payment_intent: intent.id,
    metadata: { ...((form['metadata'] ?? {}) as Record<string, string>) }, status, balance_transaction: entry.id,
  }, { reason: typeof form['reason'] === 'string' ? form['reason'] : null, receipt_number: null, ...(status === 'pending' ? { pending_reason: 'processing' } : {}) })
  books.refunds.set(id, refund)
  books.tell('refund.created', refund)
  books.tell('charge.refunded', charge)
  return refund
}

/** The bank sends the money back: it is the shop's again. */
export function failRefund(books: Books, refund: Refund): void {
  refund.status = 'failed'
  refund.failure_reason = 'expired_or_canceled_card'
  const charge = books.charges.get(refund.charge)!
  charge.amount_refunded -= refund.amount
  charge.refunded = false
  book(books, { amount: refund.amount, fee: 0, currency: refund.currency, source: refund.id, category: 'refund_failure', description: null })
  books.tell('refund.failed', refund)
  books.tell('refund.updated', refund)
}

const DISPUTE_FEE = 1_500

export function openDispute(books: Books, intent: Intent, status: 'needs_response' | 'warning_needs_response'): Dispute {
  const charge = books.charges.get(intent.latest_charge ?? '')!
  const dispute: Dispute = Object.assign({
    id: books.newId('dp'), object: 'dispute' as const, created: books.seconds(), amount: charge.amount_captured, currency: charge.currency, charge: charge.id, payment_intent: intent.id,
    status, balance_transactions: [],
  }, {
    livemode: false, metadata: {}, reason: 'fraudulent', is_charge_refundable: false, evidence: {},
    evidence_details: { due_by: books.seconds() + 7 * 86_400, has_evidence: false, past_due: false, submission_count: 0 },
  })
  charge.disputed = true
  books.disputes.set(dispute.id, dispute)
  if (status === 'needs_response') withdraw(books, dispute)
  books.tell('charge.dispute.created', dispute)
  return dispute
}

function withdraw(books: Books, dispute: Dispute): void {
  const { id, amount, currency } = dispute
  dispute.balance_transactions.push(book(books, { amount: -amount, fee: DISPUTE_FEE, currency, source: id, category: 'dispute', description: `Chargeback withdrawal for ${dispute.charge}` }))
}

/** The next thing that happens to a dispute. */
export function moveDispute(books: Books, dispute: Dispute, status: string): void {
  if (dispute.status.startsWith('warning_') && status === 'needs_response') withdraw(books, dispute)
  dispute.status = status
  if (status === 'won') dispute.balance_transactions.push(book(books, { amount: dispute.amount, fee: 0, currency: dispute.currency, source: dispute.id, category: 'dispute_reversal', description: null }))
  const isOver = ['won', 'lost', 'warning_closed', 'prevented'].includes(status)
  books.tell(isOver ? 'charge.dispute.closed' : 'charge.dispute.updated', dispute)
}
