import { describe, expect, it } from 'vitest'
import { bankLine, inShort, mistakesOf, payout, rule, runDeposits } from './making.ts'

const fromAcme = { where: [{ field: 'counterparty', op: 'contains', value: 'acme acquiring' }] }
const acmeLine = bankLine({ counterpartyName: 'ACME ACQUIRING LTD' })

describe('a rule that tells a sender', () => {
  it('lets deposits of that name be matched', () => {
    expect(inShort(runDeposits([payout()], [acmeLine]))).toEqual(['P6 propose P1=1'])
    expect(runDeposits([payout()], [acmeLine], { rules: [rule({ ...fromAcme, act: 'auto' })] }).matches).toMatchObject([{ act: 'auto', rule: { ruleId: 'R1', version: 1 }, evidence: { because: ['unique-both-ways', 'known-sender', 'rule'] } }])
  })
  it('only proposes when it says so', () => expect(runDeposits([payout()], [acmeLine], { rules: [rule(fromAcme)] }).matches).toMatchObject([{ act: 'propose', rule: { ruleId: 'R1' } }]))
  it('of one account does not speak for another', () => {
    const own = rule({ where: [...fromAcme.where, { field: 'account', op: 'equals', value: 'A2' }], act: 'auto' })
    expect(runDeposits([payout()], [acmeLine], { rules: [own] }).matches).toMatchObject([{ act: 'propose', rule: null }])
  })
  it('has a window of its own', () => {
    const wide = rule({ ...fromAcme, act: 'auto', window: { daysBefore: 0, daysAfter: 40, calendar: 'every-day' } })
    expect(inShort(runDeposits([payout()], [{ ...acmeLine, valueOn: '2026-12-15' }], { rules: [wide] }))).toEqual(['P6 auto P1=1'])
    expect(inShort(runDeposits([payout()], [{ ...acmeLine, valueOn: '2026-11-08' }], { rules: [wide] }))).toEqual([])
  })
})

describe('a rule that excludes', () => {
  const rent = rule({ act: 'exclude', reason: 'rent', where: [{ field: 'text', op: 'contains', value: 'rent' }] })

  it('sets lines aside with its reason', () => {
    const run = runDeposits([payout()], [bankLine({ text: 'Rent November' })], { rules: [rent] })
    expect([run.matches, run.excluded]).toEqual([[], [{ lineId: 1, reason: 'rent', rule: { ruleId: 'R1', version: 1 } }]])
  })
  it('does not take a line that names a payout', () => {
    const run = runDeposits([payout({ references: ['PO-778899'] })], [bankLine({ text: 'RENT-A-SHOP PO-778899' })], { rules: [rent] })
    expect([inShort(run), run.excluded]).toEqual([['P5 auto P1=1'], []])
    expect(runDeposits([payout({ references: ['PO-778899'] })], [bankLine({ text: 'RENT-A-SHOP PO-778899', openMinor: 5 })], { rules: [rent] })).toMatchObject({ excluded: [], nearMisses: [{ kind: 'amount' }] })
  })
})

describe('a condition', () => {
  const holds = (condition: Record<string, unknown>, more: Record<string, unknown>[] = [], changes: Parameters<typeof bankLine>[0] = {}): boolean =>
    runDeposits([], [bankLine({ text: 'Card fees\n  October 4711', references: ['REF-1', 'REF-2'], ...changes })], { rules: [rule({ act: 'exclude', reason: 'test', where: [condition, ...more] })] }).excluded.length === 1

  it.each([
    [{ field: 'text', op: 'contains', value: 'FEES OCTOBER' }, true], [{ field: 'text', op: 'contains', value: 'octo ber4711' }, true], [{ field: 'text', op: 'contains', value: 'august' }, false],
    [{ field: 'text', op: 'equals', value: 'card fees october 4711' }, true], [{ field: 'text', op: 'equals', value: 'card fees' }, false],
    [{ field: 'text', op: 'regex', value: '^card .*\\d{4}$' }, true], [{ field: 'text', op: 'regex', value: 'card \\d' }, false], [{ field: 'reference', op: 'in', value: ['REF-9', 'ref-2'] }, true],
    [{ field: 'counterparty', op: 'equals', value: 'stripe' }, false], [{ field: 'bankAccount', op: 'equals', value: 'B1' }, true],
    [{ field: 'day', op: 'between', value: ['2026-11-01', '2026-11-30'] }, true], [{ field: 'day', op: 'between', value: ['2026-11-10', '2026-11-30'] }, false], [{ field: 'day', op: 'equals', value: '2026-11-09' }, true],
    [{ field: 'currency', op: 'in', value: ['USD', 'EUR'] }, true],
  ])('%j: %s', (condition, expected) => expect(holds(condition)).toBe(expected))

  it.each([[9_999, 10_000, true], [10_000, 10_001, true], [10_001, 20_000, false]])('of an amount between %i and %i, both included: %s', (from, to, expected) => {
    expect(holds({ field: 'amount', op: 'between', value: [from, to] }, [{ field: 'currency', op: 'equals', value: 'EUR' }])).toBe(expected)
  })
  it('holds together with all others', () => expect(holds({ field: 'text', op: 'contains', value: 'card' }, [{ field: 'text', op: 'contains', value: 'debit' }])).toBe(false))
  it('on what a line does not state does not hold', () => expect(holds({ field: 'counterparty', op: 'regex', value: '.*' }, [], { counterpartyName: null })).toBe(false))
})

describe('a rule that makes no sense is refused', () => {
  const eur = { field: 'currency', op: 'equals', value: 'EUR' }
  const tolerant = { tolerance: { minor: 5, perMille: 5 }, difference: { reason: 'fee' } }
  it.each([
    ['an exclusion without conditions', { act: 'exclude', reason: 'x' }, 'where'], ['an exclusion without a reason', { act: 'exclude', where: [eur] }, 'reason'], ['an exclusion of payments', { act: 'exclude', reason: 'x', link: 'L1', where: [eur] }, 'link'],
    ['a reason without an exclusion', { ...fromAcme, reason: 'x' }, 'reason'], ['a sender told by the amount', { where: [eur] }, 'where'], ['acting on what is not unique', { ...fromAcme, act: 'auto', requireUnique: 'one' }, 'requireUnique'],
    ['acting on different amounts', { ...tolerant, act: 'auto' }, 'act'], ['a tolerance without a reason', { tolerance: { minor: 5, perMille: 5 } }, 'difference'], ['a difference without a tolerance', { ...fromAcme, difference: { reason: 'fee' } }, 'difference'],
    ['a tolerance of nothing', { ...tolerant, tolerance: { minor: 0, perMille: 5 } }, 'tolerance.minor'], ['a tolerance beyond the whole', { ...tolerant, tolerance: { minor: 5, perMille: 1001 } }, 'tolerance.perMille'],
    ['an amount without its currency', { where: [...fromAcme.where, { field: 'amount', op: 'equals', value: 5 }] }, 'where.1.field'], ['an amount in fractions', { where: [...fromAcme.where, eur, { field: 'amount', op: 'equals', value: 5.5 }] }, 'where.2.value'],
    ['an amount as text', { where: [...fromAcme.where, eur, { field: 'amount', op: 'equals', value: '5' }] }, 'where.2.value'], ['a day that is none', { where: [...fromAcme.where, { field: 'day', op: 'equals', value: '2026-02-30' }] }, 'where.1.value'],
    ['a currency that is none', { where: [...fromAcme.where, { field: 'currency', op: 'equals', value: 'EURO' }] }, 'where.1.value'], ['words in order', { where: [{ field: 'text', op: 'between', value: ['a', 'b'] }] }, 'where.0.value'],
    ['a day that contains', { where: [...fromAcme.where, { field: 'day', op: 'contains', value: '2026' }] }, 'where.1.value'], ['a field of another link', { link: 'L1', where: [{ field: 'bankAccount', op: 'equals', value: 'B' }] }, 'where.0.field'],
    ['a pattern that could hang', { where: [{ field: 'text', op: 'regex', value: '(a+)+$' }] }, 'where.0.value'], ['a link without such passes', { link: 'L3' }, 'link'], ['an unknown operator', { where: [{ field: 'text', op: 'eval', value: '1' }] }, 'where.0.op'],
    ['a window of years', { ...fromAcme, window: { daysBefore: 0, daysAfter: 400, calendar: 'bank' } }, 'window.daysAfter'],
  ])('%s', (_what, changes, place) => expect(mistakesOf(changes).map((mistake) => mistake.split(':')[0])).toContain(place))

  it('and a good one is not', () => expect([mistakesOf(fromAcme), mistakesOf({ ...fromAcme, ...tolerant }), mistakesOf({ link: 'L1', act: 'auto' })]).toEqual([[], [], []]))
})
