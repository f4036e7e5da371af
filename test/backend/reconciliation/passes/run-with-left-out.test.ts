import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchKey } from '../../../../electron/backend/reconciliation/passes/run-passes.ts'
import { doubtsInShort, inShort, looseLine, looseLines, runLoose, unitemised } from './making.ts'

/** Amounts no two choices of which have the same sum, up to 40 of them. */
const distinct = (count: number): number[] => Array.from({ length: count }, (_none, index) => 100_003 + index * 1009 + (index * index * 37) % 997)
const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0)

describe('among twelve lines or fewer', () => {
  it('the only choice that sums is proposed', () => {
    const { matches } = runLoose([unitemised(1100 + 4070 + 515)], looseLines(1100, 230, 4070, 860, 1990, 515))
    expect(matches).toMatchObject([{ pass: 'P9', act: 'propose', left: [{ subject: '1' }, { subject: '3' }, { subject: '6' }], evidence: { because: ['only-subset'] } }])
  })
  it('one line left out is said to be left out', () => {
    const { matches } = runLoose([unitemised(1100 + 4070, { anchoredAfterLineId: 0 })], looseLines(1100, 230, 4070))
    expect(matches[0]!.evidence).toMatchObject({ because: ['one-left-out'], differs: [{ field: 'position', left: '2', right: '2.30' }] })
  })
  it('several choices are a doubt', () => expect(doubtsInShort(runLoose([unitemised(700)], looseLines(300, 60, 400, 50, 200, 90, 500)))).toEqual(['P9 payout P1: 1 2 3 4 5 6 7']))
  it('equal lines are one choice; the oldest is taken and that is said', () => {
    const { matches } = runLoose([unitemised(1000)], looseLines(450, 33, 450, 550))
    // 450 (line 3) and 550 are neighbours: that run is no guess.
    expect(matches).toMatchObject([{ pass: 'P8' }])
    expect(runLoose([unitemised(1000)], looseLines(450, 33, 450, 70, 550)).matches).toMatchObject([{ pass: 'P9', left: [{ subject: '1' }, { subject: '5' }], evidence: { because: ['only-subset', 'oldest-of-equals'] } }])
  })
  it('lines that two payouts want are a doubt for both', () => {
    const run = runLoose([unitemised(5170), unitemised(5170, { payoutId: 'P2' })], looseLines(1100, 230, 4070))
    expect([run.matches, doubtsInShort(run)]).toEqual([[], ['P9 payout P1: 1 3', 'P9 payout P2: 1 3']])
  })
  it('a line that a payout has from before is none of them', () => {
    const known = [looseLine(1, 1100), looseLine(2, 230, { isTaken: true }), looseLine(3, 4070), looseLine(4, 33)]
    expect(inShort(runLoose([unitemised(1133)], known))).toEqual(['P9 propose 1+4=P1'])
    expect(inShort(runLoose([unitemised(1363)], known))).toEqual([])
  })
  it('lines of nothing do not make another choice', () => expect(inShort(runLoose([unitemised(5170)], looseLines(1100, 0, 230, 0, 4070)))).toEqual(['P9 propose 1+5=P1']))
})

describe('among many lines', () => {
  const amounts = distinct(40)

  it('a run with one line left out is proposed when it is the only one', () => {
    const run = amounts.slice(5, 25)
    expect(inShort(runLoose([unitemised(sumOf(run) - run[7]!)], looseLines(...amounts)))).toEqual([`P9 propose ${[6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25].join('+')}=P1`])
  })
  it('after an anchor the first line may be the one', () => {
    expect(inShort(runLoose([unitemised(sumOf(amounts.slice(4, 8)), { anchoredAfterLineId: 3 })], looseLines(...amounts)))).toEqual(['P8 propose 5+6+7+8=P1'])
    expect(inShort(runLoose([unitemised(sumOf(amounts.slice(3, 30)) - amounts[10]!, { anchoredAfterLineId: 3 })], looseLines(...amounts)))[0]).toMatch(/^P9 propose 4\+.*\+10\+12\+/u)
  })
  it('two lines left out are not guessed', () => {
    const run = amounts.slice(5, 25)
    expect(inShort(runLoose([unitemised(sumOf(run) - run[7]! - run[11]!)], looseLines(...amounts)))).toEqual([])
  })
  it('several such runs are a doubt', () => {
    const equal = Array.from({ length: 20 }, (_none, index) => 100 * (index + 1))
    expect(runLoose([unitemised(1700)], looseLines(...equal)).matches).toEqual([])
    expect(doubtsInShort(runLoose([unitemised(1700)], looseLines(...equal)))).toHaveLength(1)
  })
  it('of several equal lines the newest is left out', () => {
    const withTwins = [...amounts.slice(0, 9), amounts[3]!, ...amounts.slice(9, 16)]
    const { matches } = runLoose([unitemised(sumOf(withTwins.slice(0, 14)) - amounts[3]!, { anchoredAfterLineId: 0 })], looseLines(...withTwins))
    expect(matches[0]!.evidence).toMatchObject({ because: ['one-left-out', 'oldest-of-equals'], differs: [{ left: '10' }] })
  })
  it('an unanchored run is at most fifty long', () => {
    const long = distinct(80)
    const missing = (from: number, to: number): number => sumOf(long.slice(from, to)) - long[from + 3]!
    expect(inShort(runLoose([unitemised(missing(0, 60))], looseLines(...long)))).toEqual([])
    expect(inShort(runLoose([unitemised(missing(0, 60), { anchoredAfterLineId: 0 })], looseLines(...long)))).toHaveLength(1)
  })
  it('the search stops inside its budget and says so', () => {
    const run = runLoose([unitemised(5)], looseLines(...distinct(400)), { budget: 1000 })
    expect([run.matches, run.notExamined]).toEqual([[], ['P1']])
    expect(run.workUnits.P9).toBeLessThanOrEqual(1001)
  })
  it('a choice that a person has declined does not return', () => {
    const payouts = [unitemised(5170)]
    const few = looseLines(1100, 230, 4070)
    expect(runLoose(payouts, few, { declined: new Set([matchKey(runLoose(payouts, few).matches[0]!)]) }).matches).toEqual([])
  })
})

describe('what is proposed', () => {
  it('always sums, and is never matched without asking', () => {
    const net = fc.integer({ min: -300, max: 900 })
    fc.assert(
      fc.property(fc.array(net, { maxLength: 40 }), fc.integer({ min: -500, max: 6000 }), fc.option(fc.nat({ max: 40 })), (amounts, total, anchor) => {
        const { matches } = runLoose([unitemised(total, { anchoredAfterLineId: anchor })], looseLines(...amounts), { off: new Set(['P8']) })
        for (const { left, right, act } of matches) {
          expect(sumOf(left.map(({ minor }) => minor))).toBe(right[0]!.minor)
          expect(act).toBe('propose')
        }
      }),
    )
  })
})
