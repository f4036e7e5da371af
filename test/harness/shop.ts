import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { monotonicFactory } from 'ulid'
import { createBackend, type Backend, type BackendClient } from '../../electron/backend/backend.ts'
import type { Host, SecretStore } from '../../electron/backend/host.ts'
import { seededNumbers, seededRandom } from '../../electron/backend/platforms/sandbox/channel/randomness.ts'
import type { Sandbox } from '../../electron/backend/platforms/sandbox/channel/start-sandbox.ts'
import type { OrderDetail } from '../../shared/contract/orders.ts'

export interface TestClock {
  now(): number
  advance(ms: number): void
  set(at: number): void
}

export const createTestClock = (start = Date.UTC(2026, 5, 15, 10, 0)): TestClock => {
  let at = start
  return { now: () => at, advance: (ms) => void (at += ms), set: (to) => void (at = to) }
}

const memorySecrets = (): SecretStore => {
  const kept = new Map<string, string>()
  return {
    kind: 'memory',
    get: (name) => Promise.resolve(kept.get(name) ?? null),
    set: (name, value) => Promise.resolve(void kept.set(name, value)),
    delete: (name) => Promise.resolve(void kept.delete(name)),
  }
}

export interface LogLine {
  readonly level: string
  readonly event: string
  readonly facts: Readonly<Record<string, unknown>> | undefined
}

export interface TestShop {
  readonly folder: string
  readonly clock: TestClock
  readonly log: LogLine[]
  readonly client: BackendClient
  readonly backend: Backend
  readonly sandbox: Sandbox
  readonly accountId: string
  /** Merchant key at the sandbox. */
  readonly keyId: string
  newId(): string
  /** Charges and waits for the platform's answer. */
  charge(minor: number, more?: Partial<Parameters<BackendClient['orders']['create']>[0]>): Promise<OrderDetail>
  order(orderId: string): Promise<OrderDetail>
  /** Waits until no call about the order is on its way. */
  settled(orderId: string): Promise<OrderDetail>
  /** The customer pays at the sandbox; the shop does not know it yet. */
  pay(detail: OrderDetail, decision?: 'approve' | 'decline' | 'freeze', choice?: string): void
  poll(): Promise<void>
  /** Time passes, for the shop and the platform alike. */
  pass(ms: number): Promise<void>
  /** Ends the program and starts it again on the same folder. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface TestShopOptions {
  readonly start?: number
  readonly currency?: string
  readonly zone?: string
  readonly cutoffHour?: number
  readonly seed?: string
}

/** A shop with the real backend, the real sandbox over real HTTP, and a clock of its own. */
export async function openTestShop(options: TestShopOptions = {}): Promise<TestShop> {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-shop-'))
  const clock = createTestClock(options.start)
  const log: LogLine[] = []
  const seed = options.seed ?? 'test'
  const numbers = seededNumbers(seed)
  const nextUlid = monotonicFactory(numbers)
  const newId = (): string => nextUlid(clock.now())
  const note = (level: string) => (event: string, facts?: Readonly<Record<string, unknown>>) => {
    log.push({ level, event, facts })
    // The client is told an incident's number only; a test that fails must show the bug.
    if (level === 'error' && typeof facts?.['stack'] === 'string') process.stderr.write(`${facts['stack']}\n${String(facts['cause'])}\n`)
  }
  const host: Host = {
    kind: 'test', version: 'test', dataFolder: folder, clock, newId, random: numbers, fetch: globalThis.fetch, secrets: memorySecrets(),
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    sleep: (ms, signal) => wait(Math.min(ms, 5), undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
    jobWorker: null, sandboxRandom: seededRandom(seed),
  }

  let backend = await begin(host)
  let connection = backend.carriers.connectInProcess(backend.operatorSession('tester'))
  await connection.client.session.firstRun({
    shopName: 'Test shop', currency: options.currency ?? 'EUR', zone: options.zone ?? 'Europe/Berlin', cutoffHour: options.cutoffHour ?? 4, ownerName: 'Olga', ownerPin: '1234',
  })
  const added = await connection.client.accounts.add({ platform: 'sandbox', label: 'Sandbox', environment: 'test', baseUrl: null, settings: {}, secrets: {} })
  if (!added.ok) throw new Error(`no sandbox account: ${added.failure.kind}`)
  let sandbox = await backend.sandbox()

  const order = async (orderId: string): Promise<OrderDetail> => {
    const found = await connection.client.orders.get({ orderId })
    if (!found.ok) throw new Error(`no order ${orderId}`)
    return found.value
  }
  const settled = async (orderId: string): Promise<OrderDetail> => {
    for (let tries = 0; tries < 500; tries += 1) {
      const detail = await order(orderId)
      if (!detail.calls.some(({ state, dueAt }) => state === 'in_flight' || (state === 'pending' && dueAt !== null && dueAt <= clock.now()))) return detail
      await wait(5)
    }
    throw new Error(`order ${orderId} does not come to rest`)
  }

  const shop: TestShop = {
    folder, clock, log, newId, order, settled,
    get client() {
      return connection.client
    },
    get backend() {
      return backend
    },
    get sandbox() {
      return sandbox
    },
    accountId: added.value.accountId,
    keyId: added.value.settings['keyId']!,
    charge: async (minor, more = {}) => {
      const created = await connection.client.orders.create({
        orderId: newId(), accountId: added.value.accountId, amount: { minor, currency: options.currency ?? 'EUR' }, description: '', customer: '', note: '',
        methodHint: null, captureMode: 'automatic', expiresInMinutes: null, till: 'till-1', reference: null, despite: null, ...more,
      })
      if (!created.ok) throw new Error(`not charged: ${JSON.stringify(created.failure)}`)
      return settled(created.value.orderId)
    },
    pay: (detail, decision = 'approve', choice = 'visa') => {
      const paid = sandbox.controls.pay(shop.keyId, { payment: detail.payments.at(-1)!.merchantReference, choice, decision })
      if (!paid.ok) throw new Error(`not paid: ${JSON.stringify(paid.failure)}`)
    },
    poll: async () => void (await connection.client.polling.once()),
    pass: async (ms) => {
      clock.advance(ms)
      sandbox.controls.settle()
      await connection.client.polling.once()
    },
    restart: async () => {
      connection.close()
      await backend.close()
      backend = await begin(host)
      connection = backend.carriers.connectInProcess(backend.operatorSession('tester'))
      sandbox = await backend.sandbox()
    },
    close: async () => {
      connection.close()
      await backend.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return shop
}

async function begin(host: Host): Promise<Backend> {
  const started = await createBackend(host)
  if (!started.ok) throw new Error(`the backend does not start: ${started.failure.kind}`)
  return started.value
}

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
