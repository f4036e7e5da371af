import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMoney } from '../../../../../shared/money.ts'
import { isNoAmount, readAmount, type DecimalSign } from '../../../../../electron/backend/settlements/formats/delimited/amounts.ts'
import { currencyOfCell, currencyOfMark } from '../../../../../electron/backend/settlements/formats/delimited/currency-marks.ts'
import { DecimalWitness } from '../../../../../electron/backend/settlements/formats/delimited/decimal-sign.ts'

const decimal = (text: string, sign: DecimalSign) => readAmount(text, sign)?.decimal ?? null

describe('an amount as people write it', () => {
  it.each<[string, DecimalSign, string]>([
    ['12.50', '.', '12.50'], ['1,234.56', '.', '1234.56'], ['1.234,56', ',', '1234.56'], ['1 234,56', ',', '1234.56'], ['1\u202F234,56', ',', '1234.56'],
    ['1\u00A0234\u00A0567,89', ',', '1234567.89'], ["1'234.56", '.', '1234.56'], ['1’234.56', '.', '1234.56'], ['1,23,456.78', '.', '123456.78'],
    ['12,50-', ',', '-12.50'], ['-12,5', ',', '-12.5'], ['\u221212.50', '.', '-12.50'], ['(12.50)', '.', '-12.50'], ['($1,234.56)', '.', '-1234.56'],
    ['12.50 CR', '.', '12.50'], ['12.50DR', '.', '-12.50'], ['12,50 S', ',', '-12.50'], ['12,50 H', ',', '12.50'], ['+7', '.', '7'], ['.5', '.', '.5'], [',5', ',', '.5'],
    ['-$0.95', '.', '-0.95'], ['$-0.95', '.', '-0.95'], ['￥9.90', '.', '9.90'], ['１２.５０', '.', '12.50'], ['€1.234,56', ',', '1234.56'], ['1.234,56 EUR', ',', '1234.56'],
    ['CNY 123.18', '.', '123.18'], ['R$ 10,00', ',', '10.00'], ['100.', '.', '100'], ['1.234', ',', '1234'], ['1.234', '.', '1.234'], ['0012', '.', '0012'],
  ])('%j with %j for decimals is %j', (text, sign, plain) => {
    expect(decimal(text, sign)).toBe(plain)
  })

  it.each<[string, DecimalSign]>([
    ['12..34', '.'], ['1,2,3', '.'], ['12,34.56', '.'], ['1.23', ','], ['1e5', '.'], ['0x10', '.'], ['NaN', '.'], ['Infinity', '.'], ['--5', '.'], ['(-5)', '.'], ['5-5', '.'],
    ['', '.'], ['-', '.'], ['.', '.'], ['abc', '.'], ['5 EUR USD', '.'], ['1 2', '.'], ['1.234.56', '.'], ['9'.repeat(31), '.'], ['=5', '.'], ['5%', '.'],
  ])('%j with %j for decimals is none', (text, sign) => {
    expect(decimal(text, sign)).toBeNull()
  })

  it('names the currency beside it when the sign is of one only', () => {
    expect(['€5', '5 zł', '$5', 'CHF 5', '5'].map((text) => readAmount(text, '.')?.currencyText ?? null)).toEqual(['€', 'zł', '$', 'CHF', null])
    expect(['€', '$', 'kr', 'CHF', '¥', 'US$'].map(currencyOfMark)).toEqual(['EUR', null, null, 'CHF', null, 'USD'])
    expect(['人民币', 'eur', 'Euro', 'x'].map(currencyOfCell)).toEqual(['CNY', 'EUR', 'EUR', null])
  })

  it('may be left out', () => {
    expect(['', ' ', '-', '--', 'n/a', '0', '0.00'].map(isNoAmount)).toEqual([true, true, true, true, true, false, false])
  })

  it('written with groups and read again is the same to the minor unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), fc.constantFrom<DecimalSign>('.', ','), fc.constantFrom('.', ',', ' ', "'", '\u202F'), (minor, sign, group) => {
        fc.pre(sign !== group)
        const digits = String(Math.abs(minor)).padStart(3, '0')
        const whole = digits.slice(0, -2).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, group)
        const written = `${minor < 0 ? '-' : ''}${whole}${sign}${digits.slice(-2)}`
        expect(parseMoney(decimal(written, sign)!, 'EUR')).toMatchObject({ value: { minor } })
      }),
    )
  })
})

describe('the decimal sign of a column', () => {
  const verdict = (...cells: readonly string[]) => {
    const witness = new DecimalWitness()
    for (const cell of cells) witness.see(cell)
    return witness.verdict()
  }

  it.each([
    [['1.234', '12.5'], '.'], [['1.234', '12,5'], ','], [['1.234,56'], ','], [['1,234.56'], '.'], [['1.234.567'], ','], [['0.125'], '.'], [['1234.567'], '.'], [['12.3456'], '.'],
    [['100', '12..34', '5.5'], '.'], [["1'234.5"], '.'],
  ] as const)('of %j is %j', (cells, sign) => {
    expect(verdict(...cells)).toMatchObject({ kind: 'decided', sign })
  })

  it('is open when every cell could be thousands, needless without one, and contradicted by cells of both kinds', () => {
    expect(verdict('1.234', '5.678')).toEqual({ kind: 'open', example: '1.234' })
    expect(verdict('12', '-5')).toEqual({ kind: 'no-separator' })
    expect(verdict('1.5', '1,5')).toEqual({ kind: 'mixed', examples: ['1.5', '1,5'] })
  })
})
