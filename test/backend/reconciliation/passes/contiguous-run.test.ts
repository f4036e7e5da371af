import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchKey } from '../../../../electron/backend/reconciliation/passes/run-passes.ts'
import { doubtsInShort, inShort, looseLine, looseLines, minutesAfterNoon, runLoose, unitemised } from './making.ts'

const lines = looseLines(1100, 230, 4070, 860, 1990, 515)

describe('a run after the payout before it', () => {
  it('is matched when it sums', () => expect(inShort(runLoose([unitemised(6920, { anchoredAfterLineId: 2 })], lines))).toEqual(['P8 auto 3+4+5=P1']))
  it('may begin with the very first line', () => expect(inShort(runLoose([unitemised(1330, { anchoredAfterLineId: 0 })], lines))).toEqual(['P8 auto 1+2=P1']))
  it('is found although the line of the anchor is no longer there', () => expect(inShort(runLoose([unitemised(4930, { anchoredAfterLineId: 2 })], lines.slice(2)))).toEqual(['P8 auto 3+4=P1']))
  it('skips nothing', () => expect(inShort(runLoose([unitemised(6060, { anchoredAfterLineId: 2 })], lines, { off: new Set(['P9']) }))).toEqual([]))
  it('does not reach lines that came after the payout', () => {
    const late = [looseLine(1, 500), looseLine(2, 500, { availableOn: '2026-11-10' })]
    expect(inShort(runLoose([unitemised(1000, { anchoredAfterLineId: 0 })], late))).toEqual([])
  })
  it('is the anchor of the next payout', () => {
    const payouts = [unitemised(1330, { anchoredAfterLineId: 0 }), unitemised(4930, { payoutId: 'P2', sentOn: '2026-11-10' }), unitemised(2505, { payoutId: 'P3', sentOn: '2026-11-11' })]
    expect(inShort(runLoose(payouts.toReversed(), lines))).toEqual(['P8 auto 1+2=P1', 'P8 auto 3+4=P2', 'P8 auto 5+6=P3'])
  })
  it('is no anchor beyond a payout that was not found', () => {
    const payouts = [unitemised(1330, { anchoredAfterLineId: 0 }), unitemised(9999, { payoutId: 'P2', sentOn: '2026-11-10' }), unitemised(4930, { payoutId: 'P3', sentOn: '2026-11-11' })]
    expect(inShort(runLoose(payouts, lines))).toEqual(['P8 auto 1+2=P1', 'P8 propose 3+4=P3'])
  })
  it('with two ends is a doubt: a sale and its refund cancel out', () => {
    const run = runLoose([unitemised(1100, { anchoredAfterLineId: 0 })], looseLines(1100, 300, -300))
    expect([run.matches, doubtsInShort(run)]).toEqual([[], ['P8 payout P1: 1 3']])
  })
  it('takes lines of nothing inside it, and leaves those behind it to the next', () => {
    expect(inShort(runLoose([unitemised(1500, { anchoredAfterLineId: 0 })], looseLines(0, 1000, 0, 500, 0)))).toEqual(['P8 auto 1+2+3+4=P1'])
  })
  it('follows availability, not ids', () => {
    const mixed = [looseLine(1, 100, { availableOn: '2026-11-05' }), looseLine(2, 200), looseLine(3, 400, { availableOn: '2026-11-04' })]
    expect(inShort(runLoose([unitemised(500, { anchoredAfterLineId: 2, anchoredAfter: { lineId: 2, availableOn: '2026-11-02', occurredAt: null } })], mixed.slice(0, 3)))).toEqual(['P8 auto 3+1=P1'])
  })
  it('that cannot be placed is no anchor', () => {
    // Line 2 is gone, 1 is available after 3: nobody can tell whether 2 lay before or behind 3.
    const mixed = [looseLine(1, 100, { availableOn: '2026-11-05' }), looseLine(3, 400, { availableOn: '2026-11-04' })]
    expect(inShort(runLoose([unitemised(400, { anchoredAfterLineId: 2 })], mixed))).toEqual(['P8 propose 3=P1'])
  })
  it('goes by the time of the movement where nothing is said about availability', () => {
    const instants = [looseLine(1, 100, { availableOn: null, occurredAt: minutesAfterNoon(9) }), looseLine(2, 200, { availableOn: null, occurredAt: minutesAfterNoon(3) }), looseLine(3, 50, { availableOn: null, occurredAt: minutesAfterNoon(12) })]
    expect(inShort(runLoose([unitemised(300, { anchoredAfterLineId: 0 })], instants))).toEqual(['P8 auto 2+1=P1'])
  })
  it('that a person has declined does not return', () => {
    const payouts = [unitemised(6920, { anchoredAfterLineId: 2 })]
    expect(runLoose(payouts, lines, { declined: new Set([matchKey(runLoose(payouts, lines).matches[0]!)]), off: new Set(['P9']) }).matches).toEqual([])
  })
  it('may be negative', () => expect(inShort(runLoose([unitemised(-700, { anchoredAfterLineId: 0 })], looseLines(300, -1000)))).toEqual(['P8 auto 1+2=P1']))
})

describe('a run anywhere', () => {
  it('is proposed when it is the only one', () => {
    const { matches } = runLoose([unitemised(4930)], lines)
    expect(matches).toMatchObject([{ pass: 'P8', act: 'propose', left: [{ subject: '3' }, { subject: '4' }], evidence: { because: ['only-run'] } }])
  })
  it('is a doubt when there are two', () => expect(doubtsInShort(runLoose([unitemised(300)], looseLines(100, 200, 50, 300)))).toEqual(['P8 payout P1: 2 4']))
  it('that two payouts want is a doubt for both', () => {
    expect(doubtsInShort(runLoose([unitemised(4930), unitemised(4930, { payoutId: 'P2' })], lines))).toEqual(['P8 payout P1: 4', 'P8 payout P2: 4'])
  })
  it('does not reach over the lines of another payout', () => {
    const payouts = [unitemised(230, { anchoredAfterLineId: 1 }), unitemised(5170, { payoutId: 'P2', sentOn: '2026-11-10' })]
    expect(inShort(runLoose(payouts, looseLines(1100, 230, 4070, 33), { off: new Set(['P9']) }))).toEqual(['P8 auto 2=P1'])
  })
  it('does not contain a line that a payout has from before', () => {
    const known = [looseLine(1, 1100), looseLine(2, 230, { isTaken: true }), looseLine(3, 4070)]
    expect(inShort(runLoose([unitemised(5400)], known))).toEqual([])
    expect(inShort(runLoose([unitemised(5400, { anchoredAfterLineId: 0 })], known))).toEqual([])
    expect(inShort(runLoose([unitemised(4070, { anchoredAfterLineId: 1 })], known))).toEqual(['P8 auto 3=P1'])
  })
  it('neither begins nor ends with a line of nothing', () => expect(inShort(runLoose([unitemised(800)], looseLines(0, 500, 0, 300, 0)))).toEqual(['P8 propose 2+3+4=P1']))
  it('is not older than two months', () => {
    expect(inShort(runLoose([unitemised(500)], [looseLine(1, 500, { availableOn: '2026-09-01' })], { off: new Set(['P9']) }))).toEqual([])
  })
  it('of another account or currency is none', () => {
    expect(inShort(runLoose([unitemised(500)], [looseLine(1, 500, { accountId: 'A2' }), looseLine(2, 500, { currency: 'USD' })]))).toEqual([])
  })
  it('is not looked for beyond the budget, and that is said', () => {
    const many = looseLines(...Array.from({ length: 300 }, (_none, index) => 100 + index))
    const run = runLoose([unitemised(999_999)], many, { budget: 200 })
    expect([run.matches, run.notExamined]).toEqual([[], ['P1']])
  })
})

describe('runs that are really there', () => {
  const net = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 20_000 }) }, { weight: 1, arbitrary: fc.integer({ min: -5_000, max: -1 }) })
  const history = fc.array(fc.array(net, { minLength: 1, maxLength: 12 }).filter((amounts) => amounts.reduce((sum, amount) => sum + amount, 0) !== 0), { minLength: 1, maxLength: 8 })

  it('are matched in a chain from the first anchor on, or said to be unclear', () => {
    fc.assert(
      fc.property(history, (runs) => {
        const day = (index: number): string => `2026-11-${String(index + 1).padStart(2, '0')}`
        const all = runs.flatMap((amounts, run) => amounts.map((amount) => ({ amount, run }))).map(({ amount, run }, index) => looseLine(index + 1, amount, { availableOn: day(run) }))
        const payouts = runs.map((amounts, run) => unitemised(amounts.reduce((sum, amount) => sum + amount, 0), { payoutId: `P${run}`, sentOn: day(run), anchoredAfterLineId: run === 0 ? 0 : null }))
        const { matches, ambiguities } = runLoose(payouts, all)
        const unclear = new Set(ambiguities.map(({ subject }) => subject))
        const firstUnclear = payouts.findIndex(({ payoutId }) => unclear.has(payoutId))
        const chained = payouts.slice(0, firstUnclear < 0 ? payouts.length : firstUnclear)
        const found = chained.map(({ payoutId }) => matches.find((match) => match.right[0]!.subject === payoutId))
        expect(found.map((match) => [match?.act, match?.left.map(({ subject }) => subject)])).toEqual(
          chained.map((_payout, run) => ['auto', all.filter(({ availableOn }) => availableOn === day(run)).map(({ lineId }) => String(lineId))]),
        )
      }),
    )
  })
})

describe('how often a contiguous run is the only one', () => {
  /** Of 30 histories of 100 tickets, cut out of the middle. */
  const uniqueOf30 = (price: fc.Arbitrary<number>): number =>
    fc.sample(fc.array(price, { minLength: 100, maxLength: 100 }), { numRuns: 30, seed: 20261109 }).filter((amounts) => {
      const sum = amounts.slice(30, 62).reduce((total, amount) => total + amount, 0)
      return runLoose([unitemised(sum)], looseLines(...amounts), { off: new Set(['P9']) }).matches.length === 1
    }).length
  const evenly = (count: number): fc.Arbitrary<number> => fc.noBias(fc.nat({ max: count - 1 }))

  it('any-cent prices: nearly always', () => expect(uniqueOf30(evenly(19_901).map((minor) => 100 + minor))).toBeGreaterThanOrEqual(27))
  it('tickets of a menu, gross: seldom', () => expect(uniqueOf30(evenly(30).map((dish) => 350 + dish * 50))).toBeLessThanOrEqual(12))
})
