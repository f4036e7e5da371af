import type { CurrencyCode } from '../../../shared/currency.ts'
import type { OrderState } from '../../../shared/order-state.ts'
import type { CaptureMode, MethodKind } from '../platforms/platform.ts'

export type AmountVerdict = 'exact' | 'underpaid' | 'overpaid' | 'accepted'

/** What the customer buys. May have several payments, one after the other. */
export interface OrderRecord {
  readonly row: number
  readonly orderId: string
  readonly number: number
  readonly reference: string
  readonly accountId: string
  readonly environment: 'test' | 'live'
  readonly amountMinor: number
  readonly expectedMinor: number
  readonly currency: CurrencyCode
  readonly description: string
  readonly customer: string
  readonly note: string
  readonly methodHint: MethodKind | null
  readonly captureMode: CaptureMode
  readonly state: OrderState
  /** When the state was reached, in the platform's time where the platform told it. */
  readonly stateAt: number
  /** The platform's word on where things stand. */
  readonly detail: string | null
  readonly isDisputed: boolean
  readonly hasLateMoney: boolean
  /** Calls about this order whose outcome is not known. */
  readonly unknownCalls: number
  readonly amountVerdict: AmountVerdict
  readonly capturedMinor: number
  readonly refundedMinor: number
  readonly feeMinor: number | null
  readonly feeCurrency: CurrencyCode | null
  readonly methodKind: MethodKind | null
  readonly methodLabel: string | null
  /** The latest payment. */
  readonly paymentId: string
  readonly createdAt: number
  readonly businessDay: string
  readonly createdBy: string
  readonly till: string
  readonly expiresAt: number
  readonly paidAt: number | null
  readonly paidDay: string | null
  readonly handedOverAt: number | null
  readonly handedOverBy: string | null
}

export type PaymentState = 'created' | 'awaiting_payment' | 'authorized' | 'paid' | 'cancelled' | 'expired' | 'failed'

/** One attempt to collect for an order on one platform. What a platform says binds to this, never to the order. */
export interface PaymentRecord {
  readonly paymentId: string
  readonly orderId: string
  readonly attempt: number
  readonly accountId: string
  readonly merchantReference: string
  readonly platformReference: string | null
  readonly platformData: Readonly<Record<string, string>>
  readonly amountMinor: number
  readonly currency: CurrencyCode
  readonly captureMode: CaptureMode
  readonly state: PaymentState
  /** The platform's time of the newest picture we hold. */
  readonly asOf: number
  readonly detail: string | null
  readonly authorizedMinor: number
  readonly capturedMinor: number
  readonly feeMinor: number | null
  readonly feeCurrency: CurrencyCode | null
  readonly methodKind: MethodKind | null
  readonly methodLabel: string | null
  readonly methodLast4: string | null
  readonly customer: string | null
  readonly payUrl: string | null
  readonly createdAt: number
  readonly expiresAt: number
  readonly authorizedAt: number | null
  readonly paidAt: number | null
  readonly captureBefore: number | null
  readonly nextAskAt: number | null
  readonly asks: number
  readonly watchUntil: number | null
}

/** `requested`: wished, not answered. Everything but `failed` and `refused` counts as spent. */
export type RefundState = 'requested' | 'unknown' | 'pending' | 'succeeded' | 'failed' | 'refused'

export interface RefundRecord {
  readonly refundId: string
  readonly orderId: string
  readonly paymentId: string
  readonly amountMinor: number
  readonly currency: CurrencyCode
  readonly reason: string
  readonly state: RefundState
  readonly platformReference: string | null
  readonly detail: string | null
  readonly requestedAt: number
  readonly requestedBy: string
  readonly settledAt: number | null
}

export type DisputeState = 'needs_response' | 'under_review' | 'won' | 'lost' | 'closed'

export interface DisputeRecord {
  readonly disputeId: string
  readonly orderId: string
  readonly paymentId: string
  readonly accountId: string
  readonly platformReference: string
  readonly amountMinor: number
  readonly currency: CurrencyCode
  readonly feeMinor: number | null
  readonly state: DisputeState
  readonly reason: string
  readonly openedAt: number
  readonly respondBy: number | null
  readonly closedAt: number | null
}

export type CallKind = 'create' | 'capture' | 'void' | 'cancel' | 'refund' | 'hand_over'
export type CallState = 'pending' | 'in_flight' | 'succeeded' | 'refused' | 'unknown'

/** A wish to act at a platform. Written before anything is sent; its key never changes. */
export interface CallRecord {
  readonly callId: string
  readonly kind: CallKind
  readonly accountId: string
  readonly orderId: string
  readonly paymentId: string
  readonly refundId: string | null
  readonly idempotencyKey: string
  readonly amountMinor: number | null
  readonly currency: CurrencyCode | null
  readonly state: CallState
  readonly wishedAt: number
  readonly wishedBy: string
  readonly sends: number
  readonly firstSentAt: number | null
  readonly lastSentAt: number | null
  readonly dueAt: number | null
  readonly asks: number
  readonly notFound: number
  readonly answeredAt: number | null
  readonly outcome: CallOutcome | null
  readonly decidedBy: string | null
  readonly decision: 'it_happened' | 'it_did_not_happen' | null
}

/** How a call ended or why it is not over, in words that the page can translate. */
export interface CallOutcome {
  /** A refusal reason, an unknown reason, a not-done reason, or "done". */
  readonly reason: string
  readonly code: string | null
  readonly words: string | null
}
