import { setTimeout as wait } from 'node:timers/promises'
import { ulid } from 'ulid'
import type { ContractClient } from './page-client.ts'

/** A shop with an owner, who is signed in, and an account at the embedded sandbox. Returns the account's id. */
export async function openShop(client: ContractClient): Promise<string> {
  const opened = await client.session.firstRun({ shopName: 'Corner Books', currency: 'EUR', zone: 'Europe/Berlin', cutoffHour: 4, ownerName: 'Ada', ownerPin: '4711' })
  if (!opened.ok) throw new Error(`no shop: ${opened.failure.kind}`)
  const added = await client.accounts.add({ platform: 'sandbox', label: 'Sandbox', environment: 'test', baseUrl: null, settings: {}, secrets: {} })
  if (!added.ok) throw new Error(`no account: ${added.failure.kind}`)
  return added.value.accountId
}

export async function signIn(client: ContractClient): Promise<void> {
  const { people } = await client.session.state()
  const signedIn = await client.session.signIn({ personId: people[0]!.personId, pin: '4711' })
  if (!signedIn.ok) throw new Error(`not signed in: ${signedIn.failure.kind}`)
}

/** Charges and waits for the customer's page. */
export async function charge(client: ContractClient, accountId: string, minor: number): Promise<{ orderId: string; payUrl: string }> {
  const orderId = ulid()
  const created = await client.orders.create({
    orderId, accountId, amount: { minor, currency: 'EUR' }, description: 'Atlas', customer: '', note: '', methodHint: null, captureMode: 'automatic',
    expiresInMinutes: null, till: 'till-1', reference: null, despite: null,
  })
  if (!created.ok) throw new Error(`not charged: ${JSON.stringify(created.failure)}`)
  const detail = await orderUntil(client, orderId, ({ payments }) => typeof payments.at(-1)?.payUrl === 'string')
  return { orderId, payUrl: detail.payments.at(-1)!.payUrl! }
}

type Detail = Extract<Awaited<ReturnType<ContractClient['orders']['get']>>, { ok: true }>['value']

export async function orderUntil(client: ContractClient, orderId: string, isIt: (detail: Detail) => boolean): Promise<Detail> {
  const end = Date.now() + 30_000
  for (;;) {
    const found = await client.orders.get({ orderId })
    if (found.ok && isIt(found.value)) return found.value
    if (Date.now() > end) throw new Error(`the order does not get there: ${JSON.stringify(found)}`)
    await wait(100)
  }
}

/** Pays as a customer does, by the forms of the sandbox's pages. */
export async function payAsCustomer(payUrl: string): Promise<void> {
  const chosen = await submit(new URL(`${new URL(payUrl).pathname}/visit?lang=en`, payUrl), { choice: 'visa' })
  await submit(new URL(chosen), { decision: 'approve' })
}

async function submit(url: URL, form: Record<string, string>): Promise<string> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
  const location = answer.headers.get('location')
  if (answer.status !== 303 || location === null) throw new Error(`${url.href}: ${answer.status}`)
  return new URL(location, url).href
}

/** Something that a person has to settle, which shows on the icon. */
export async function promiseAPayment(client: ContractClient, accountId: string): Promise<void> {
  await client.attention.promise({
    promiseId: ulid(), amount: { minor: 1_200, currency: 'EUR' }, customer: 'Grace', contact: '', description: '', accountId, till: 'till-1',
  })
}
