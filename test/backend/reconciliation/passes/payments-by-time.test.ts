import { describe, expect, it } from 'vitest'
import { matchKey } from '../../../../electron/backend/reconciliation/passes/run-passes.ts'
import { doubtsInShort, inShort, minutesAfterNoon, payment, paymentLine, rule, runPayments } from './making.ts'

const byTime = rule({ link: 'L1', act: 'auto', requireUnique: 'both' })

describe('a payment and a line without ids', () => {
  it('of equal amount and near in time are proposed', () => {
    const { matches } = runPayments([payment()], [paymentLine({ occurredAt: minutesAfterNoon(3) })])
    expect(matches).toMatchObject([{ link: 'L1', pass: 'P10', act: 'propose', rule: null, evidence: { because: ['unique-both-ways'] } }])
    expect(matches[0]!.evidence.agrees).toContainEqual({ field: 'time', left: '2026-11-09T12:00:00.000Z', right: '2026-11-09T12:03:00.000Z', distance: 180_000 })
  })
  it('are matched when the owner has said so by a rule', () => {
    expect(runPayments([payment()], [paymentLine()], { rules: [byTime] }).matches).toMatchObject([{ act: 'auto', rule: { ruleId: 'R1', version: 1 }, evidence: { because: ['unique-both-ways', 'rule'] } }])
  })
  it.each([
    ['of another method', {}, { methodKind: 'wallet' }], ['of another account', {}, { accountId: 'A2' }], ['of another amount', {}, { grossMinor: 451 }],
    ['of another currency', {}, { currency: 'USD' }], ['a day apart', {}, { occurredAt: minutesAfterNoon(1441) }], ['with other ids', {}, { hasIds: true, references: ['ORDER-2'] }],
  ])('%s never meet', (_how, ours, theirs) => expect(inShort(runPayments([payment(ours)], [paymentLine(theirs)], { rules: [byTime] }))).toEqual([]))
  it('of unknown method may meet', () => expect(inShort(runPayments([payment()], [paymentLine({ methodKind: null })]))).toEqual(['P10 propose Y1=1']))
  it('with an id in common may meet', () => expect(inShort(runPayments([payment()], [paymentLine({ hasIds: true, references: ['order 1'] })]))).toEqual(['P10 propose Y1=1']))
  it('of which only the line has ids may meet', () => expect(inShort(runPayments([payment({ references: [] })], [paymentLine({ hasIds: true, references: ['X-1'] })]))).toEqual(['P10 propose Y1=1']))
  it('are only proposed by a rule that says so', () => {
    expect(runPayments([payment()], [paymentLine()], { rules: [rule({ link: 'L1', act: 'propose' })] }).matches).toMatchObject([{ act: 'propose', rule: null }])
  })
  it('may be a day apart by the window, or minutes', () => {
    const line = [paymentLine({ occurredAt: minutesAfterNoon(6) })]
    expect(inShort(runPayments([payment()], line, { windowMs: 5 * 60_000 }))).toEqual([])
    expect(inShort(runPayments([payment()], line, { windowMs: 6 * 60_000 }))).toEqual(['P10 propose Y1=1'])
  })
  it('that states only its day goes by the shop\'s day', () => {
    const line = [paymentLine({ occurredAt: null, occurredOn: '2026-11-11' })]
    expect(inShort(runPayments([payment()], line))).toEqual([])
    expect(inShort(runPayments([payment()], line, { dayOf: () => '2026-11-10' }))).toEqual(['P10 propose Y1=1'])
  })
  it('without any day never meet', () => expect(inShort(runPayments([payment()], [paymentLine({ occurredAt: null, occurredOn: null })]))).toEqual([]))
  it('outside the window or the words of the rule are only proposed', () => {
    const narrow = rule({ link: 'L1', act: 'auto', window: { daysBefore: 0, daysAfter: 0, calendar: 'every-day' }, where: [{ field: 'text', op: 'contains', value: 'till 2' }] })
    const acts = (line: Parameters<typeof paymentLine>[0]) => runPayments([payment()], [paymentLine(line)], { rules: [narrow] }).matches.map(({ act }) => act)
    expect([acts({ text: 'TILL 2' }), acts({ text: 'TILL 3' }), acts({ text: 'TILL 2', occurredAt: minutesAfterNoon(13 * 60) })]).toEqual([['auto'], ['propose'], ['propose']])
  })
})

describe('several that fit', () => {
  it('are a doubt, and the nearest are proposed', () => {
    const run = runPayments([payment(), payment({ paymentId: 'Y2', paidAt: minutesAfterNoon(60) })], [paymentLine({ occurredAt: minutesAfterNoon(1) }), paymentLine({ lineId: 2, occurredAt: minutesAfterNoon(61) })], { rules: [byTime] })
    expect(inShort(run)).toEqual(['P10 propose Y1=1', 'P10 propose Y2=2'])
    expect(doubtsInShort(run)).toEqual(['P10 payment Y1: 1 2', 'P10 payment Y2: 2 1', 'P10 settlement_line 1: Y1 Y2', 'P10 settlement_line 2: Y2 Y1'])
  })
  it('equally near are a doubt only', () => {
    const run = runPayments([payment()], [paymentLine({ occurredAt: minutesAfterNoon(-2) }), paymentLine({ lineId: 2, occurredAt: minutesAfterNoon(2) })], { rules: [byTime] })
    expect([run.matches, run.ambiguities.length]).toEqual([[], 1])
  })
  it('ten thousand equal tickets are unclear at once', () => {
    const count = 10_000
    const payments = Array.from({ length: count }, (_none, index) => payment({ paymentId: `Y${index}`, paidAt: minutesAfterNoon(index % 600), references: [`ORDER-${100_000 + index}`] }))
    const lines = Array.from({ length: count }, (_none, index) => paymentLine({ lineId: index + 1, occurredAt: minutesAfterNoon(index % 600) }))
    const run = runPayments(payments, lines, { rules: [byTime] })
    expect([run.matches.length, run.ambiguities.length, run.workUnits.P10]).toEqual([0, 2 * count, 0])
    expect(Object.values(run.workUnits).reduce((sum, units) => sum + units, 0)).toBeLessThanOrEqual(4 * count)
  })
  it('lines with ids of their own make no crowd', () => {
    const strangers = Array.from({ length: 300 }, (_none, index) => paymentLine({ lineId: index + 2, hasIds: true, references: [`X${index}`] }))
    expect(inShort(runPayments([payment()], [paymentLine(), ...strangers]))).toEqual(['P10 propose Y1=1'])
  })
  it('beyond the budget are not examined, and that is said', () => {
    const payments = Array.from({ length: 20 }, (_none, index) => payment({ paymentId: `Y${index}` }))
    const run = runPayments(payments, Array.from({ length: 20 }, (_none, index) => paymentLine({ lineId: index })), { budget: 100, off: new Set(['P11', 'P12']) })
    expect([run.matches.length, run.notExamined.length]).toEqual([0, 40])
  })
})

describe('a declined pair', () => {
  const declined = new Set([matchKey(runPayments([payment()], [paymentLine()]).matches[0]!)])
  it('does not return, and leaves the other one likely at most', () => {
    expect(runPayments([payment()], [paymentLine()], { declined, rules: [byTime] }).matches).toEqual([])
    expect(runPayments([payment()], [paymentLine(), paymentLine({ lineId: 2 })], { declined, rules: [byTime] }).matches).toMatchObject([{ act: 'propose', right: [{ subject: '2' }], evidence: { because: ['others-declined'] } }])
  })
})
