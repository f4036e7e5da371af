import type { Clock } from '../host.ts'
import type { Capabilities } from '../platforms/platform.ts'
import type { CallRepository } from './calls.repository.ts'
import type { PaymentRecord } from './records.ts'
import type { Wishes } from './wishes.ts'

export interface DeadlineParts {
  readonly calls: CallRepository
  readonly wishes: Wishes
  readonly capabilitiesOf: (accountId: string) => Capabilities
  readonly clock: Clock
}

export type Deadlines = ReturnType<typeof createDeadlines>

/** A platform that would not end a payment (money of it is on its way) is not pressed; it is asked again after this long. */
const againMs = 3_600_000

/** Ends what nobody has paid in time, at platforms that leave that to us (`expiryMinutes: null`). */
export function createDeadlines({ calls, wishes, capabilitiesOf, clock }: DeadlineParts) {
  const isOurs = ({ accountId, state, expiresAt }: PaymentRecord): boolean => {
    const { expiryMinutes, canCancel } = capabilitiesOf(accountId)
    return state === 'awaiting_payment' && expiresAt <= clock.now() && expiryMinutes === null && canCancel
  }

  /**
   * True when the payment's end is under way, begun now or before: then there is no need to ask about it, for the answer tells
   * how it stands, also when the customer was faster. False: it is not ours to end, or that has been tried lately.
   */
  const endIfOverdue = (payment: PaymentRecord): boolean => {
    if (!isOurs(payment)) return false
    const cancels = calls.ofOrder(payment.orderId).filter(({ paymentId, kind }) => paymentId === payment.paymentId && kind === 'cancel')
    // One that nobody asks about any more waits for a person, and the payment is asked about meanwhile.
    if (cancels.some(({ answeredAt, dueAt, state }) => answeredAt === null && (state !== 'unknown' || dueAt !== null))) return true
    if (cancels.some(({ state }) => state === 'unknown')) return false
    if (cancels.some(({ answeredAt }) => answeredAt !== null && answeredAt > clock.now() - againMs)) return false
    wishes.write({ kind: 'cancel', payment, by: 'system' })
    return true
  }

  return { endIfOverdue }
}
