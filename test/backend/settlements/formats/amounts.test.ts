import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDay } from '../../../../shared/business-day.ts'
import { minorOf, plainDecimal, plainDecimalBy } from '../../../../electron/backend/settlements/formats/amounts.ts'
import { currencyFrom, decimalsOf } from '../../../../electron/backend/settlements/formats/currencies.ts'
import { dayFromDigits, dayFromIso, dayFromShort, dayOf } from '../../../../electron/backend/settlements/formats/days.ts'

const read = (text: string, currency: string): number | string => {
  const minor = minorOf(text, currency)
  return minor.ok ? minor.value : minor.failure.kind
}

describe('an amount', () => {
  it.each([
    ['12.34', 'EUR', 1234], [' 12.34 ', 'EUR', 1234], ['12.', 'EUR', 1200], ['.5', 'EUR', 50], ['-0', 'EUR', 0],
    ['-1084.000', 'EUR', -108400], ['1999', 'JPY', 1999], ['1999.00', 'JPY', 1999], ['1.234', 'KWD', 1234], ['84349.74', 'DEM', 8434974],
    ['1000', 'ITL', 1000], ['+00000000000000.1600', 'USD', 16], ['90071992547409.91', 'EUR', Number.MAX_SAFE_INTEGER],
    ['12.345', 'EUR', 'too-many-decimals'], ['1.5', 'JPY', 'too-many-decimals'], ['90071992547409.92', 'EUR', 'amount-too-large'],
    ['1e5', 'EUR', 'not-an-amount'], ['0x10', 'EUR', 'not-an-amount'], ['Infinity', 'EUR', 'not-an-amount'], ['NaN', 'EUR', 'not-an-amount'],
    ['', 'EUR', 'not-an-amount'], ['.', 'EUR', 'not-an-amount'], ['12..34', 'EUR', 'not-an-amount'], ['0'.repeat(40), 'EUR', 'not-an-amount'],
    ['1', 'QQQ', 'unknown-currency'],
  ])('%j in %s is %s', (text, currency, expected) => {
    expect(read(text, currency)).toBe(expected)
  })

  it.each([
    ['1234,56', ',', '1234.56'], ['1234.56', ',', '1234.56'], ['1.234,56', ',', '1234.56'], ['1,234.56', ',', '1234.56'], ['100,', ',', '100.'],
    [',5', ',', '.5'], ['500', ',', '500'], ['1.234.567', ',', '1234567'], ['1,234', ',', '1.234'],
    ['1.234', ',', null], ['1,234', '.', null], ['1.234', '.', '1.234'], ['1.23.4', ',', null], ['12.34,56', ',', null], ['1,2,3', ',', null], ['abc', ',', null],
  ] as const)('%j where %j is the decimal sign is %j', (text, standard, expected) => {
    expect(plainDecimal(text, standard)).toBe(expected)
  })

  it.each([
    ["1'234.56", '.', '1234.56'], ['1 234,56', ',', '1234.56'], ['1,234', '.', '1234'], ['1,234', ',', '1.234'], ['12,34', '.', null], ['1.2.3', '.', null],
  ] as const)('%j where %j was decided is %j', (text, decimal, expected) => {
    expect(plainDecimalBy(text, decimal)).toBe(expected)
  })

  it('may be in a currency that exists no more', () => {
    expect([currencyFrom('dem'), decimalsOf('DEM'), decimalsOf('ITL'), currencyFrom('QQQ'), currencyFrom('')]).toEqual(['DEM', 2, 0, null, null])
  })
})

describe('a day', () => {
  it('is one of the calendar, and no other is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1980, max: 2110 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (year, month, day) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        expect(dayOf(year, month, day)).toBe(year >= 1990 && year <= 2100 && isDay(text) ? text : null)
      }),
      { numRuns: 3000 },
    )
  })

  it('is real and between 1990 and 2100', () => {
    expect(['20260131120000[-5:EST]', '20260230', '19891231', '21010101', '2026'].map(dayFromDigits)).toEqual(['2026-01-31', null, null, null, null])
    expect(['260131', '260230', '991231', '800101', '26013'].map(dayFromShort)).toEqual(['2026-01-31', null, '1999-12-31', null, null])
  })

  it('with a time of day stays the day that is written', () => {
    expect(['2026-01-31', '2026-01-31T23:59:00.000Z', '2026-01-31T00:10:00+02:00', '2026-01-31+01:00', '2026-02-30', '31.01.2026'].map(dayFromIso)).toEqual([
      '2026-01-31', '2026-01-31', '2026-01-31', '2026-01-31', null, null,
    ])
  })
})
