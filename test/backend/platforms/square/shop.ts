import { onTestFinished } from 'vitest'
import { createAccountWire } from '../../../../electron/backend/platforms/account-wire.ts'
import { connectAccount } from '../../../../electron/backend/platforms/connect-account.ts'
import type { ExchangeEvidence } from '../../../../electron/backend/platforms/http-client.ts'
import type { CreatePayment, PaymentSnapshot, PlatformAccount } from '../../../../electron/backend/platforms/platform.ts'
import { squarePlatform } from '../../../../electron/backend/platforms/square/square.ts'
import { money } from '../../../../shared/money.ts'
import { done, query } from '../../../platforms/calls.ts'
import { startSquareSimulator, type SquareSimulatorOptions } from '../../../simulators/square/square-simulator.ts'
import { accountOf } from './rig.ts'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

/** A simulator with the adapter connected to it over real HTTP, and what was said. The clock is the simulator's. */
export async function openSquare(options: SquareSimulatorOptions & { account?: Partial<PlatformAccount> } = {}) {
  const square = await startSquareSimulator(options)
  onTestFinished(() => square.stop())
  const said: ExchangeEvidence[] = []
  const platform = connectAccount(squarePlatform, { ...accountOf(square), ...options.account }, {
    wire: createAccountWire(), fetch, clock: { now: () => square.now() }, random: () => 0.5, sleep: (ms) => Promise.resolve(square.advance(ms)), record: (one) => said.push(one),
    limits: { readTimeoutMs: 5_000, writeTimeoutMs: 5_000 },
  })
  const { currency } = square.books.locations[0]!
  let count = 0
  const wish = (changes: Partial<CreatePayment> = {}): CreatePayment => {
    count += 1
    return {
      merchantReference: `CF-${count}`, idempotencyKey: `create-${count}`, amount: money(10_000, currency), description: 'Two coffees', captureMode: 'automatic', methodHint: null,
      expiresAt: square.now() + HOUR, createdAt: square.now(), locale: 'en', ...changes,
    }
  }
  const open = async (changes?: Partial<CreatePayment>): Promise<PaymentSnapshot> => done(await platform.create(wish(changes)))
  return {
    square, platform, said, wish, open,
    paid: async (changes?: Partial<CreatePayment>): Promise<PaymentSnapshot> => {
      const opened = await open(changes)
      square.payOnPage(opened.platformReference)
      return query(platform, opened)
    },
    look: (payment: PaymentSnapshot) => query(platform, payment),
    /** Requests since this was last asked, as "GET /v2/orders/…" without their queries. */
    requests: (): string[] => said.splice(0).map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`),
    paymentsOf: ({ platformReference }: PaymentSnapshot) => [...square.books.tables.payments.values()].filter(({ order_id }) => order_id === platformReference),
  }
}
