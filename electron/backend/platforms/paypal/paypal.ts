import type { PlatformKind } from '../platform.ts'
import { createPayPalAdapter } from './adapter.ts'
import { createPayPalSigner } from './signer.ts'

/** PayPal, by invoices with a share link or by checkout orders (setting `model`: "invoice" or "checkout"; without it invoices where there are some). */
export const paypalPlatform: PlatformKind = {
  id: 'paypal',
  baseUrls: { test: 'https://api-m.sandbox.paypal.com', live: 'https://api-m.paypal.com' },
  credentials: [
    { name: 'clientId', isSecret: true, isRequired: true },
    { name: 'clientSecret', isSecret: true, isRequired: true },
    { name: 'model', isSecret: false, isRequired: false, options: ['invoice', 'checkout'] },
    // Checkout only: where the customer's browser goes after PayPal's page.
    { name: 'returnUrl', isSecret: false, isRequired: false },
    // "local-pickup": PayPal is told when goods are handed over.
    { name: 'handOver', isSecret: false, isRequired: false, options: ['', 'local-pickup'] },
  ],
  connect: createPayPalAdapter,
  signer: createPayPalSigner,
  // PayPal publishes no limits.
  rateLimit: { perSecond: 10, burst: 30 },
  depositSenders: ['PAYPAL'],
  // A look at the feed takes three requests, whatever is open.
  rhythm: { busyMs: 10_000, idleMs: 60_000, onScreenMs: 4_000 },
}
