import type { ColumnRole, CsvMapping } from '../../../../../shared/csv-mapping.ts'
import type { DecimalSign } from '../delimited/amounts.ts'
import { decimalsOf } from '../currencies.ts'
import { cellText } from '../delimited/cells.ts'
import { currencyOfCell } from '../delimited/currency-marks.ts'
import { DecimalWitness, type DecimalEvidence } from '../delimited/decimal-sign.ts'
import { isDateText } from './column-facts.ts'
import type { Draft } from './draft.ts'

const AMOUNTS: readonly ColumnRole[] = ['amount', 'debit', 'credit', 'originalAmount', 'fee']

/** The decimal sign of the amounts, and of the balance, which some banks write in another way. */
export function settleDecimalSigns(draft: Draft): Pick<CsvMapping, 'decimalSign' | 'balanceDecimalSign'> {
  const balance = evidenceOf(draft, ['balance'])
  const amounts = evidenceOf(draft, AMOUNTS)
  const decimalSign = settleAmounts(draft, amounts.kind === 'no-separator' && balance.kind === 'decided' ? balance : amounts)
  return { decimalSign, balanceDecimalSign: balance.kind === 'decided' ? balance.sign : decimalSign }
}

function evidenceOf({ layout, columns }: Draft, roles: readonly ColumnRole[]): DecimalEvidence {
  const witness = new DecimalWitness()
  const places = roles.flatMap((role) => columns.get(role) ?? []).map(({ place }) => place.index)
  for (const { cells } of layout.rows) for (const index of places) witness.see(cellText(cells[index]))
  return witness.verdict()
}

/** Where the amounts leave it open, other decimals of the same file show it (a balance, a rate of 1.000000). */
function settleAmounts(draft: Draft, evidence: DecimalEvidence): DecimalSign {
  const { columns, answers, guesses, open } = draft
  const column = AMOUNTS.flatMap((role) => columns.get(role) ?? [])[0]?.place.name ?? ''
  if (evidence.kind === 'decided') {
    guesses.push({ about: 'decimalSign', reason: 'telling-amount', facts: { column, example: evidence.example } })
    return evidence.sign
  }
  if (evidence.kind === 'no-separator') {
    guesses.push({ about: 'decimalSign', reason: 'no-separator', facts: { column } })
    return '.'
  }
  const example = evidence.kind === 'open' ? evidence.example : evidence.examples.join(', ')
  if (evidence.kind === 'open' && hasNoDecimals(draft)) {
    guesses.push({ about: 'decimalSign', reason: 'no-separator', facts: { column, example } })
    return example.includes(',') ? '.' : ','
  }
  const other = evidence.kind === 'open' ? otherDecimals(draft) : null
  if (other !== null) {
    guesses.push({ about: 'decimalSign', reason: 'other-column', facts: { column, example: other.example } })
    return other.sign
  }
  if (evidence.kind === 'open' && answers.decimal !== undefined) {
    guesses.push({ about: 'decimalSign', reason: 'said-by-person', facts: { column, example } })
    return answers.decimal
  }
  open.push({ about: 'decimal-sign', column, example })
  return answers.decimal ?? '.'
}

/** Whether the amounts are in a currency without decimals, such as yen: what stands in them can only part the thousands. */
function hasNoDecimals({ answers, columns }: Draft): boolean {
  const inHeader = AMOUNTS.flatMap((role) => columns.get(role) ?? []).map(({ currency }) => currency)
  const inCells = [...(columns.get('currency')?.[0]?.facts.distinct ?? [])].map(currencyOfCell)
  const named = (inCells.length > 0 ? inCells : [...inHeader, answers.currency ?? null]).filter((currency) => currency !== null)
  return named.length > 0 && named.every((currency) => decimalsOf(currency) === 0)
}

function otherDecimals({ layout }: Draft): { sign: DecimalSign; example: string } | null {
  const witness = new DecimalWitness()
  for (const { cells } of layout.rows) {
    for (const cell of cells) {
      const text = cellText(cell)
      if (/^-?\d{1,9}[.,]\d{1,9}$/.test(text) && !isDateText(text)) witness.see(text)
    }
  }
  const evidence = witness.verdict()
  return evidence.kind === 'decided' ? evidence : null
}
