import type { PlatformKind } from '../platform.ts'
import { createSquareAdapter } from './adapter.ts'
import { createSquareSigner } from './signer.ts'

/** Square, by payment links on one location of the merchant's own account. */
export const squarePlatform: PlatformKind = {
  id: 'square',
  baseUrls: { test: 'https://connect.squareupsandbox.com', live: 'https://connect.squareup.com' },
  credentials: [
    { name: 'accessToken', isSecret: true, isRequired: true },
    // Not required, because the check of the token offers the locations to choose from.
    { name: 'locationId', isSecret: false, isRequired: false },
  ],
  connect: createSquareAdapter,
  signer: createSquareSigner,
  // Square publishes no figures; somebody met the limit at six requests a second (forum thread 7842).
  rateLimit: { perSecond: 5, burst: 10 },
  // Square's advice for the payments list: every 15 to 30 seconds while something is open.
  rhythm: { busyMs: 20_000, idleMs: 300_000, onScreenMs: 4_000 },
  depositSenders: ['SQUARE', 'SQUAREUP'],
}
