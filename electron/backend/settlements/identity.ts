import { daysBetween, type Day } from '../../../shared/business-day.ts'
import type { BankEntry, SettlementLine } from './formats/reader.ts'

/*
 * Rows are recognised by whole numbers of 52 bits. A row without an id of its own has its day in the upper 15 bits, so that
 * rows read in time order fall side by side in the index, and 37 bits of a hash; a row with a trusted id has 52 bits of a
 * hash, because its day may be told differently next time. Two different rows may share a number; whoever finds a number
 * taken compares the rows and, when they differ, takes the next number. So a hash can cost time and never a row.
 */

const hashRange = 2 ** 37
const identityRange = 2 ** 52

/** cyrb53 (public domain, by bryc), cut to 52 bits: fast, well spread, not for secrets. */
function hashOf(text: string): number {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (b >>> 0) + (a & 0xfffff) * 2 ** 32
}

const epoch: Day = '1990-01-01'
const dayNumbers = new Map<Day, number>()

function dayNumber(day: Day | null): number {
  if (day === null) return 0
  let number = dayNumbers.get(day)
  if (number === undefined) dayNumbers.set(day, (number = Math.min(32_767, Math.max(0, daysBetween(epoch, day)))))
  return number
}

const numberFor = (day: Day | null, text: string): number => dayNumber(day) * hashRange + (hashOf(text) % hashRange)

/** The next number, when this one belongs to another row. */
export const nextIdentity = (identity: number): number => (identity + 1) % identityRange

const separator = '\u001f'

/**
 * What makes a settlement line this line: its native id with its type, where the platform has one; else everything it says
 * and `twin`, which of its equals in the file it is (0 for the first). Two truly equal rows therefore both survive, and the
 * same rows in a second file are the same again.
 */
export const lineIdentity = (accountId: string, line: SettlementLine, twin: number): number =>
  line.nativeId === null
    ? numberFor(line.occurredOn, [accountId, fingerprintOf(line), twin].join(separator))
    : hashOf([accountId, 'native', line.type, line.nativeId].join(separator))

/** What a line says, in one text: for rows without an id and to see that a known row has changed. */
const fingerprintOf = (line: SettlementLine): string =>
  [
    line.type, line.grossMinor, line.feeMinor, line.netMinor, line.currency, line.merchantReference ?? '', line.platformReference ?? '',
    line.parentReference ?? '', line.payoutReference ?? '', line.occurredAt ?? '', line.occurredOn ?? '', line.excluded ?? '',
  ].join(separator)

export const contentOf = (line: SettlementLine): number => hashOf(fingerprintOf(line))

/**
 * A bank entry's identity. The bank's own id alone does not do: some banks use one id for several entries and number anew
 * each day. Together with account, day and amount it does, and `twin` keeps apart what is equal in all of that.
 */
export const entryIdentity = (bankAccountId: string, purpose: string, entry: BankEntry, twin: number): number =>
  numberFor(entry.bookedOn ?? entry.valueOn, [bankAccountId, purpose, entryFingerprint(entry), twin].join(separator))

const entryFingerprint = (entry: BankEntry): string =>
  entry.nativeId === null
    ? [entry.minor, entry.currency, entry.status, entry.references.join(' '), normalised(entry.text)].join(separator)
    : [entry.minor, entry.currency, entry.status, 'native', entry.nativeId].join(separator)

/** Banks re-wrap and re-space the same text between files. */
const normalised = (text: string): string => text.replace(/\s+/gu, '').toLowerCase()
