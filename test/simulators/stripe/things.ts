/** What the simulator keeps, in the shape of the wire, with ids in place of other objects. Times in whole seconds. */
export interface Thing {
  readonly id: string
  readonly object: string
  readonly created?: number
  readonly livemode?: boolean
}

export type Metadata = Record<string, string>

export interface Session extends Thing {
  readonly object: 'checkout.session'
  readonly created: number
  readonly currency: string
  readonly amount_total: number
  readonly expires_at: number
  readonly payment_link: string | null
  readonly metadata: Metadata
  readonly client_reference_id: string | null
  status: 'open' | 'complete' | 'expired'
  payment_status: 'unpaid' | 'paid' | 'no_payment_required'
  payment_intent: string | null
  url: string | null
  customer_details: { name: string | null; email: string | null } | null
}

/** What a session or link passes on to its intent. */
export interface IntentWish {
  readonly capture_method: 'automatic' | 'manual'
  readonly description: string | null
  readonly metadata: Metadata
}

export interface Link extends Thing {
  readonly object: 'payment_link'
  readonly currency: string
  readonly metadata: Metadata
  readonly url: string
  readonly line_items: { readonly data: readonly { readonly amount_total: number }[] }
  readonly restrictions: { readonly completed_sessions: { count: number; readonly limit: number } } | null
  active: boolean
}

export interface Intent extends Thing {
  readonly object: 'payment_intent'
  readonly created: number
  readonly amount: number
  readonly currency: string
  readonly capture_method: 'automatic' | 'manual'
  readonly metadata: Metadata
  status: 'requires_payment_method' | 'requires_confirmation' | 'requires_action' | 'processing' | 'requires_capture' | 'succeeded' | 'canceled'
  amount_received: number
  amount_capturable: number
  cancellation_reason: string | null
  canceled_at: number | null
  latest_charge: string | null
  last_payment_error: { type: string; code: string; decline_code: string | null; message: string } | null
}

export interface Charge extends Thing {
  readonly object: 'charge'
  readonly created: number
  readonly amount: number
  readonly currency: string
  readonly payment_intent: string
  readonly metadata: Metadata
  readonly payment_method_details: { readonly type: string } & Record<string, unknown>
  status: 'succeeded' | 'pending' | 'failed'
  amount_captured: number
  amount_refunded: number
  captured: boolean
  refunded: boolean
  disputed: boolean
  balance_transaction: string | null
}

export interface Refund extends Thing {
  readonly object: 'refund'
  readonly created: number
  readonly amount: number
  readonly currency: string
  readonly charge: string
  readonly payment_intent: string
  readonly metadata: Metadata
  status: 'pending' | 'succeeded' | 'failed' | 'canceled' | 'requires_action'
  balance_transaction: string | null
  failure_reason?: string
}

export interface Dispute extends Thing {
  readonly object: 'dispute'
  readonly created: number
  readonly amount: number
  readonly currency: string
  readonly charge: string
  readonly payment_intent: string
  status: string
  balance_transactions: BalanceTransaction[]
}

export interface BalanceTransaction extends Thing {
  readonly object: 'balance_transaction'
  readonly created: number
  readonly amount: number
  readonly fee: number
  readonly net: number
  readonly currency: string
  readonly source: string | null
  readonly reporting_category: string
  /** Not on the wire: which payout it went into. */
  payout: string | null
}

export interface Payout extends Thing {
  readonly object: 'payout'
  readonly created: number
  readonly amount: number
  readonly currency: string
  readonly arrival_date: number
  readonly automatic: boolean
  status: 'pending' | 'in_transit' | 'paid' | 'failed' | 'canceled'
  reconciliation_status: 'in_progress' | 'completed' | 'not_applicable'
  trace_id: { status: string; value: string | null }
  failure_code: string | null
}

export interface Happening extends Thing {
  readonly object: 'event'
  readonly created: number
  readonly type: string
  readonly data: { readonly object: unknown }
  /** Not on the wire: not told yet. */
  isHidden: boolean
}
