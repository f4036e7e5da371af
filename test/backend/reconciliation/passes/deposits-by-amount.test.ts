import { describe, expect, it } from 'vitest'
import { matchKey } from '../../../../electron/backend/reconciliation/passes/run-passes.ts'
import { bankLine, doubtsInShort, inShort, payout, runDeposits } from './making.ts'

describe('a payout and a deposit of one amount', () => {
  it('from a known sender, alone in the window, are matched', () => expect(inShort(runDeposits([payout()], [bankLine()]))).toEqual(['P6 auto P1=1']))

  it('may be negative: a debit is matched with a payout that owes', () => {
    expect(inShort(runDeposits([payout({ openMinor: -500 })], [bankLine({ openMinor: -500 })]))).toEqual(['P6 auto P1=1'])
    expect(inShort(runDeposits([payout({ openMinor: 500 })], [bankLine({ openMinor: -500 })]))).toEqual([])
  })

  it.each([['JPY', 1_250_000], ['KWD', 12_345], ['EUR', Number.MAX_SAFE_INTEGER]])('in %s are matched to the minor unit', (currency, openMinor) => {
    expect(inShort(runDeposits([payout({ currency, openMinor })], [bankLine({ currency, openMinor })]))).toEqual(['P6 auto P1=1'])
    expect(inShort(runDeposits([payout({ currency, openMinor: openMinor - 1 })], [bankLine({ currency, openMinor })]))).toEqual([])
  })

  it('of different currencies never meet, however equal the digits', () => expect(inShort(runDeposits([payout({ currency: 'JPY' })], [bankLine()]))).toEqual([]))

  it.each([['2026-11-04', []], ['2026-11-05', ['P6 auto P1=1']], ['2026-11-18', ['P6 auto P1=1']], ['2026-11-19', []]])('with value date %s: %j', (valueOn, found) => {
    expect(inShort(runDeposits([payout()], [bankLine({ valueOn })]))).toEqual(found)
  })

  it('without a day are only proposed', () => {
    const { matches } = runDeposits([payout({ expectedOn: null })], [bankLine()])
    expect(matches).toMatchObject([{ act: 'propose', evidence: { because: ['unique-both-ways', 'known-sender', 'no-date'] } }])
  })

  it('whose sender stands in the text alone are matched only when the bank names nobody else', () => {
    const text = 'TRANSFER FROM STRI PE PAYMENTS'
    expect(inShort(runDeposits([payout()], [bankLine({ counterpartyName: null, text })]))).toEqual(['P6 auto P1=1'])
    expect(inShort(runDeposits([payout()], [bankLine({ counterpartyName: 'JANE MILLER', text })]))).toEqual(['P6 propose P1=1'])
  })

  it('whose sender only looks like the platform are proposed', () => expect(inShort(runDeposits([payout()], [bankLine({ counterpartyName: 'PINSTRIPE SUITS' })]))).toEqual(['P6 propose P1=1']))
})

describe('a customer who sends the same amount by chance', () => {
  const customer = bankLine({ lineId: 2, counterpartyName: 'JANE MILLER', text: 'INVOICE 77' })

  it('does not come between the payout and its deposit', () => {
    const run = runDeposits([payout()], [customer, bankLine()])
    expect([inShort(run), run.matches[0]!.evidence.runnerUp, run.ambiguities]).toEqual([['P6 auto P1=1'], { subject: '2', why: 'unknown-sender' }, []])
  })
  it('is never matched without asking', () => {
    const { matches } = runDeposits([payout()], [customer])
    expect(matches).toMatchObject([{ act: 'propose', evidence: { because: ['unique-both-ways', 'unknown-sender'], differs: [{ field: 'sender', right: 'JANE MILLER' }] } }])
  })
  it('is not offered beside deposits of the platform', () => {
    expect(inShort(runDeposits([payout()], [bankLine(), bankLine({ lineId: 3 }), customer]))).toEqual(['P6 propose P1=1'])
  })
  it('and another one are a doubt, and nothing is proposed', () => {
    const run = runDeposits([payout()], [customer, bankLine({ lineId: 3, counterpartyName: 'JOE' })])
    expect([run.matches, doubtsInShort(run)]).toEqual([[], ['P6 payout P1: 2 3']])
  })
})

describe('several that fit', () => {
  const weekly = [payout(), payout({ payoutId: 'P2', expectedOn: '2026-11-16' })]
  const deposits = [bankLine(), bankLine({ lineId: 2, valueOn: '2026-11-16', bookedOn: '2026-11-16' })]

  it('two weeks of equal payouts are proposed by their days, never matched', () => {
    const run = runDeposits(weekly, deposits)
    expect(inShort(run)).toEqual(['P6 propose P1=1', 'P6 propose P2=2'])
    expect(doubtsInShort(run)).toEqual(['P6 payout P1: 1 2', 'P6 bank_line 2: P2 P1'])
    expect(run.matches[0]!.evidence).toMatchObject({ because: ['other-candidates', 'known-sender'], runnerUp: { subject: '2', why: 'farther' } })
  })
  it('equal payouts of one day are proposed oldest first, and that is said', () => {
    const run = runDeposits([payout({ payoutId: 'P9' }), payout({ payoutId: 'P2' })], [bankLine({ lineId: 12 }), bankLine({ lineId: 3 })])
    expect(inShort(run)).toEqual(['P6 propose P2=3', 'P6 propose P9=12'])
    expect(run.matches[0]!.evidence).toMatchObject({ because: ['oldest-of-equals', 'known-sender'], runnerUp: { why: 'equally-near' } })
  })
  it('outside each other\'s windows do not disturb', () => {
    const far = [payout(), payout({ payoutId: 'P2', expectedOn: '2026-12-14' })]
    expect(inShort(runDeposits(far, [bankLine(), bankLine({ lineId: 2, valueOn: '2026-12-15' })]))).toEqual(['P6 auto P1=1', 'P6 auto P2=2'])
  })
  it('more than 200 are unclear without being compared', () => {
    const payouts = Array.from({ length: 201 }, (_none, index) => payout({ payoutId: `P${1000 + index}` }))
    const run = runDeposits(payouts, deposits)
    expect([run.matches, run.ambiguities.length, run.workUnits.P6]).toEqual([[], 203, 0])
    expect(run.ambiguities[201]).toMatchObject({ side: 'bank_line', subject: '1', candidates: { length: 20 }, more: true })
  })
})

describe('a declined pair', () => {
  const declined = new Set([matchKey(runDeposits([payout()], [bankLine()]).matches[0]!)])

  it('never returns, from no pass', () => {
    expect(runDeposits([payout()], [bankLine()], { declined }).matches).toEqual([])
    expect(runDeposits([payout({ references: ['PO-778899'] })], [bankLine({ text: 'PO-778899' })], { declined }).matches).toEqual([])
  })
  it('makes the other candidate likely, not certain', () => {
    const { matches } = runDeposits([payout()], [bankLine(), bankLine({ lineId: 2 })], { declined })
    expect(matches).toMatchObject([{ act: 'propose', right: [{ subject: '2' }], evidence: { because: ['others-declined', 'known-sender'] } }])
  })
  it('is known by its items, whatever their order', () => {
    const one = { link: 'L4', left: [{ side: 'payout', subject: 'a', minor: 1 }, { side: 'payout', subject: 'b', minor: 2 }], right: [{ side: 'bank_line', subject: '1', minor: 3 }] } as const
    expect(matchKey({ ...one, left: one.left.toReversed() })).toBe(matchKey(one))
    expect(matchKey({ ...one, left: one.left.slice(1) })).not.toBe(matchKey(one))
    expect(matchKey({ ...one, link: 'L3' })).not.toBe(matchKey(one))
  })
})
