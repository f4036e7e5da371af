import type { Order } from '../../shared/contract/orders.ts'
import { isPaid, type OrderState } from '../../shared/order-state.ts'

/** What is shown as the order's state. `unknown` takes the state's place while it is not known whether there is a sale at all. */
export type Look = OrderState | 'unknown'

/** Shown beside the state. */
export type Flag = 'unknown_act' | 'disputed' | 'late_money' | 'underpaid' | 'overpaid'

/** Solid for what a platform or a person has said for certain; outline for waiting and for ends that money may still follow. */
export type Tone = 'certain' | 'settled' | 'attention' | 'waiting' | 'ended' | 'wrong' | 'unknown'

export const toneOf: Record<Look, Tone> = {
  created: 'waiting', awaiting_payment: 'waiting', authorized: 'attention', paid: 'certain', partially_refunded: 'settled', refunded: 'settled',
  cancelled: 'ended', expired: 'ended', failed: 'wrong', unknown: 'unknown',
}

type Shown = Pick<Order, 'state' | 'unknownCalls' | 'isDisputed' | 'hasLateMoney' | 'amountVerdict'>

/** An unknown refund does not make the sale unknown; an unknown charge or capture does. */
export const lookOf = (order: Shown): Look => (order.unknownCalls > 0 && !isPaid(order.state) ? 'unknown' : order.state)

export function flagsOf(order: Shown): Flag[] {
  const candidates: [Flag, boolean][] = [
    ['unknown_act', order.unknownCalls > 0 && isPaid(order.state)],
    ['late_money', order.hasLateMoney],
    ['disputed', order.isDisputed],
    ['underpaid', order.amountVerdict === 'underpaid'],
    ['overpaid', order.amountVerdict === 'overpaid'],
  ]
  return candidates.filter(([, holds]) => holds).map(([flag]) => flag)
}
