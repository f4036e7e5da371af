import type { Database } from '../store/database.ts'

/** A paid payment as reconciliation waits for it. */
export interface AwaitedPayment {
  readonly accountId: string
  readonly merchantReference: string
  readonly paymentId: string
  readonly orderId: string
  readonly capturedMinor: number
  readonly feeMinor: number | null
  readonly feeCurrency: string | null
  readonly currency: string
  readonly paidAt: number
  readonly paidDay: string
  readonly methodKind: string
  /** Every id under which the platform may speak of it. */
  readonly references: readonly string[]
}

/** Keeps the list of payments that a settlement must still confirm. */
export interface OpenPayments {
  /** The payment has money. Called again whenever what is known of it changes; a confirmed payment stays confirmed. */
  await(payment: AwaitedPayment): void
}

export function createOpenPayments(db: Database): OpenPayments {
  const upsert = db.prepare(
    `INSERT INTO open_payments (account_id, merchant_reference, payment_id, order_id, captured_minor, fee_minor, fee_currency, currency, paid_at, paid_day, method_kind)
     SELECT @accountId, @merchantReference, @paymentId, @orderId, @capturedMinor, @feeMinor, @feeCurrency, @currency, @paidAt, @paidDay, @methodKind
      WHERE NOT EXISTS (SELECT 1 FROM line_matches WHERE subject = @paymentId AND kind = 'payment')
     ON CONFLICT (account_id, merchant_reference) DO UPDATE SET
       captured_minor = excluded.captured_minor, fee_minor = excluded.fee_minor, fee_currency = excluded.fee_currency,
       paid_at = excluded.paid_at, paid_day = excluded.paid_day, method_kind = excluded.method_kind`,
  )
  const insertReference = db.prepare('INSERT OR IGNORE INTO payment_references (account_id, reference, payment_id) VALUES (?, ?, ?)')
  return {
    await: ({ references, ...payment }) => {
      upsert.run(payment)
      for (const reference of references) insertReference.run(payment.accountId, reference, payment.paymentId)
    },
  }
}
