import { onTestFinished } from 'vitest'
import { createAccountWire } from '../../../../electron/backend/platforms/account-wire.ts'
import { connectAccount } from '../../../../electron/backend/platforms/connect-account.ts'
import type { ExchangeEvidence } from '../../../../electron/backend/platforms/http-client.ts'
import type { CreatePayment, Outcome, PaymentHandle, PaymentSnapshot } from '../../../../electron/backend/platforms/platform.ts'
import type { NewMerchant } from '../../../../electron/backend/platforms/sandbox/channel/controls.ts'
import { seededRandom } from '../../../../electron/backend/platforms/sandbox/channel/randomness.ts'
import { startSandbox, type SandboxOptions } from '../../../../electron/backend/platforms/sandbox/channel/start-sandbox.ts'
import { sandboxPlatform } from '../../../../electron/backend/platforms/sandbox/sandbox.ts'
import { instantText, signatureHeaders, signRequest } from '../../../../electron/backend/platforms/sandbox/signature.ts'
import { money } from '../../../../shared/money.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** A Wednesday noon in Berlin. */
export const START = Date.UTC(2026, 9, 14, 10)

export const usualMerchant: NewMerchant = { label: 'Corner Café', currencies: ['EUR'], zone: 'Europe/Berlin', cutoffHour: 4 }

/** A sandbox with a clock of its own, a merchant, and the adapter connected to it over real HTTP. */
export async function openShop(changes: Partial<SandboxOptions> & { merchant?: Partial<NewMerchant>; startAt?: number; timeoutMs?: number } = {}) {
  let now = changes.startAt ?? START
  const errors: unknown[] = []
  const clock = { now: () => now }
  const sandbox = await startSandbox({ file: ':memory:', clock, random: seededRandom('test'), log: { error: (event, facts) => errors.push([event, facts]) }, ...changes })
  onTestFinished(() => sandbox.stop())
  const merchant = { ...usualMerchant, ...changes.merchant }
  const credentials = sandbox.credentialsFor(merchant)
  const wire = createAccountWire()
  const evidence: ExchangeEvidence[] = []
  /** The backend's clock, which stands still unless the test moves it. */
  const ours = { aheadMs: 0 }
  const platform = connectAccount(sandboxPlatform, {
    accountId: 'a1', environment: 'test', baseUrl: sandbox.baseUrl, settings: { keyId: credentials.keyId }, secrets: { secret: credentials.secret },
  }, {
    wire, fetch, clock: { now: () => sandbox.controls.now() + ours.aheadMs }, random: () => 0.5, sleep: () => Promise.resolve(), record: (one) => evidence.push(one),
    limits: { readTimeoutMs: changes.timeoutMs ?? 2_000, writeTimeoutMs: changes.timeoutMs ?? 2_000 },
  })

  let count = 0
  const order = (wish: Partial<CreatePayment> = {}): CreatePayment => {
    count += 1
    return {
      merchantReference: `R${count}`, idempotencyKey: `create-${count}`, amount: money(10_000, merchant.currencies[0] ?? 'EUR'), description: 'Two coffees', captureMode: 'automatic',
      methodHint: null, expiresAt: sandbox.controls.now() + HOUR, createdAt: sandbox.controls.now(), locale: 'en', ...wish,
    }
  }

  const open = async (wish: Partial<CreatePayment> = {}): Promise<PaymentSnapshot> => done(await platform.create(order(wish)))
  const paid = async (wish: Partial<CreatePayment> = {}, choice = 'visa'): Promise<PaymentSnapshot> => {
    const opened = await open(wish)
    sandbox.controls.pay(credentials.keyId, { payment: opened.platformReference, choice, decision: 'approve' })
    return done(await platform.query(handleOf(opened)))
  }

  /** A signed request as the adapter would make it, for what the adapter does not do. */
  const call = async (method: 'GET' | 'POST', path: string, json?: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: never; text: string; headers: Headers }> => {
    const body = json === undefined ? '' : JSON.stringify(json)
    const at = instantText(sandbox.controls.now())
    const response = await fetch(sandbox.baseUrl + path, {
      method, ...(body === '' ? {} : { body }),
      headers: {
        [signatureHeaders.key]: credentials.keyId, [signatureHeaders.at]: at,
        [signatureHeaders.signature]: signRequest(credentials.secret, { method, path, at, body }), ...headers,
      },
    })
    const text = await response.text()
    return { status: response.status, text, headers: response.headers, body: (text.startsWith('{') ? JSON.parse(text) : undefined) as never }
  }

  return {
    sandbox, controls: sandbox.controls, credentials, platform, wire, evidence, errors, ours, order, open, paid, call,
    clock: { move: (ms: number) => void (now += ms), to: (at: number) => void (now = at) },
    /** What the customer does with an order. */
    customer: (payment: PaymentSnapshot, decision: 'approve' | 'decline' | 'freeze' | 'leave' = 'approve', choice = 'visa') =>
      sandbox.controls.pay(credentials.keyId, { payment: payment.platformReference, choice, decision }),
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

/** The value of a call that must have worked. */
export function done<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'done') throw new Error(`expected done, got ${JSON.stringify(outcome)}`)
  return outcome.value
}

export const handleOf = (snapshot: PaymentSnapshot): PaymentHandle =>
  ({ platformReference: snapshot.platformReference, merchantReference: snapshot.merchantReference ?? '', currency: snapshot.amount.currency, platformData: snapshot.platformData })

let keys = 0
/** A handle with a key of its own, for an act. */
export const actOn = (snapshot: PaymentSnapshot) => ({ ...handleOf(snapshot), idempotencyKey: `act-${(keys += 1)}` })

export const eur = (minor: number) => money(minor, 'EUR')
