import type { Ambiguity, FoundMatch, Pass, PassResult } from '../matching.ts'
import { createWork, type Work } from './work.ts'

export interface RunLimits {
  /** Passes that are switched off. */
  readonly off?: ReadonlySet<Pass>
  /** Units of work for each pass. */
  readonly budget?: number
  readonly shouldStop?: () => boolean
}

/** Well under a second for the slowest pass; a busy month of a small shop needs a hundredth of it. */
const usualBudget = 1_000_000

/** One budget for each pass of a run, however often the pass is called. */
export interface Works {
  of(pass: Pass): Work
  used(): Partial<Record<Pass, number>>
}

export function createWorks({ budget = usualBudget, shouldStop }: RunLimits): Works {
  const works = new Map<Pass, Work>()
  return {
    of: (pass) => {
      let work = works.get(pass)
      if (work === undefined) works.set(pass, (work = createWork(budget, shouldStop)))
      return work
    },
    used: () => Object.fromEntries([...works].map(([pass, { used }]) => [pass, used])),
  }
}

/** What several passes have found, one after the other. */
export function joined(results: readonly PassResult[]): PassResult {
  return {
    matches: results.flatMap(({ matches }): readonly FoundMatch[] => matches),
    ambiguities: results.flatMap(({ ambiguities }): readonly Ambiguity[] => ambiguities),
    notExamined: [...new Set(results.flatMap(({ notExamined }) => notExamined))],
  }
}

/** Subjects that some match speaks of, as "side subject". */
export const spokenOf = (matches: readonly FoundMatch[]): ReadonlySet<string> =>
  new Set(matches.flatMap(({ left, right }) => [...left, ...right].map(({ side, subject }) => `${side} ${subject}`)))
