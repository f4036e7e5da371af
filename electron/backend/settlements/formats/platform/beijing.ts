import { cellText } from '../delimited/cells.ts'
import { instantOfWritten, localDay, readDate } from '../delimited/dates.ts'
import type { SourceRecord } from '../delimited/records.ts'
import type { StatementStream } from '../delimited/statement-stream.ts'

/** China has one zone and no daylight saving since 1991. */
const BEIJING_OFFSET_MINUTES = 480

export interface Occurrence {
  readonly occurredAt: number | null
  readonly occurredOn: string
}

/** When a row of a Chinese bill happened: written in Beijing time, told as an instant and as a day of the shop's zone. Null after its error has been reported. */
export function beijingTime(record: SourceRecord, at: number, field: string, zone: string, out: StatementStream): Occurrence | null {
  const text = cellText(record.cells[at])
  const written = readDate(text, 'day-first')
  if (written === null) {
    out.error(text === '' ? 'missing-date' : 'not-a-date', record, field, text)
    return null
  }
  const occurredAt = instantOfWritten({ ...written, offsetMinutes: BEIJING_OFFSET_MINUTES }, zone)
  return { occurredAt, occurredOn: occurredAt === null ? written.day : localDay(occurredAt, zone) }
}
