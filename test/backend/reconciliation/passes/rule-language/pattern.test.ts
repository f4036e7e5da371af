import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPattern } from '../../../../../electron/backend/reconciliation/passes/rule-language/pattern.ts'

const isIn = (source: string, text: string): boolean | string => {
  const pattern = createPattern(source)
  return pattern.ok ? pattern.value.isIn(text) : pattern.failure.why
}

describe('a pattern', () => {
  it.each([
    ['stripe', 'PAYOUT STRIPE 5', true], ['^stripe', 'PAYOUT STRIPE', false], ['stripe$', 'x Stripe', true], ['po[-_ ]?\\d{3,5}', 'ref PO-1234', true], ['po[-_ ]?\\d{3,5}\\b', 'ref PO-123456', false],
    ['(rent|lease) \\w+', 'Lease November', true], ['(?:ab){2}', 'xababx', true], ['a{0}b', 'b', true], ['[^0-9]', '123', false], ['[a-c-]x', '-X', true], ['a|', '', true], ['', '', true], ['\\.', 'a', false], ['.', '\n', false],
    ['a+?b', 'aaab', true], ['\\bfee\\b', 'coffee', false], ['[\\d.]+ ?eur', '12.50 EUR', true], ['ä', 'Ä', true], ['^a*$', 'aaaaaaaaaaaaaaaab', false], ['x{2,}', 'xx', true], ['x{2,}', 'x', false],
  ])('%j in %j: %s', (source, text, expected) => expect(isIn(source, text)).toBe(expected))

  it.each([
    ['(a+)+', 'nested-quantifier'], ['(a|b*)*', 'nested-quantifier'], ['((ab?)c)+', 'nested-quantifier'], ['(a)\\1', 'backreference'], ['(?<n>a)\\k<n>', 'lookaround'], ['(?=a)b', 'lookaround'], ['(?<!a)b', 'lookaround'], ['(?i)a', 'lookaround'],
    ['a'.repeat(201), 'too-long'], ['a{101}', 'too-many-repeats'], ['a{2,500}', 'too-many-repeats'], ['(abcdefghijklmnopqrstuvwxyz){100}', 'too-many-repeats'], ['(', 'not-a-pattern'], [')', 'not-a-pattern'], ['[a', 'not-a-pattern'], ['*a', 'not-a-pattern'],
    ['a**', 'not-a-pattern'], ['^*', 'not-a-pattern'], ['a{3,2}', 'not-a-pattern'], ['a{x}', 'not-a-pattern'], ['[z-a]', 'not-a-pattern'], ['\\', 'not-a-pattern'], ['\\pL', 'unknown-escape'], ['\\x41', 'unknown-escape'], ['[\\1]', 'backreference'], ['[\\', 'not-a-pattern'],
  ])('%j is refused: %s', (source, why) => expect(isIn(source, '')).toBe(why))

  it('says where it is refused', () => expect(createPattern('abc(d+)*')).toEqual({ ok: false, failure: { kind: 'unsafe-pattern', why: 'nested-quantifier', at: 7 } }))

  it('takes time in proportion to the text, whatever is asked', () => {
    // Each would take a backtracking matcher longer than the age of the shop.
    const text = 'a'.repeat(4000)
    expect([isIn('.*.*.*.*.*.*.*.*x', text), isIn(`${'a?'.repeat(80)}${'a'.repeat(20)}b`, text), isIn('(a|a|a|a)(a|a|a|a){50}b', text)]).toEqual([false, false, false])
  })

  it('finds what the language\'s own matcher finds', () => {
    const single = fc.constantFrom('a', 'b', 'C', '1', ' ', '.', '\\d', '\\w', '\\s', '\\W', '[ab]', '[^a1]', '[a-c]', '[A-B1]', '\\.', '\\bb', '-')
    const repeated = fc.tuple(single.filter((atom) => atom !== '\\bb'), fc.constantFrom('', '', '*', '+', '?', '{2}', '{0,2}', '{1,}', '*?')).map(([atom, count]) => atom + count)
    const sequence = fc.array(repeated, { maxLength: 4 }).map((parts) => parts.join(''))
    const group = fc.tuple(fc.array(fc.array(single, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')), { minLength: 1, maxLength: 3 }), fc.constantFrom('', '?', '*', '{2}')).map(([choices, count]) => `(${choices.join('|')})${count}`)
    const source = fc.tuple(fc.constantFrom('', '^'), fc.array(fc.oneof(sequence, group), { maxLength: 3 }), fc.constantFrom('', '$')).map(([start, parts, end]) => `${start}${parts.join('')}${end}`)
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', '1', ' ', '.', '-', '\n'), maxLength: 8 })
    fc.assert(
      fc.property(source, text, (written, searched) => {
        expect(isIn(written, searched)).toBe(new RegExp(written, 'i').test(searched))
      }),
      { numRuns: 3000 },
    )
  })
})
