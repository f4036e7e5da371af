import type { PlatformKind } from '../platform.ts'
import { createStripeAdapter } from './adapter.ts'
import { createStripeSigner } from './signer.ts'

/** Stripe, by Checkout Sessions and Payment Links. Test and live share one address; the key decides. */
export const stripePlatform: PlatformKind = {
  id: 'stripe',
  baseUrls: { test: 'https://api.stripe.com', live: 'https://api.stripe.com' },
  credentials: [
    { name: 'secretKey', isSecret: true, isRequired: true },
    { name: 'returnUrl', isSecret: false, isRequired: false },
  ],
  connect: createStripeAdapter,
  signer: createStripeSigner,
  // 25 a second in a sandbox and 25 for each kind of request (docs.stripe.com/rate-limits).
  rateLimit: { perSecond: 20, burst: 20 },
  rhythm: { busyMs: 15_000, idleMs: 300_000, onScreenMs: 3_000 },
  depositSenders: ['STRIPE'],
}
