/** Two items that fit. Items are known by their place in the sorted list of their side. */
export interface Edge {
  readonly left: number
  readonly right: number
  /** How far apart they are; lower is better. */
  readonly rank: number
  /** A person has declined this pair. It still counts against certainty, but is not offered again. */
  readonly isDeclined: boolean
}

export interface LikelyPair {
  readonly edge: Edge
  /** The best other pair of either item; null when only declined ones are left. */
  readonly next: Edge | null
}

export interface Pairing {
  /** Nothing else fits, for the one or for the other. */
  readonly certain: readonly Edge[]
  /** The nearest of several; no item twice. */
  readonly likely: readonly LikelyPair[]
  /** Items with several candidates, and these, best first. */
  readonly unclearLefts: ReadonlyMap<number, readonly number[]>
  readonly unclearRights: ReadonlyMap<number, readonly number[]>
}

/**
 * Pairs what fits one to one. `ties: 'oldest'` pairs equally near items in the order of their lists; `'leave'` offers a pair
 * only where it is nearer than any other pair of both items.
 */
export function pairUp(edges: readonly Edge[], ties: 'oldest' | 'leave'): Pairing {
  const lefts = Map.groupBy(edges, ({ left }) => left)
  const rights = Map.groupBy(edges, ({ right }) => right)
  const isCertain = ({ left, right }: Edge): boolean => lefts.get(left)!.length === 1 && rights.get(right)!.length === 1
  const open = edges.filter(({ isDeclined }) => !isDeclined)
  const unclear = open.filter((edge) => !isCertain(edge)).toSorted(bestFirst)
  return { certain: open.filter(isCertain), likely: likelyPairs(unclear, ties), ...candidatesOf(unclear) }
}

const bestFirst = (a: Edge, b: Edge): number => a.rank - b.rank || a.left - b.left || a.right - b.right

function likelyPairs(unclear: readonly Edge[], ties: 'oldest' | 'leave'): LikelyPair[] {
  const byLeft = Map.groupBy(unclear, ({ left }) => left)
  const byRight = Map.groupBy(unclear, ({ right }) => right)
  const usedLefts = new Set<number>()
  const usedRights = new Set<number>()
  const pairs: LikelyPair[] = []
  for (const edge of unclear) {
    if (usedLefts.has(edge.left) || usedRights.has(edge.right)) continue
    const next = best(otherThan(edge, byLeft.get(edge.left)!), otherThan(edge, byRight.get(edge.right)!))
    if (ties === 'leave' && next !== null && next.rank <= edge.rank) continue
    usedLefts.add(edge.left)
    usedRights.add(edge.right)
    pairs.push({ edge, next })
  }
  return pairs
}

/** The lists are sorted, so that the best other one is among the first two. */
const otherThan = (edge: Edge, sorted: readonly Edge[]): Edge | null => (sorted[0] === edge ? sorted[1] : sorted[0]) ?? null

function best(a: Edge | null, b: Edge | null): Edge | null {
  if (a === null || b === null) return a ?? b
  return bestFirst(a, b) <= 0 ? a : b
}

function candidatesOf(unclear: readonly Edge[]): Pick<Pairing, 'unclearLefts' | 'unclearRights'> {
  const several = (mine: (edge: Edge) => number, theirs: (edge: Edge) => number): Map<number, number[]> => {
    const groups = [...Map.groupBy(unclear, mine)].filter(([, group]) => group.length > 1)
    return new Map(groups.map(([item, group]) => [item, group.map(theirs)]))
  }
  return { unclearLefts: several(({ left }) => left, ({ right }) => right), unclearRights: several(({ right }) => right, ({ left }) => left) }
}
