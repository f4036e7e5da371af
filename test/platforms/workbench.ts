import { expect, type TestContext } from 'vitest'
import { implausibility } from '../../electron/backend/orders/snapshot-merge.ts'
import { createAccountWire } from '../../electron/backend/platforms/account-wire.ts'
import { connectAccount, type ConnectionParts } from '../../electron/backend/platforms/connect-account.ts'
import type { ExchangeEvidence } from '../../electron/backend/platforms/http-client.ts'
import type { Capabilities, CreatePayment, PaymentSnapshot, Platform, PlatformAccount } from '../../electron/backend/platforms/platform.ts'
import { paymentRecord } from '../harness/records.ts'
import { done, query } from './calls.ts'
import { startFaultProxy, type FaultProxy, type RecordedExchange } from './fault-proxy.ts'
import type { Rig } from './rig.ts'

export interface Workbench {
  readonly rig: Rig
  readonly platform: Platform
  readonly capabilities: Capabilities
  readonly evidence: readonly ExchangeEvidence[]
  readonly wire: Pick<FaultProxy, 'strike' | 'exchanges'>
  /** The same simulator through another account, other time limits, or with a program's clock that is ahead. */
  readonly connect: (account: PlatformAccount, changes?: { limits?: ConnectionParts['limits']; aheadMs?: number }) => Platform
  readonly wish: (changes?: Partial<CreatePayment>) => CreatePayment
  /** A payment that waits for its customer. */
  readonly open: (changes?: Partial<CreatePayment>) => Promise<PaymentSnapshot>
  /** A payment that the customer has paid, or whose hold was allowed, as the platform tells it. */
  readonly paid: (changes?: Partial<CreatePayment>) => Promise<PaymentSnapshot>
  readonly look: (payment: PaymentSnapshot) => Promise<PaymentSnapshot>
}

export type OpenBench = () => Promise<Workbench>

const HOUR = 3_600_000

/** Tests that stand on this are skipped, and say so, where the platform lacks what they are about. */
export function needs(context: TestContext, has: boolean, what: string): void {
  if (!has) context.skip(`this platform: ${what}`)
}

/** Connects a rig's account over the real client, with a wire between the two that can be spoiled. `atEnd` is told how to put everything away. */
export async function openWorkbench(rig: Rig, atEnd: (putAway: () => Promise<readonly RecordedExchange[]>) => void): Promise<Workbench> {
  const proxy = await startFaultProxy({ upstream: rig.account.baseUrl, now: () => rig.now(), isWrite: rig.isWrite?.bind(rig) ?? ((method) => method !== 'GET') })
  atEnd(async () => {
    await proxy.stop()
    await rig.stop()
    return proxy.exchanges
  })
  const evidence: ExchangeEvidence[] = []
  const connect: Workbench['connect'] = (account, { limits, aheadMs = 0 } = {}) =>
    connectAccount(rig.kind, { ...account, baseUrl: proxy.baseUrl }, {
      wire: createAccountWire(), fetch, clock: { now: () => rig.now() + aheadMs }, random: () => 0.5, record: (one) => evidence.push(one),
      sleep: (ms) => Promise.resolve(rig.advance(ms)), limits: { readTimeoutMs: 10_000, writeTimeoutMs: 10_000, ...limits },
    })
  const platform = connect(rig.account)

  let count = 0
  const wish = (changes: Partial<CreatePayment> = {}): CreatePayment => {
    count += 1
    return {
      merchantReference: `CF-${count}`, idempotencyKey: `01JCREATE${count}`, amount: rig.amounts[0], description: 'Two coffees', captureMode: 'automatic', methodHint: null,
      expiresAt: rig.now() + (rig.lifeMs ?? HOUR), createdAt: rig.now(), locale: 'en', ...changes,
    }
  }
  const open = async (changes: Partial<CreatePayment> = {}): Promise<PaymentSnapshot> => {
    const wanted = wish(changes)
    return believable(done(await platform.create(wanted)), wanted, rig.now())
  }
  return {
    rig, platform, capabilities: platform.capabilities, evidence, wire: proxy, connect, wish, open,
    paid: async (changes) => {
      const opened = await open(changes)
      expect(await rig.customer.pays(opened)).toBe(true)
      return query(platform, opened)
    },
    look: (payment) => query(platform, payment),
  }
}

/** The backend must accept the picture for the payment that was wished. */
export function believable(snapshot: PaymentSnapshot, { merchantReference, amount }: Pick<CreatePayment, 'merchantReference' | 'amount'>, now: number): PaymentSnapshot {
  const record = paymentRecord({ merchantReference, amountMinor: amount.minor, currency: amount.currency })
  expect(implausibility(record, snapshot, now)).toBeNull()
  return snapshot
}
