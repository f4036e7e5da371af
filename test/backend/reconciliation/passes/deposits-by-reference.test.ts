import { describe, expect, it } from 'vitest'
import { bankLine, doubtsInShort, inShort, payout, runDeposits } from './making.ts'

const named = { references: ['po_1NxyzAbc42'] }

describe('a payout named in a bank line', () => {
  it.each([
    ['whole', 'STRIPE PAYOUT po_1NxyzAbc42 THANK YOU'], ['in other case', 'stripe PO_1NXYZABC42'], ['broken by a line wrap', 'STRIPE PAYOUT PO_1NXYZ\nABC42 EUR'],
    ['broken by a blank inside a word', 'SVWZ+PAYOUT P O1NXYZAB C42'], ['with other separators', 'PO-1NXYZ/ABC-42'], ['glued to its neighbours', 'EREF+PO1NXYZABC42SVWZ+PAYOUT'],
    ['in full-width letters', 'ＰＯ＿１ＮＸＹＺＡＢＣ４２'],
  ])('%s is matched', (_how, text) => {
    const run = runDeposits([payout(named)], [bankLine({ text, counterpartyName: null })])
    expect([inShort(run), run.ambiguities, run.nearMisses]).toEqual([['P5 auto P1=1'], [], []])
  })

  it('is matched by any of its references and any of the bank\'s', () => {
    expect(inShort(runDeposits([payout({ references: ['TRACE-88123', 'po_x'] })], [bankLine({ references: ['NONREF', 'trace 88123'], text: '' })]))).toEqual(['P5 auto P1=1'])
  })

  it('is matched although the sender is not known', () => {
    const { matches } = runDeposits([payout({ ...named, senders: [] })], [bankLine({ text: 'PO1NXYZABC42', counterpartyName: 'SOME BANK' })])
    expect(matches[0]).toMatchObject({ pass: 'P5', act: 'auto', evidence: { differs: [{ field: 'sender' }] } })
  })

  it.each([['2026-11-05', 'auto'], ['2026-11-04', 'propose'], ['2026-11-18', 'auto'], ['2026-11-19', 'propose']])('with value date %s is: %s', (valueOn, act) => {
    const { matches } = runDeposits([payout(named)], [bankLine({ text: 'PO1NXYZABC42', valueOn })])
    expect(matches.map((match) => match.act)).toEqual([act])
  })

  it('outside the window is only proposed, and says so', () => {
    const { matches } = runDeposits([payout(named)], [bankLine({ text: 'PO1NXYZABC42', valueOn: '2026-12-24' })])
    expect(matches).toMatchObject([{ act: 'propose', evidence: { because: ['named', 'outside-window'], differs: [{ field: 'date', distance: 33 }] } }])
  })

  it('without any day is matched: the reference is the identity', () => {
    expect(inShort(runDeposits([payout({ ...named, expectedOn: null })], [bankLine({ text: 'PO1NXYZABC42' })]))).toEqual(['P5 auto P1=1'])
    expect(inShort(runDeposits([payout(named)], [bankLine({ text: 'PO1NXYZABC42', valueOn: null, bookedOn: null })]))).toEqual(['P5 auto P1=1'])
  })

  it('of several days counts the holidays of its currency', () => {
    const easter = { references: ['PAYOUT-77'], expectedOn: '2026-04-01' }
    const arrived = { text: 'PAYOUT-77', valueOn: '2026-04-14' }
    expect(runDeposits([payout(easter)], [bankLine(arrived)]).matches).toMatchObject([{ act: 'auto' }])
    expect(runDeposits([payout({ ...easter, currency: 'CNY' })], [bankLine({ ...arrived, currency: 'CNY' })]).matches).toMatchObject([{ act: 'propose' }])
  })
})

describe('a reference', () => {
  it.each([['91234567'], ['12345678'], ['91234567890']])('is not a part of the longer number %s', (number) => {
    const run = runDeposits([payout({ references: ['1234567'], senders: [] })], [bankLine({ text: `PAYOUT ${number}` })])
    expect(run.matches.map(({ pass }) => pass)).not.toContain('P5')
  })
  it('may have zeros in front', () => {
    expect(inShort(runDeposits([payout({ references: ['1234567'] })], [bankLine({ text: 'PAYOUT 0001234567' })]))).toEqual(['P5 auto P1=1'])
  })
  it('that is short counts only as a word of its own', () => {
    expect(inShort(runDeposits([payout({ references: ['4711'], senders: [] })], [bankLine({ text: 'BATCH 4711 XYZ' })]))).toEqual(['P5 auto P1=1'])
    expect(inShort(runDeposits([payout({ references: ['4711'], senders: [] })], [bankLine({ text: 'BATCH A4711' })]))).toEqual(['P6 propose P1=1'])
  })
  it('that is the beginning of another one there is not meant', () => {
    const payouts = [payout({ references: ['BATCH77A'] }), payout({ payoutId: 'P2', references: ['BATCH77AB'] })]
    expect(inShort(runDeposits(payouts, [bankLine({ text: 'BATCH 77AB' })]))[0]).toBe('P5 auto P2=1')
  })
  it.each([['NOTPROVIDED'], ['STRIPE'], ['000000'], ['']])('%j is none', (reference) => {
    expect(inShort(runDeposits([payout({ references: [reference] })], [bankLine({ text: `STRIPE NOTPROVIDED 000000` })]))).toEqual(['P6 auto P1=1'])
  })
  it('that is short does not count beside a long one', () => {
    const payouts = [payout({ references: ['BATCH-77001'] }), payout({ payoutId: 'P2', references: ['4711'] })]
    expect(inShort(runDeposits(payouts, [bankLine({ text: 'BATCH-77001 4711' })]))[0]).toBe('P5 auto P1=1')
  })
  it('that more than twelve deposits contain names nothing', () => {
    const lines = Array.from({ length: 13 }, (_none, index) => bankLine({ lineId: index + 1, text: 'MERCHANT99', openMinor: 10_000 + index }))
    const run = runDeposits([payout({ references: ['MERCHANT99'] })], lines)
    expect([inShort(run), run.nearMisses]).toEqual([['P6 auto P1=1'], []])
  })
  it('that more than twelve payouts carry names none of them', () => {
    const payouts = Array.from({ length: 13 }, (_none, index) => payout({ payoutId: `P${10 + index}`, references: ['MERCHANT99'], openMinor: 1000 + index }))
    const run = runDeposits(payouts, [bankLine({ text: 'MERCHANT99', openMinor: 5 })])
    expect([run.matches, run.nearMisses]).toEqual([[], []])
  })
})

describe('several named together', () => {
  const two = [payout({ references: ['BATCH-1001'] }), payout({ payoutId: 'P2', openMinor: 2500, references: ['BATCH-1002'] })]

  it('payouts in one deposit that sum to it are matched', () => {
    const run = runDeposits(two, [bankLine({ openMinor: 12_500, text: 'BATCH-1001 BATCH-1002' })])
    expect([inShort(run), run.nearMisses]).toEqual([['P5 auto P1+P2=1'], []])
  })
  it('a payout that owes is netted in the same deposit', () => {
    const owing = payout({ payoutId: 'P2', openMinor: -2500, references: ['BATCH-1002'] })
    expect(inShort(runDeposits([two[0]!, owing], [bankLine({ openMinor: 7500, text: 'BATCH-1001, BATCH-1002' })]))).toEqual(['P5 auto P1+P2=1'])
  })
  it('one payout in two deposits that sum to it is matched', () => {
    const lines = [bankLine({ openMinor: 6000, text: 'BATCH-1001 1/2' }), bankLine({ lineId: 2, openMinor: 4000, text: 'BATCH-1001 2/2' })]
    expect(inShort(runDeposits([two[0]!], lines))).toEqual(['P5 auto P1=1+2'])
  })
  it('payouts that do not sum to the deposit that names them are a near miss', () => {
    const run = runDeposits(two, [bankLine({ openMinor: 12_400, text: 'BATCH-1001 BATCH-1002', counterpartyName: 'X' })])
    expect([run.matches, run.nearMisses]).toMatchObject([[], [{ kind: 'split', payoutIds: ['P1', 'P2'], lineIds: [1], differenceMinor: -100 }]])
  })
  it('deposits that do not sum to the payout that they name are a near miss', () => {
    const lines = [bankLine({ openMinor: 6000, text: 'BATCH-1001 1/2' }), bankLine({ lineId: 2, openMinor: 4001, text: 'BATCH-1001 2/2' })]
    expect(runDeposits([two[0]!], lines).nearMisses).toMatchObject([{ kind: 'split', payoutIds: ['P1'], lineIds: [1, 2], differenceMinor: 1 }])
  })
  it('one payout in a deposit and a debit that sum to it is only proposed', () => {
    const lines = [bankLine({ openMinor: 12_000, text: 'BATCH-1001' }), bankLine({ lineId: 2, openMinor: -2000, text: 'BATCH-1001 FEES' })]
    expect(runDeposits([two[0]!], lines).matches).toMatchObject([{ pass: 'P5', act: 'propose', evidence: { because: ['named', 'cancels-inside'] } }])
  })
  it('a payout that has its money already does not count', () => {
    expect(inShort(runDeposits([two[0]!, { ...two[1]!, openMinor: 0 }], [bankLine({ text: 'BATCH-1001 BATCH-1002' })]))).toEqual(['P5 auto P1=1'])
  })
  it('a deposit outside the window is not proposed beside two inside it', () => {
    const lines = [bankLine({ text: 'BATCH-1001' }), bankLine({ lineId: 2, text: 'BATCH-1001' }), bankLine({ lineId: 3, text: 'BATCH-1001', valueOn: '2026-12-24' })]
    expect(runDeposits([two[0]!], lines, { off: new Set(['P6']) }).matches).toEqual([])
  })
  it('deposits of equal amount that name one payout are for a person', () => {
    const run = runDeposits([two[0]!], [bankLine({ text: 'BATCH-1001' }), bankLine({ lineId: 2, text: 'BATCH-1001' })])
    expect([inShort(run), doubtsInShort(run).slice(0, 1)]).toEqual([['P6 propose P1=1'], ['P5 payout P1: 1 2']])
  })
  it('a payout that came back and was sent again is proposed with all three bookings', () => {
    const lines = [bankLine({ text: 'BATCH-1001' }), bankLine({ lineId: 2, openMinor: -10_000, valueOn: '2026-11-10', text: 'RETURN BATCH-1001' }), bankLine({ lineId: 3, valueOn: '2026-11-12', text: 'BATCH-1001' })]
    const run = runDeposits([two[0]!], lines)
    expect(run.matches[0]).toMatchObject({ pass: 'P5', act: 'propose', right: [{ subject: '1' }, { subject: '2' }, { subject: '3' }], evidence: { because: ['named', 'cancels-inside'] } })
    expect(run.matches.filter(({ act }) => act === 'auto')).toEqual([])
  })
  it('a payout that had arrived before it came back and was sent again is proposed the two bookings that cancel', () => {
    const lines = [bankLine({ lineId: 2, openMinor: -10_000, valueOn: '2026-11-10', text: 'RETURN BATCH-1001' }), bankLine({ lineId: 3, valueOn: '2026-11-12', text: 'BATCH-1001' })]
    const run = runDeposits([{ ...two[0]!, openMinor: 0 }], lines)
    expect(run.matches).toMatchObject([{ pass: 'P5', act: 'propose', left: [{ subject: 'P1', minor: 0 }], right: [{ subject: '2' }, { subject: '3' }], evidence: { because: ['named', 'cancels-inside'] } }])
    expect(run.nearMisses).toEqual([])
  })
  it('lines that name several payouts which have arrived are nobody\'s return', () => {
    const lines = [bankLine({ lineId: 2, openMinor: -10_000, text: 'BATCH-1001 BATCH-1002' }), bankLine({ lineId: 3, text: 'BATCH-1001 BATCH-1002' })]
    expect(runDeposits(two.map((one) => ({ ...one, openMinor: 0 })), lines).matches).toEqual([])
  })
})

describe('a near miss', () => {
  const miss = (changes: Parameters<typeof bankLine>[0], of: Parameters<typeof payout>[0] = {}) => runDeposits([payout({ ...named, ...of })], [bankLine({ text: 'PO1NXYZABC42', ...changes })])

  it('tells by how much too much or too little came', () => {
    expect(miss({ openMinor: 10_001 }).nearMisses).toMatchObject([{ kind: 'amount', payoutId: 'P1', lineId: 1, reference: 'po_1NxyzAbc42', differenceMinor: 1, payoutMinor: 10_000, lineMinor: 10_001 }])
    expect(miss({ openMinor: 9_900 }).nearMisses).toMatchObject([{ kind: 'amount', differenceMinor: -100 }])
  })
  it('tells another currency', () => expect(miss({ currency: 'USD' }).nearMisses).toMatchObject([{ kind: 'currency', currency: 'USD', payoutCurrency: 'EUR', differenceMinor: 0 }]))
  it('tells that money went the other way', () => expect(miss({ openMinor: -10_000 }).nearMisses).toMatchObject([{ kind: 'direction' }]))
  it('tells that the payout has its money already', () => expect(miss({}, { openMinor: 0 }).nearMisses).toMatchObject([{ kind: 'taken', payoutMinor: 0, differenceMinor: 10_000 }]))
  it('tells that a payout which had arrived went back', () => expect(miss({ openMinor: -10_000 }, { openMinor: 0 }).nearMisses).toMatchObject([{ kind: 'direction' }]))
  it('is no match, by no pass', () => expect([miss({ openMinor: 9_999 }).matches, miss({ currency: 'USD' }).matches, miss({}, { openMinor: 0 }).matches]).toEqual([[], [], []]))
  it('keeps the line from being matched with another payout of its amount', () => {
    const run = runDeposits([payout({ ...named, openMinor: 9_000 }), payout({ payoutId: 'P2' })], [bankLine({ text: 'PO1NXYZABC42' })])
    expect([run.matches, run.nearMisses]).toMatchObject([[], [{ kind: 'amount', payoutId: 'P1' }]])
  })
  it('keeps the payout from being matched with another deposit of its amount', () => {
    expect(runDeposits([payout(named)], [bankLine({ text: 'PO1NXYZABC42', openMinor: 9_000 }), bankLine({ lineId: 2 })]).matches).toEqual([])
  })
  it('does not arise where many share a reference with many', () => {
    const payouts = [payout({ references: ['MERCHANT99'], openMinor: 1 }), payout({ payoutId: 'P2', references: ['MERCHANT99'], openMinor: 2 })]
    expect(runDeposits(payouts, [bankLine({ text: 'MERCHANT99', openMinor: 4 }), bankLine({ lineId: 2, text: 'MERCHANT99', openMinor: 5 })]).nearMisses).toEqual([])
  })
  it('tells of the line that is left when the payout has found its own', () => {
    const run = runDeposits([payout(named)], [bankLine({ text: 'PO1NXYZABC42' }), bankLine({ lineId: 2, openMinor: -10_000, text: 'RETURN PO1NXYZABC42' })])
    expect([inShort(run), run.nearMisses]).toMatchObject([['P5 auto P1=1'], [{ kind: 'direction', lineId: 2 }]])
  })
})
