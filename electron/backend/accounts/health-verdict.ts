import type { Health } from '../../../shared/contract/accounts.ts'
import type { WireState } from '../platforms/account-wire.ts'

/** Few calls prove little: below this the dot stays neutral unless everything failed. */
const fewCalls = 3

/** How an account stands, from our own last half hour of calls. */
export function healthVerdict({ health: { calls, answered }, openUntil }: WireState): Health['verdict'] {
  if (openUntil !== null || (calls >= fewCalls && answered === 0)) return 'down'
  if (calls < fewCalls) return answered > 0 ? 'good' : 'unknown'
  return answered * 10 >= calls * 9 ? 'good' : 'poor'
}
