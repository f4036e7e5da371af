import type { Work } from './verdict/work.ts'

export interface SubsetQuestion {
  /** Whole minor units, oldest first; zeros are left out by the caller, for they fit everywhere. */
  readonly amounts: readonly number[]
  readonly target: number
  /** How many amounts may be chosen; 1 to all of them unless told. */
  readonly minCount?: number
  readonly maxCount?: number
  readonly work: Work
}

export type SubsetAnswer =
  | { readonly kind: 'none' }
  /** The only choice of amounts. `isOldestOfEquals`: of equal amounts not all were needed, and the oldest were taken. */
  | { readonly kind: 'one'; readonly chosen: readonly number[]; readonly isOldestOfEquals: boolean }
  /** At least two different choices of amounts sum to the target: nobody can tell which was meant. Two of them, as places. */
  | { readonly kind: 'several'; readonly examples: readonly [readonly number[], readonly number[]] }
  /** The budget is used up or the amounts do not fit into whole numbers: no answer. */
  | { readonly kind: 'not-examined' }

/** Amounts of equal size: a choice says only how many of them are in it. */
interface AmountClass {
  readonly amount: number
  /** Places of its members, oldest first. */
  readonly places: readonly number[]
}

/**
 * Finds the amounts that sum to the target and says whether it is the only way, by meeting in the middle: all choices of one
 * half are kept by their sum, all of the other half looked up. Exact, for any signs. Choices that differ only in which of
 * several equal amounts is taken are one choice, and counting stops at two.
 */
export function subsetSum({ amounts, target, minCount = 1, maxCount = amounts.length, work }: SubsetQuestion): SubsetAnswer {
  const reach = amounts.reduce((sum, amount) => sum + Math.abs(amount), Math.abs(target))
  if (!Number.isSafeInteger(reach)) return { kind: 'not-examined' }
  const classes = [...Map.groupBy(amounts.keys(), (place) => amounts[place]!)].map(([amount, places]): AmountClass => ({ amount, places }))
  const [near, far] = halves(classes)
  const kept = choicesBySum(near, maxCount, work)
  if (kept === null) return { kind: 'not-examined' }
  const found: (readonly number[])[] = []
  for (const choice of choicesOf(far)) {
    if (!work.spend(1)) return { kind: 'not-examined' }
    if (choice.count > maxCount) continue
    for (const partner of kept.get(target - choice.sum) ?? []) {
      const count = choice.count + partner.count
      if (count >= minCount && count <= maxCount) found.push([...partner.taken, ...choice.taken])
      if (found.length === 2) return { kind: 'several', examples: [placesOf(near, far, found[0]!), placesOf(near, far, found[1]!)] }
    }
  }
  const only = found[0]
  if (only === undefined) return { kind: 'none' }
  const all = [...near, ...far]
  return { kind: 'one', chosen: placesOf(near, far, only), isOldestOfEquals: only.some((taken, index) => taken > 0 && taken < all[index]!.places.length) }
}

/** A way to take some of the amounts of a half: how many of each class. */
interface Choice {
  readonly sum: number
  readonly count: number
  readonly taken: readonly number[]
}

/** Splits the classes so that both halves have about as many choices. */
function halves(classes: readonly AmountClass[]): [AmountClass[], AmountClass[]] {
  const sides: [AmountClass[], AmountClass[]] = [[], []]
  const choices = [1, 1]
  for (const one of classes.toSorted((a, b) => b.places.length - a.places.length || a.amount - b.amount)) {
    const side = choices[0]! <= choices[1]! ? 0 : 1
    sides[side].push(one)
    choices[side]! *= one.places.length + 1
  }
  return sides
}

function* choicesOf(classes: readonly AmountClass[]): Generator<Choice> {
  const taken = classes.map(() => 0)
  let sum = 0
  let count = 0
  for (;;) {
    yield { sum, count, taken: [...taken] }
    let digit = 0
    // Counts up as on an odometer: a full wheel goes back to none and the next one moves.
    while (digit < classes.length && taken[digit] === classes[digit]!.places.length) {
      sum -= taken[digit]! * classes[digit]!.amount
      count -= taken[digit]!
      taken[digit] = 0
      digit += 1
    }
    if (digit === classes.length) return
    taken[digit]! += 1
    sum += classes[digit]!.amount
    count += 1
  }
}

/** Two choices for each sum and count are enough to know that there are several. Null when the budget is used up. */
function choicesBySum(classes: readonly AmountClass[], maxCount: number, work: Work): ReadonlyMap<number, readonly Choice[]> | null {
  const bySum = new Map<number, Choice[]>()
  for (const choice of choicesOf(classes)) {
    if (!work.spend(1)) return null
    if (choice.count > maxCount) continue
    const same = bySum.get(choice.sum)
    if (same === undefined) bySum.set(choice.sum, [choice])
    else if (same.filter(({ count }) => count === choice.count).length < 2) same.push(choice)
  }
  return bySum
}

/** The oldest members of each class, as many as were taken, in order. */
function placesOf(near: readonly AmountClass[], far: readonly AmountClass[], taken: readonly number[]): number[] {
  return [...near, ...far].flatMap(({ places }, index) => places.slice(0, taken[index])).toSorted((a, b) => a - b)
}
