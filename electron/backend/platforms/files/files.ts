import type { Outcome, Platform, PlatformKind } from '../platform.ts'

/**
 * An account of a platform that the console cannot ask: its settlements come as files. It takes no orders and is never
 * spoken to.
 */
export const filesPlatform: PlatformKind = {
  id: 'files',
  baseUrls: { test: 'https://files.invalid', live: 'https://files.invalid' },
  credentials: [{ name: 'sender', isSecret: false, isRequired: false }],
  connect: () => filesOnly,
  signer: () => ({ sign: () => Promise.resolve({ ok: true, headers: {} }), verify: () => false, renew: () => false }),
  rateLimit: { perSecond: 1, burst: 1 },
  rhythm: { busyMs: 3_600_000, idleMs: 3_600_000, onScreenMs: 3_600_000 },
  depositSenders: [],
}

const notOffered: Outcome<never> = {
  kind: 'refused',
  refusal: { reason: 'not-supported', code: 'files-only', words: 'This account brings settlements as files; the console does not speak to its platform.', subject: null },
}
const refuse = (): Promise<Outcome<never>> => Promise.resolve(notOffered)

const filesOnly: Platform = {
  capabilities: {
    methods: [], captureModes: [], canVoid: false, canCancel: false, canRefundInPart: false, canCaptureInPart: false, wantsHandOver: false,
    expiryMinutes: null, lateMoneyMs: 0, feed: 'none', findBy: 'none', keyLifetimeMs: null, clockLimitMs: null, payouts: 'none', currencies: null,
  },
  checkCredentials: refuse, create: refuse, findByReference: refuse, query: refuse, changesSince: refuse,
  capture: refuse, void: refuse, cancel: refuse, refund: refuse, handOver: refuse, payoutsSince: refuse, payoutLines: refuse,
}
