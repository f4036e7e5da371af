import { z } from 'zod'
import type { Outcome, PaymentAct, PaymentSnapshot, PlatformHttp } from '../platform.ts'
import { act, ask, refused } from './outcomes.ts'
import { captureIdsOf } from './refunds.ts'

const TrackersAnswer = z.object({
  errors: z.array(z.object({ name: z.string().optional(), message: z.string().optional(), details: z.array(z.object({ issue: z.string().optional(), description: z.string().optional() })).optional() })).optional(),
})

/**
 * Tells PayPal that the customer has picked the goods up, which ends a hold on a new seller's money sooner. The program knows
 * no parcel numbers, so this is the one thing it can say; a shop that sends parcels leaves the setting off.
 */
export async function tellPickup(http: PlatformHttp, wish: PaymentAct, query: (handle: PaymentAct) => Promise<Outcome<PaymentSnapshot>>): Promise<Outcome<PaymentSnapshot>> {
  const trackers = captureIdsOf(wish.platformData).map((captureId) => ({ transaction_id: captureId, status: 'LOCAL_PICKUP' }))
  if (trackers.length === 0) return refused('wrong-state', 'NOTHING_CAPTURED', 'nothing was paid that could be handed over')
  const outcome = await ask(http, act('/v1/shipping/trackers-batch', { trackers }, wish.idempotencyKey), TrackersAnswer)
  if (outcome.kind !== 'done') return outcome
  const error = outcome.value.body.errors?.[0]
  const code = error?.details?.[0]?.issue ?? error?.name
  // Told before: once is enough.
  if (error !== undefined && !/ALREADY|DUPLICATE/i.test(code ?? '')) return refused('invalid-request', code ?? 'TRACKER_REFUSED', error.details?.[0]?.description ?? error.message ?? '')
  return query(wish)
}
