import { createAccountWire } from '../../../electron/backend/platforms/account-wire.ts'
import { createPlatformHttp, type ExchangeEvidence, type PlatformHttpOptions } from '../../../electron/backend/platforms/http-client.ts'
import type { HttpRequest, RequestSigner } from '../../../electron/backend/platforms/platform.ts'

export const START = Date.UTC(2026, 10, 22, 12)

export const openSigner: RequestSigner = { sign: () => Promise.resolve({ ok: true, headers: {} }), verify: () => true, renew: () => false }

/** A client whose clock stands still except while it sleeps. */
export function client(baseUrl: string, changes: Partial<PlatformHttpOptions> = {}) {
  let now = START
  const slept: number[] = []
  const evidence: ExchangeEvidence[] = []
  const wire = createAccountWire()
  const http = createPlatformHttp({
    baseUrl, signer: openSigner, rateLimit: { perSecond: 100, burst: 100 }, clockLimitMs: null, wire, fetch,
    clock: { now: () => now }, random: () => 1,
    sleep: (ms) => {
      slept.push(ms)
      now += ms
      return Promise.resolve()
    },
    record: (exchange) => evidence.push(exchange), ...changes,
  })
  return { http, wire, slept, evidence, clock: { now: () => now, move: (ms: number) => void (now += ms) } }
}

export const read: HttpRequest = { method: 'GET', path: '/orders?after=1' }
export const write: HttpRequest = { method: 'POST', path: '/orders', json: { amount: 1999 } }
