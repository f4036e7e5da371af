import { canStep, isEnded, orderSteps, type OrderState, type OrderStepCause } from '../../../shared/order-state.ts'
import type { AmountVerdict, OrderRecord, PaymentRecord } from './records.ts'

export interface OrderStep {
  readonly from: OrderState
  readonly to: OrderState
  readonly cause: OrderStepCause
}

export interface OrderDecision {
  readonly steps: readonly OrderStep[]
  readonly capturedMinor: number
  readonly amountVerdict: AmountVerdict
  readonly hasLateMoney: boolean
  /** Payments other than the one that brought the money, which a customer could still pay: they must be cancelled. */
  readonly paymentsToCancel: readonly string[]
}

/**
 * What an order's payments make of the order. Money decides first; without money the latest payment does. An ended order
 * to which money comes afterwards stays as it is until a person attaches or refunds it, unless the money was there before
 * the end, which then was only our guess.
 */
export function decideOrder(order: OrderRecord, payments: readonly PaymentRecord[], refundedMinor: number): OrderDecision {
  const capturedMinor = payments.reduce((sum, payment) => sum + payment.capturedMinor, 0)
  const latest = payments.reduce((a, b) => (b.attempt > a.attempt ? b : a))
  const amountVerdict = verdictOf(order, capturedMinor)
  if (capturedMinor === 0) {
    return { steps: stepsTo(order.state, latest.state), capturedMinor, amountVerdict, hasLateMoney: false, paymentsToCancel: [] }
  }
  const paymentsToCancel = payments
    .filter((payment) => payment.capturedMinor === 0 && (payment.state === 'created' || payment.state === 'awaiting_payment'))
    .map((payment) => payment.paymentId)
  if (isEnded(order.state)) {
    const firstPaidAt = Math.min(...payments.flatMap((payment) => (payment.paidAt === null ? [] : [payment.paidAt])))
    const wasTooLate = firstPaidAt > order.stateAt
    // Once all of it has been sent back, nothing is left to decide.
    if (wasTooLate) return { steps: [], capturedMinor, amountVerdict, hasLateMoney: refundedMinor < capturedMinor, paymentsToCancel }
  }
  const target = paidState(capturedMinor, refundedMinor)
  const isWaitingForTheRest = amountVerdict === 'underpaid' && refundedMinor === 0
  if (isWaitingForTheRest) {
    const waiting = latest.capturedMinor > 0 || isEnded(latest.state) ? 'awaiting_payment' : latest.state
    return { steps: stepsTo(order.state, waiting), capturedMinor, amountVerdict, hasLateMoney: false, paymentsToCancel: [] }
  }
  return { steps: stepsTo(order.state, target), capturedMinor, amountVerdict, hasLateMoney: false, paymentsToCancel }
}

function verdictOf(order: OrderRecord, capturedMinor: number): AmountVerdict {
  if (order.amountVerdict === 'accepted') return 'accepted'
  if (capturedMinor === 0 || capturedMinor === order.expectedMinor) return 'exact'
  return capturedMinor > order.expectedMinor ? 'overpaid' : 'underpaid'
}

const paidState = (capturedMinor: number, refundedMinor: number): OrderState =>
  refundedMinor <= 0 ? 'paid' : refundedMinor >= capturedMinor ? 'refunded' : 'partially_refunded'

/** The allowed way from one state to another, by way of `paid` where refunds are heard of together with the payment. */
function stepsTo(from: OrderState, to: OrderState): OrderStep[] {
  if (from === to) return []
  const cause = orderSteps[from][to]
  if (cause !== undefined) return [{ from, to, cause }]
  if ((to === 'refunded' || to === 'partially_refunded') && canStep(from, 'paid')) {
    return [...stepsTo(from, 'paid'), ...stepsTo('paid', to)]
  }
  return [] // Not a step that may be taken: the picture stays on record and the order stays where it is.
}
