import type { Outcome, PaymentHandle, PaymentSnapshot, PlatformHttp } from '../platform.ts'
import { parseMoney } from '../../../../shared/money.ts'
import { Capture } from './captures.ts'
import { Authorization, Order } from './order-answers.ts'
import { orderSnapshot, type ExpectedOrder } from './order-snapshot.ts'
import { ask, believed, done, implausible, type Heard } from './outcomes.ts'
import { captureIdsOf, type Refund } from './refunds.ts'

export const orderPath = (orderId: string): string => `/v2/checkout/orders/${encodeURIComponent(orderId)}`

export const readOrder = (http: PlatformHttp, orderId: string): Promise<Outcome<Heard<Order>>> => ask(http, { method: 'GET', path: orderPath(orderId) }, Order)

/**
 * An order that PayPal does not know any more, made again from its hold and captures, which it keeps much longer; null when
 * there is nothing to make it from.
 */
export async function orderFromParts(http: PlatformHttp, { platformReference, currency, platformData }: PaymentHandle): Promise<Outcome<Heard<Order>> | null> {
  const { authorizationId, asked = '' } = platformData
  const amount = parseMoney(asked, currency)
  const captureIds = captureIdsOf(platformData)
  if (!amount.ok || (authorizationId === undefined && captureIds.length === 0)) return null
  let at = 0
  const authorizations: Authorization[] = []
  const captures: Capture[] = []
  if (authorizationId !== undefined) {
    const hold = await ask(http, { method: 'GET', path: `/v2/payments/authorizations/${encodeURIComponent(authorizationId)}` }, Authorization)
    if (hold.kind !== 'done') return hold
    authorizations.push(hold.value.body)
    at = hold.value.at
  }
  for (const captureId of captureIds) {
    const capture = await ask(http, { method: 'GET', path: `/v2/payments/captures/${encodeURIComponent(captureId)}` }, Capture)
    if (capture.kind !== 'done') return capture
    captures.push(capture.value.body)
    at = capture.value.at
  }
  return done({ at, body: { id: platformReference, status: 'COMPLETED', purchase_units: [{ amount: amount.value, payments: { authorizations, captures } }] } })
}

/** The order, or what can be made of it when PayPal has forgotten it. */
async function readOrderOrParts(http: PlatformHttp, handle: PaymentHandle): Promise<Outcome<Heard<Order>>> {
  const heard = await readOrder(http, handle.platformReference)
  if (heard.kind !== 'refused' || heard.refusal.reason !== 'not-found') return heard
  return (await orderFromParts(http, handle)) ?? heard
}

export function expectedOf({ platformReference, merchantReference, currency, platformData: { createdAt, asked = '' } }: PaymentHandle): ExpectedOrder {
  const amount = parseMoney(asked, currency)
  return { orderId: platformReference, merchantReference, currency, ...(amount.ok ? { amount: amount.value } : {}), ...(createdAt === undefined ? {} : { createdAt: Number(createdAt) }) }
}

/** What an act has brought about, in case the order does not show it yet. */
export interface Brought {
  readonly capture?: Capture
  readonly refund?: Refund
}

/** The order after an act that was carried out. When it cannot be read, the act's outcome is found out later. */
export async function orderAfter(http: PlatformHttp, handle: PaymentHandle, brought: Brought): Promise<Outcome<PaymentSnapshot>> {
  const heard = await readOrderOrParts(http, handle)
  if (heard.kind === 'refused') return implausible(`carried out, and then: ${heard.refusal.code}`)
  if (heard.kind === 'not-done') return { kind: 'unknown', why: 'connection-lost', detail: `carried out, but not shown: ${heard.detail}` }
  if (heard.kind === 'unknown') return heard
  return believed(orderSnapshot({ at: heard.value.at, body: withBrought(heard.value.body, brought) }, expectedOf(handle)))
}

function withBrought(order: Order, { capture, refund }: Brought): Order {
  const [unit, ...rest] = order.purchase_units ?? []
  if (unit === undefined) return order
  const { captures = [], refunds = [], ...payments } = unit.payments ?? {}
  return { ...order, purchase_units: [{ ...unit, payments: { ...payments, captures: including(captures, capture), refunds: including(refunds, refund) } }, ...rest] }
}

const including = <T extends { readonly id: string }>(known: readonly T[], one: T | undefined): T[] =>
  one === undefined || known.some(({ id }) => id === one.id) ? [...known] : [...known, one]
