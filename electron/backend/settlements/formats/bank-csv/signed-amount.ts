import { cellText } from '../delimited/cells.ts'
import type { RowErrorReason } from '../reader.ts'
import { directionKey } from './direction-words.ts'
import type { CsvMapping } from '../../../../../shared/csv-mapping.ts'

/** Why a row has no amount, with the column that is at fault. */
export interface AmountFault {
  readonly reason: RowErrorReason
  readonly field: string
  readonly value: string
}

/**
 * The signed amount of a row, plus for money in. `read` turns a cell into minor units, null when the cell is blank, or a
 * reason when it cannot be read. Null: the row has no amount at all.
 */
export function signedMinor(
  cells: readonly string[], { amount, isInverted, fee, isFeeBesides }: SignedBy, read: (text: string) => number | null | RowErrorReason,
): number | null | AmountFault {
  const minor = unturned(cells, amount, read)
  if (typeof minor !== 'number') return minor
  const turned = isInverted ? negated(minor) : minor
  if (fee === null || !isFeeBesides) return turned
  const text = cellText(cells[fee.index])
  const charged = read(text)
  if (typeof charged === 'string') return { reason: charged, field: fee.name, value: text }
  return turned - (charged ?? 0)
}

type SignedBy = Pick<CsvMapping, 'amount' | 'isInverted' | 'fee' | 'isFeeBesides'>

function unturned(
  cells: readonly string[], amount: CsvMapping['amount'], read: (text: string) => number | null | RowErrorReason,
): number | null | AmountFault {
  if (amount.layout === 'split') {
    const [debitText, creditText] = [cellText(cells[amount.debit.index]), cellText(cells[amount.credit.index])]
    const [debit, credit] = [read(debitText), read(creditText)]
    if (typeof debit === 'string') return { reason: debit, field: amount.debit.name, value: debitText }
    if (typeof credit === 'string') return { reason: credit, field: amount.credit.name, value: creditText }
    if (debit === null && credit === null) return null
    // A movement is one or the other; both at once cannot be told apart from a misread row.
    if ((debit ?? 0) !== 0 && (credit ?? 0) !== 0) return { reason: 'missing-direction', field: amount.debit.name, value: `${debitText} ${creditText}` }
    const [out, into] = [debit ?? 0, credit ?? 0]
    return (amount.creditIsNegative === true ? negated(into) : into) + (amount.debitIsNegative ? out : negated(out))
  }
  const text = cellText(cells[amount.column.index])
  const minor = read(text)
  if (typeof minor === 'string') return { reason: minor, field: amount.column.name, value: text }
  if (minor === null || amount.layout === 'signed') return minor
  const word = cellText(cells[amount.direction.index])
  const key = directionKey(word)
  if (amount.in.includes(key)) return minor
  return amount.out.includes(key) ? negated(minor) : { reason: 'missing-direction', field: amount.direction.name, value: word }
}

const negated = (minor: number): number => (minor === 0 ? 0 : -minor)
