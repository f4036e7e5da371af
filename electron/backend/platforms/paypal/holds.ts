import { z } from 'zod'
import { isMore } from '../../../../shared/money.ts'
import type { CaptureAct, Outcome, PaymentAct, PaymentHandle, PaymentSnapshot, PlatformHttp } from '../platform.ts'
import { Capture } from './captures.ts'
import { orderAfter } from './order-reading.ts'
import { act, ask, refused } from './outcomes.ts'
import { noDecimals, wireAmount } from './wire.ts'

/** Takes what an approved order has on hold, wholly or in part; what is not taken goes back to the customer. */
export async function captureHold(http: PlatformHttp, wish: CaptureAct): Promise<Outcome<PaymentSnapshot>> {
  const path = pathOf(wish)
  if (path === null) return nothingHeld
  // PayPal itself would allow up to 115 % of what the customer has agreed to.
  if (isMore(wish.amount, wish.authorized)) return refused('exceeds-authorized', 'MAX_CAPTURE_AMOUNT_EXCEEDED', 'more than the customer has allowed', 'amount')
  const amount = wireAmount(wish.amount)
  if (amount === null) return noDecimals(wish.amount)
  const outcome = await ask(http, act(`${path}/capture`, { amount, final_capture: true }, wish.idempotencyKey), Capture)
  return outcome.kind === 'done' ? orderAfter(http, wish, { capture: outcome.value.body }) : outcome
}

/** Gives a hold back. A hold that was given back before stays so. */
export async function voidHold(http: PlatformHttp, wish: PaymentAct): Promise<Outcome<PaymentSnapshot>> {
  const path = pathOf(wish)
  if (path === null) return nothingHeld
  const outcome = await ask(http, act(`${path}/void`, undefined, wish.idempotencyKey), z.unknown())
  const isVoid = outcome.kind === 'done' || (outcome.kind === 'refused' && voidAlready.has(outcome.refusal.code))
  return isVoid ? orderAfter(http, wish, {}) : outcome
}

const voidAlready: ReadonlySet<string> = new Set(['PREVIOUSLY_VOIDED', 'AUTHORIZATION_VOIDED'])

const pathOf = ({ platformData: { authorizationId } }: PaymentHandle): string | null =>
  authorizationId === undefined ? null : `/v2/payments/authorizations/${encodeURIComponent(authorizationId)}`

const nothingHeld = refused('wrong-state', 'NOTHING_ON_HOLD', 'nothing is on hold')
