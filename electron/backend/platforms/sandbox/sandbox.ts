import type { PlatformKind } from '../platform.ts'
import { createSandboxAdapter } from './adapter.ts'
import { createSandboxSigner } from './signer.ts'

/** The embedded payment channel as a platform. Its address is known when it has started, so the account brings it. */
export const sandboxPlatform: PlatformKind = {
  id: 'sandbox',
  baseUrls: { test: null, live: null },
  credentials: [
    { name: 'keyId', isSecret: false, isRequired: true },
    { name: 'secret', isSecret: true, isRequired: true },
  ],
  connect: (http) => createSandboxAdapter(http),
  signer: createSandboxSigner,
  rateLimit: { perSecond: 50, burst: 100 },
  // It runs on this machine, so asking often costs nobody anything.
  depositSenders: ['SANDBOX'],
  rhythm: { busyMs: 1_000, idleMs: 10_000, onScreenMs: 1_000 },
}
