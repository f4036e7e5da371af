import type { Day } from '../../../../../shared/business-day.ts'
import type { OpenBankLine } from '../matching.ts'
import { compact, type Compact } from './bank-text.ts'

/** A bank line with its texts made ready for comparing, once. */
export interface ReadLine {
  readonly line: OpenBankLine
  /** As allocations and evidence name it. */
  readonly subject: string
  /** When the money counted: the value date, else the booking date. */
  readonly day: Day | null
  /** References first, then the text. */
  readonly texts: readonly Compact[]
  /** Who sent it: the counterparty, or the whole text of a bank that names none. */
  readonly sender: Compact
}

export function readLine(line: OpenBankLine): ReadLine {
  const name = line.counterpartyName?.trim() ?? ''
  const text = compact(line.text)
  return {
    line, subject: String(line.lineId), day: line.valueOn ?? line.bookedOn, texts: [...line.references.map(compact), text],
    sender: name === '' ? text : compact(name),
  }
}

/** In the order of their days, undated last, ties by id. */
export const byDay = <T>(dayOf: (item: T) => Day | null, idOf: (item: T) => string | number) => (a: T, b: T): number => {
  const [dayA, dayB] = [dayOf(a) ?? '9999-99-99', dayOf(b) ?? '9999-99-99']
  if (dayA !== dayB) return dayA < dayB ? -1 : 1
  const [idA, idB] = [idOf(a), idOf(b)]
  return idA < idB ? -1 : Number(idA > idB)
}
