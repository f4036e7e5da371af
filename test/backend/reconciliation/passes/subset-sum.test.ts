import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subsetSum, type SubsetAnswer } from '../../../../electron/backend/reconciliation/passes/subset-sum.ts'
import { createWork } from '../../../../electron/backend/reconciliation/passes/verdict/work.ts'

const ask = (amounts: readonly number[], target: number, more: { minCount?: number; maxCount?: number; budget?: number } = {}): SubsetAnswer =>
  subsetSum({ amounts, target, work: createWork(more.budget ?? 100_000), ...(more.minCount === undefined ? {} : { minCount: more.minCount }), ...(more.maxCount === undefined ? {} : { maxCount: more.maxCount }) })

/** Every choice of places, the slow way; as choices of amounts. */
function allChoices(amounts: readonly number[], target: number, min: number, max: number): Set<string> {
  const found = new Set<string>()
  for (let bits = 1; bits < 2 ** amounts.length; bits += 1) {
    const chosen = amounts.filter((_amount, place) => (bits >> place) % 2 === 1)
    if (chosen.length >= min && chosen.length <= max && chosen.reduce((sum, amount) => sum + amount, 0) === target) found.add(chosen.toSorted((a, b) => a - b).join(' '))
  }
  return found
}

const kinds = ['none', 'one', 'several'] as const

describe('subset sum', () => {
  it('finds the only choice', () => expect(ask([1200, 3300, 999, 450], 1449)).toEqual({ kind: 'one', chosen: [2, 3], isOldestOfEquals: false }))
  it('finds no choice', () => expect(ask([1200, 3300], 1)).toEqual({ kind: 'none' }))
  it('says that there are several', () => expect(ask([100, 200, 300], 300)).toMatchObject({ kind: 'several' }))
  it('says so when both lie in one half', () => expect(ask([10, 11, 20, 23, 30, 36, 40, 1000], 50)).toMatchObject({ kind: 'several' }))
  it('takes the oldest of equal amounts and says so', () => expect(ask([500, 700, 500, 500], 1000)).toEqual({ kind: 'one', chosen: [0, 2], isOldestOfEquals: true }))
  it('that needs all equal amounts takes no choice among them', () => expect(ask([500, 700, 500], 1000)).toEqual({ kind: 'one', chosen: [0, 2], isOldestOfEquals: false }))
  it('works with refunds', () => expect(ask([5000, -1200, 800, -99], 3701)).toEqual({ kind: 'one', chosen: [0, 1, 3], isOldestOfEquals: false }))
  it('never answers with nothing at all', () => expect([ask([5, -3], 0), ask([], 0)]).toEqual([{ kind: 'none' }, { kind: 'none' }]))
  it('stops when the budget is used up', () => expect(ask(Array.from({ length: 40 }, (_none, index) => 2 ** index), 12_345, { budget: 5000 })).toEqual({ kind: 'not-examined' }))
  it('does not add what does not fit into whole numbers', () => expect(ask([Number.MAX_SAFE_INTEGER, 1], 5)).toEqual({ kind: 'not-examined' }))
  it('has more equal amounts than choices', () => expect(ask(Array.from({ length: 400 }, () => 450), 90_000)).toMatchObject({ kind: 'one', isOldestOfEquals: true, chosen: { length: 200 } }))

  it('stops when it is asked to', () => {
    let looks = 0
    const work = createWork(1e9, () => (looks += 1) > 3)
    expect(subsetSum({ amounts: Array.from({ length: 40 }, (_none, index) => 2 ** index), target: 1, work })).toEqual({ kind: 'not-examined' })
    expect(work.used).toBeLessThan(5000)
  })

  it('agrees with trying everything', () => {
    const amounts = fc.array(fc.integer({ min: -30, max: 60 }).filter((amount) => amount !== 0), { maxLength: 11 })
    fc.assert(
      fc.property(amounts, fc.integer({ min: -40, max: 200 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 8 }), (list, target, minCount, more) => {
        const slow = allChoices(list, target, minCount, minCount + more)
        const answer = ask(list, target, { minCount, maxCount: minCount + more })
        expect(answer.kind).toBe(kinds[Math.min(slow.size, 2)])
        const choices = answer.kind === 'one' ? [answer.chosen] : answer.kind === 'several' ? answer.examples : []
        const words = choices.map((chosen) => chosen.map((place) => list[place]!).toSorted((a, b) => a - b).join(' '))
        expect(words.every((choice) => slow.has(choice))).toBe(true)
        expect(new Set(words).size).toBe(words.length)
      }),
      { numRuns: 400 },
    )
  })

  it('does not mind the order of the amounts', () => {
    const question = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }).chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.integer({ min: 1, max: 300 })))
    fc.assert(
      fc.property(question, ([list, shuffled, target]) => {
        expect(ask(shuffled, target).kind).toBe(ask(list, target).kind)
      }),
    )
  })
})

/** How often the half of a basket that is really in the deposit is the only choice that sums to it, of 60 baskets. */
function uniqueOf60(count: number, price: fc.Arbitrary<number>): number {
  const baskets = fc.sample(fc.array(price, { minLength: count, maxLength: count }), { numRuns: 60, seed: 20261109 })
  return baskets.filter((basket) => ask(basket, basket.slice(0, count / 2).reduce((sum, amount) => sum + amount, 0), { budget: 1e9 }).kind === 'one').length
}

/** Uniform, unlike fc.integer, which prefers small and special numbers. */
const evenly = (count: number): fc.Arbitrary<number> => fc.noBias(fc.nat({ max: count - 1 }))
const anyCent = evenly(19_901).map((minor) => 100 + minor)
const pricePoint = fc.tuple(evenly(200), fc.constantFrom(0, 50, 90, 95, 99)).map(([whole, cents]) => whole * 100 + cents + 100)
const menu = evenly(30).map((dish) => 350 + dish * 50)

describe('a choice that sums says less the more there is to choose from', () => {
  it.each([[8, anyCent, 55, 60], [12, anyCent, 50, 60], [16, anyCent, 10, 45], [20, anyCent, 0, 9]])('any-cent prices, %i of them', (count, price, least, most) => {
    const unique = uniqueOf60(count, price)
    expect(unique).toBeGreaterThanOrEqual(least)
    expect(unique).toBeLessThanOrEqual(most)
  })
  it.each([[8, pricePoint, 48, 60], [12, pricePoint, 20, 52], [16, pricePoint, 0, 25], [20, pricePoint, 0, 4]])('prices that end in 00, 50 or 9x, %i of them', (count, price, least, most) => {
    const unique = uniqueOf60(count, price)
    expect(unique).toBeGreaterThanOrEqual(least)
    expect(unique).toBeLessThanOrEqual(most)
  })
  it.each([[8, menu, 3, 40], [12, menu, 0, 6], [16, menu, 0, 1]])('tickets of a menu, %i of them', (count, price, least, most) => {
    const unique = uniqueOf60(count, price)
    expect(unique).toBeGreaterThanOrEqual(least)
    expect(unique).toBeLessThanOrEqual(most)
  })
})
