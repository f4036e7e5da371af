import { assert, constantFrom, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { percentText, ratePer100kOf } from '../../../renderer/rates/percent-typing.ts'

test.each([['1.4', 1400], ['2,9', 2900], ['0.125', 125], ['100', 100_000], ['0', 0], ['1.40 %', 1400], ['3.', 3000]])('%s is %i thousandths', (text, rate) => {
  expect(ratePer100kOf(text)).toBe(rate)
})

test.each(['', '-1', '100.001', '1.2345', 'abc', '1.4.2', '1e2', '٣'])('%s is no rate', (text) => {
  expect(ratePer100kOf(text)).toBe(null)
})

test('what is written is read back as the same rate, never through a float', () => {
  const isKept = property(integer({ min: 0, max: 100_000 }), constantFrom('.', ','), (rate, point) => ratePer100kOf(percentText(rate, point)) === rate)
  expect(() => assert(isKept)).not.toThrow()
})
