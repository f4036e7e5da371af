import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decimalText, money } from '../../../../../shared/money.ts'
import { inspect, saidOf, silent } from '../inspecting.ts'
import { samplePath, samplesFolder, skipReason } from '../samples.ts'

/** Entries and the sums of money in and out, signs as written in the file. */
const expected: readonly (readonly [file: string, entries: number, credits: string, debits: string, rowErrors: readonly string[]])[] = [
  ['fjacquet-camt-csv__testdata__viseca.csv', 9, '234.90', '185.70', []],
  ['launchplatform-beanhub-extract__fixtures__chase_credit_card.csv', 5, '123.45', '16.33', []],
  ['launchplatform-beanhub-extract__fixtures__csv.csv', 2, '18.01', '0.00', []],
  ['launchplatform-beanhub-extract__fixtures__mercury.csv', 4, '0.00', '1954.62', []],
  ['launchplatform-beanhub-extract__fixtures__plaid.csv', 6, '612.06', '500.00', []],
  ['launchplatform-beanhub-extract__fixtures__wealthsimple.csv', 5, '1248.13', '50.23', []],
  ['sebastienrousseau-bankstatementparser__golden__csv_european_decimals.csv', 3, '3500.00', '1239.06', []],
  ['sebastienrousseau-bankstatementparser__golden__csv_french_headers.csv', 3, '3500.00', '1239.06', []],
  ['sebastienrousseau-bankstatementparser__golden__csv_garbled_amount.csv', 1, '100.00', '0.00', ['not-an-amount']],
  ['sebastienrousseau-bankstatementparser__golden__csv_spanish_headers.csv', 3, '3500.00', '1239.06', []],
  ['sebastienrousseau-bankstatementparser__test_data__sample_split_amounts.csv', 2, '1250.50', '200.25', []],
  ['sebastienrousseau-bankstatementparser__test_data__sample_statement.csv', 2, '2500.00', '1200.00', []],
]

describe.skipIf(samplesFolder === undefined)(`sample files${samplesFolder === undefined ? ` (${skipReason})` : ''}`, () => {
  it.each(expected)('%s has %d entries, %s in and %s out', async (file, entries, credits, debits, rowErrors) => {
    const read = await inspect(readFileSync(samplePath(`bank-csv/${file}`)), { options: { currency: 'USD' } })
    const amounts = read.entries.map(({ minor }) => minor)
    const sumOf = (sign: 1 | -1) => decimalText(money(amounts.filter((minor) => minor * sign > 0).reduce((sum, minor) => sum + minor * sign, 0), 'EUR'))
    expect([read.report.format, amounts.length, sumOf(1), sumOf(-1), saidOf(read)]).toEqual(['bank-csv', entries, credits, debits, { ...silent, rowErrors }])
  })
})
