import type { Outcome, PaymentHandle, PaymentSnapshot, PlatformHttp } from '../platform.ts'
import type { Capture } from './captures.ts'
import { Order } from './order-answers.ts'
import { orderSnapshot, type ExpectedOrder } from './order-snapshot.ts'
import { ask, believed, implausible, type Heard } from './outcomes.ts'
import type { Refund } from './refunds.ts'

export const orderPath = (orderId: string): string => `/v2/checkout/orders/${encodeURIComponent(orderId)}`

export const readOrder = (http: PlatformHttp, orderId: string): Promise<Outcome<Heard<Order>>> => ask(http, { method: 'GET', path: orderPath(orderId) }, Order)

export const expectedOf = ({ platformReference, merchantReference, currency, platformData: { createdAt } }: PaymentHandle): ExpectedOrder =>
  ({ orderId: platformReference, merchantReference, currency, ...(createdAt === undefined ? {} : { createdAt: Number(createdAt) }) })

/** What an act has brought about, in case the order does not show it yet. */
export interface Brought {
  readonly capture?: Capture
  readonly refund?: Refund
}

/** The order after an act that was carried out. When it cannot be read, the act's outcome is found out later. */
export async function orderAfter(http: PlatformHttp, handle: PaymentHandle, brought: Brought): Promise<Outcome<PaymentSnapshot>> {
  const heard = await readOrder(http, handle.platformReference)
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
