import type { Ambiguity, Because, Evidence, FoundMatch, PassResult, Side } from '../matching.ts'
import type { ReadyRule } from '../rule-language/conditions.ts'
import type { Rule } from '../../../../../shared/contract/rules.ts'
import { ambiguity, crowdSize, listedCandidates } from './crowd.ts'
import { pairUp, type Edge, type Pairing } from './pairing.ts'
import type { Work } from './work.ts'

export type ToleranceRule = ReadyRule & { readonly rule: Rule & { readonly tolerance: NonNullable<Rule['tolerance']>; readonly difference: NonNullable<Rule['difference']> } }

const isToleranceRule = (ready: ReadyRule): ready is ToleranceRule => ready.rule.act !== 'exclude' && ready.rule.tolerance !== null && ready.rule.difference !== null

/** Both limits hold, and money flows the same way; equal amounts are no case for a tolerance. */
function isTolerated({ minor, perMille }: ToleranceRule['rule']['tolerance'], expected: number, actual: number): boolean {
  if (Math.sign(expected) !== Math.sign(actual)) return false
  const difference = Math.abs(actual - expected)
  return difference > 0 && difference <= minor && BigInt(difference) * 1000n <= BigInt(perMille) * BigInt(Math.abs(expected))
}

/** Items of one side, in their order, and how to speak of them. */
interface Items<T> {
  readonly side: Side
  readonly items: readonly T[]
  readonly minorOf: (item: T) => number
  readonly subjectOf: (item: T) => string
}

export interface ToleranceSearch<L, R> {
  readonly link: 'L1' | 'L4'
  readonly lefts: Items<L>
  readonly rights: Items<R>
  readonly rules: readonly ReadyRule[]
  /** How far apart a pair is under the rule, or null when the rule does not hold for it. */
  readonly rankOf: (rule: ToleranceRule, left: L, right: R) => number | null
  readonly isDeclined: (left: L, right: R) => boolean
  readonly matchOf: (rule: ToleranceRule, left: L, right: R, evidence: Pick<Evidence, 'because' | 'runnerUp'>) => FoundMatch
}

/** Rule by rule, pairs whose amounts differ by no more than the rule allows; what one rule proposes, the next leave alone. */
export function searchWithinTolerance<L, R>(search: ToleranceSearch<L, R>, work: Work): PassResult {
  const matches: FoundMatch[] = []
  const ambiguities: Ambiguity[] = []
  const used = new Set<L | R>()
  for (const rule of search.rules.filter(isToleranceRule)) {
    const lefts = { ...search.lefts, items: search.lefts.items.filter((item) => !used.has(item)) }
    const rights = { ...search.rights, items: search.rights.items.filter((item) => !used.has(item)).toSorted((a, b) => search.rights.minorOf(a) - search.rights.minorOf(b)) }
    const open = { ...search, lefts, rights }
    const found = edgesOf(open, rule, work)
    // What was not looked at may compete with everything that was.
    if (found === null) return { matches, ambiguities, notExamined: lefts.items.map(lefts.subjectOf) }
    const pairing = pairUp(found.edges, 'leave')
    for (const { edge, because, next } of offersOf(pairing, rule.rule.requireUnique).filter(({ edge }) => !found.isCrowded(edge.right))) {
      const [left, right] = [lefts.items[edge.left]!, rights.items[edge.right]!]
      used.add(left).add(right)
      const runnerUp = next === null ? null : { subject: next.left === edge.left ? rights.subjectOf(rights.items[next.right]!) : lefts.subjectOf(lefts.items[next.left]!), why: 'farther' as const }
      matches.push(search.matchOf(rule, left, right, { because: ['within-tolerance', 'rule', because], runnerUp }))
    }
    ambiguities.push(...found.crowds, ...doubtsOf(open, pairing))
  }
  return { matches, ambiguities, notExamined: [] }
}

interface Edges {
  readonly edges: readonly Edge[]
  readonly crowds: readonly Ambiguity[]
  /** True for items on the right that somebody wants who was not compared with them one by one. */
  isCrowded(right: number): boolean
}

/** Null when the budget is used up. The items on the right are in the order of their amounts. */
function edgesOf<L, R>({ link, lefts, rights, rankOf, isDeclined }: ToleranceSearch<L, R>, rule: ToleranceRule, work: Work): Edges | null {
  const { tolerance } = rule.rule
  const edges: Edge[] = []
  const crowds: Ambiguity[] = []
  const ranges: [number, number][] = []
  for (const [left, item] of lefts.items.entries()) {
    const wanted = lefts.minorOf(item)
    const range = [placeOf(rights, wanted - tolerance.minor), placeOf(rights, wanted + tolerance.minor + 1)] as const
    const isCrowd = range[1] - range[0] > crowdSize
    if (!work.spend(isCrowd ? 1 : range[1] - range[0] + 1)) return null
    if (isCrowd) {
      ranges.push([...range])
      crowds.push({ ...ambiguity(link, 'P12', lefts.side, lefts.subjectOf(item), rights.items.slice(range[0], range[0] + listedCandidates).map(rights.subjectOf)), more: true })
      continue
    }
    for (let right = range[0]; right < range[1]; right += 1) {
      const other = rights.items[right]!
      const rank = isTolerated(tolerance, wanted, rights.minorOf(other)) ? rankOf(rule, item, other) : null
      if (rank !== null) edges.push({ left, right, rank, isDeclined: isDeclined(item, other) })
    }
  }
  return { edges, crowds, isCrowded: (right) => ranges.some(([from, to]) => right >= from && right < to) }
}

/** Place of the first item with at least this amount. */
function placeOf<T>({ items, minorOf }: Items<T>, minor: number): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (minorOf(items[middle]!) >= minor) high = middle
    else low = middle + 1
  }
  return low
}

/** With `one`, also the nearest of several where one of the two sides has no other choice. */
function offersOf({ certain, likely, unclearLefts, unclearRights }: Pairing, requireUnique: Rule['requireUnique']): { edge: Edge; because: Because; next: Edge | null }[] {
  const oneSided = likely.filter(({ edge }) => requireUnique === 'one' && !(unclearLefts.has(edge.left) && unclearRights.has(edge.right)))
  return [
    ...certain.map((edge) => ({ edge, because: 'unique-both-ways' as const, next: null })),
    ...oneSided.map(({ edge, next }) => ({ edge, because: next === null ? ('others-declined' as const) : ('other-candidates' as const), next })),
  ]
}

const doubtsOf = <L, R>({ link, lefts, rights }: ToleranceSearch<L, R>, { unclearLefts, unclearRights }: Pairing): Ambiguity[] => {
  const left = (place: number): string => lefts.subjectOf(lefts.items[place]!)
  const right = (place: number): string => rights.subjectOf(rights.items[place]!)
  return [
    ...[...unclearLefts].map(([place, others]) => ambiguity(link, 'P12', lefts.side, left(place), others.map(right))),
    ...[...unclearRights].map(([place, others]) => ambiguity(link, 'P12', rights.side, right(place), others.map(left))),
  ]
}
