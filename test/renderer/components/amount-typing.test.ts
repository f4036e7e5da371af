import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minorOfDigits, minorOfPasted, withDigits, withoutLastDigit } from '../../../renderer/components/amount-typing.ts'
import { formatMoney, money } from '../../../shared/money.ts'

describe('typing an amount', () => {
  test('digits come in from the right', () => {
    expect(withDigits(0, '3850')).toBe(3850)
  })
  test('the double zero adds two digits', () => {
    expect(withDigits(38, '00')).toBe(3800)
  })
  test('what is not a digit adds nothing', () => {
    expect(withDigits(12, 'a.,-')).toBe(12)
  })
  test('an eleventh digit is not taken', () => {
    expect(withDigits(0, '12345678901')).toBe(1_234_567_890)
  })
  test('deleting takes the last digit away', () => {
    expect(withoutLastDigit(3850)).toBe(385)
  })
  test('deleting nothing leaves nothing', () => {
    expect(withoutLastDigit(0)).toBe(0)
  })
  test('what a field shows means the amount that it was written from, in every language', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), fc.constantFrom('EUR', 'JPY', 'KWD'), fc.constantFrom('en-GB', 'de-DE', 'zh-CN', 'fr-CH'), (minor, currency, locale) => {
      expect(minorOfDigits(formatMoney(money(minor, currency), locale, 'number'))).toBe(minor)
    }))
  })
})

describe('pasting an amount', () => {
  test.each([
    ['38.50', 'EUR', 3850], ['38,5', 'EUR', 3850], ['38', 'EUR', 3800], ['€ 1.234,50', 'EUR', 123_450], ['1,234.50', 'USD', 123_450],
    ['1,234', 'EUR', 123_400], ['1.234', 'KWD', 1_234], ['1,234', 'JPY', 1_234], ['12.', 'EUR', 1_200], ['.5', 'EUR', 50], ['1 234,00', 'EUR', 123_400], ['38.505', 'EUR', 3_850_500],
  ])('%s in %s is %i', (text, currency, minor) => {
    expect(minorOfPasted(text, currency)).toBe(minor)
  })
  test.each([['', 'EUR'], ['abc', 'EUR'], ['38.5051', 'EUR'], ['38.50', 'JPY'], ['99999999999', 'EUR']])('%s in %s is refused', (text, currency) => {
    expect(minorOfPasted(text, currency)).toBeNull()
  })
})
