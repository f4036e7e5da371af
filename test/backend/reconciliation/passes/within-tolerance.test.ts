import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchKey } from '../../../../electron/backend/reconciliation/passes/run-passes.ts'
import { bankLine, doubtsInShort, inShort, minutesAfterNoon, payment, paymentLine, payout, rule, runDeposits, runPayments } from './making.ts'

const tolerance = (minor: number, perMille: number, more: Record<string, unknown> = {}) => rule({ tolerance: { minor, perMille }, difference: { reason: 'fee' }, ...more })
const upTo50 = tolerance(50, 10)

describe('a deposit that differs from its payout', () => {
  it('by no more than the rule allows is proposed, with the difference and its reason', () => {
    const { matches } = runDeposits([payout()], [bankLine({ openMinor: 9_950 })], { rules: [upTo50] })
    expect(matches).toMatchObject([{
      pass: 'P12', act: 'propose', left: [{ minor: 10_000 }], right: [{ minor: 9_950 }], differences: [{ reason: 'fee', minor: -50 }], rule: { ruleId: 'R1', version: 1 },
      evidence: { because: ['within-tolerance', 'rule', 'unique-both-ways'], differs: [{ field: 'amount', left: '100.00', right: '99.50', distance: -50 }] },
    }])
  })
  it.each([
    ['more than the minor units', 9_949, 50, 1000, 0], ['as many minor units', 9_950, 50, 1000, 1], ['more than the per mille', 9_950, 5_000, 4, 0], ['as many per mille', 9_950, 5_000, 5, 1],
    ['too much as well as too little', 10_050, 50, 5, 1], ['the other way', -10_000, 50_000, 1000, 0],
  ])('by %s', (_how, openMinor, minor, perMille, count) => {
    expect(runDeposits([payout()], [bankLine({ openMinor })], { rules: [tolerance(minor, perMille)] }).matches).toHaveLength(count)
  })
  it('is nothing to a run without rules', () => expect(runDeposits([payout()], [bankLine({ openMinor: 9_999 })]).matches).toEqual([]))
  it('and is named, is proposed and stays a near miss', () => {
    const run = runDeposits([payout({ references: ['PO-778899'], senders: [] })], [bankLine({ openMinor: 9_960, text: 'PO-778899', counterpartyName: null })], { rules: [upTo50] })
    expect([inShort(run), run.nearMisses.length]).toEqual([['P12 propose P1=1'], 1])
    expect(run.matches[0]!.evidence.agrees).toContainEqual({ field: 'reference', left: 'PO-778899', right: 'PO-778899', distance: 0 })
  })
  it('from an unknown sender is not guessed', () => expect(runDeposits([payout()], [bankLine({ openMinor: 9_950, counterpartyName: 'JANE' })], { rules: [upTo50] }).matches).toEqual([]))
  it('from a sender that the rule itself tells is proposed', () => {
    const own = tolerance(50, 10, { where: [{ field: 'counterparty', op: 'equals', value: 'Jane' }] })
    expect(inShort(runDeposits([payout()], [bankLine({ openMinor: 9_950, counterpartyName: 'JANE' })], { rules: [own] }))).toEqual(['P12 propose P1=1'])
  })
  it('outside the window is not guessed', () => {
    const late = [bankLine({ openMinor: 9_950, valueOn: '2026-11-25' })]
    expect(runDeposits([payout()], late, { rules: [upTo50] }).matches).toEqual([])
    expect(runDeposits([payout()], late, { rules: [tolerance(50, 10, { window: { daysBefore: 0, daysAfter: 16, calendar: 'every-day' } })] }).matches).toHaveLength(1)
  })
  it('does not come between equals', () => {
    expect(inShort(runDeposits([payout()], [bankLine(), bankLine({ lineId: 2, openMinor: 9_950 })], { rules: [upTo50] }))).toEqual(['P6 auto P1=1'])
    expect(inShort(runDeposits([payout(), payout({ payoutId: 'P2' })], [bankLine(), bankLine({ lineId: 2, openMinor: 9_950 })], { rules: [upTo50] }))).toEqual(['P6 propose P1=1', 'P12 propose P2=2'])
  })
  it('and another one are a doubt; if one side may have a choice, the nearest is proposed', () => {
    const two = [bankLine({ openMinor: 9_950 }), bankLine({ lineId: 2, openMinor: 9_960, valueOn: '2026-11-11' })]
    expect(doubtsInShort(runDeposits([payout()], two, { rules: [upTo50] }))).toEqual(['P12 payout P1: 1 2'])
    expect(inShort(runDeposits([payout()], two, { rules: [upTo50] }))).toEqual([])
    expect(inShort(runDeposits([payout()], two, { rules: [tolerance(50, 10, { requireUnique: 'one' })] }))).toEqual(['P12 propose P1=1'])
  })
  it('goes to the first rule in order', () => {
    const [second, first] = [tolerance(100, 20, { order: 2 }), { ...tolerance(50, 10, { order: 1, difference: { reason: 'rounding' } }), ruleId: 'R2' }]
    expect(runDeposits([payout()], [bankLine({ openMinor: 9_950 })], { rules: [second, first] }).matches).toMatchObject([{ rule: { ruleId: 'R2' }, differences: [{ reason: 'rounding' }] }])
  })
  it('among hundreds is a doubt, and takes them from nobody', () => {
    const many = Array.from({ length: 250 }, (_none, index) => bankLine({ lineId: index, openMinor: 9_999 }))
    const run = runDeposits([payout(), payout({ payoutId: 'P2', openMinor: 10_001 })], many, { rules: [tolerance(5, 10)] })
    expect([run.matches, run.ambiguities.length, run.ambiguities[0]!.more, run.workUnits.P12]).toEqual([[], 2, true, 2])
  })
  it('among hundreds that another one wants is not proposed', () => {
    const many = Array.from({ length: 201 }, (_none, index) => bankLine({ lineId: index, openMinor: 9_999 }))
    const payouts = [payout(), payout({ payoutId: 'P2', openMinor: 10_105 })]
    const rules = [tolerance(60, 10)]
    expect(inShort(runDeposits(payouts.slice(1), [...many, bankLine({ lineId: 500, openMinor: 10_050 })], { rules }))).toEqual(['P12 propose P2=500'])
    expect(inShort(runDeposits(payouts, [...many, bankLine({ lineId: 500, openMinor: 10_050 })], { rules }))).toEqual([])
  })
  it('once proposed is left alone by the next rules', () => {
    const run = runDeposits([payout()], [bankLine({ openMinor: 9_950 }), bankLine({ lineId: 2, openMinor: 9_900 })], { rules: [upTo50, { ...tolerance(100, 20, { order: 2 }), ruleId: 'R2' }] })
    expect([inShort(run), run.ambiguities]).toEqual([['P12 propose P1=1'], []])
  })
  it('that a person has declined does not return', () => {
    const declined = new Set([matchKey(runDeposits([payout()], [bankLine({ openMinor: 9_950 })], { rules: [upTo50] }).matches[0]!)])
    expect(runDeposits([payout()], [bankLine({ openMinor: 9_950 })], { rules: [upTo50], declined }).matches).toEqual([])
  })
})

describe('a line that differs from its payment', () => {
  const tip = tolerance(100, 300, { link: 'L1', difference: { reason: 'write_off' } })

  it('is proposed within the rule', () => {
    expect(runPayments([payment()], [paymentLine({ grossMinor: 500, occurredAt: minutesAfterNoon(4) })], { rules: [tip] }).matches).toMatchObject([{ pass: 'P12', act: 'propose', differences: [{ reason: 'write_off', minor: 50 }] }])
  })
  it.each([
    ['of another method', { methodKind: 'wallet' }], ['of another account', { accountId: 'A2' }], ['in another currency', { currency: 'USD' }], ['two days later', { occurredAt: minutesAfterNoon(2880) }], ['with other ids', { hasIds: true, references: ['X'] }],
  ])('%s is not', (_how, changes) => expect(runPayments([payment()], [paymentLine({ grossMinor: 500, ...changes })], { rules: [tip] }).matches).toEqual([]))
})

describe('the two limits', () => {
  it('both hold for whatever is proposed, and the difference makes up for the rest', () => {
    const amount = fc.integer({ min: -3_000, max: 3_000 })
    const items = fc.tuple(fc.array(amount, { maxLength: 8 }), fc.array(amount, { maxLength: 8 }), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 1000 }))
    fc.assert(
      fc.property(items, ([ours, theirs, minor, perMille]) => {
        const payouts = ours.map((openMinor, index) => payout({ payoutId: `P${index}`, openMinor }))
        const { matches } = runDeposits(payouts, theirs.map((openMinor, index) => bankLine({ lineId: index, openMinor })), { rules: [tolerance(minor, perMille)], off: new Set(['P6', 'P7']) })
        for (const { left, right, differences, act } of matches) {
          const gap = Math.abs(differences[0]!.minor)
          expect([act, left[0]!.minor + differences[0]!.minor]).toEqual(['propose', right[0]!.minor])
          expect(gap > 0 && gap <= minor && gap * 1000 <= perMille * Math.abs(left[0]!.minor)).toBe(true)
        }
      }),
    )
  })
})
