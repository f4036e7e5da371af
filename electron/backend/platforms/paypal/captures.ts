import { z } from 'zod'
import { add, money, zero, type Money } from '../../../../shared/money.ts'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import type { Outcome, PlatformHttp } from '../platform.ts'
import { askBeside, done, type Implausible } from './outcomes.ts'
import { Amount, Id, Time } from './wire.ts'

/** Money taken in one go. Its id is the transaction id in every report. */
export const Capture = z.object({
  id: Id,
  status: z.string().max(40),
  status_details: z.object({ reason: z.string().max(64).optional() }).optional(),
  amount: Amount,
  invoice_id: z.string().max(127).optional(),
  seller_receivable_breakdown: z.object({ paypal_fee: Amount.optional(), paypal_fee_in_receivable_currency: Amount.optional() }).optional(),
  create_time: Time.optional(),
  update_time: Time.optional(),
})
export type Capture = z.infer<typeof Capture>

/** The capture; null where PayPal does not show it under this id. */
export async function readCapture(http: PlatformHttp, captureId: string): Promise<Outcome<Capture | null>> {
  const outcome = await askBeside(http, { method: 'GET', path: `/v2/payments/captures/${encodeURIComponent(captureId)}` }, Capture)
  return outcome.kind === 'done' ? done(outcome.value?.body ?? null) : outcome
}

/** `taken` money is ours; `pending` may still come (e-check, review): the goods must not leave the shop. */
type CaptureState = 'taken' | 'pending' | 'failed'

/** A state that is not known to us has not brought money for certain. */
const captureState = ({ status }: Pick<Capture, 'status'>): CaptureState => states[status] ?? 'pending'

const states: Readonly<Record<string, CaptureState>> = {
  COMPLETED: 'taken', PARTIALLY_REFUNDED: 'taken', REFUNDED: 'taken', PENDING: 'pending', DECLINED: 'failed', FAILED: 'failed',
}

/** What several captures of one payment come to. */
export interface Taken {
  readonly captured: Money
  /** Null until each of them tells its fee. */
  readonly fee: Money | null
  readonly paidAt: number | null
  /** When the newest of them last changed; 0 without any. */
  readonly asOf: number
  readonly isPending: boolean
  readonly isFailed: boolean
  /** PayPal's word for why money has not come, or null. */
  readonly detail: string | null
}

/** Adds up captures, all of which must be in the payment's currency. */
export function takenBy(captures: readonly Capture[], currency: string): Result<Taken, Implausible> {
  const stranger = captures.find(({ amount }) => amount.currency !== currency)
  if (stranger !== undefined) return fail({ kind: 'implausible', detail: `${stranger.id}: in ${stranger.amount.currency}, not ${currency}` })
  const taken = captures.filter((capture) => captureState(capture) === 'taken')
  const waiting = captures.filter((capture) => captureState(capture) === 'pending')
  const failed = captures.filter((capture) => captureState(capture) === 'failed')
  const told = waiting[0] ?? (taken.length === 0 ? failed[0] : undefined)
  return ok({
    captured: taken.reduce((sum, { amount }) => add(sum, amount), zero(currency)),
    fee: feeOf(taken),
    paidAt: earliest(taken.map(({ create_time: at }) => at)),
    asOf: Math.max(0, ...captures.flatMap(({ create_time: created, update_time: updated }) => [created ?? 0, updated ?? 0])),
    isPending: waiting.length > 0,
    isFailed: failed.length > 0 && failed.length === captures.length,
    detail: told === undefined ? null : [told.status, told.status_details?.reason].filter((word) => word !== undefined).join(': '),
  })
}

/** The fee stands in the currency of the payment, or else in that of the account (a Chinese one, say). Absent while pending. */
function feeOf(captures: readonly Capture[]): Money | null {
  const fees = captures.map(({ seller_receivable_breakdown: told }) => told?.paypal_fee ?? told?.paypal_fee_in_receivable_currency ?? null)
  const [first] = fees
  if (first === undefined || first === null) return null
  if (fees.some((fee) => fee === null || fee.currency !== first.currency)) return null
  return money(fees.reduce((sum, fee) => sum + fee!.minor, 0), first.currency)
}

export function earliest(times: readonly (number | undefined)[]): number | null {
  const known = times.filter((at) => at !== undefined)
  return known.length === 0 ? null : Math.min(...known)
}
