import { z } from 'zod'
import type { Outcome, PlatformHttp, RefundAct, RefundSnapshot } from '../platform.ts'
import { act, ask, askBeside, done, refused } from './outcomes.ts'
import { Amount, Id, noDecimals, Time, wireAmount } from './wire.ts'

export const Refund = z.object({
  id: Id,
  status: z.string().max(40),
  status_details: z.object({ reason: z.string().max(64).optional() }).optional(),
  amount: Amount,
  custom_id: z.string().max(127).optional(),
  seller_payable_breakdown: z.object({ paypal_fee: Amount.optional() }).optional(),
  create_time: Time.optional(),
  update_time: Time.optional(),
})
export type Refund = z.infer<typeof Refund>

/** A short answer names the refund and not its amount, which is then the one that was asked for. */
const NewRefund = Refund.extend({ amount: Amount.optional() })

export async function readRefund(http: PlatformHttp, refundId: string): Promise<Outcome<Refund | null>> {
  const outcome = await askBeside(http, { method: 'GET', path: `/v2/payments/refunds/${encodeURIComponent(refundId)}` }, Refund)
  return outcome.kind === 'done' ? done(outcome.value?.body ?? null) : outcome
}

/** The refund as the program knows refunds; `fallbackAt` where PayPal leaves out when it was made. */
export function refundSnapshot(refund: Refund, fallbackAt: number): RefundSnapshot {
  const feeReturned = refund.seller_payable_breakdown?.paypal_fee ?? null
  return {
    platformReference: refund.id, merchantReference: refund.custom_id ?? null, amount: refund.amount, status: statuses[refund.status] ?? 'pending',
    at: refund.create_time ?? fallbackAt, feeReturned: feeReturned?.minor === 0 ? null : feeReturned,
    detail: refund.status === 'COMPLETED' ? null : [refund.status, refund.status_details?.reason].filter((word) => word !== undefined).join(': '),
  }
}

const statuses: Readonly<Record<string, RefundSnapshot['status']>> = { COMPLETED: 'succeeded', PENDING: 'pending', FAILED: 'failed', CANCELLED: 'failed' }

/** Ids under which a payment's captures are kept: `captureId`, `captureId2`, … */
export const captureData = (captureIds: readonly string[]): Record<string, string> =>
  Object.fromEntries(captureIds.map((id, index) => [index === 0 ? 'captureId' : `captureId${index + 1}`, id]))

export const captureIdsOf = (platformData: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(platformData).filter(([name]) => /^captureId\d*$/.test(name)).map(([, id]) => id)

/**
 * Gives money back from the payment's captures. One refund comes out of one capture: the first that has enough left, which
 * PayPal itself tells by refusing the others for certain. The amount is always named: without it PayPal gives back everything
 * that is left, which may be more than we know of.
 */
export async function giveBack(http: PlatformHttp, wish: RefundAct): Promise<Outcome<Refund>> {
  const amount = wireAmount(wish.amount)
  if (amount === null) return noDecimals(wish.amount)
  let last: Outcome<Refund> = refused('wrong-state', 'NOTHING_CAPTURED', 'no money was taken that could be given back')
  for (const [index, captureId] of captureIdsOf(wish.platformData).entries()) {
    const outcome = await ask(http, act(`/v2/payments/captures/${encodeURIComponent(captureId)}/refund`, {
      amount, custom_id: wish.refundReference, ...(wish.reason === '' ? {} : { note_to_payer: wish.reason.slice(0, 255) }),
    }, index === 0 ? wish.idempotencyKey : `${wish.idempotencyKey}-${index + 1}`), NewRefund)
    last = outcome.kind === 'done' ? done({ ...outcome.value.body, amount: outcome.value.body.amount ?? wish.amount }) : outcome
    if (outcome.kind !== 'refused' || outcome.refusal.reason !== 'exceeds-refundable') return last
  }
  return last
}
