import { isAfterSending, isLongBefore, lineSide, startAfterAnchor, unitemisedSide, type LooseGroup } from './items/loose-lines.ts'
import type { Ambiguity, LooseLine, PassResult, UnitemisedPayout } from './matching.ts'
import { ambiguity } from './verdict/crowd.ts'
import { partDisputed } from './verdict/disputes.ts'
import { lineSetMatch } from './verdict/line-evidence.ts'
import { matchKey } from './verdict/match-key.ts'
import type { Work } from './verdict/work.ts'

/** What a group looks like after the pass: whose lines nobody has found, and from where each search begins. */
export interface LeftOver {
  readonly lines: readonly LooseLine[]
  /** Lines that payouts have, from before or by this pass. */
  readonly taken: ReadonlySet<LooseLine>
  /** Payouts of which no run at all sums, and the place after their anchor, or null. */
  readonly payouts: readonly { readonly payout: UnitemisedPayout; readonly start: number | null }[]
}

export interface ContiguousRuns extends PassResult {
  readonly left: readonly LeftOver[]
}

/** A run of neighbours that sums to a payout. */
interface Run {
  readonly payout: UnitemisedPayout
  readonly lines: readonly LooseLine[]
  readonly isAnchored: boolean
}

/**
 * P8: the run of lines, in the order of availability and without a gap, whose net amounts sum to a payout that comes without
 * a list of lines. A run that begins right after the payout before it is matched without asking; elsewhere a run is proposed
 * when it is the only one that sums. A payout that is found is the anchor of the next one.
 */
export function contiguousRuns(groups: readonly LooseGroup[], declined: ReadonlySet<string>, work: Work): ContiguousRuns {
  const results = groups.map((group) => runsOf(group, declined, work))
  return {
    matches: results.flatMap(({ matches }) => matches), ambiguities: results.flatMap(({ ambiguities }) => ambiguities),
    notExamined: results.flatMap(({ notExamined }) => notExamined), left: results.flatMap(({ left }) => left),
  }
}

/** A group as it is when the pass is switched off. */
export const unsearched = ({ payouts, lines }: LooseGroup): LeftOver => ({
  lines, taken: takenBefore(lines), payouts: payouts.map((payout) => ({ payout, start: startAfterAnchor(lines, payout) })),
})

function runsOf({ payouts, lines }: LooseGroup, declined: ReadonlySet<string>, work: Work): ContiguousRuns {
  const anchored = anchoredRuns({ payouts, lines }, declined, work)
  const { taken } = anchored
  const found: Run[] = []
  const ambiguities: Ambiguity[] = [...anchored.ambiguities]
  const notExamined: string[] = []
  const left: LeftOver['payouts'][number][] = []
  for (const { payout, start } of anchored.open) {
    const runs = runsAnywhere(lines, taken, { payout, start: start ?? 0 }, declined, work)
    if (runs === null) notExamined.push(payout.payoutId)
    else if (runs.length === 0) left.push({ payout, start })
    else if (runs.length === 1) found.push({ payout, lines: runs[0]!, isAnchored: false })
    else ambiguities.push(severalRuns(payout, runs))
  }
  const { clear, disputed } = partDisputed(found, (run) => run.lines)
  return {
    matches: [...anchored.runs.map((run) => matchOf(run, 'auto')), ...clear.map((run) => matchOf(run, 'propose'))],
    ambiguities: [...ambiguities, ...disputed.map((run) => severalRuns(run.payout, [run.lines]))],
    notExamined, left: [{ lines, taken, payouts: left }],
  }
}

const takenBefore = (lines: readonly LooseLine[]): Set<LooseLine> => new Set(lines.filter(({ isTaken }) => isTaken === true))

/** Runs that begin where the run before them ended, payout by payout. */
function anchoredRuns({ payouts, lines }: LooseGroup, declined: ReadonlySet<string>, work: Work) {
  const runs: Run[] = []
  const ambiguities: Ambiguity[] = []
  const open: LeftOver['payouts'][number][] = []
  const taken = takenBefore(lines)
  /** Set while the payout before this one has just been found. */
  let chained: number | null = null
  for (const payout of payouts) {
    let start: number | null = startAfterAnchor(lines, payout) ?? chained
    while (start !== null && lines[start] !== undefined && taken.has(lines[start]!)) start += 1
    chained = null
    const ends: readonly number[] = start === null ? [] : endsOf(lines, taken, start, payout, work)
    const candidates = ends.map((end) => lines.slice(start!, end + 1))
    if (candidates.length > 1) ambiguities.push(severalRuns(payout, candidates))
    else if (candidates[0] !== undefined && !isDeclined(declined, payout, candidates[0])) {
      runs.push({ payout, lines: candidates[0], isAnchored: true })
      for (const line of candidates[0]) taken.add(line)
      chained = ends[0]! + 1
    } else open.push({ payout, start })
  }
  return { runs, ambiguities, open, taken }
}

/** Places at which the lines from `start` on sum to the payout. A run does not end with a line of nothing: that is the next one's. */
function endsOf(lines: readonly LooseLine[], taken: ReadonlySet<LooseLine>, start: number, payout: UnitemisedPayout, work: Work): number[] {
  const ends: number[] = []
  let sum = 0
  for (let place = start; place < lines.length; place += 1) {
    const line = lines[place]!
    if (taken.has(line) || isAfterSending(line, payout)) break
    sum += line.netMinor
    if (!work.spend(1) || !Number.isSafeInteger(sum)) return []
    if (sum === payout.amountMinor && line.netMinor !== 0) ends.push(place)
  }
  return ends
}

/**
 * Up to two runs, from `start` on, that sum to the payout, by looking up earlier partial sums; null when the budget is used
 * up. A run never reaches over a line that another payout has.
 */
function runsAnywhere(
  lines: readonly LooseLine[], taken: ReadonlySet<LooseLine>, { payout, start }: { payout: UnitemisedPayout; start: number }, declined: ReadonlySet<string>, work: Work,
): (readonly LooseLine[])[] | null {
  const runs: (readonly LooseLine[])[] = []
  let sum = 0
  let startsAt = new Map<number, number[]>()
  for (let place = start; place < lines.length; place += 1) {
    const line = lines[place]!
    if (isAfterSending(line, payout)) break
    if (!work.spend(1)) return null
    if (isLongBefore(line, payout) || taken.has(line) || !Number.isSafeInteger(sum + line.netMinor)) {
      sum = 0
      startsAt = new Map()
      continue
    }
    if (line.netMinor === 0) continue
    const sameSum = startsAt.get(sum)
    if (sameSum === undefined) startsAt.set(sum, [place])
    else sameSum.push(place)
    sum += line.netMinor
    for (const first of startsAt.get(sum - payout.amountMinor) ?? []) {
      const run = lines.slice(first, place + 1)
      if (!isDeclined(declined, payout, run)) runs.push(run)
      if (runs.length === 2) return runs
    }
  }
  return runs
}

const isDeclined = (declined: ReadonlySet<string>, payout: UnitemisedPayout, lines: readonly LooseLine[]): boolean =>
  declined.size > 0 && declined.has(matchKey({ link: 'L3', left: lines.map(lineSide), right: [unitemisedSide(payout)] }))

const severalRuns = ({ payoutId }: UnitemisedPayout, runs: readonly (readonly LooseLine[])[]): Ambiguity =>
  ambiguity('L3', 'P8', 'payout', payoutId, runs.map((lines) => String(lines.at(-1)!.lineId)))

const matchOf = ({ payout, lines, isAnchored }: Run, act: 'auto' | 'propose') =>
  lineSetMatch(payout, lines, { pass: 'P8', act, because: isAnchored ? ['anchored'] : ['only-run'] })
