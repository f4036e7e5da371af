import { parseMoney } from '../../../../../shared/money.ts'
import { cellText } from '../delimited/cells.ts'
import { foldName } from '../delimited/header.ts'
import type { Dialect } from '../delimited/csv-text.ts'
import type { SourceRecord } from '../delimited/records.ts'
import type { StatementStream } from '../delimited/statement-stream.ts'

/** Merchant bills never quote: every value begins with a backtick, and values end where a comma and the next backtick stand. */
export const wechatDialect: Partial<Dialect> = { delimiter: ',', quote: null, backticks: true }

/** True for the last but one line of a merchant bill, which names the totals under it. */
export const isWechatSummary = (record: SourceRecord, firstName: string): boolean => foldName(cellText(record.cells[0])) === foldName(firstName)

/** The totals of the last line by the names above them; null for a name that is not there or has nothing under it. */
export function summaryCells(names: readonly string[], values: SourceRecord): (name: string) => string | null {
  const cells = new Map(names.map((name, index) => [foldName(name), cellText(values.cells[index])]))
  return (name) => cells.get(foldName(name)) || null
}

/** A count, which some files print as "45.0"; null when it is none. */
export const wholeNumber = (text: string | null): number | null => (text !== null && /^\d{1,9}(\.0+)?$/.test(text) ? Math.trunc(Number(text)) : null)

/** A stated sum in fen; null when there is none, or after a warning when it cannot be read. */
export function yuan(text: string | null, line: number, out: StatementStream): number | null {
  if (text === null) return null
  const sum = parseMoney(text, 'CNY')
  if (sum.ok) return sum.value.minor
  out.warn('unreadable-total', line, text)
  return null
}
