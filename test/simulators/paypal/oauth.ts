import { problem, reply, type Call, type Reply } from './call.ts'

const LIFE_MS = 32_400_000

/** The boxes that a merchant ticks for the app, with the scopes behind them. */
const scopes = {
  payments: 'https://uri.paypal.com/services/payments/payment https://uri.paypal.com/services/payments/payment/authcapture https://uri.paypal.com/services/payments/refund',
  invoicing: 'https://uri.paypal.com/services/invoicing',
  reporting: 'https://uri.paypal.com/services/reporting/search/read https://uri.paypal.com/services/reporting/balances/read',
  disputes: 'https://uri.paypal.com/services/disputes/read-seller',
  tracking: 'https://uri.paypal.com/services/shipping/trackers/readwrite',
} as const
export type Feature = keyof typeof scopes

const featureByPath: readonly (readonly [string, Feature])[] = [
  ['/v2/invoicing', 'invoicing'], ['/v1/reporting', 'reporting'], ['/v1/customer/disputes', 'disputes'], ['/v1/shipping', 'tracking'], ['/v2/', 'payments'],
]

interface Token { readonly expiresAt: number; readonly features: ReadonlySet<Feature> }

/** The app's credentials and its access tokens. A token keeps the permissions that it was given with. */
export function openAccess(now: () => number, app: { readonly id: string; readonly secret: string; readonly appId: string }) {
  const tokens = new Map<string, Token>()
  const ticked = new Set<Feature>(Object.keys(scopes) as Feature[])
  let count = 0

  function giveToken({ headers, text }: Call): Reply {
    const proof = `Basic ${Buffer.from(`${app.id}:${app.secret}`).toString('base64')}`
    if (headers['authorization'] !== proof) return reply(401, { error: 'invalid_client', error_description: 'Client Authentication failed' })
    if (new URLSearchParams(text).get('grant_type') !== 'client_credentials') return reply(400, { error: 'unsupported_grant_type', error_description: 'unsupported grant_type' })
    count += 1
    const token = `A21AA${String(count).padStart(6, '0')}${'x'.repeat(40)}`
    tokens.set(token, { expiresAt: now() + LIFE_MS, features: new Set(ticked) })
    return reply(200, { scope: [...ticked].map((feature) => scopes[feature]).join(' '), access_token: token, token_type: 'Bearer', app_id: app.appId, expires_in: LIFE_MS / 1_000, nonce: String(count) })
  }

  /** Null: the call may go on. */
  function objectionTo({ headers, path }: Pick<Call, 'headers' | 'path'>): Reply | null {
    const token = tokens.get(/^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '')
    if (token === undefined || token.expiresAt <= now()) return reply(401, { error: 'invalid_token', error_description: 'Token signature verification failed' })
    const feature = featureByPath.find(([prefix]) => path.startsWith(prefix))?.[1]
    return feature === undefined || token.features.has(feature)
      ? null
      : problem(403, 'NOT_AUTHORIZED', 'PERMISSION_DENIED')
  }

  return {
    giveToken, objectionTo,
    /** Tokens given so far. */
    given: (): number => count,
    tick: (feature: Feature): void => void ticked.add(feature),
    untick: (feature: Feature): void => void ticked.delete(feature),
    revokeAll: (): void => tokens.clear(),
  }
}
