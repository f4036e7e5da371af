import type { AccountService } from '../accounts/accounts.service.ts'
import type { Connect } from '../orders/call-runner.ts'
import type { SnapshotService } from '../orders/snapshot.service.ts'
import type { RefusalReason } from '../platforms/platform.ts'
import type { InTransaction } from '../store/store.ts'

export interface FeedReport {
  readonly requests: number
  /** Orders whose truth changed. */
  readonly changed: number
  /** Payments that the platform told of and that are not ours. */
  readonly notOurs: number
  readonly payoutsChanged: boolean
  /** Why the feed could not be read, or null. */
  readonly failure: string | null
}

export interface FeedParts {
  readonly accounts: AccountService
  readonly connect: Connect
  readonly snapshots: SnapshotService
  readonly inTransaction: InTransaction
  /** Called when the feed begins anew: what came before must be asked for one by one. */
  readonly onBeginning: (accountId: string) => void
  /** Called when the platform will not tell the feed at all: the open payments must be asked for one by one. */
  readonly onWithheld: (accountId: string) => void
}

/** There is no feed for this account, and nobody can put that right: it is told of single payments. */
const absent: ReadonlySet<RefusalReason> = new Set(['not-found', 'not-supported'])
/** Refusals of the feed and not of the account: the same credentials may well be told of single payments. */
const withheld: ReadonlySet<RefusalReason> = new Set([...absent, 'missing-permission', 'invalid-request'])

/** Pages read in one go; what is beyond comes with the next look, so that one account cannot starve the others. */
const mostPages = 50

/** Reads an account's change feed to its end. A page and the cursor behind it are one transaction: nothing is told twice or never. */
export function createFeedReader({ accounts, connect, snapshots, inTransaction, onBeginning, onWithheld }: FeedParts) {
  return async (accountId: string): Promise<FeedReport> => {
    const report = { requests: 0, changed: 0, notOurs: 0, payoutsChanged: false }
    const platform = await connect(accountId, { orderId: null, callId: null })
    if (platform === null) return { ...report, failure: 'no-credentials' }
    if (platform.capabilities.feed === 'none') return { ...report, failure: null }
    for (let page = 0; page < mostPages; page += 1) {
      const cursor = accounts.find(accountId)?.feedCursor ?? null
      const outcome = await platform.changesSince(cursor)
      report.requests += 1
      if (outcome.kind === 'refused' && outcome.refusal.reason === 'not-found' && cursor !== null) {
        // The platform does not know the cursor any more: begin again.
        accounts.forgetCursor(accountId)
        continue
      }
      if (outcome.kind !== 'done') {
        if (outcome.kind !== 'refused') return { ...report, failure: outcome.why }
        const { reason } = outcome.refusal
        if (withheld.has(reason)) onWithheld(accountId)
        return { ...report, failure: absent.has(reason) ? null : reason }
      }
      const { value } = outcome
      inTransaction(() => {
        for (const snapshot of value.snapshots) {
          const applied = snapshots.apply(accountId, snapshot, 'feed')
          if (applied === 'changed') report.changed += 1
          if (applied === 'not-ours') report.notOurs += 1
        }
        accounts.saveCursor(accountId, value.cursor, value.completeUntil)
        if (cursor === null) onBeginning(accountId)
      })
      report.payoutsChanged ||= value.payoutsChanged
      if (!value.more) break
    }
    return { ...report, failure: null }
  }
}
