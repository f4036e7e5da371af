import type { Day } from '../../../../../shared/business-day.ts'
import type { OpenBankLine, OpenPayout } from '../matching.ts'
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
const byDay = (dayA: Day | null, dayB: Day | null, idA: string | number, idB: string | number): number => {
  const [a, b] = [dayA ?? '9999-99-99', dayB ?? '9999-99-99']
  if (a !== b) return a < b ? -1 : 1
  return idA < idB ? -1 : Number(idA > idB)
}

export const payoutOrder = (a: OpenPayout, b: OpenPayout): number => byDay(a.expectedOn, b.expectedOn, a.payoutId, b.payoutId)
export const lineOrder = (a: ReadLine, b: ReadLine): number => byDay(a.day, b.day, a.line.lineId, b.line.lineId)
