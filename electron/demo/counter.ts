import type { BackendClient } from '../backend/backend.ts'
import type { Decision } from '../backend/platforms/sandbox/channel/acts/paying.ts'
import type { OrderDetail } from '../../shared/contract/orders.ts'
import type { Colleague, SandboxAccount, Stage } from './stage.ts'

export interface Sale {
  readonly account: SandboxAccount
  readonly by: Colleague
  readonly till: string
  readonly minor: number
  readonly description: string
  readonly customer?: string
  readonly note?: string
  readonly captureMode?: 'automatic' | 'manual'
  readonly expiresInMinutes?: number
  /** When it is not the account's own. */
  readonly currency?: string
}

/** An order at the counter, by the names that are needed to go on with it. */
export interface Sold {
  readonly orderId: string
  readonly number: number
  /** Our reference of the first attempt. */
  readonly reference: string
  readonly account: SandboxAccount
  readonly minor: number
}

/** Charges a customer, as the page does: a like order that is not resolved yet is looked at first, and then charged beside it. */
export async function charge(stage: Stage, sale: Sale): Promise<Sold> {
  const { demo } = stage
  const orderId = demo.host.newId()
  const wish: Parameters<BackendClient['orders']['create']>[0] = {
    orderId, accountId: sale.account.accountId, amount: { minor: sale.minor, currency: sale.currency ?? sale.account.currency }, description: sale.description, customer: sale.customer ?? '',
    note: sale.note ?? '', methodHint: null, captureMode: sale.captureMode ?? 'automatic', expiresInMinutes: sale.expiresInMinutes ?? null, till: sale.till, reference: null, despite: null,
  }
  let created = await sale.by.client.orders.create(wish)
  if (!created.ok && created.failure.kind === 'similar-open-order') {
    created = await sale.by.client.orders.create({ ...wish, despite: { orderId: created.failure.orderId, reason: 'Another guest, the same order' } })
  }
  if (!created.ok) throw new Error(`not charged: ${JSON.stringify(created.failure)}`)
  await demo.rest()
  const { number, reference } = created.value
  return { orderId, number, reference, account: sale.account, minor: sale.minor }
}

/** What the customer does on the bank's page. False: there is nothing to pay any more. */
export function pay(stage: Stage, { account }: Pick<Sold, 'account'>, payment: string, choice: string, decision: Decision): boolean {
  return stage.sandbox.controls.pay(account.keyId, { payment, choice, decision }).ok
}

/** Asks about an order that the customer has just paid, as the counter does while it is on the screen. */
export async function ask(stage: Stage, by: Colleague, orderId: string): Promise<void> {
  await by.client.orders.askNow({ orderId })
  await stage.demo.rest()
}

/** The console hears what has happened. */
export async function listen(stage: Stage): Promise<void> {
  await stage.owner.client.polling.once()
  await stage.demo.rest()
}

export async function look(stage: Stage, orderId: string): Promise<OrderDetail> {
  const found = await stage.owner.client.orders.get({ orderId })
  if (!found.ok) throw new Error(`no order ${orderId}`)
  return found.value
}

export async function handOver(stage: Stage, by: Colleague, orderId: string): Promise<void> {
  await by.client.orders.handOver({ orderId })
  await stage.demo.rest()
}

export async function refund(stage: Stage, sold: Sold, minor: number | null, reason: string, currency = sold.account.currency): Promise<string | null> {
  const refundId = stage.demo.host.newId()
  const result = await stage.owner.client.orders.refund({ orderId: sold.orderId, refundId, amount: minor === null ? null : { minor, currency }, reason })
  await stage.demo.rest()
  return result.ok ? refundId : null
}

/** The first payment's id at the platform. */
export async function platformReferenceOf(stage: Stage, sold: Sold): Promise<string> {
  return (await look(stage, sold.orderId)).payments[0]!.platformReference!
}
