import type { CurrencyCode } from '../../../../../shared/currency.ts'
import type { CsvMapping, Delimiter } from '../../../../../shared/csv-mapping.ts'
import type { DateOrder } from '../delimited/dates.ts'
import type { DecimalSign } from '../delimited/amounts.ts'
import type { SaidColumns } from './assign-columns.ts'

/** What a guess is about: the screen shows them beside the setting. */
export type GuessTopic =
  | 'delimiter' | 'table' | 'bookedOn' | 'valueOn' | 'amount' | 'debit' | 'credit' | 'direction' | 'balance' | 'currency' | 'account' | 'counterpartyName'
  | 'counterpartyAccount' | 'nativeId' | 'references' | 'text' | 'status' | 'typeCode' | 'originalAmount' | 'originalCurrency' | 'rate' | 'fee'
  | 'dateForm' | 'decimalSign' | 'sign'

/** Why it was guessed. Stable; the page has the words, `facts` the particulars. */
export type GuessReason =
  /** delimiter */
  | 'sep-line' | 'same-width-lines' | 'only-one-column'
  /** table */
  | 'header-words' | 'text-over-data' | 'no-header'
  /** columns */
  | 'header-word' | 'by-content'
  /** date form */
  | 'year-in-front' | 'number-above-12' | 'steady-order' | 'dotted-date' | 'decimal-comma' | 'header-language' | 'paired-dates' | 'serial-numbers' | 'said-by-person' | 'no-dates'
  /** decimal sign */
  | 'telling-amount' | 'no-separator' | 'other-column'
  /** currency */
  | 'currency-column' | 'currency-in-header' | 'currency-beside-amount' | 'currency-in-frame'
  /** sign */
  | 'proved-by-balance' | 'inverted-by-balance' | 'as-written' | 'as-written-card' | 'direction-words' | 'debit-column-negative' | 'debit-column-positive'
  | 'balance-does-not-follow' | 'fee-besides-by-balance'

export interface Guess {
  readonly about: GuessTopic
  readonly reason: GuessReason
  /** Column names, examples, counts. */
  readonly facts: Readonly<Record<string, string | number>>
}

/** What the file leaves open and a person must answer before it is read. */
export type Question =
  /** "03/04/2026" in all rows. */
  | { readonly about: 'date-order'; readonly column: string; readonly example: string }
  /** "1,234" in all rows, or contradicting cells. */
  | { readonly about: 'decimal-sign'; readonly column: string; readonly example: string }
  | { readonly about: 'currency' }
  /** Dates without a year. */
  | { readonly about: 'year'; readonly example: string }
  /** A direction column with words that are not known, or a debit column of both signs that no balance explains. */
  | { readonly about: 'sign'; readonly column: string; readonly example: string }
  | { readonly about: 'column'; readonly missing: 'date' | 'amount' }
  /** The header's words are not known; the column was chosen by what its cells hold. */
  | { readonly about: 'column-by-content'; readonly column: string; readonly chosenFor: 'date' | 'amount' }

/** What the person has answered already. */
export interface MappingAnswers {
  readonly delimiter?: Delimiter
  /** Source line of the header, or that the file begins with data. */
  readonly header?: number | 'none'
  readonly columns?: SaidColumns
  /** Words of the direction column. */
  readonly direction?: { readonly out: readonly string[]; readonly in: readonly string[] }
  /** `inverted`: plus is money out. */
  readonly sign?: 'as-written' | 'inverted'
  /** How money out is written in a debit column. */
  readonly debit?: 'plus' | 'minus'
  readonly currency?: CurrencyCode
  readonly dateOrder?: DateOrder
  readonly decimal?: DecimalSign
  readonly year?: number
}

export interface MappingProposal {
  /** Ready to read with when nothing is open; while something is, its likeliest value stands here. Null without a date or amount column. */
  readonly mapping: CsvMapping | null
  readonly guesses: readonly Guess[]
  readonly open: readonly Question[]
}
