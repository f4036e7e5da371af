import { money } from '../../shared/money.ts'
import type { OrderRecord, PaymentRecord, RefundRecord } from '../../electron/backend/orders/records.ts'
import type { PaymentSnapshot } from '../../electron/backend/platforms/platform.ts'

/** An ordinary record of each kind; a test names only what it is about. Ten euros, waiting. */
export const paymentRecord = (change: Partial<PaymentRecord> = {}): PaymentRecord => ({
  paymentId: 'payment-1', orderId: 'order-1', attempt: 1, accountId: 'account-1', merchantReference: 'REF1', platformReference: null, platformData: {},
  amountMinor: 1_000, currency: 'EUR', captureMode: 'automatic', state: 'created', asOf: 0, detail: null, authorizedMinor: 0, capturedMinor: 0,
  feeMinor: null, feeCurrency: null, methodKind: null, methodLabel: null, methodLast4: null, customer: null, payUrl: null, createdAt: 0,
  expiresAt: 2_000_000_000_000, authorizedAt: null, paidAt: null, captureBefore: null, nextAskAt: null, asks: 0, watchUntil: null, ...change,
})

export const orderRecord = (change: Partial<OrderRecord> = {}): OrderRecord => ({
  row: 1, orderId: 'order-1', number: 1, reference: 'REF1', accountId: 'account-1', environment: 'test', amountMinor: 1_000, expectedMinor: 1_000,
  currency: 'EUR', description: '', customer: '', note: '', methodHint: null, captureMode: 'automatic', state: 'awaiting_payment', stateAt: 0, detail: null,
  isDisputed: false, hasLateMoney: false, unknownCalls: 0, amountVerdict: 'exact', capturedMinor: 0, refundedMinor: 0, feeMinor: null, feeCurrency: null,
  methodKind: null, methodLabel: null, paymentId: 'payment-1', createdAt: 0, businessDay: '2026-01-01', createdBy: 'person-1', till: 'till-1',
  expiresAt: 2_000_000_000_000, paidAt: null, paidDay: null, handedOverAt: null, handedOverBy: null, ...change,
})

export const refundRecord = (change: Partial<RefundRecord> = {}): RefundRecord => ({
  refundId: 'refund-1', orderId: 'order-1', paymentId: 'payment-1', amountMinor: 1_000, currency: 'EUR', reason: '', state: 'requested',
  platformReference: null, detail: null, requestedAt: 0, requestedBy: 'person-1', settledAt: null, ...change,
})

export const snapshot = (change: Partial<PaymentSnapshot> = {}): PaymentSnapshot => ({
  platformReference: 'pay_1', merchantReference: 'REF1', status: 'awaiting_payment', asOf: 0, amount: money(1_000, 'EUR'), authorized: null,
  captured: money(0, 'EUR'), fee: null, method: null, customer: null, paidAt: null, authorizedAt: null, captureBefore: null, expiresAt: null,
  payUrl: null, detail: null, refunds: [], disputes: [], platformData: {}, ...change,
})
