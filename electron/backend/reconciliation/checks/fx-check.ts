import { currencyDecimals } from '../../../../shared/currency.ts'
import type { Database } from '../../store/database.ts'
import type { LineFindings } from './line-findings.ts'

interface ConvertedLine {
  lineId: number
  grossMinor: number
  currency: string
  original: string
}

interface Original {
  readonly minor: number
  readonly currency: string
  readonly rate: string | null
}

/** V2: where a line states what the customer paid and at which rate, the product must be the settled amount, to a minor unit. */
export function createFxCheck(db: Database, findings: LineFindings) {
  const select = db.prepare<[{ from: number; to: number }], ConvertedLine>(
    `SELECT line_id AS lineId, gross_minor AS grossMinor, currency, original FROM all_settlement_lines
      WHERE line_id >= @from AND line_id < @to AND original IS NOT NULL AND excluded IS NULL`,
  )
  const insert = db.prepare(`INSERT OR REPLACE INTO ${findings.fresh} (kind, line_id, rate_id, stated_minor, expected_minor) VALUES ('fx', ?, NULL, ?, ?)`)
  return (stretch: { from: number; to: number }): void => {
    for (const { lineId, grossMinor, currency, original } of select.all(stretch)) {
      const { minor, currency: from, rate } = JSON.parse(original) as Original
      if (rate === null || from === currency) continue
      const expected = nearestProduct({ minor, from, to: currency, rate }, grossMinor)
      if (expected !== null && Math.abs(expected - grossMinor) > 1) insert.run(lineId, grossMinor, expected)
    }
  }
}

/**
 * The amount at the stated rate in minor units of the other currency. Platforms state rates in either direction and do not
 * say which; of the two products the nearer one to the settled amount is meant. Null when the rate is no number.
 */
function nearestProduct({ minor, from, to, rate }: { minor: number; from: string; to: string; rate: string }, settled: number): number | null {
  const found = /^(\d{1,12})(?:\.(\d{1,12}))?$/u.exec(rate.trim())
  if (found === null) return null
  const fraction = found[2] ?? ''
  const [rateUnits, rateScale] = [BigInt(`${found[1]}${fraction}`), 10n ** BigInt(fraction.length)]
  if (rateUnits === 0n) return null
  const [fromScale, toScale] = [10n ** BigInt(currencyDecimals(from)), 10n ** BigInt(currencyDecimals(to))]
  const times = rounded(BigInt(minor) * rateUnits * toScale, rateScale * fromScale)
  const divided = rounded(BigInt(minor) * rateScale * toScale, rateUnits * fromScale)
  return Math.abs(times - settled) <= Math.abs(divided - settled) ? times : divided
}

/** The nearest whole number to a quotient, halves away from zero. */
function rounded(dividend: bigint, divisor: bigint): number {
  const sign = dividend < 0n ? -1n : 1n
  return Number(sign * ((sign * dividend * 2n + divisor) / (divisor * 2n)))
}
