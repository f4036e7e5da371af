import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { platformKinds } from '../../electron/backend/platforms/registry.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { startPayPal } from '../simulators/paypal/paypal-simulator.ts'
import { startSquareSimulator } from '../simulators/square/square-simulator.ts'
import { SECRET_KEY, startStripeSimulator } from '../simulators/stripe/simulator.ts'
import { printTable } from './table.ts'

/*
 * What it costs to listen to a platform while very many orders are open: the whole backend against each simulator over real
 * HTTP, looking in the platform's own rhythm on a clock of its own. Alone: node test/bench/platform-feeds.ts
 */

interface Counterpart {
  readonly name: string
  readonly platform: 'stripe' | 'paypal' | 'square'
  readonly baseUrl: string
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  advance(ms: number): void
  pay(platformReference: string): void
  stop(): Promise<void>
}

const counterparts: readonly ((startAt: number) => Promise<Counterpart>)[] = [
  async (startAt) => {
    const { baseUrl, books, customer, stop } = await startStripeSimulator({ startAt })
    return { name: 'Stripe', platform: 'stripe', baseUrl, settings: {}, secrets: { secretKey: SECRET_KEY }, advance: (ms) => books.advance(ms), pay: (id) => void customer.pays(id), stop }
  },
  async (startAt) => {
    const { baseUrl, app, advance, customer, stop } = await startPayPal({ startAt })
    return { name: 'PayPal', platform: 'paypal', baseUrl, settings: {}, secrets: { clientId: app.id, clientSecret: app.secret }, advance, pay: (id) => void customer.payInvoice(id), stop }
  },
  async (startAt) => {
    const { baseUrl, locationId, accessToken, advance, payOnPage, stop } = await startSquareSimulator({ startAt })
    return { name: 'Square', platform: 'square', baseUrl, settings: { locationId }, secrets: { accessToken }, advance, pay: (id) => void payOnPage(id), stop }
  },
]

const openOrders = [100, 1_000] as const
const minuteMs = 60_000
/** Between two new orders: neither the rate limit nor what is young enough to be told again has to do with how many there are. */
const pauseMs = 3_000
const quietMinutes = 5
const busyMinutes = 3
const paidAMinute = 10

/** Requests a minute and memory, for each platform with a hundred and with a thousand open orders. */
export async function benchPlatformFeeds(): Promise<void> {
  const rows: string[][] = []
  for (const start of counterparts) rows.push(...(await benchOne(start)))
  console.log(`\n${quietMinutes} minutes in which nothing happens, then ${busyMinutes} with ${paidAMinute} payments each; the clock is simulated, the HTTP is real.`)
  printTable(['platform', 'open orders', 'a look, s', 'quiet: requests/min', 'requests a look', `${paidAMinute} paid/min: requests/min`, 'a payment', 'heap before, MB', 'heap after, MB', 'look p50, ms'], rows)
}

async function benchOne(start: (startAt: number) => Promise<Counterpart>): Promise<string[][]> {
  const counting = countRequests()
  const shop = await openTestShop({ currency: 'USD' })
  const other = await start(shop.clock.now())
  const { platform, baseUrl, settings, secrets } = other
  const added = await shop.client.accounts.add({ platform, label: other.name, environment: 'test', baseUrl, settings, secrets })
  if (!added.ok) throw new Error(added.failure.kind)
  counting.countTo(baseUrl)
  await shop.poll()
  const rows: string[][] = []
  const unpaid: string[] = []
  for (const count of openOrders) {
    while (unpaid.length < count) {
      unpaid.push(await openOrder(shop, added.value.accountId))
      other.advance(pauseMs)
      shop.clock.advance(pauseMs)
    }
    rows.push(await measured(shop, other, unpaid, counting.taken))
    console.log(rows.at(-1)!.join('  '))
  }
  await shop.close()
  await other.stop()
  counting.stop()
  return rows
}

/** A day of life, and a till of its own, so that nobody takes it for a repetition. Returns the platform's reference. */
async function openOrder(shop: TestShop, accountId: string): Promise<string> {
  const { payments } = await shop.charge(1_000, { accountId, expiresInMinutes: 1_440, till: shop.newId() })
  const reference = payments[0]?.platformReference ?? null
  if (reference === null) throw new Error('an order without an answer')
  return reference
}

async function measured(shop: TestShop, other: Counterpart, unpaid: string[], taken: () => number): Promise<string[]> {
  const { busyMs } = platformKinds[other.platform]!.rhythm
  const looksMs: number[] = []
  const look = async (): Promise<void> => {
    other.advance(busyMs)
    const began = performance.now()
    await shop.pass(busyMs)
    looksMs.push(performance.now() - began)
  }
  const open = unpaid.length
  // What came into being while the orders were made is told first.
  await look()
  await look()
  looksMs.length = 0
  const heapBefore = heapMb()
  taken()
  const quietLooks = Math.round((quietMinutes * minuteMs) / busyMs)
  for (let count = 0; count < quietLooks; count += 1) await look()
  const quiet = taken()
  const busyLooks = Math.round((busyMinutes * minuteMs) / busyMs)
  const paid = unpaid.splice(0, busyMinutes * paidAMinute)
  for (let count = 0; count < busyLooks; count += 1) {
    const share = paid.splice(0, Math.ceil(paid.length / (busyLooks - count)))
    for (const reference of share) other.pay(reference)
    await look()
  }
  const busy = taken()
  const middle = looksMs.toSorted((a, b) => a - b)[Math.floor(looksMs.length / 2)]!
  const perPayment = (busy - (quiet / quietLooks) * busyLooks) / (busyMinutes * paidAMinute)
  return [
    other.name, open.toLocaleString('en'), String(busyMs / 1_000), (quiet / quietMinutes).toFixed(1), (quiet / quietLooks).toFixed(2), (busy / busyMinutes).toFixed(1), perPayment.toFixed(2),
    heapBefore.toFixed(1), heapMb().toFixed(1), middle.toFixed(0),
  ]
}

/** Counts what goes out to one address, for the shop has a sandbox too; `taken` gives the count since it was asked last. */
function countRequests(): { readonly countTo: (baseUrl: string) => void; readonly taken: () => number; readonly stop: () => void } {
  const { fetch } = globalThis
  let address: string | null = null
  let count = 0
  globalThis.fetch = (url, init) => {
    if (address !== null && url instanceof URL && url.href.startsWith(address)) count += 1
    return fetch(url, init)
  }
  return {
    countTo: (baseUrl) => void (address = baseUrl),
    taken: () => {
      const before = count
      count = 0
      return before
    },
    stop: () => void (globalThis.fetch = fetch),
  }
}

/** What is in use after everything that can be freed has been. */
function heapMb(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().heapUsed / 1_048_576
}

if (import.meta.main) await benchPlatformFeeds()
