import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencyCodes, currencyDecimals } from '../../shared/currency.ts'
import { add, allocate, decimalText, feeOf, formatMoney, isMore, mean, money, negate, parseMoney, roundedQuotient, subtract } from '../../shared/money.ts'

const currency = fc.constantFrom(...currencyCodes)
const minor = fc.integer({ min: -(10 ** 15), max: 10 ** 15 })

describe('money', () => {
  it('is made of whole minor units of a known currency only', () => {
    expect(() => money(1.5, 'EUR')).toThrow('whole number')
    expect(() => money(Number.MAX_SAFE_INTEGER + 1, 'EUR')).toThrow('whole number')
    expect(() => money(Number.NaN, 'EUR')).toThrow('whole number')
    expect(() => money(1, 'XXX')).toThrow('ISO 4217')
    expect(Object.is(money(-0, 'EUR').minor, 0)).toBe(true)
  })

  it('never mixes currencies', () => {
    expect(() => add(money(1, 'EUR'), money(1, 'USD'))).toThrow('mixed currencies')
    expect(() => subtract(money(1, 'EUR'), money(1, 'USD'))).toThrow('mixed currencies')
    expect(() => isMore(money(1, 'EUR'), money(1, 'USD'))).toThrow('mixed currencies')
  })

  it.each([
    ['19.99', 'CNY', 1999], ['1999', 'JPY', 1999], ['1.234', 'KWD', 1234], ['-0.05', 'EUR', -5], ['.5', 'EUR', 50], ['+7', 'USD', 700],
    ['12.3400', 'EUR', 1234], ['5.00', 'JPY', 5], ['0', 'EUR', 0], ['-0', 'EUR', 0], ['90071992547409.91', 'EUR', 9_007_199_254_740_991],
  ])('reads %s %s as %i minor units', (text, code, expected) => {
    expect(parseMoney(text, code)).toEqual({ ok: true, value: { minor: expected, currency: code } })
  })

  it.each([
    ['12.345', 'EUR', 'too-many-decimals'], ['1.5', 'JPY', 'too-many-decimals'], ['12..3', 'EUR', 'not-an-amount'], ['1e5', 'EUR', 'not-an-amount'],
    ['0x10', 'EUR', 'not-an-amount'], ['', 'EUR', 'not-an-amount'], ['-', 'EUR', 'not-an-amount'], ['.', 'EUR', 'not-an-amount'], ['12.', 'EUR', 'not-an-amount'],
    ['1,5', 'EUR', 'not-an-amount'], [' 1', 'EUR', 'not-an-amount'], ['NaN', 'EUR', 'not-an-amount'], ['Infinity', 'EUR', 'not-an-amount'], ['١', 'EUR', 'not-an-amount'],
    ['90071992547409.92', 'EUR', 'amount-too-large'], ['9'.repeat(400), 'EUR', 'amount-too-large'], ['1', 'ZZZ', 'unknown-currency'],
  ])('refuses %s %s as %s', (text, code, kind) => {
    expect(parseMoney(text, code)).toMatchObject({ ok: false, failure: { kind } })
  })

  it('reads back what it writes, in every currency', () => {
    fc.assert(fc.property(minor, currency, (amount, code) => {
      const written = decimalText(money(amount, code))
      expect(parseMoney(written, code)).toEqual({ ok: true, value: money(amount, code) })
      expect(written.split('.')[1]?.length ?? 0).toBe(currencyDecimals(code))
    }))
  })

  it('splits into parts that sum to the whole and are as near to their share as whole units can be', () => {
    fc.assert(fc.property(minor, fc.array(fc.nat(1_000), { minLength: 1, maxLength: 12 }).filter((weights) => weights.some((weight) => weight > 0)), (amount, weights) => {
      const parts = allocate(money(amount, 'EUR'), weights)
      expect(parts.reduce((sum, part) => sum + part.minor, 0)).toBe(amount === 0 ? 0 : amount)
      const total = weights.reduce((a, b) => a + b, 0)
      parts.forEach((part, index) => {
        const exactTimesTotal = BigInt(amount) * BigInt(weights[index]!)
        const off = BigInt(part.minor) * BigInt(total) - exactTimesTotal
        expect(off < BigInt(total) && off > -BigInt(total)).toBe(true)
      })
    }))
  })

  it('rounds by the rule that is written at the call', () => {
    expect(roundedQuotient(5n, 2n, 'half-up')).toBe(3n)
    expect(roundedQuotient(5n, 2n, 'half-even')).toBe(2n)
    expect(roundedQuotient(-5n, 2n, 'half-up')).toBe(-3n)
    expect(roundedQuotient(1n, 3n, 'up')).toBe(1n)
    expect(roundedQuotient(5n, 3n, 'down')).toBe(1n)
  })

  it.each([[1234, 290, 30, 66], [5, 60, 0, 0], [10_000, 125, 0, 125], [-1234, 290, 0, -36]])('takes a fee of %i at %i bps + %i', (amount, rateBps, fixedMinor, expected) => {
    expect(feeOf(money(amount, 'EUR'), { rateBps, fixedMinor, rounding: 'half-up' }).minor).toBe(expected)
  })

  it('has a mean that is rounded half up', () => expect(mean(money(1001, 'EUR'), 2).minor).toBe(501))

  it('subtracts and negates', () => {
    expect(subtract(money(5, 'EUR'), money(7, 'EUR'))).toEqual(negate(money(2, 'EUR')))
  })

  it('shows people a real minus, the currency’s decimals and no rounding', () => {
    expect(formatMoney(money(-123_456, 'EUR'), 'en')).toBe('−€1,234.56')
    expect(formatMoney(money(1999, 'JPY'), 'en')).toBe('¥1,999')
    expect(formatMoney(money(9_007_199_254_740_991, 'EUR'), 'en', 'number')).toBe('90,071,992,547,409.91')
    expect(formatMoney(money(123_456, 'CNY'), 'zh-CN')).toBe('¥1,234.56')
  })
})
