import { decimalText, money } from '../../../shared/money.ts'

/** A cell of an export: text, or a number that is written bare so that spreadsheets count with it. */
export type Cell = string | NumberCell | null

export interface NumberCell {
  /** Plain digits with an optional minus and point. */
  readonly number: string
}

export const amountCell = (minor: number | null, currency: string | null): Cell =>
  minor === null || currency === null ? null : { number: decimalText(money(minor, currency)) }

export const countCell = (count: number): Cell => ({ number: String(count) })

/** UTC, to the millisecond: "2026-01-31T10:15:00.000Z". */
export const instantCell = (at: number | null): Cell => (at === null ? null : new Date(at).toISOString())

/**
 * First characters that make a spreadsheet take a text for a formula, in their plain and full-width forms.
 * Source: OWASP, CSV Injection; ASVS 1.2.10.
 */
const formulaStart = /^[=+\-@\t\r\n\0＝＋－＠]/u

/** Text that no spreadsheet takes for a formula: an apostrophe goes before it. */
export const safeText = (text: string): string => (formulaStart.test(text) ? `'${text}` : text)
