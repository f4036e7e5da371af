import { createHash } from 'node:crypto'
import type { ColumnPlace, CsvMapping } from '../../../../../shared/csv-mapping.ts'
import { foldName } from '../delimited/header.ts'

/** What a profile is found again by: a digest of the header's names, folded, in order. Files without a header go by their width. */
export function headerSignature(header: readonly string[] | null, width = 0): string {
  const text = header === null ? `without header, ${width} columns` : header.map(foldName).join('\n')
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/** All columns that a mapping uses. */
export function placesOf(mapping: CsvMapping): readonly ColumnPlace[] {
  const { amount, currency } = mapping
  const money = amount.layout === 'signed' ? [amount.column] : amount.layout === 'split' ? [amount.debit, amount.credit] : [amount.column, amount.direction]
  const single = [
    mapping.bookedOn, mapping.otherwiseOn, mapping.valueOn, mapping.balance, mapping.fee, mapping.account, mapping.counterpartyName, mapping.payeeName, mapping.counterpartyAccount, mapping.nativeId,
    mapping.status, mapping.typeCode, mapping.originalAmount, mapping.originalCurrency, mapping.rate, currency?.from === 'column' ? currency.column : null,
  ]
  return [...money, ...single, ...mapping.references, ...mapping.text].filter((place) => place !== null)
}
