import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountService } from '../../../electron/backend/accounts/accounts.service.ts'
import type { Asker } from '../../../electron/backend/orders/asker.ts'
import type { CallRunner } from '../../../electron/backend/orders/call-runner.ts'
import type { Resolver } from '../../../electron/backend/orders/resolver.ts'
import type { FeedReport } from '../../../electron/backend/polling/feed.ts'
import { createScheduler, type Scheduler } from '../../../electron/backend/polling/scheduler.ts'
import { minute, second } from '../../harness/shop.ts'

/** What the scheduler did: the instant, in seconds since the start, and what it asked for. */
let done: [number, string][]
let now: number
let awaited: Set<string>
let sleepers: { at: number; wake: () => void }[]
let slowFeed: Promise<void> | null
let scheduler: Scheduler

const rhythm = { busyMs: 1_000, idleMs: 10_000, onScreenMs: 2_000 }
const noReport: FeedReport = { requests: 1, changed: 0, notOurs: 0, payoutsChanged: false, failure: null }
const note = (what: string): void => void done.push([now / second, what])

type Calls = { callId: string; state: string; dueAt: number | null }[]

function start({ accountIds = ['a'], hasLiveFeed = true, calls = [] as Calls } = {}): void {
  scheduler = createScheduler({
    accounts: { list: () => accountIds.map((accountId) => ({ accountId })) } as unknown as AccountService,
    rhythmOf: () => rhythm, hasLiveFeed: () => hasLiveFeed,
    readFeed: async (accountId) => {
      note(`feed ${accountId}`)
      if (accountId === 'slow') await slowFeed
      return noReport
    },
    asker: {
      askAboutOrder: (orderId: string) => Promise.resolve(note(`order ${orderId}`)), askDue: () => Promise.resolve({ asked: 0, changed: 0, failure: null }),
      nextDueAt: () => null, hasAwaited: (accountId: string) => awaited.has(accountId),
    } as unknown as Asker,
    runner: { run: (callId: string) => Promise.resolve(note(`send ${callId}`)) } as CallRunner,
    resolver: { resolve: (callId: string) => Promise.resolve(note(`ask about ${callId}`)) } as Resolver,
    calls: { due: () => [], nextDueAt: () => null, ofOrder: () => calls },
    clock: { now: () => now }, random: () => 0.5,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        sleepers.push({ at: now + ms, wake: resolve })
        signal?.addEventListener('abort', () => resolve())
      }),
    log: { info: () => undefined, warn: () => undefined, error: (event, facts) => note(`${event} ${JSON.stringify(facts)}`) },
    sweep: () => undefined, onLook: () => undefined, onFeedRead: () => undefined,
  })
  scheduler.start()
}

const turn = async (): Promise<void> => {
  for (let turns = 0; turns < 10; turns += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Lets time pass as the scheduler's own sleeps divide it. */
async function pass(ms: number): Promise<void> {
  const until = now + ms
  await turn()
  for (;;) {
    const next = sleepers.toSorted((a, b) => a.at - b.at)[0]
    if (next === undefined || next.at > until) break
    sleepers = sleepers.filter((sleeper) => sleeper !== next)
    now = Math.max(now, next.at)
    next.wake()
    await turn()
  }
  now = until
}

const timesOf = (what: string, since = 0): number[] => done.filter(([at, did]) => did === what && at >= since).map(([at]) => Math.round(at))

beforeEach(() => {
  done = []
  now = 1_000_000 * second
  awaited = new Set()
  sleepers = []
  slowFeed = null
})
afterEach(async () => {
  const stopped = scheduler.stop()
  for (const { wake } of sleepers) wake()
  await stopped
})

const begun = 1_000_000
const after = (times: readonly number[]): number[] => times.map((at) => at - begun)

describe('the feed', () => {
  it('is read in the idle rhythm while no customer is awaited: a hold is no reason to hurry', async () => {
    start()
    await pass(31 * second)
    expect(after(timesOf('feed a'))).toEqual([0, 10, 20, 30])
  })

  it('is read once a tick while somebody may pay, however many orders are open', async () => {
    awaited.add('a')
    start()
    await pass(5 * second)
    expect(after(timesOf('feed a'))).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('goes over to the busy rhythm as soon as somebody is awaited', async () => {
    start()
    await pass(3 * second)
    awaited.add('a')
    scheduler.wake()
    await pass(2.5 * second)
    expect(after(timesOf('feed a'))).toEqual([0, 4, 5])
  })

  it('of an account that answers slowly holds up no other', async () => {
    awaited = new Set(['slow', 'b'])
    slowFeed = new Promise(() => undefined)
    start({ accountIds: ['slow', 'b'] })
    await pass(3 * second)
    slowFeed = null
    expect(timesOf('feed slow')).toHaveLength(1)
    expect(timesOf('feed b').length).toBeGreaterThanOrEqual(3)
    start() // so that there is one to stop: the first waits for its feed for ever
  })
})

describe('an order that is asked about out of turn', () => {
  it('has its calls taken up that are due, and no others', async () => {
    const calls = [
      { callId: 'put-off', state: 'pending', dueAt: 0 }, { callId: 'lost', state: 'unknown', dueAt: 0 },
      { callId: 'later', state: 'pending', dueAt: 2_000_000 * second }, { callId: 'a-persons', state: 'unknown', dueAt: null },
    ]
    start({ calls })
    await scheduler.takeUpDueOf('o')
    expect(done.map(([, did]) => did).filter((did) => !did.startsWith('feed'))).toEqual(['send put-off', 'ask about lost'])
  })
})

describe('an order on a screen', () => {
  it('is not asked about where the feed tells as soon', async () => {
    start()
    scheduler.watch('o', 'a')
    await pass(20 * second)
    expect(timesOf('order o')).toEqual([])
  })

  it('is asked about where no feed tells, more slowly after two minutes, and no more when the screen is left', async () => {
    start({ hasLiveFeed: false })
    const leave = scheduler.watch('o', 'a')
    await pass(minute)
    expect(timesOf('order o').length).toBeGreaterThan(25)
    await pass(2 * minute)
    const slow = timesOf('order o', begun + 130)
    await pass(30 * second)
    expect(slow.length).toBeLessThan(10)
    leave()
    const left = now / second
    await pass(minute)
    expect(timesOf('order o', left + 1)).toEqual([])
  })
})

describe('a machine that sleeps', () => {
  it('asks nothing while it is suspended, and makes one gentle round when it resumes', async () => {
    awaited = new Set(['a', 'b', 'c'])
    start({ accountIds: ['a', 'b', 'c'] })
    await pass(second)
    scheduler.pause()
    await pass(2 * second)
    const paused = now / second
    await pass(10 * minute)
    expect(done.filter(([at]) => at > paused)).toEqual([])
    scheduler.resume()
    const resumed = now / second
    await pass(8 * second)
    const first = ['a', 'b', 'c'].map((account) => Math.round((done.find(([at, did]) => did === `feed ${account}` && at >= resumed)![0] - resumed) * 10) / 10)
    expect(first[0]).toBeGreaterThanOrEqual(2)
    expect(new Set(first).size).toBe(3)
  })

  it('does the same when nobody told it: the clock has jumped', async () => {
    awaited.add('a')
    start()
    await pass(5 * second)
    now += 60 * minute
    const woken = now / second
    await pass(10 * second)
    const reads = timesOf('feed a', woken + 1)
    // One look that was due anyway, then a pause, then the ordinary rhythm: not an hour's worth of looks.
    expect(reads.length).toBeLessThanOrEqual(10)
  })
})
