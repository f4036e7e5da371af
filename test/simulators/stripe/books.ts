import type { BalanceTransaction, Charge, Dispute, Happening, Intent, IntentWish, Link, Payout, Refund, Session, Thing } from './things.ts'

interface Timer {
  readonly at: number
  readonly act: () => void
}

export type Books = ReturnType<typeof createBooks>

/** Everything that a simulated account knows, and its clock. What falls due happens as of its own moment. */
export function createBooks(startAt: number) {
  let now = startAt
  let serial = 0
  let timers: Timer[] = []
  const hiddenPayments = new Set<string>()

  const books = {
    sessions: new Map<string, Session>(),
    links: new Map<string, Link>(),
    /** What a session or link will pass on, by its id. */
    wishes: new Map<string, IntentWish>(),
    intents: new Map<string, Intent>(),
    charges: new Map<string, Charge>(),
    refunds: new Map<string, Refund>(),
    disputes: new Map<string, Dispute>(),
    balance: new Map<string, BalanceTransaction>(),
    payouts: new Map<string, Payout>(),
    events: new Map<string, Happening>(),

    /** UTC ms. */
    now: () => now,
    seconds: () => Math.floor(now / 1_000),
    newId: (prefix: string): string => `${prefix}_${String((serial += 1)).padStart(6, '0')}${((serial * 48_271) % 2_147_483_647).toString(36)}`,
    /** Seconds from now. */
    after: (seconds: number, act: () => void): void => void timers.push({ at: now + seconds * 1_000, act }),
    advance: (ms: number): void => {
      const until = now + ms
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)
        if (next === undefined) break
        timers = timers.filter((timer) => timer !== next)
        now = Math.max(now, next.at)
        next.act()
      }
      now = until
    },

    /** An event holds its object as it is now, in the words of an older version of the interface. */
    tell: (type: string, thing: Thing): void => {
      const { latest_charge: _, ...old } = structuredClone(thing) as Thing & { latest_charge?: unknown }
      const event: Happening = {
        id: books.newId('evt'), object: 'event', created: books.seconds(), type, livemode: thing.livemode ?? false,
        data: { object: old }, isHidden: namesOf(thing).some((name) => hiddenPayments.has(name)),
      }
      books.events.set(event.id, Object.assign(event, { api_version: '2020-08-27', pending_webhooks: 0, request: { id: null, idempotency_key: null } }))
    },
    hide: (...names: readonly string[]): void => names.forEach((name) => void hiddenPayments.add(name)),
    showAll: (): void => {
      hiddenPayments.clear()
      for (const event of books.events.values()) event.isHidden = false
    },
  }

  /** Everything that an object says about which payment it belongs to. */
  const namesOf = (thing: Thing): readonly string[] => {
    const { metadata } = thing as Thing & { metadata?: Record<string, string> }
    const { payment_intent: intent } = thing as Thing & { payment_intent?: string | null }
    const marks = typeof intent === 'string' ? books.intents.get(intent)?.metadata : undefined
    return [thing.id, ...[metadata, marks].flatMap((one) => (one?.['order_id'] === undefined ? [] : [one['order_id']]))]
  }
  return books
}
