import type { FaultPlanInput } from '../../electron/backend/platforms/sandbox/channel/faults.ts'

/** What happens to one request on its way. Times are ms after it was sent. */
export interface WirePlan {
  /** Null: the platform never hears of it. */
  readonly deliverAfterMs: number | null
  /** The same request once more, as a network does that repeats what it holds for lost. */
  readonly deliverAgainAfterMs: number | null
  readonly answerAfterMs: number
  readonly answer: AnswerPlan
  /** The shop's process is killed just before or just after the platform gets the request. */
  readonly kill: 'before' | 'after' | null
}

type AnswerPlan =
  | { readonly kind: 'true' | 'cut' | 'truncated' | 'malformed' | 'time-out' }
  | { readonly kind: 'status'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly clockLiesByMs: number }

/** A time in which the whole line is down, and how it shows. */
export interface Outage {
  readonly from: number
  readonly to: number
  readonly kind: 'cut' | 'refused' | 'unavailable'
}

/** The program's own limits (`defaultLimits` of the http client), which the simulation keeps for it. */
const timeLimitMs = (method: string): number => (method === 'GET' ? 30_000 : 80_000)

/** How often each kind of trouble strikes a request, in ten thousandths; the rest goes well. */
const odds = {
  lostRequest: 250, lostAnswer: 350, truncated: 120, malformed: 120, errorBefore: 120, errorAfter: 150, tooMany: 120,
  slow: 300, noAnswer: 120, lateDelivery: 80, repeated: 200, killBefore: 20, killAfter: 30,
} as const
type Trouble = keyof typeof odds

export interface WireMood {
  readonly random: () => number
  readonly outages: readonly Outage[]
  readonly now: () => number
  /** False: everything goes well from now on, and nobody is killed. */
  readonly isTroubled: () => boolean
}

export function planFor(method: string, { random, outages, now, isTroubled }: WireMood): WirePlan {
  const there = 5 + Math.floor(random() * 60)
  const back = there + 5 + Math.floor(random() * 60)
  const well: WirePlan = { deliverAfterMs: there, deliverAgainAfterMs: null, answerAfterMs: back, answer: { kind: 'true' }, kill: null }
  // Drawn in any case, so that one request's luck does not depend on another's.
  const drawn = draw(random())
  const amount = random()
  if (!isTroubled()) return well
  const outage = outages.find(({ from, to }) => from <= now() && now() < to)
  if (outage?.kind === 'unavailable') return { ...well, deliverAfterMs: null, answer: gateway(503) }
  if (outage !== undefined) return { ...well, deliverAfterMs: null, answer: { kind: 'cut' } }
  return drawn === null ? well : troubles[drawn](well, amount, timeLimitMs(method))
}

function draw(random: number): Trouble | null {
  let place = Math.floor(random * 10_000)
  for (const [trouble, share] of Object.entries(odds)) {
    if (place < share) return trouble as Trouble
    place -= share
  }
  return null
}

/** What each trouble makes of a request that would go well. `amount`: 0 to 1, for whatever the trouble has to choose. */
const troubles: Readonly<Record<Trouble, (well: WirePlan, amount: number, limitMs: number) => WirePlan>> = {
  lostRequest: (well) => ({ ...well, deliverAfterMs: null, answer: { kind: 'cut' } }),
  lostAnswer: (well) => ({ ...well, answer: { kind: 'cut' } }),
  truncated: (well) => ({ ...well, answer: { kind: 'truncated' } }),
  malformed: (well) => ({ ...well, answer: { kind: 'malformed' } }),
  errorBefore: (well, amount) => ({ ...well, deliverAfterMs: null, answer: gateway(amount < 0.5 ? 500 : 503) }),
  errorAfter: (well, amount) => ({ ...well, answer: gateway(502, Math.round((amount - 0.5) * 1_200_000)) }),
  tooMany: (well, amount) => ({ ...well, deliverAfterMs: null, answer: gateway(429, 0, { 'retry-after': String(1 + Math.floor(amount * 8)) }) }),
  slow: (well, amount) => ({ ...well, deliverAfterMs: Math.round(amount * 8_000), answerAfterMs: Math.round(amount * 8_000) + 4_000 }),
  noAnswer: (well, _amount, limitMs) => ({ ...well, answer: { kind: 'time-out' }, answerAfterMs: limitMs }),
  // It arrives when the shop has long given up waiting, perhaps after it has asked what became of it.
  lateDelivery: (well, amount, limitMs) => ({ ...well, deliverAfterMs: Math.round(amount * 3 * limitMs), answer: { kind: 'time-out' }, answerAfterMs: limitMs }),
  repeated: (well, amount) => ({ ...well, deliverAgainAfterMs: well.answerAfterMs + Math.round(amount * 40_000) }),
  killBefore: (well) => ({ ...well, kill: 'before' }),
  killAfter: (well) => ({ ...well, kill: 'after' }),
}

const gateway = (status: number, clockLiesByMs = 0, headers: Readonly<Record<string, string>> = {}): AnswerPlan => ({ kind: 'status', status, clockLiesByMs, headers })

/** What the platform itself gets wrong now and then: signed lies about time and money, a feed that repeats, reorders, holds back. */
export const platformFaults = (seed: string): FaultPlanInput => ({
  seed,
  rules: [
    { fault: { kind: 'lying-date', byMs: -400_000 }, probability: 0.002 },
    { fault: { kind: 'lying-date', byMs: 60_000 }, probability: 0.003 },
    { fault: { kind: 'future-dated', byMs: 86_400_000 }, probability: 0.002 },
    { fault: { kind: 'negative-amount' }, probability: 0.002 },
    { fault: { kind: 'wrong-currency', currency: 'USD' }, probability: 0.002 },
    { fault: { kind: 'wrong-signature' }, probability: 0.003 },
    { fault: { kind: 'oversize-answer' }, probability: 0.000_2 },
    { fault: { kind: 'status', when: 'after', status: 409, code: 'wrong_state' }, probability: 0.004 },
    { fault: { kind: 'feed-duplicate' }, probability: 0.03, path: '/v1/changes' },
    { fault: { kind: 'feed-reorder' }, probability: 0.03, path: '/v1/changes' },
    { fault: { kind: 'feed-hold-back', ms: 5_000 }, probability: 0.02, path: '/v1/changes' },
  ],
})

const minute = 60_000

/** About one in eight minutes, from five seconds to forty. */
export function outagesBetween(from: number, to: number, random: () => number): Outage[] {
  const outages: Outage[] = []
  const kinds = ['cut', 'refused', 'unavailable'] as const
  for (let at = from + Math.round((1 + random() * 14) * minute); at < to; at += Math.round((1 + random() * 14) * minute)) {
    outages.push({ from: at, to: at + Math.round(5_000 + random() * 35_000), kind: kinds[Math.floor(random() * kinds.length)]! })
  }
  return outages
}
