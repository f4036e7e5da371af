import { onTestFinished } from 'vitest'
import { createAccountWire } from '../../../../electron/backend/platforms/account-wire.ts'
import { connectAccount } from '../../../../electron/backend/platforms/connect-account.ts'
import { paypalPlatform } from '../../../../electron/backend/platforms/paypal/paypal.ts'
import type { CreatePayment, PaymentSnapshot, PlatformAccount } from '../../../../electron/backend/platforms/platform.ts'
import { money } from '../../../../shared/money.ts'
import { done, handleOf } from '../../../platforms/calls.ts'
import { startFaultProxy } from '../../../platforms/fault-proxy.ts'
import { startPayPal } from '../../../simulators/paypal/paypal-simulator.ts'
import { accountAt, isWrite, START } from './rig.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The simulator, a wire that can be spoiled, and the adapter connected to it over real HTTP. */
export async function openShop(settings: Readonly<Record<string, string>> = {}, changes: Partial<PlatformAccount> = {}) {
  const paypal = await startPayPal({ startAt: START })
  const proxy = await startFaultProxy({ upstream: paypal.baseUrl, now: () => paypal.now(), isWrite })
  onTestFinished(async () => {
    await proxy.stop()
    await paypal.stop()
  })
  const connect = () => connectAccount(paypalPlatform, { ...accountAt(paypal, settings), ...changes, baseUrl: proxy.baseUrl }, {
    wire: createAccountWire(), fetch, clock: { now: () => paypal.now() }, random: () => 0.5, record: () => undefined, sleep: (ms) => Promise.resolve(paypal.advance(ms)),
    limits: { readTimeoutMs: 2_000, writeTimeoutMs: 2_000 },
  })
  const platform = connect()

  let count = 0
  const wish = (changes: Partial<CreatePayment> = {}): CreatePayment => {
    count += 1
    return {
      merchantReference: `CF-${count}`, idempotencyKey: `01JCREATE${count}`, amount: money(10_000, 'EUR'), description: 'Two coffees', captureMode: 'automatic', methodHint: null,
      expiresAt: paypal.now() + HOUR, createdAt: paypal.now(), locale: 'en', ...changes,
    }
  }
  const open = async (changes: Partial<CreatePayment> = {}): Promise<PaymentSnapshot> => done(await platform.create(wish(changes)))
  const look = async (payment: PaymentSnapshot): Promise<PaymentSnapshot> => done(await platform.query(handleOf(payment)))
  const paid = async (changes: Partial<CreatePayment> = {}): Promise<PaymentSnapshot> => {
    const opened = await open(changes)
    if (settings['model'] === 'checkout') paypal.customer.approve(opened.platformReference)
    else paypal.customer.payInvoice(opened.platformReference)
    return look(opened)
  }
  /** What was asked since the last time, as "METHOD path" without queries and ids. */
  let heard = 0
  const requests = (): readonly string[] => {
    const since = proxy.exchanges.slice(heard)
    heard = proxy.exchanges.length
    return since.map(({ method, path }) => `${method} ${path.split('?')[0]!.replaceAll(/\/(INV2-[\w-]+|7[\w]{16}|PP-D-\w+)/g, '/*')}`)
  }
  return { paypal, platform, connect, wire: proxy, wish, open, look, paid, requests, handleOf }
}

export const eur = (minor: number) => money(minor, 'EUR')
