import type { Day } from '../../../../shared/business-day.ts'
import type { RunDestination } from '../run-destination.ts'
import type { Database } from '../../store/database.ts'
import type { LatenessOf } from '../checks/lateness.ts'
import type { FoundExceptions } from './found-exceptions.ts'

export interface PaymentExceptionInput {
  readonly db: Database
  /** Name of the table of payments that no line explains. */
  readonly openPayments: string
  readonly lateness: LatenessOf
  readonly today: Day
  /** Refunds asked for before this instant should be seen at the platform by now. */
  readonly refundDueAt: number
  /** Payments that resemblance has connected in this run. */
  readonly connected: ReadonlySet<string>
}

/** Exceptions about what we hold and the platform's settlements do not, or hold otherwise. */
export function findPaymentExceptions(found: FoundExceptions, destination: RunDestination, { db, openPayments, lateness, today, refundDueAt, connected }: PaymentExceptionInput): void {
  const open = `${openPayments} p CROSS JOIN orders o ON o.order_id = p.order_id
    LEFT JOIN settlement_coverage c ON c.account_id = p.account_id AND c.currency = p.currency
    WHERE p.payment_id NOT IN (SELECT value FROM json_each(@connected))`
  const values = { connected: JSON.stringify([...connected]) }
  const row = `SELECT 'payment:' || p.payment_id AS subject, p.account_id AS account_id, p.captured_minor AS minor, p.currency AS currency, p.paid_day AS day,
    json_object('order', o.number, 'orderId', p.order_id, 'reference', p.merchant_reference, 'coveredUntil', c.until_day) AS facts`
  // The platform's settlements have passed the payment's day and do not have it.
  found.addFrom('missing_at_platform', `${row} FROM ${open} AND c.until_day > p.paid_day`, values)
  // They have not come so far yet, and by now they should have.
  for (const { accountId } of db.prepare<[], { accountId: string }>(`SELECT DISTINCT account_id AS accountId FROM ${openPayments} ORDER BY 1`).all()) {
    const notCovered = `${row} FROM ${open} AND (c.until_day IS NULL OR c.until_day <= p.paid_day) AND p.account_id = @accountId`
    const { lateUntil, missingUntil } = lateness.payment(accountId, today)
    found.addFrom('late', `${notCovered} AND p.paid_day <= @lateUntil AND p.paid_day > @missingUntil`, { ...values, accountId, lateUntil, missingUntil })
    found.addFrom('missing_in_payout', `${notCovered} AND p.paid_day <= @missingUntil`, { ...values, accountId, missingUntil })
  }

  found.addFrom('refund_unconfirmed', `
    SELECT 'refund:' || r.refund_id AS subject, p.account_id AS account_id, r.amount_minor AS minor, r.currency AS currency, @today AS day,
           json_object('order', o.number, 'orderId', r.order_id, 'state', r.state) AS facts
      FROM refunds r JOIN payments p ON p.payment_id = r.payment_id JOIN orders o ON o.order_id = r.order_id
     WHERE r.state IN ('requested', 'unknown', 'pending') AND r.requested_at < @refundDueAt AND NOT ${destination.isUsed('refund', 'r.refund_id')}`, { refundDueAt, today })

  const disputeRow = `SELECT 'dispute:' || d.dispute_id AS subject, d.account_id AS account_id, d.amount_minor AS minor, d.currency AS currency, o.business_day AS day,
    json_object('order', o.number, 'orderId', d.order_id, 'state', d.state, 'reason', d.reason, 'respondBy', d.respond_by, 'platformReference', d.platform_reference) AS facts
    FROM disputes d JOIN orders o ON o.order_id = d.order_id`
  found.addFrom('chargeback_open', `${disputeRow} WHERE d.state IN ('needs_response', 'under_review')`)
  found.addFrom('chargeback_lost', `${disputeRow} WHERE d.state = 'lost'`)
  found.addFrom('chargeback_fee', `${disputeRow.replace('d.amount_minor AS minor, d.currency', 'd.fee_minor AS minor, d.currency')} WHERE d.fee_minor > 0 AND d.state IN ('won', 'lost', 'closed')`)

  found.addFrom('refund_exceeds_payment', `
    SELECT 'order:' || o.order_id AS subject, o.account_id AS account_id, o.refunded_minor - o.captured_minor AS minor, o.currency AS currency, o.business_day AS day,
           json_object('order', o.number, 'orderId', o.order_id) AS facts
      FROM orders o WHERE o.refunded_minor > o.captured_minor`)

  // Both attempts of one order were paid: somebody must get money back.
  found.addFrom('suspected_double_charge', `
    SELECT 'order:' || o.order_id AS subject, o.account_id AS account_id, o.captured_minor - o.expected_minor AS minor, o.currency AS currency, o.paid_day AS day,
           json_object('order', o.number, 'orderId', o.order_id, 'payments', (SELECT COUNT(*) FROM payments p WHERE p.order_id = o.order_id AND p.captured_minor > 0)) AS facts
      FROM orders o
     WHERE o.amount_verdict IN ('underpaid', 'overpaid') AND o.amount_verdict = 'overpaid' AND o.refunded_minor < o.captured_minor - o.expected_minor
       AND (SELECT COUNT(*) FROM payments p WHERE p.order_id = o.order_id AND p.captured_minor > 0) > 1`)

  found.addFrom('status_mismatch', `
    SELECT 'order:' || o.order_id AS subject, o.account_id AS account_id, o.captured_minor AS minor, o.currency AS currency, o.paid_day AS day,
           json_object('order', o.number, 'orderId', o.order_id, 'state', o.state) AS facts
      FROM orders o WHERE o.has_late_money = 1`)
}
