import type { PlatformAccount, RequestSigner } from '../platform.ts'
import { STRIPE_VERSION } from './terms.ts'

/** A secret key as the bearer, and the version that we speak. Stripe signs no answers: TLS proves them. */
export function createStripeSigner(account: PlatformAccount): RequestSigner {
  const key = (account.secrets['secretKey'] ?? '').trim()
  return {
    sign: () => Promise.resolve(/^[\x21-\x7e]+$/.test(key)
      ? { ok: true, headers: { authorization: `Bearer ${key}`, 'stripe-version': STRIPE_VERSION } }
      : { ok: false, outcome: { kind: 'not-sent', why: 'no-credentials', retryAt: null, detail: 'the secret key is missing or unusable' } }),
    verify: () => true,
    renew: () => false,
  }
}
