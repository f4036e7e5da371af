import { fail, ok, type Result } from '../../../../../shared/result.ts'
import { cellText } from '../delimited/cells.ts'
import { DateWitness, type DateEvidence } from '../delimited/date-order.ts'
import type { DateOrder } from '../delimited/dates.ts'
import type { Table } from '../delimited/table.ts'
import type { ReadOptions, Refused } from '../reader.ts'
import { refused } from '../refusal.ts'

/** Which comes first in the dates of a table's column, day or month; reads the file once for it. */
export async function dayOrder<Field extends string>(table: Table<Field>, at: number, options: ReadOptions): Promise<Result<DateOrder, Refused>> {
  const dates = new DateWitness()
  for await (const records of table.records()) {
    for (const { cells } of records) dates.see(cellText(cells[at]))
  }
  return settleDayOrder(dates.verdict(), table, at, options)
}

/**
 * Settles the order by the dates themselves, else as the person said, else by what the reader knows of the file (`likely`);
 * else the file is refused.
 */
export function settleDayOrder<Field extends string>(
  evidence: DateEvidence, table: Table<Field>, at: number, options: ReadOptions, likely: DateOrder | null = null,
): Result<DateOrder, Refused> {
  if (evidence.kind === 'decided' || evidence.kind === 'steady') return ok(evidence.order)
  if (evidence.kind === 'plain' || evidence.kind === 'none') return ok('day-first')
  const order = evidence.kind === 'open' ? (options.dateOrder ?? likely) : null
  if (order !== null) return ok(order)
  const example = evidence.kind === 'open' ? evidence.example : evidence.examples.join(', ')
  return fail(refused('date-order-needed', example, { line: table.headerLine, field: cellText(table.header[at]) }))
}
