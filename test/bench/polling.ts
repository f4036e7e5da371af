import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createBackend, type Backend, type BackendClient } from '../../electron/backend/backend.ts'
import { seededNumbers } from '../../electron/backend/platforms/sandbox/channel/randomness.ts'
import { createNodeHost } from '../../electron/node-host/node-host.ts'
import { printTable } from './table.ts'

/*
 * What polling costs and how soon it knows: the real scheduler in real time, the sandbox over real HTTP, its feed read once
 * a second while something is open.
 */

interface Shop {
  readonly backend: Backend
  readonly client: BackendClient
  /** Requests to the platform so far. */
  readonly requests: () => number
  /** Charges so many customers, and waits until all of them can pay. Returns the orders' ids. */
  readonly charge: (count: number) => Promise<string[]>
  readonly close: () => Promise<void>
}

const feedTickMs = 1_000

async function openShop(): Promise<Shop> {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-bench-'))
  const host = createNodeHost({ kind: 'cli', dataFolder: folder, version: 'bench', jobWorker: new URL('../../dist/electron/job-worker.js', import.meta.url) })
  let requests = 0
  const counted: typeof fetch = (input, init) => {
    requests += 1
    return fetch(input, init)
  }
  const started = await createBackend({ ...host, fetch: counted })
  if (!started.ok) throw new Error(started.failure.kind)
  const backend = started.value
  const connection = backend.carriers.connectInProcess(backend.operatorSession('bench'))
  const { client } = connection
  await client.session.firstRun({ shopName: 'Bench', currency: 'EUR', zone: 'Europe/Berlin', cutoffHour: 4, ownerName: 'Owner', ownerPin: '1234' })
  const added = await client.accounts.add({ platform: 'sandbox', label: 'Sandbox', environment: 'test', baseUrl: null, settings: {}, secrets: {} })
  if (!added.ok) throw new Error(added.failure.kind)
  const { accountId } = added.value
  backend.startPolling()

  const charge = async (count: number): Promise<string[]> => {
    const orderIds: string[] = []
    for (let no = 0; no < count; no += 1) {
      const created = await client.orders.create({
        orderId: host.newId(), accountId, amount: { minor: 1_000 + no, currency: 'EUR' }, description: '', customer: '', note: '', methodHint: null,
        captureMode: 'automatic', expiresInMinutes: 60, till: 'till-1', reference: null, despite: null,
      })
      if (!created.ok) throw new Error(created.failure.kind)
      orderIds.push(created.value.orderId)
    }
    while ((await countIn(client, 'created')) > 0) await wait(500)
    return orderIds
  }
  return {
    backend, client, charge, requests: () => requests,
    close: async () => {
      connection.close()
      await backend.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function countIn(client: BackendClient, state: 'created' | 'awaiting_payment'): Promise<number> {
  const filter = { search: '', states: [state], accountId: null, createdBy: null, onlyFlagged: false, from: null, to: null }
  return (await client.orders.list({ filter, before: null, limit: 200 })).orders.length
}

/** Customers pay one after the other, at random, within the time; the figures are over all of them. */
async function measurePaying(orders: number, overMs: number): Promise<string[][]> {
  const shop = await openShop()
  const orderIds = await shop.charge(orders)
  await wait(2 * feedTickMs)
  const sandbox = await shop.backend.sandbox()
  const { settings } = (await shop.client.accounts.list())[0]!
  const random = seededNumbers('bench')
  const references = await Promise.all(orderIds.map(async (orderId) => {
    const found = await shop.client.orders.get({ orderId })
    return found.ok ? found.value.payments[0]!.merchantReference : ''
  }))
  const due = references.map((reference) => ({ reference, at: random() * overMs })).toSorted((a, b) => a.at - b.at)
  const [requestsBefore, begun] = [shop.requests(), performance.now()]
  for (const { reference, at } of due) {
    await wait(Math.max(0, begun + at - performance.now()))
    sandbox.controls.pay(settings['keyId']!, { payment: reference, choice: 'visa', decision: 'approve' })
  }
  while ((await countIn(shop.client, 'awaiting_payment')) > 0) await wait(feedTickMs / 4)
  const requests = shop.requests() - requestsBefore
  const seconds: number[] = []
  for (const orderId of orderIds) {
    const found = await shop.client.orders.get({ orderId })
    if (!found.ok) throw new Error(found.failure.kind)
    const paidAt = found.value.order.paidAt!
    const known = found.value.timeline.find(({ kind, facts }) => kind === 'told' && facts['status'] === 'paid')!
    seconds.push((known.at - paidAt) / 1_000)
  }
  await shop.close()
  seconds.sort((a, b) => a - b)
  const at = (percent: number): string => `${seconds[Math.ceil((orders * percent) / 100) - 1]!.toFixed(2)} s`
  return [
    [`${orders} open orders paid at random within ${overMs / 1_000} s: requests per paid order`, (requests / orders).toFixed(3)],
    ['  from paid to known, median', at(50)],
    ['  from paid to known, 95th percentile', at(95)],
    ['  from paid to known, slowest', at(100)],
  ]
}

/** Nothing happens; how often the platform is asked all the same. */
async function measureIdle(orders: number, forMs: number): Promise<string[][]> {
  const shop = await openShop()
  await shop.charge(orders)
  await wait(2 * feedTickMs)
  const [before, begun] = [shop.requests(), performance.now()]
  await wait(forMs)
  const [requests, ticks] = [shop.requests() - before, (performance.now() - begun) / feedTickMs]
  await shop.close()
  return [[`${orders} open orders, nobody pays for ${forMs / 1_000} s: requests per account and tick of ${feedTickMs / 1_000} s`, (requests / ticks).toFixed(2)]]
}

export async function benchPolling(): Promise<void> {
  printTable(['polling', ''], [...(await measurePaying(1_000, 120_000)), ...(await measureIdle(500, 30_000))])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchPolling()
