import { describe, expect, it } from 'vitest'
import { matchKey } from '../../../../electron/backend/reconciliation/passes/run-passes.ts'
import { bankLine, doubtsInShort, inShort, payout, rule, runDeposits } from './making.ts'

const three = [payout({ openMinor: 1001 }), payout({ payoutId: 'P2', openMinor: 2002 }), payout({ payoutId: 'P3', openMinor: 4004 })]

describe('several payouts in one deposit of their sender', () => {
  it('are matched when all are due on its day', () => {
    const run = runDeposits(three, [bankLine({ openMinor: 7007 })])
    expect([inShort(run), run.matches[0]!.evidence.because]).toEqual([['P7 auto P1+P2+P3=1'], ['only-subset', 'known-sender', 'same-day']])
  })
  it('are matched when they are due on the weekend before it', () => {
    const weekend = [payout({ openMinor: 1001, expectedOn: '2026-11-07' }), payout({ payoutId: 'P2', openMinor: 2002, expectedOn: '2026-11-08' })]
    expect(inShort(runDeposits(weekend, [bankLine({ openMinor: 3003 })]))).toEqual(['P7 auto P1+P2=1'])
  })
  it('are proposed when they are due on different days', () => {
    expect(inShort(runDeposits([three[0]!, { ...three[1]!, expectedOn: '2026-11-10' }], [bankLine({ openMinor: 3003 })]))).toEqual(['P7 propose P1+P2=1'])
  })
  it('leave the others where they are', () => expect(inShort(runDeposits(three, [bankLine({ openMinor: 5005 })]))).toEqual(['P7 auto P1+P3=1']))
  it('may contain one that owes', () => expect(inShort(runDeposits([three[2]!, { ...three[0]!, openMinor: -1001 }], [bankLine({ openMinor: 3003 })]))).toEqual(['P7 auto P1+P3=1']))
  it('of different accounts are not put together', () => expect(inShort(runDeposits([three[0]!, { ...three[1]!, accountId: 'A2' }], [bankLine({ openMinor: 3003 })]))).toEqual([]))
  it('of an unknown sender are not put together', () => expect(inShort(runDeposits(three, [bankLine({ openMinor: 7007, counterpartyName: 'JANE MILLER' })]))).toEqual([]))
  it('outside the window are not put together', () => expect(inShort(runDeposits(three, [bankLine({ openMinor: 7007, valueOn: '2026-12-20' })]))).toEqual([]))
  it('without a day are not put together', () => expect(inShort(runDeposits(three.map((one) => ({ ...one, expectedOn: null })), [bankLine({ openMinor: 7007 })]))).toEqual([]))

  it('of which some are equal are only proposed, the oldest first', () => {
    const equal = [payout({ openMinor: 1000 }), payout({ payoutId: 'P2', openMinor: 1000 }), payout({ payoutId: 'P3', openMinor: 700 })]
    const { matches } = runDeposits(equal, [bankLine({ openMinor: 1700 })])
    expect(matches).toMatchObject([{ act: 'propose', left: [{ subject: 'P1' }, { subject: 'P3' }], evidence: { because: ['only-subset', 'known-sender', 'oldest-of-equals'] } }])
  })
  it('that sum in two ways are a doubt', () => {
    const run = runDeposits([...three, payout({ payoutId: 'P4', openMinor: 3003 }), payout({ payoutId: 'P5', openMinor: 6006 })], [bankLine({ openMinor: 7007 })])
    expect([run.matches, doubtsInShort(run)]).toEqual([[], ['P7 bank_line 1: P1 P2 P3 P4 P5']])
  })
  it('that two deposits want are a doubt for both', () => {
    const run = runDeposits(three, [bankLine({ openMinor: 3003 }), bankLine({ lineId: 2, openMinor: 6006 })])
    expect([run.matches, doubtsInShort(run)]).toEqual([[], ['P7 bank_line 1: P1 P2', 'P7 bank_line 2: P2 P3']])
  })
  it('are more than six only by chance', () => {
    const seven = Array.from({ length: 7 }, (_none, index) => payout({ payoutId: `P${index}`, openMinor: 3 ** index * 100 }))
    expect(inShort(runDeposits(seven, [bankLine({ openMinor: 109_300 })]))).toEqual([])
    expect(inShort(runDeposits(seven.slice(1), [bankLine({ openMinor: 109_200 })]))).toEqual(['P7 auto P1+P2+P3+P4+P5+P6=1'])
  })
  it.each([['2026-11-05', 1], ['2026-11-04', 0], ['2026-11-18', 1], ['2026-11-19', 0]])('are looked for in the whole window: deposit on %s, found %i', (valueOn, count) => {
    expect(runDeposits(three, [bankLine({ openMinor: 7007, valueOn })]).matches).toHaveLength(count)
  })
  it('of a sender that a rule only proposes are only proposed', () => {
    const acme = rule({ where: [{ field: 'counterparty', op: 'contains', value: 'acme' }] })
    expect(runDeposits(three, [bankLine({ openMinor: 7007, counterpartyName: 'ACME' })], { rules: [acme] }).matches).toMatchObject([{ act: 'propose', rule: { ruleId: 'R1' } }])
  })
  it('that a deposit which was not examined may want are only proposed', () => {
    const later = Array.from({ length: 11 }, (_none, index) => payout({ payoutId: `Q${10 + index}`, openMinor: 2 ** index * 100_000, expectedOn: '2026-11-20' }))
    const run = runDeposits([three[0]!, three[1]!, ...later], [bankLine({ openMinor: 3003 }), bankLine({ lineId: 2, openMinor: 5, valueOn: '2026-11-18' })])
    expect([inShort(run), run.notExamined]).toEqual([['P7 propose P1+P2=1'], ['2']])
  })
  it('that an earlier pass has not examined are only proposed', () => {
    const others = Array.from({ length: 9 }, (_none, index) => payout({ payoutId: `Q${index}`, openMinor: 1001, accountId: 'A2', senders: [] }))
    const strangers = Array.from({ length: 10 }, (_none, index) => bankLine({ lineId: index + 2, openMinor: 1001, counterpartyName: 'JANE' }))
    const run = runDeposits([...three.slice(0, 2), ...others], [bankLine({ openMinor: 3003 }), ...strangers], { budget: 95 })
    expect([inShort(run), run.notExamined.includes('P1')]).toEqual([['P7 propose P1+P2=1'], true])
  })
  it('with more than twelve candidates are not looked at, and that is said', () => {
    const many = Array.from({ length: 13 }, (_none, index) => payout({ payoutId: `P${10 + index}`, openMinor: 2 ** index * 100 }))
    const run = runDeposits(many, [bankLine({ openMinor: 300 })])
    expect([run.matches, run.notExamined]).toEqual([[], ['1']])
  })
  it('that a person has declined do not return', () => {
    const declined = new Set([matchKey(runDeposits(three, [bankLine({ openMinor: 7007 })]).matches[0]!)])
    expect(runDeposits(three, [bankLine({ openMinor: 7007 })], { declined }).matches).toEqual([])
  })
})

describe('one payout in several deposits of its sender', () => {
  it('is proposed, never matched', () => {
    const run = runDeposits([payout({ openMinor: 10_000 })], [bankLine({ openMinor: 6100 }), bankLine({ lineId: 2, openMinor: 3900 }), bankLine({ lineId: 3, openMinor: 50 })])
    expect(inShort(run)).toEqual(['P7 propose P1=1+2'])
  })
})
