import type { CurrencyCode } from '../../../../../../shared/currency.ts'
import type { ChannelDatabase } from '../store/channel-file.ts'
import type { MerchantRepository } from './merchants.ts'

export type PaymentState = 'awaiting_payment' | 'authorized' | 'paid' | 'cancelled' | 'voided' | 'expired' | 'lapsed'

export interface Payment {
  readonly paymentId: string
  readonly merchantId: string
  readonly merchantReference: string
  readonly idempotencyKey: string
  readonly pageToken: string
  readonly amountMinor: number
  readonly currency: CurrencyCode
  readonly description: string
  readonly captureMode: 'automatic' | 'manual'
  readonly methodHint: string | null
  readonly locale: string
  readonly state: PaymentState
  readonly authorizedMinor: number | null
  readonly capturedMinor: number
  readonly feeMinor: number | null
  /** The fee is told from then on; null: from the beginning. */
  readonly feeKnownAt: number | null
  /** Code of the `MethodChoice`. */
  readonly choice: string | null
  readonly customer: string | null
  readonly detail: string | null
  readonly createdAt: number
  readonly expiresAt: number
  readonly authorizedAt: number | null
  readonly captureBefore: number | null
  readonly paidAt: number | null
  readonly handedOverAt: number | null
  /** Rises with every change, by at least a millisecond. */
  readonly updatedAt: number
  /** Place in the merchant's change feed. */
  readonly seq: number
}

type NewPayment = Omit<Payment, 'updatedAt' | 'seq'>
type Changes = Partial<Omit<Payment, 'paymentId' | 'merchantId' | 'updatedAt' | 'seq'>>

export interface PaymentRepository {
  insert(payment: NewPayment): Payment
  /** Writes what changed at `at`, and puts the payment at the end of the change feed. */
  change(payment: Payment, changes: Changes, at: number): Payment
  get(paymentId: string): Payment
  find(merchantId: string, paymentId: string): Payment | undefined
  findByReference(merchantId: string, merchantReference: string): Payment | undefined
  /** The newest, because a key may be used again when it is forgotten. */
  findByKey(merchantId: string, idempotencyKey: string): Payment | undefined
  findByPage(pageToken: string): Payment | undefined
}

const columns = {
  paymentId: 'payment_id', merchantId: 'merchant_id', merchantReference: 'merchant_reference', idempotencyKey: 'idempotency_key', pageToken: 'page_token',
  amountMinor: 'amount_minor', currency: 'currency', description: 'description', captureMode: 'capture_mode', methodHint: 'method_hint', locale: 'locale',
  state: 'state', authorizedMinor: 'authorized_minor', capturedMinor: 'captured_minor', feeMinor: 'fee_minor', feeKnownAt: 'fee_known_at', choice: 'choice',
  customer: 'customer', detail: 'detail', createdAt: 'created_at', expiresAt: 'expires_at', authorizedAt: 'authorized_at', captureBefore: 'capture_before',
  paidAt: 'paid_at', handedOverAt: 'handed_over_at', updatedAt: 'updated_at', seq: 'seq',
} as const satisfies Record<keyof Payment, string>

export function createPaymentRepository(db: ChannelDatabase, merchants: MerchantRepository): PaymentRepository {
  const names = Object.entries(columns)
  const selected = names.map(([name, column]) => `${column} AS ${name}`).join(', ')
  const one = (condition: string) => db.prepare<string[], Payment>(`SELECT ${selected} FROM payments WHERE ${condition}`)
  const insert = db.prepare(`INSERT INTO payments (${names.map(([, column]) => column).join(', ')}) VALUES (${names.map(([name]) => `@${name}`).join(', ')})`)
  const update = db.prepare(`UPDATE payments SET ${names.slice(1).map(([name, column]) => `${column} = @${name}`).join(', ')} WHERE payment_id = @paymentId`)
  const byId = one('payment_id = ?')
  const byMerchant = one('payment_id = ? AND merchant_id = ?')
  const byReference = one('merchant_id = ? AND merchant_reference = ?')
  const byKey = one('merchant_id = ? AND idempotency_key = ? ORDER BY created_at DESC LIMIT 1')
  const byPage = one('page_token = ?')

  return {
    insert(fresh) {
      const payment = { ...fresh, updatedAt: fresh.createdAt, seq: merchants.nextSeq(fresh.merchantId) }
      insert.run(payment)
      return payment
    },
    change(payment, changes, at) {
      const changed = { ...payment, ...changes, updatedAt: Math.max(at, payment.updatedAt + 1), seq: merchants.nextSeq(payment.merchantId) }
      update.run(changed)
      return changed
    },
    get(paymentId) {
      const payment = byId.get(paymentId)
      if (payment === undefined) throw new Error(`the channel has no payment ${paymentId}`)
      return payment
    },
    find: (merchantId, paymentId) => byMerchant.get(paymentId, merchantId),
    findByReference: (merchantId, merchantReference) => byReference.get(merchantId, merchantReference),
    findByKey: (merchantId, idempotencyKey) => byKey.get(merchantId, idempotencyKey),
    findByPage: (pageToken) => byPage.get(pageToken),
  }
}
