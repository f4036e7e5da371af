import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digitRuns, editsBetween } from '../../../../electron/backend/reconciliation/passes/items/soft-references.ts'
import { matchKey } from '../../../../electron/backend/reconciliation/passes/run-passes.ts'
import { doubtsInShort, inShort, minutesAfterNoon, payment, paymentLine, runPayments } from './making.ts'

/** Weeks apart, so that time says nothing. */
const later = { occurredAt: minutesAfterNoon(60 * 24 * 20) }
const run = (ours: Parameters<typeof payment>[0], theirs: Parameters<typeof paymentLine>[0], more: Parameters<typeof runPayments>[2] = {}) => runPayments([payment(ours)], [paymentLine({ ...later, ...theirs })], more)

describe('words that speak of a payment', () => {
  it.each([
    ['the digits of a reference', { references: ['INV-2026-004711'] }, { text: 'Rechnung 4711 danke' }],
    ['the digits of the words', { words: 'Table 12, phone 0151 778899' }, { text: 'REF 778899' }],
    ['a mistyped reference', { references: ['AB12CD'] }, { text: 'PAYMENT AB12CE' }],
    ['a reference with a character too few', { references: ['AB12CDE'] }, { references: ['AB12DE'] }],
    ['a reference that was broken by a blank', { references: ['KWXYZT'] }, { text: 'FOR KWX YZT THANKS' }],
    ['a reference in other writing', { references: ['Order-KW/XYZ'] }, { text: 'orderkwxyz' }],
  ])('are %s', (_how, ours, theirs) => {
    const { matches } = run(ours, theirs)
    expect(matches).toMatchObject([{ pass: 'P11', act: 'propose' }])
  })
  it.each([
    ['a year', { references: ['INV-2026'] }, { text: 'YEAR 2026' }], ['a date', { words: 'on 20261109' }, { text: '09112026 20261109' }], ['three digits', { references: ['INV-471'] }, { text: '471' }],
    ['a short reference one edit away', { references: ['AB12C'] }, { text: 'AB12D' }], ['two edits', { references: ['AB12CD'] }, { text: 'AB12EF' }],
    ['the amount of another', { references: ['INV-4711'], minor: 451 }, { text: '4711' }], ['other ids', { references: ['INV-4711'] }, { text: '4711', hasIds: true, references: ['X-1'] }],
    ['another method', { references: ['INV-4711'] }, { text: '4711', methodKind: 'wallet' }],
  ])('are not %s', (_how, ours, theirs) => expect(inShort(run(ours, theirs))).toEqual([]))

  it('do not go against the ids of the line', () => {
    const payments = [payment({ references: ['INV-4711'] }), payment({ paymentId: 'Y2', references: ['QQ-1'] })]
    expect(inShort(runPayments(payments, [paymentLine({ ...later, text: '4711', hasIds: true, references: ['QQ-1'] })]))).toEqual([])
  })
  it('are names that a person has confirmed', () => {
    const names = { words: 'Bakery Sunrise' }
    expect(inShort(run(names, { text: 'TRANSFER S MILLER HOLDING' }))).toEqual([])
    const { matches } = run(names, { text: 'TRANSFER S MILLER HOLDING' }, { aliases: [{ from: 's. miller', to: 'sunrise' }] })
    expect(matches).toMatchObject([{ pass: 'P11', evidence: { because: ['alias', 'unique-both-ways'] } }])
    expect(matches[0]!.evidence.agrees).toContainEqual({ field: 'text', left: 'sunrise', right: 's. miller', distance: null })
  })
  it('say which and how far', () => {
    expect(run({ references: ['AB12CD'] }, { text: 'AB12CE' }).matches[0]!.evidence.agrees).toContainEqual({ field: 'reference', left: 'AB12CD', right: 'AB12CE', distance: 1 })
    expect(run({ references: ['INV-004711'] }, { text: '4711' }).matches[0]!.evidence.agrees).toContainEqual({ field: 'text', left: '4711', right: '4711', distance: 0 })
  })
  it('of several payments point to the best; a reference goes before a number', () => {
    const payments = [payment({ references: ['QWERTY'], words: 'case 99887' }), payment({ paymentId: 'Y2', references: ['ASDFGH'], words: 'case 99887' })]
    const found = runPayments(payments, [paymentLine({ ...later, text: 'ASDFGH 99887' })])
    expect([inShort(found), doubtsInShort(found)]).toEqual([['P11 propose Y2=1'], ['P11 settlement_line 1: Y2 Y1']])
  })
  it('that point to two alike are a doubt only', () => {
    const payments = [payment({ words: 'case 99887' }), payment({ paymentId: 'Y2', words: 'case 99887' })]
    const found = runPayments(payments, [paymentLine({ ...later, text: '99887' })])
    expect([found.matches, found.ambiguities.length]).toEqual([[], 1])
  })
  it('that many share say nothing', () => {
    const payments = Array.from({ length: 21 }, (_none, index) => payment({ paymentId: `Y${index}`, references: [], words: 'call 0151 778899' }))
    const found = runPayments(payments, [paymentLine({ ...later, text: '778899' })])
    expect([found.matches, found.ambiguities]).toEqual([[], []])
  })
  it('find one ticket among ten thousand equal ones', () => {
    const payments = Array.from({ length: 10_000 }, (_none, index) => payment({ paymentId: `Y${index}`, references: [`T${100_000 + index * 7}`] }))
    expect(inShort(runPayments(payments, [paymentLine({ ...later, text: 'TICKET 107007' })]))).toEqual(['P11 propose Y1001=1'])
  })
  it('are asked once: what time has proposed is not proposed again', () => {
    expect(inShort(runPayments([payment({ references: ['INV-4711'] })], [paymentLine({ text: '4711' })]))).toEqual(['P10 propose Y1=1'])
  })
  it('do not bring back what a person has declined', () => {
    const declined = new Set([matchKey(run({ references: ['INV-4711'] }, { text: '4711' }).matches[0]!)])
    expect(run({ references: ['INV-4711'] }, { text: '4711' }, { declined }).matches).toEqual([])
  })
})

describe('edits between two texts', () => {
  /** By the table of Levenshtein. */
  function distance(a: string, b: string): number {
    let row = Array.from({ length: b.length + 1 }, (_none, index) => index)
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i]
      for (let j = 1; j <= b.length; j += 1) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])))
      row = next
    }
    return row.at(-1)!
  }
  it('are counted to one', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 7 })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const edits = distance(a, b)
        expect(editsBetween(a, b)).toBe(edits > 1 ? null : edits)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('numbers in words', () => {
  it.each([['INV 00123456 of 2026-11-09', ['123456']], ['1234/0001234/12345', ['1234', '1234', '12345']], ['４７１１', ['4711']], ['in 1999 and 2031', []], ['31122026 99999999', ['99999999']], ['0000', []]])('%s: %j', (text, runs) => {
    expect(digitRuns(text)).toEqual(runs)
  })
})
