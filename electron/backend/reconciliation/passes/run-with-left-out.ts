import type { LeftOver } from './contiguous-run.ts'
import { isAfterSending, isLongBefore, lineSide, unitemisedSide } from './items/loose-lines.ts'
import type { Ambiguity, Because, FoundMatch, LooseLine, PassResult, UnitemisedPayout } from './matching.ts'
import { subsetSum } from './subset-sum.ts'
import { ambiguity } from './verdict/crowd.ts'
import { partDisputed } from './verdict/disputes.ts'
import { lineSetMatch } from './verdict/line-evidence.ts'
import { matchKey } from './verdict/match-key.ts'
import type { Work } from './verdict/work.ts'

/** Of 12 any-cent amounts 96 % have one solution only, of 16 only 47 %: with more candidates a sum says nothing. */
const mostCandidates = 12
/** One line left out of as many is unique in 95 to 100 % of cases; three left out in half of them at best. */
const longestRun = 50

interface Solution {
  readonly payout: UnitemisedPayout
  readonly lines: readonly LooseLine[]
  readonly leftOut: readonly LooseLine[]
  readonly isOldestOfEquals: boolean
}

type Answer = { readonly kind: 'none' | 'not-examined' } | { readonly kind: 'one'; readonly solution: Solution } | { readonly kind: 'several'; readonly candidates: readonly LooseLine[] }

/**
 * P9: payouts of which no run sums. Among few lines, any choice of them; among many, a run with one line left out. Proposed
 * only when it is the only solution as a choice of amounts: several solutions are an answer too, and none of them is shown.
 */
export function runsWithLeftOut(left: readonly LeftOver[], declined: ReadonlySet<string>, work: Work): PassResult {
  const found: Solution[] = []
  const ambiguities: Ambiguity[] = []
  const notExamined: string[] = []
  for (const { lines, taken, payouts } of left) {
    for (const { payout, start } of payouts) {
      const answer = solve(lines, taken, payout, start, work)
      if (answer.kind === 'one') found.push(answer.solution)
      else if (answer.kind === 'several') ambiguities.push(severalSolutions(payout, answer.candidates))
      else if (answer.kind === 'not-examined') notExamined.push(payout.payoutId)
    }
  }
  const { clear, disputed } = partDisputed(found, ({ lines }) => lines)
  const isDeclined = ({ payout, lines }: Solution): boolean =>
    declined.size > 0 && declined.has(matchKey({ link: 'L3', left: lines.map(lineSide), right: [unitemisedSide(payout)] }))
  return {
    matches: clear.filter((solution) => !isDeclined(solution)).map(matchOf),
    ambiguities: [...ambiguities, ...disputed.map(({ payout, lines }) => severalSolutions(payout, lines))],
    notExamined,
  }
}

function solve(lines: readonly LooseLine[], taken: ReadonlySet<LooseLine>, payout: UnitemisedPayout, start: number | null, work: Work): Answer {
  const mayBelong = (line: LooseLine): boolean => !isAfterSending(line, payout) && (start !== null || !isLongBefore(line, payout))
  const stretches = stretchesOf(lines.slice(start ?? 0), taken, mayBelong)
  const candidates = stretches.flat()
  return candidates.length <= mostCandidates ? anyChoice(candidates, payout, work) : oneLeftOut(beginningsOf(stretches, start), payout, work)
}

/** Neighbouring lines that the payout may consist of; lines of nothing fit everywhere and say nothing. */
function stretchesOf(lines: readonly LooseLine[], taken: ReadonlySet<LooseLine>, mayBelong: (line: LooseLine) => boolean): LooseLine[][] {
  const stretches: LooseLine[][] = [[]]
  for (const line of lines) {
    if (taken.has(line)) stretches.push([])
    else if (line.netMinor !== 0 && mayBelong(line)) stretches.at(-1)!.push(line)
  }
  return stretches.filter(({ length }) => length > 0)
}

function anyChoice(candidates: readonly LooseLine[], payout: UnitemisedPayout, work: Work): Answer {
  const answer = subsetSum({ amounts: candidates.map(({ netMinor }) => netMinor), target: payout.amountMinor, work })
  if (answer.kind === 'several') return { kind: 'several', candidates }
  if (answer.kind !== 'one') return answer
  const chosen = new Set(answer.chosen)
  const [from, to] = [answer.chosen[0]!, answer.chosen.at(-1)!]
  const leftOut = candidates.filter((_line, place) => place > from && place < to && !chosen.has(place))
  return { kind: 'one', solution: { payout, lines: answer.chosen.map((place) => candidates[place]!), leftOut, isOldestOfEquals: answer.isOldestOfEquals } }
}

/** Where a run may begin: its first line and those after it. */
interface Beginning {
  readonly lines: readonly LooseLine[]
  /** The beginning is given by an anchor, so that the line to leave out may be the very first. */
  readonly isAnchored: boolean
}

/** Anywhere, up to the greatest length; after an anchor of any length, for there are only as many such runs as lines. */
function* beginningsOf(stretches: readonly (readonly LooseLine[])[], start: number | null): Generator<Beginning> {
  if (start !== null) {
    yield* stretches.slice(0, 1).map((lines) => ({ lines, isAnchored: true }))
    return
  }
  for (const lines of stretches) for (let first = 0; first < lines.length; first += 1) yield { lines: lines.slice(first, first + longestRun), isAnchored: false }
}

/** Looks for runs with one line left out, until two are found that differ in their amounts. */
function oneLeftOut(beginnings: Iterable<Beginning>, payout: UnitemisedPayout, work: Work): Answer {
  const byAmounts = new Map<string, Solution>()
  for (const { lines, isAnchored } of beginnings) {
    const newestOf = new Map<number, { line: LooseLine; count: number }>()
    let sum = 0
    for (const [place, line] of lines.entries()) {
      if (!work.spend(1)) return { kind: 'not-examined' }
      sum += line.netMinor
      if (!Number.isSafeInteger(sum)) break
      // What the run has too much is the amount of the line to leave out: of several such lines the newest.
      const excess = newestOf.get(sum - payout.amountMinor)
      if (excess !== undefined) note(byAmounts, { payout, lines: lines.slice(0, place + 1).filter((one) => one !== excess.line), leftOut: [excess.line], isOldestOfEquals: excess.count > 1 })
      const [first, second] = byAmounts.values()
      if (second !== undefined) return { kind: 'several', candidates: [...first!.lines, ...second.lines] }
      if (place > 0 || isAnchored) newestOf.set(line.netMinor, { line, count: (newestOf.get(line.netMinor)?.count ?? 0) + 1 })
    }
  }
  const [only] = byAmounts.values()
  return only === undefined ? { kind: 'none' } : { kind: 'one', solution: only }
}

/** Solutions of the same amounts are one; the oldest stands for all. */
function note(byAmounts: Map<string, Solution>, solution: Solution): void {
  const key = solution.lines.map(({ netMinor }) => netMinor).toSorted((a, b) => a - b).join(' ')
  const same = byAmounts.get(key)
  byAmounts.set(key, same === undefined ? solution : { ...same, isOldestOfEquals: true })
}

const severalSolutions = ({ payoutId }: UnitemisedPayout, lines: readonly LooseLine[]): Ambiguity =>
  ambiguity('L3', 'P9', 'payout', payoutId, [...new Set(lines.map(({ lineId }) => String(lineId)))])

function matchOf({ payout, lines, leftOut, isOldestOfEquals }: Solution): FoundMatch {
  const because: (Because | false)[] = [leftOut.length === 1 ? 'one-left-out' : 'only-subset', isOldestOfEquals && 'oldest-of-equals']
  return lineSetMatch(payout, lines, { pass: 'P9', act: 'propose', because: because.filter((reason) => reason !== false), leftOut })
}
