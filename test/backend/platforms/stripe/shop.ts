import { onTestFinished } from 'vitest'
import { createStripeAdapter } from '../../../../electron/backend/platforms/stripe/adapter.ts'
import type { HttpOutcome, HttpRequest, Platform, PlatformAccount } from '../../../../electron/backend/platforms/platform.ts'
import { openWorkbench } from '../../../platforms/workbench.ts'
import { START, startStripeRig } from './rig.ts'

/** The adapter connected to a fresh simulator over real HTTP, with the wire in between. */
export async function openShop() {
  const rig = await startStripeRig()
  const bench = await openWorkbench(rig, (putAway) => onTestFinished(async () => void (await putAway())))
  const { books, customer, moods, keys } = rig.simulator
  /** Requests of this kind so far: "GET /v1/events". */
  const heard = (what: string): number => bench.wire.exchanges.filter(({ method, path }) => `${method} ${path.split('?')[0]}` === what).length
  return { ...bench, rig, books, buyer: customer, moods, keys, heard, said: bench.wire.exchanges }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

const account = (changes: Partial<PlatformAccount> = {}): PlatformAccount =>
  ({ accountId: 'a1', environment: 'test', baseUrl: 'http://127.0.0.1:1', settings: {}, secrets: { secretKey: 'sk_test_1' }, ...changes })

/** An adapter whose Stripe answers each request as the function says; status 200 unless it says otherwise. */
export function answering(answer: (request: HttpRequest) => { status?: number; body: unknown; headers?: Record<string, string> }, changes: Partial<PlatformAccount> = {}): { platform: Platform; asked: readonly HttpRequest[] } {
  const asked: HttpRequest[] = []
  const send = (request: HttpRequest): Promise<HttpOutcome> => {
    asked.push(request)
    const { status = 200, body, headers = {} } = answer(request)
    return Promise.resolve({ kind: 'answered', status, headers, body, text: JSON.stringify(body), sentAt: START, receivedAt: START, serverAt: START })
  }
  return { platform: createStripeAdapter({ send }, account(changes)), asked }
}

const seconds = Math.floor(START / 1_000)

/** A paid session, whole, as Stripe would answer; tests change what they are about. */
export const chargeAnswer = {
  id: 'ch_1', object: 'charge', amount: 10_000, amount_captured: 10_000, amount_refunded: 0, currency: 'eur', created: seconds, status: 'succeeded', captured: true, disputed: false,
  balance_transaction: { id: 'txn_1', amount: 10_000, fee: 320, net: 9_680, currency: 'eur', created: seconds } as unknown,
  refunds: { object: 'list', data: [] as unknown[], has_more: false } as unknown,
  payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242', wallet: null } } as unknown,
  billing_details: { name: 'Jenny Rosen', email: null },
}
export const intentAnswer = {
  id: 'pi_1', object: 'payment_intent', amount: 10_000, amount_received: 10_000, amount_capturable: 0, currency: 'eur', created: seconds, status: 'succeeded', capture_method: 'automatic_async',
  cancellation_reason: null as string | null, latest_charge: chargeAnswer as unknown, metadata: { order_id: 'R1' }, last_payment_error: null as unknown,
}
export const sessionAnswer = {
  id: 'cs_test_1', object: 'checkout.session', amount_total: 10_000, currency: 'eur', created: seconds, expires_at: seconds + 3_600, livemode: false, url: null as string | null,
  metadata: { order_id: 'R1', order_deadline: new Date(START + 3_600_000).toISOString() } as Record<string, string>, client_reference_id: 'R1', status: 'complete' as string | null,
  payment_status: 'paid', payment_intent: intentAnswer as unknown, payment_link: null, customer_details: { name: null, email: 'jenny@example.com' },
}
export const handle = { platformReference: 'cs_test_1', merchantReference: 'R1', currency: 'EUR', platformData: {} }
