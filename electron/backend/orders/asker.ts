import type { Clock } from '../host.ts'
import type { Outcome, RefusalReason } from '../platforms/platform.ts'
import type { InTransaction } from '../store/store.ts'
import type { Connect } from './call-runner.ts'
import type { Deadlines } from './deadlines.ts'
import type { PaymentRepository } from './payments.repository.ts'
import { handleOf } from './perform.ts'
import type { PaymentRecord } from './records.ts'
import type { SnapshotService } from './snapshot.service.ts'

export interface AskerParts {
  readonly payments: PaymentRepository
  readonly connect: Connect
  readonly snapshots: SnapshotService
  readonly inTransaction: InTransaction
  readonly clock: Clock
  readonly deadlines: Deadlines
}

/** `no-answer`: the platform could not be asked, or what it said cannot be true; the payment stays due. */
export type AskResult = 'changed' | 'unchanged' | 'no-answer' | 'nothing-to-ask'

/** A payment that could not be asked about waits this long, doubling with each try up to an hour. */
const retryMs = 30_000
const longestRetryMs = 3_600_000
/** While a payment is being ended, its own call tells how it stands. */
const endingMs = 60_000

export type Asker = ReturnType<typeof createAsker>

/** Refusals that are about the account: every other payment of it would meet the same. */
const aboutTheAccount: ReadonlySet<RefusalReason> = new Set(['bad-credentials', 'expired-credentials', 'wrong-environment'])

/** Why nothing can be asked for this account at all, or null. No outcome: there are no usable credentials. */
const accountFailure = (outcome: Outcome<unknown> | undefined): string | null =>
  outcome === undefined ? 'no-credentials' : outcome.kind === 'refused' && aboutTheAccount.has(outcome.refusal.reason) ? outcome.refusal.reason : null

/** Asks a platform about single payments: those that no feed covers, whose expiry is due, or that a cashier waits for. */
export function createAsker({ payments, connect, snapshots, inTransaction, clock, deadlines }: AskerParts) {
  const askAbout = async (payment: PaymentRecord, onAccountFailure: (reason: string) => void = () => undefined): Promise<AskResult> => {
    const handle = handleOf(payment)
    if (handle === null) return 'nothing-to-ask'
    const platform = await connect(payment.accountId, { orderId: payment.orderId, callId: null })
    const outcome = await platform?.query(handle)
    const failure = accountFailure(outcome)
    if (failure !== null) onAccountFailure(failure)
    if (outcome?.kind !== 'done') return postpone(payment.paymentId)
    const applied = snapshots.apply(payment.accountId, outcome.value, 'query')
    if (applied === 'implausible' || applied === 'not-ours') return postpone(payment.paymentId)
    return applied === 'changed' ? 'changed' : 'unchanged'
  }

  /** Whether it is known, by asking now, what has come of a payment. */
  const isKnownNow = async (payment: PaymentRecord): Promise<boolean> => {
    const handle = handleOf(payment)
    if (handle === null || payment.state === 'paid') return true
    const platform = await connect(payment.accountId, { orderId: payment.orderId, callId: null })
    const outcome = await platform?.query(handle)
    // What the platform does not have can take no money.
    if (outcome?.kind === 'refused' && outcome.refusal.reason === 'not-found') return true
    if (outcome?.kind !== 'done') return false
    const applied = snapshots.apply(payment.accountId, outcome.value, 'query')
    return applied !== 'implausible' && applied !== 'not-ours'
  }

  const postpone = (paymentId: string): 'no-answer' => {
    inTransaction(() => {
      const payment = payments.find(paymentId)!
      const wait = Math.min(retryMs * 2 ** Math.min(payment.asks, 7), longestRetryMs)
      // A payment that nobody was due to ask about stays that way: the counter asked out of turn.
      if (payment.nextAskAt !== null) payments.update({ ...payment, asks: payment.asks + 1, nextAskAt: clock.now() + wait })
    })
    return 'no-answer'
  }

  /** One transaction: a crash neither forgets the deadline nor cancels twice. */
  const isBeingEnded = (payment: PaymentRecord): boolean =>
    inTransaction(() => {
      const isEnding = deadlines.endIfOverdue(payment)
      if (isEnding) payments.update({ ...payment, nextAskAt: clock.now() + endingMs })
      return isEnding
    })

  return {
    /** The order's latest payment, now. */
    askAboutOrder: async (orderId: string): Promise<AskResult> => {
      const latest = payments.ofOrder(orderId).at(-1)
      return latest === undefined ? 'nothing-to-ask' : askAbout(latest)
    },
    /**
     * Asks about every attempt of the order that has no money. True: what stands here now is what the platform says now. A page
     * that was paid in its last second, and a feed that was late with it, would otherwise let the customer be charged again.
     */
    areAttemptsKnown: async (orderId: string): Promise<boolean> => {
      for (const payment of payments.ofOrder(orderId)) if (!(await isKnownNow(payment))) return false
      return true
    },
    /** All payments of the account that are due, most overdue first, at most `limit`; `failure` tells why the account cannot be asked at all. Those that are ours to end are ended instead. */
    askDue: async (accountId: string, limit: number): Promise<{ asked: number; changed: number; failure: string | null }> => {
      const report = { asked: 0, changed: 0, failure: null as string | null }
      const onAccountFailure = (reason: string): void => void (report.failure = reason)
      for (const payment of payments.due(accountId, clock.now(), limit)) {
        if (isBeingEnded(payment)) continue
        report.asked += 1
        if ((await askAbout(payment, onAccountFailure)) === 'changed') report.changed += 1
      }
      return report
    },
    /** What happened while nobody listened to the feed is not in it: every open payment becomes due. */
    askAboutAllOpen: (accountId: string): number => payments.askAboutOpen(accountId, clock.now()),
    /** Makes these payments due, ended ones as well; returns how many the platform can be asked about. */
    askAgain: (paymentIds: readonly string[]): number => payments.makeDue(paymentIds, clock.now()),
    nextDueAt: (accountId: string): number | null => payments.nextAskAt(accountId),
    hasAwaited: (accountId: string): boolean => payments.hasAwaited(accountId),
  }
}
