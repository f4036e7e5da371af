import type { AccountService } from '../accounts/accounts.service.ts'
import type { Clock, Log } from '../host.ts'
import type { CallRunner } from '../orders/call-runner.ts'
import type { Asker } from '../orders/asker.ts'
import type { Resolver } from '../orders/resolver.ts'
import type { PollingRhythm } from '../platforms/platform.ts'
import type { FeedReport } from './feed.ts'

export interface SchedulerParts {
  readonly accounts: AccountService
  readonly rhythmOf: (accountId: string) => PollingRhythm
  /** True where the feed tells results within seconds. */
  readonly hasLiveFeed: (accountId: string) => boolean
  readonly readFeed: (accountId: string) => Promise<FeedReport>
  readonly asker: Asker
  readonly runner: CallRunner
  readonly resolver: Resolver
  readonly calls: CallQueue
  readonly clock: Clock
  readonly random: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly log: Log
  /** Things that only time brings about: holds that lapse, deadlines, missing files. */
  readonly sweep: () => void
  /** After a look in the background; who looks once by hand fetches payouts by hand as well. */
  readonly onLook: (accountId: string, payoutsChanged: boolean) => void
  /** `failure`: why the account's feed could not be read, or null. */
  readonly onFeedRead: (accountId: string, failure: string | null) => void
}

/** Calls that are to be sent or asked about. */
export interface CallQueue {
  due(now: number, limit: number): readonly { callId: string; state: string }[]
  ofOrder(orderId: string): readonly { callId: string; state: string; dueAt: number | null }[]
  nextDueAt(): number | null
}

export interface RoundReport {
  readonly accounts: number
  readonly requests: number
  readonly changed: number
  readonly calls: number
  /** Accounts that could not be read, with the reason. */
  readonly failures: readonly { readonly accountId: string; readonly reason: string }[]
}

const asksPerRound = 25
const callsPerRound = 20
const longestWaitMs = 15_000
const sweepEveryMs = 30_000
/** The clock moved further than we slept: the machine was asleep, whatever it told us. */
const jumpMs = 60_000
const onScreenSlowAfterMs = 120_000

export type Scheduler = ReturnType<typeof createScheduler>

/** Decides when to ask whom. One loop; every wait can be cut short; nothing is asked in bursts. */
export function createScheduler(parts: SchedulerParts) {
  const { accounts, clock, asker } = parts
  const nextFeedAt = new Map<string, number>()
  const onScreen = new Map<string, { accountId: string; since: number; viewers: number; nextAskAt: number }>()
  let stopping: AbortController | null = null
  let loop: Promise<void> | null = null
  let wake: AbortController = new AbortController()
  let isPaused = false
  let nextSweepAt = 0
  /** Until then the accounts' first looks after a sleep are spread out, whatever waits for them. */
  let gentleUntil = 0

  const jitter = (ms: number): number => Math.round(ms * (0.9 + parts.random() / 5))

  /** Work that is going on, by what it is about: an account that answers slowly holds up nobody else. */
  const underWay = new Map<string, Promise<void>>()
  const begin = (name: string, work: () => Promise<unknown>): void => {
    if (underWay.has(name)) return
    const task = work().then(
      () => undefined,
      (error: unknown) => parts.log.error('polling.work-failed', { name, error: String(error), stack: error instanceof Error ? error.stack : undefined }),
    )
    underWay.set(name, task.finally(() => {
      underWay.delete(name)
      wake.abort()
    }))
  }

  const takeUp = ({ callId, state }: { callId: string; state: string }): Promise<void> =>
    state === 'pending' ? parts.runner.run(callId) : parts.resolver.resolve(callId)

  const runDueCalls = async (): Promise<number> => {
    const due = parts.calls.due(clock.now(), 1_000)
    await Promise.all(due.map(takeUp))
    return due.length
  }

  const readFeed = async (accountId: string): Promise<FeedReport> => {
    const report = await parts.readFeed(accountId)
    const { busyMs, idleMs } = parts.rhythmOf(accountId)
    nextFeedAt.set(accountId, clock.now() + jitter(asker.hasAwaited(accountId) ? busyMs : idleMs))
    parts.onFeedRead(accountId, report.failure)
    return report
  }

  /** An account that has just got something to wait for is looked at in its busy rhythm from now on. */
  const feedDueAt = (accountId: string): number => {
    const planned = nextFeedAt.get(accountId) ?? 0
    const soon = clock.now() + parts.rhythmOf(accountId).busyMs
    if (planned <= soon || clock.now() < gentleUntil || !asker.hasAwaited(accountId)) return planned
    nextFeedAt.set(accountId, soon)
    return soon
  }

  const beginOnScreenAsks = (): void => {
    const now = clock.now()
    for (const [orderId, seen] of onScreen) {
      const { onScreenMs, busyMs } = parts.rhythmOf(seen.accountId)
      const isCoveredByFeed = parts.hasLiveFeed(seen.accountId) && busyMs <= onScreenMs
      if (isCoveredByFeed || seen.nextAskAt > now) continue
      seen.nextAskAt = now + jitter(now - seen.since > onScreenSlowAfterMs ? onScreenMs * 4 : onScreenMs)
      begin(`order ${orderId}`, () => asker.askAboutOrder(orderId))
    }
  }

  const lookAtAccount = async (accountId: string): Promise<void> => {
    if (feedDueAt(accountId) <= clock.now()) {
      const { failure, payoutsChanged } = await readFeed(accountId)
      parts.onLook(accountId, payoutsChanged)
      if (failure !== null) parts.log.warn('polling.feed-failed', { accountId, failure })
    }
    await asker.askDue(accountId, asksPerRound)
  }

  const isDue = (accountId: string): boolean =>
    Math.min(feedDueAt(accountId), asker.nextDueAt(accountId) ?? Number.MAX_SAFE_INTEGER) <= clock.now()

  const tick = (): void => {
    for (const call of parts.calls.due(clock.now(), callsPerRound)) begin(`call ${call.callId}`, () => takeUp(call))
    beginOnScreenAsks()
    for (const { accountId } of accounts.list()) if (isDue(accountId)) begin(`account ${accountId}`, () => lookAtAccount(accountId))
    if (clock.now() >= nextSweepAt) {
      nextSweepAt = clock.now() + sweepEveryMs
      parts.sweep()
    }
  }

  const waitMs = (): number => {
    const now = clock.now()
    const moments = [
      nextSweepAt,
      parts.calls.nextDueAt(),
      ...accounts.list().flatMap(({ accountId }) => [feedDueAt(accountId), asker.nextDueAt(accountId)]),
      ...[...onScreen.values()].map(({ nextAskAt }) => nextAskAt),
    ].filter((at) => at !== null)
    // What is under way is still due; its end wakes the loop.
    const least = underWay.size > 0 ? 250 : 20
    return Math.max(least, Math.min(longestWaitMs, ...moments.map((at) => at - now)))
  }

  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      if (!isPaused) {
        try {
          tick()
        } catch (error) {
          parts.log.error('polling.tick-failed', { error: String(error), stack: error instanceof Error ? error.stack : undefined })
        }
      }
      if (signal.aborted) return
      const before = clock.now()
      const ms = isPaused ? longestWaitMs : waitMs()
      wake = new AbortController()
      await parts.sleep(ms, AbortSignal.any([signal, wake.signal]))
      if (Math.abs(clock.now() - before - ms) > jumpMs) gently()
    }
  }

  /** After sleep or a set clock: one round, spread out, instead of everything that was missed. */
  const gently = (): void => {
    const now = clock.now()
    const begun = accounts.list()
    begun.forEach(({ accountId }, index) => nextFeedAt.set(accountId, now + jitter(3_000 + index * 1_500)))
    gentleUntil = now + 3_000 + begun.length * 1_500
    for (const seen of onScreen.values()) seen.nextAskAt = now + jitter(3_000)
  }

  return {
    start: (): void => {
      stopping = new AbortController()
      loop = run(stopping.signal)
    },
    stop: async (): Promise<void> => {
      stopping?.abort()
      await loop
      await Promise.all(underWay.values())
    },
    /** Something has become due; do not sleep on. */
    wake: (): void => wake.abort(),
    pause: (): void => {
      isPaused = true
    },
    resume: (): void => {
      isPaused = false
      gently()
      wake.abort()
    },
    /** A page shows the order; call the returned function when it no longer does. */
    watch: (orderId: string, accountId: string): (() => void) => {
      const seen = onScreen.get(orderId) ?? { accountId, since: clock.now(), viewers: 0, nextAskAt: clock.now() + parts.rhythmOf(accountId).onScreenMs }
      seen.viewers += 1
      onScreen.set(orderId, seen)
      wake.abort()
      return () => {
        seen.viewers -= 1
        if (seen.viewers <= 0) onScreen.delete(orderId)
      }
    },
    /** Sends and asks what is due about one order, without waiting for the loop, which need not run. */
    takeUpDueOf: async (orderId: string): Promise<void> => {
      const due = parts.calls.ofOrder(orderId).filter(({ dueAt }) => dueAt !== null && dueAt <= clock.now())
      await Promise.all(due.filter(({ state }) => state === 'pending' || state === 'unknown').map(takeUp))
    },
    /** One full look at everything, at once: for the command line, tests and simulated time. */
    pollOnce: async (): Promise<RoundReport> => {
      const report = { accounts: 0, requests: 0, changed: 0, calls: await runDueCalls(), failures: [] as { accountId: string; reason: string }[] }
      for (const { accountId } of accounts.list()) {
        report.accounts += 1
        const feed = await readFeed(accountId)
        // Everything means also those whose turn has not come yet.
        if (!parts.hasLiveFeed(accountId)) asker.askAboutAllOpen(accountId)
        const asked = await asker.askDue(accountId, 1_000)
        report.requests += feed.requests + asked.asked
        report.changed += feed.changed + asked.changed
        // Where no feed tells, the single questions are the first to meet credentials that are no longer good.
        const reason = feed.failure ?? asked.failure
        if (reason !== null) report.failures.push({ accountId, reason })
      }
      report.calls += await runDueCalls()
      parts.sweep()
      return report
    },
  }
}
