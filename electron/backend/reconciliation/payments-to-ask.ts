import type { Database } from '../store/database.ts'

/**
 * Payments that a settlement file shows paid and our records do not: an expired order, watched to the platform's last
 * moment, whose money came all the same. A file is no picture of a payment, so the platform is asked once more; what it
 * says goes through the one writer of an order's truth, and late money becomes work for a person.
 */
export function createPaymentsToAsk(db: Database): () => string[] {
  const select = db.prepare<[], { paymentId: string }>(
    `SELECT DISTINCT p.payment_id AS paymentId
       FROM exceptions e JOIN payments p ON p.payment_id = json_extract(e.facts, '$.payment')
      WHERE e.code = 'status_mismatch' AND e.state <> 'resolved' AND p.captured_minor = 0`,
  )
  return () => select.all().map(({ paymentId }) => paymentId)
}
