import type { BrowserContext } from 'playwright-core'
import { instantText, signatureHeaders, signRequest } from '../../../electron/backend/platforms/sandbox/signature.ts'
import type { BackendClient } from '../../../electron/backend/backend.ts'
import type { TestedConsole } from './console.ts'

/** The customer's words on the bank's page. */
export type CustomerDecision = 'Approve payment' | 'Approve reservation' | 'Freeze only' | 'Decline' | 'Walk away'

/** Pays as a customer does: with the forms of the sandbox's pages, in a window of their own. */
export async function payAsCustomer(context: BrowserContext, payUrl: string, decision: CustomerDecision): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${payUrl}?lang=en`)
  await page.getByRole('link', { name: 'Card' }).click()
  await page.getByRole('button', { name: /Visa/u }).click()
  await page.getByRole('button', { name: decision }).click()
  await page.waitForLoadState()
  await page.close()
}

/** The sandbox's controls over its own API, signed with the account's credentials. */
export async function control(console: TestedConsole, client: BackendClient, name: string, body: unknown): Promise<unknown> {
  const account = (await client.accounts.list()).find(({ platform }) => platform === 'sandbox')!
  const secrets = JSON.parse((await console.host.secrets.get(`account:${account.accountId}`))!) as { secret: string }
  const base = await sandboxUrl(client)
  const path = `/v1/controls/${name}`
  const text = JSON.stringify(body)
  const at = instantText(Date.now())
  const answer = await fetch(`${base}${path}`, {
    method: 'POST', body: text,
    headers: {
      'content-type': 'application/json', [signatureHeaders.key]: account.settings['keyId']!, [signatureHeaders.at]: at,
      [signatureHeaders.signature]: signRequest(secrets.secret, { method: 'POST', path, at, body: text }),
    },
  })
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

const sandboxUrls = new WeakMap<BackendClient, string>()

/** Customers' links tell where it listens; an order is made to have one. */
async function sandboxUrl(client: BackendClient): Promise<string> {
  const known = sandboxUrls.get(client)
  if (known !== undefined) return known
  const { orders } = await client.orders.list({ filter: {}, before: null, limit: 20 })
  for (const { orderId } of orders) {
    const detail = await client.orders.get({ orderId })
    const payUrl = detail.ok ? detail.value.payments.find((payment) => payment.payUrl !== null)?.payUrl : null
    if (payUrl !== null && payUrl !== undefined) {
      sandboxUrls.set(client, new URL(payUrl).origin)
      return new URL(payUrl).origin
    }
  }
  throw new Error('the sandbox is known by the links of its orders; make one first')
}
