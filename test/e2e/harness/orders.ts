import type { Page } from 'playwright-core'
import { ulid } from 'ulid'
import type { OrderDetail } from '../../../shared/contract/orders.ts'
import type { BackendClient } from '../../../electron/backend/backend.ts'

const patienceMs = 20_000
const stepMs = 50

/** The newest order. */
export async function newestOrder(client: BackendClient): Promise<OrderDetail> {
  const { orders } = await client.orders.list({ filter: {}, before: null, limit: 1 })
  return detailOf(client, orders[0]!.orderId)
}

export async function detailOf(client: BackendClient, orderId: string): Promise<OrderDetail> {
  const found = await client.orders.get({ orderId })
  if (!found.ok) throw new Error('no such order')
  return found.value
}

/** How many orders there are. */
export const orderCount = async (client: BackendClient): Promise<number> => (await client.orders.list({ filter: {}, before: null, limit: 200 })).orders.length

/** Waits until the order is as it should be; the console asks by itself meanwhile. */
export async function untilOrder(client: BackendClient, orderId: string, isSo: (detail: OrderDetail) => boolean): Promise<OrderDetail> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, stepMs))) {
    const detail = await detailOf(client, orderId)
    if (isSo(detail)) return detail
  }
  throw new Error(`order ${orderId} did not get there: ${JSON.stringify((await detailOf(client, orderId)).order)}`)
}

/** Makes an order without the page, and waits for its link. */
export async function makeOrder(client: BackendClient, minor: number, wish: Partial<Parameters<BackendClient['orders']['create']>[0]> = {}): Promise<OrderDetail> {
  const account = (await client.accounts.list())[0]!
  const made = await client.orders.create({
    orderId: ulid(), accountId: account.accountId, amount: { minor, currency: 'EUR' }, description: '', customer: '', note: '', methodHint: null,
    captureMode: 'automatic', expiresInMinutes: null, till: 'elsewhere', reference: null, despite: null, ...wish,
  })
  if (!made.ok) throw new Error(JSON.stringify(made.failure))
  return untilOrder(client, made.value.orderId, ({ payUrl }) => payUrl !== null)
}

/** Types an amount at the counter and charges it; gives the order once its code is on the screen. */
export async function chargeAtCounter(page: Page, client: BackendClient, digits: string): Promise<OrderDetail> {
  await page.getByRole('textbox', { name: /^Amount in/u }).focus()
  await page.keyboard.type(digits)
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  return newestOrder(client)
}

