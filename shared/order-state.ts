/**
 * Where an order stands. `disputed` and `outcome unknown` are flags beside the state, not states: a disputed order is
 * still paid, and an unknown refund does not make the sale unknown.
 */
export const orderStates = [
  'created', 'awaiting_payment', 'authorized', 'paid', 'partially_refunded', 'refunded', 'cancelled', 'expired', 'failed',
] as const
export type OrderState = (typeof orderStates)[number]

/** Why an order may move. Every step in the table names its only reason. */
export type OrderStepCause =
  | 'accepted' | 'authorized' | 'captured' | 'refused' | 'cancelled' | 'expired' | 'refunded' | 'refund_returned'
  /** Money that came after the order had ended; only a person moves the order then. */
  | 'late_money'
  /** Another payment is started for the same order. */
  | 'new_attempt'

/**
 * The allowed steps. What is not here never happens: paid is never undone by a late failure, and an order that has ended
 * comes back only by a new attempt or by a person who attaches late money.
 */
export const orderSteps: Record<OrderState, Partial<Record<OrderState, OrderStepCause>>> = {
  created: {
    awaiting_payment: 'accepted', authorized: 'authorized', paid: 'captured',
    cancelled: 'cancelled', expired: 'expired', failed: 'refused',
  },
  awaiting_payment: {
    authorized: 'authorized', paid: 'captured', cancelled: 'cancelled', expired: 'expired', failed: 'refused',
  },
  authorized: { paid: 'captured', cancelled: 'cancelled', expired: 'expired', failed: 'refused' },
  paid: { partially_refunded: 'refunded', refunded: 'refunded' },
  partially_refunded: { refunded: 'refunded', paid: 'refund_returned' },
  refunded: { partially_refunded: 'refund_returned', paid: 'refund_returned' },
  cancelled: { paid: 'late_money', created: 'new_attempt' },
  expired: { paid: 'late_money', created: 'new_attempt' },
  failed: { paid: 'late_money', created: 'new_attempt' },
}

export const canStep = (from: OrderState, to: OrderState): boolean => orderSteps[from][to] !== undefined

/** Nothing more is expected of the customer, as far as we know. Late money may still come. */
export const isEnded = (state: OrderState): boolean => state === 'cancelled' || state === 'expired' || state === 'failed'

/** The customer may still pay, or the money is on hold. */
export const isOpen = (state: OrderState): boolean =>
  state === 'created' || state === 'awaiting_payment' || state === 'authorized'

export const isPaid = (state: OrderState): boolean =>
  state === 'paid' || state === 'partially_refunded' || state === 'refunded'
