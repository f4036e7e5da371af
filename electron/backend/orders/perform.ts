import { money } from '../../../shared/money.ts'
import { assertNever } from '../../../shared/result.ts'
import type { Outcome, PaymentHandle, PaymentSnapshot, Platform } from '../platforms/platform.ts'
import type { CallRecord, OrderRecord, PaymentRecord, RefundRecord } from './records.ts'

export interface CallContext {
  readonly call: CallRecord
  readonly order: OrderRecord
  readonly payment: PaymentRecord
  readonly refund: RefundRecord | null
  /** Captured and not spent by other refunds, in minor units. */
  readonly refundableMinor: number
  /** "en" or "zh-CN": the page that the customer sees. */
  readonly locale: string
}

/** Carries a wish over to the platform. Always with the key that the wish was written with. */
export async function perform(platform: Platform, context: CallContext): Promise<Outcome<PaymentSnapshot>> {
  const { call, order, payment } = context
  const { idempotencyKey } = call
  if (call.kind === 'create') {
    return platform.create({
      merchantReference: payment.merchantReference, idempotencyKey, amount: money(payment.amountMinor, payment.currency),
      description: order.description, captureMode: payment.captureMode, methodHint: order.methodHint,
      expiresAt: payment.expiresAt, createdAt: payment.createdAt, locale: context.locale,
    })
  }
  const handle = handleOf(payment)
  if (handle === null) throw new Error(`${call.kind} of payment ${payment.paymentId}, which the platform does not know yet`)
  switch (call.kind) {
    case 'capture':
      return platform.capture({
        ...handle, idempotencyKey, amount: money(call.amountMinor ?? payment.authorizedMinor, payment.currency),
        authorized: money(payment.authorizedMinor, payment.currency),
      })
    case 'void':
      return platform.void({ ...handle, idempotencyKey })
    case 'cancel':
      return platform.cancel({ ...handle, idempotencyKey })
    case 'hand_over':
      return platform.handOver({ ...handle, idempotencyKey })
    case 'refund': {
      const refund = context.refund!
      return platform.refund({
        ...handle, idempotencyKey, amount: money(refund.amountMinor, refund.currency), refundReference: refund.refundId,
        reason: refund.reason, refundable: money(context.refundableMinor, payment.currency),
      })
    }
    default:
      return assertNever(call.kind)
  }
}

/** How to speak of the payment to its platform, or null while the platform has not named it. */
export function handleOf(payment: PaymentRecord): PaymentHandle | null {
  return payment.platformReference === null
    ? null
    : {
        platformReference: payment.platformReference,
        merchantReference: payment.merchantReference,
        currency: payment.currency,
        platformData: payment.platformData,
      }
}

/**
 * What answers a create, or was found by its reference, is the payment that the call is about, also where the platform does not
 * repeat the reference: before the payment has a name at the platform, nothing else would tell whose the answer is.
 */
export const aboutPayment = ({ kind }: CallRecord, { merchantReference }: PaymentRecord, snapshot: PaymentSnapshot): PaymentSnapshot =>
  kind === 'create' && snapshot.merchantReference === null ? { ...snapshot, merchantReference } : snapshot

/** Whether a picture of the payment shows that the call was carried out. `null`: the picture cannot tell. */
export function showsDone(context: Pick<CallContext, 'call' | 'refund'>, snapshot: PaymentSnapshot): boolean | null {
  switch (context.call.kind) {
    case 'create':
      return true
    case 'capture':
      return snapshot.captured.minor > 0
    case 'void':
    case 'cancel':
      return snapshot.status === 'cancelled' || snapshot.status === 'expired'
    case 'refund':
      return snapshot.refunds.some(
        (refund) => refund.merchantReference === context.refund?.refundId || refund.platformReference === context.refund?.platformReference,
      )
    case 'hand_over':
      return null
    default:
      return assertNever(context.call.kind)
  }
}
