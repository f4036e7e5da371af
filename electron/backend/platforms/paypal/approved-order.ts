import type { Outcome, PaymentHandle, PlatformHttp } from '../platform.ts'
import { Order } from './order-answers.ts'
import { orderPath, readOrder } from './order-reading.ts'
import { act, ask, done, type Heard, type Refused } from './outcomes.ts'

/** What became of an order that the customer had approved. */
export interface Settled {
  readonly order: Heard<Order>
  /** PayPal's word on why no money was taken, or null. */
  readonly detail: string | null
  /** To be kept with the payment. */
  readonly data: Readonly<Record<string, string>>
}

/** A declined order is not tried again at once: PayPal counts attempts and gives up after some. The pause grows with each. */
const PAUSE_MS = 30_000

/**
 * The second step of PayPal's checkout: the customer's approval moves no money, we have to take it while the order is approved.
 * It is safe to do so again and again, because PayPal takes an order once and says ALREADY afterwards; the request id, made
 * from the order, gives a repeat the first one's answer. So it may be repeated on the spot: the approval has hours, a program that
 * looks now and then may not come back in time. When the answer is lost, the order itself is asked; if that does not
 * show the money, the outcome stays unknown until the next look.
 */
export async function settleApproved(http: PlatformHttp, order: Heard<Order>, { platformData }: PaymentHandle): Promise<Outcome<Settled>> {
  const declines = Number(platformData['declines'] ?? '0')
  const declinedAt = Number(platformData['declinedAt'] ?? '0')
  if (declines > 0 && order.at < declinedAt + declines * PAUSE_MS) return done({ order, detail: 'INSTRUMENT_DECLINED', data: {} })

  const { id, intent } = order.body
  const step = intent === 'AUTHORIZE' ? { verb: 'authorize', key: 'aut' } : { verb: 'capture', key: 'cap' }
  const request = act(`${orderPath(id)}/${step.verb}`, {}, `${step.key}-${id}${declines === 0 ? '' : `-${declines}`}`)
  const outcome = await ask(http, { ...request, isSafe: true }, Order)
  if (outcome.kind === 'not-done') return outcome
  if (outcome.kind === 'refused') return afterRefusal(http, order, outcome, declines)
  const now = await readOrder(http, id)
  if (outcome.kind === 'done') return now.kind === 'done' ? settled(now.value) : now
  return now.kind === 'done' && hasMoved(now.value.body) ? settled(now.value) : outcome
}

const settled = (order: Heard<Order>): Outcome<Settled> => done({ order, detail: null, data: {} })

const hasMoved = ({ purchase_units: units }: Order): boolean => {
  const { captures = [], authorizations = [] } = units?.[0]?.payments ?? {}
  return captures.length + authorizations.length > 0
}

async function afterRefusal(http: PlatformHttp, order: Heard<Order>, outcome: Refused, declines: number): Promise<Outcome<Settled>> {
  const { reason, code, words } = outcome.refusal
  if (aboutTheApp.has(reason)) return outcome
  const now = await readOrder(http, order.body.id)
  if (now.kind !== 'done') return now
  if (hasMoved(now.value.body)) return settled(now.value)
  const detail = `${code}: ${words}`.slice(0, 300)
  return done({ order: now.value, detail, data: reason === 'declined' ? { declines: String(declines + 1), declinedAt: String(now.value.at) } : {} })
}

/** These refusals say nothing about the order. */
const aboutTheApp: ReadonlySet<string> = new Set(['missing-permission', 'expired-credentials', 'bad-credentials', 'wrong-environment'])

/** Nobody will be able to pay an order with one of these words any more. */
export const isFinal = (detail: string | null): boolean => detail !== null && finalCodes.has(detail.split(':')[0]!)

const finalCodes: ReadonlySet<string> = new Set(['MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED', 'DUPLICATE_INVOICE_ID'])
