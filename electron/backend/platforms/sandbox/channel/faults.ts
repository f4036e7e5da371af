import { z } from 'zod'
import { seededNumbers } from './randomness.ts'
import type { Settings } from './store/settings.ts'

/** Before the request is carried out, or after it was and before the answer leaves. */
const when = z.enum(['before', 'after'])
const byMs = z.int().min(-31_536_000_000).max(31_536_000_000)

/** What can go wrong with one request. Data, so that a test in another process can ask for it over HTTP. */
export const Fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drop'), when }),
  z.strictObject({ kind: z.literal('delay'), when, ms: z.int().min(0).max(600_000) }),
  z.strictObject({ kind: z.literal('status'), when, status: z.int().min(300).max(599), code: z.string().max(40).optional(), retryAfter: z.string().max(40).optional() }),
  z.strictObject({ kind: z.literal('malformed-json') }),
  z.strictObject({ kind: z.literal('truncated-body') }),
  z.strictObject({ kind: z.literal('wrong-signature') }),
  z.strictObject({ kind: z.literal('oversize-answer') }),
  /** Date header and signed time. */
  z.strictObject({ kind: z.literal('lying-date'), byMs }),
  z.strictObject({ kind: z.literal('feed-duplicate') }),
  z.strictObject({ kind: z.literal('feed-reorder') }),
  /** Changes of the last `ms` are not told yet; the feed says so in `complete_until`. */
  z.strictObject({ kind: z.literal('feed-hold-back'), ms: z.int().min(1).max(604_800_000) }),
  z.strictObject({ kind: z.literal('future-dated'), byMs }),
  z.strictObject({ kind: z.literal('negative-amount') }),
  z.strictObject({ kind: z.literal('wrong-currency'), currency: z.string().length(3) }),
  /** `restated`: the file's control totals are of the spoiled lines; otherwise they still tell the truth. */
  z.strictObject({ kind: z.literal('wrong-settlement-line'), byMinor: z.int().min(-1_000_000).max(1_000_000), restated: z.boolean() }),
  z.strictObject({ kind: z.literal('missing-settlement-line'), restated: z.boolean() }),
])
export type Fault = z.infer<typeof Fault>

const FaultRule = z.strictObject({
  fault: Fault,
  /** 0 to 1. */
  probability: z.number().min(0).max(1).default(1),
  /** Matching requests that are let through first. */
  skip: z.int().min(0).default(0),
  /** How often it strikes at most; null: always. */
  times: z.int().min(1).nullable().default(null),
  method: z.string().max(10).optional(),
  /** What the path begins with; a "*" stands for any part between slashes. */
  path: z.string().max(200).optional(),
})

export const FaultPlan = z.strictObject({ seed: z.string().max(100), rules: z.array(FaultRule).max(100) })
export type FaultPlan = z.infer<typeof FaultPlan>
export type FaultPlanInput = z.input<typeof FaultPlan>

const noFaults: FaultPlan = { seed: '', rules: [] }

/** Draws the faults of each request from the plan. The plan is kept in the channel's file; its counters begin anew with the process. */
export interface Faults {
  set(plan: FaultPlanInput): void
  drawFor(request: { method: string; path: string }): readonly Fault[]
}

export function createFaults(settings: Settings): Faults {
  const kept = settings.get('faults')
  let plan = noFaults
  let counts: { seen: number; struck: number }[] = []
  let random = seededNumbers('')
  const use = (next: FaultPlan): void => {
    plan = next
    counts = next.rules.map(() => ({ seen: 0, struck: 0 }))
    random = seededNumbers(next.seed)
  }
  if (kept !== null) use(FaultPlan.parse(JSON.parse(kept)))

  return {
    set(input) {
      const next = FaultPlan.parse(input)
      settings.set('faults', JSON.stringify(next))
      use(next)
    },
    drawFor: (request) =>
      plan.rules.flatMap((rule, index) => {
        const count = counts[index]!
        if (!isMeant(rule, request)) return []
        count.seen += 1
        // Drawn for every matching request, so that one rule's limits do not shift another's luck.
        const isDrawn = rule.probability === 1 || random() < rule.probability
        if (!isDrawn || count.seen <= rule.skip || (rule.times !== null && count.struck >= rule.times)) return []
        count.struck += 1
        return [rule.fault]
      }),
  }
}

function isMeant({ method, path }: z.infer<typeof FaultRule>, request: { method: string; path: string }): boolean {
  if (method !== undefined && method !== request.method) return false
  if (path === undefined) return true
  const parts = path.split('/')
  const actual = (request.path.split('?')[0] ?? '').split('/')
  return parts.every((part, index) => {
    if (part === '*') return actual[index] !== undefined
    return index === parts.length - 1 ? (actual[index] ?? '').startsWith(part) : actual[index] === part
  })
}

/** How often each kind of trouble strikes, 0 to 1. */
export type FaultOdds = Partial<Record<keyof typeof faultsByOdds, number>>

const faultsByOdds = {
  dropBefore: { kind: 'drop', when: 'before' },
  dropAfter: { kind: 'drop', when: 'after' },
  delayBefore: { kind: 'delay', when: 'before', ms: 50 },
  delayAfter: { kind: 'delay', when: 'after', ms: 50 },
  serverErrorBefore: { kind: 'status', when: 'before', status: 500 },
  serverErrorAfter: { kind: 'status', when: 'after', status: 502 },
  tooManyRequests: { kind: 'status', when: 'before', status: 429, retryAfter: '1' },
  malformedJson: { kind: 'malformed-json' },
  truncatedBody: { kind: 'truncated-body' },
  wrongSignature: { kind: 'wrong-signature' },
  feedDuplicate: { kind: 'feed-duplicate' },
  feedReorder: { kind: 'feed-reorder' },
  feedHoldBack: { kind: 'feed-hold-back', ms: 30_000 },
} as const satisfies Record<string, Fault>

/** A plan of random trouble that strikes in the same places in every run with this seed and these requests. */
export function randomFaults(seed: string, odds: FaultOdds, path?: string): FaultPlan {
  const rules = Object.entries(odds).map(([name, probability]) => ({ fault: faultsByOdds[name as keyof typeof faultsByOdds], probability, path }))
  return FaultPlan.parse({ seed, rules })
}
