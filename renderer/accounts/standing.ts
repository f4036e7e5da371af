import type { Account, Health } from '../../shared/contract/accounts.ts'

/** How an account stands: by our own calls, unless it is closed or never called. */
export const standingOf = ({ isClosed, platform, health }: Account): Health['verdict'] | 'closed' | 'files' =>
  isClosed ? 'closed' : platform === 'files' ? 'files' : health.verdict

/** How its results come. */
export const resultsOf = ({ platform, can }: Account): Account['can']['feed'] | 'files' => (platform === 'files' ? 'files' : can.feed)
