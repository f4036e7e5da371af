import type { Day } from '../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { dayFromShort } from '../days.ts'
import { hasControlCharacter } from '../lines.ts'
import type { BankEntry, ControlTotal, ReadEvent } from '../reader.ts'
import { rowError } from '../reports.ts'
import { directionOf, fundsFieldCount } from './bai2-codes.ts'
import { textFrom, type Bai2Record } from './bai2-records.ts'
import { referenceOrNull, referencesFrom } from './references.ts'

/** Whole minor units with an optional sign and no point, as BAI2 writes every amount; null when it is something else. */
export function bai2Amount(text: string): number | null {
  const digits = text.trim()
  if (!/^[+-]?\d{1,30}$/.test(digits)) return null
  const minor = Number(digits)
  return Number.isSafeInteger(minor) ? (minor === 0 ? 0 : minor) : null
}

/** An amount of record 03: a balance or a total under its type code. */
export interface Bai2Summary {
  readonly code: string
  readonly minor: number
  readonly count: number | null
  readonly line: number
}

/**
 * Reads the groups of record 03 after account and currency: type code, amount, item count, funds type with its fields. Banks
 * write a comma too many at the end of a line; a blank type code is therefore passed over by itself, not as a group.
 */
export function summariesOf({ fields, line }: Bai2Record): { summaries: readonly Bai2Summary[]; errors: readonly ReadEvent[] } {
  const summaries: Bai2Summary[] = []
  const errors: ReadEvent[] = []
  let at = 2
  while (at < fields.length) {
    const [code = '', amount = '', count = ''] = fields.slice(at, at + 3).map((field) => field.trim())
    if (code === '') {
      at += 1
      continue
    }
    const minor = bai2Amount(amount)
    if (minor !== null) summaries.push({ code, minor, count: /^\d{1,9}$/.test(count) ? Number(count) : null, line })
    else if (amount !== '') errors.push(rowError('not-an-amount', line, `03 ${code}`, amount))
    at += 4 + fundsFieldCount(fields, at + 3)
  }
  return { summaries, errors }
}

/** The totals that record 03 states for its details. 100 and 400 are all credits and all debits. */
export const totalsOf = (summaries: readonly Bai2Summary[], hasDetails: boolean): readonly ControlTotal[] =>
  summaries.flatMap(({ code, minor, count, line }): ControlTotal[] => {
    if (code !== '100' && code !== '400') return []
    const side = code === '100' ? 'credit' : 'debit'
    // A summary report has totals without details; then there is nothing to compare.
    const weak = hasDetails ? {} : { weak: true }
    return [
      { what: `${side}-sum`, stated: Math.abs(minor), line, ...weak },
      ...(count === null ? [] : [{ what: `${side}-count` as const, stated: count, line, weak: true }]),
    ]
  })

/** Reads record 16. Returns the amount as it counts for the control total beside the event. */
export function detailEvent(record: Bai2Record, currency: CurrencyCode, asOf: Day | null): { event: ReadEvent; controlMinor: number } {
  const { fields, line, raw } = record
  const [code = '', amount = '', funds = ''] = fields.slice(0, 3).map((field) => field.trim())
  const after = 3 + fundsFieldCount(fields, 2)
  const [bankReference = '', customerReference = ''] = fields.slice(after, after + 2)
  const direction = directionOf(code)
  const written = bai2Amount(amount) ?? (amount === '' && direction === 'status' ? 0 : null)
  const error = (reason: 'control-character' | 'not-an-amount' | 'missing-amount' | 'missing-direction', value: string) =>
    ({ event: rowError(reason, line, `16 ${code}`, value), controlMinor: written ?? 0 })
  if (hasControlCharacter(raw)) return error('control-character', raw)
  if (written === null) return error(amount === '' ? 'missing-amount' : 'not-an-amount', amount)
  // The direction is the code's; a sign beside it could mean either.
  if (written < 0 && direction !== 'status') return error('not-an-amount', amount)
  if (direction === 'unknown') return error('missing-direction', code)
  const event: BankEntry = {
    kind: 'entry',
    minor: direction === 'debit' && written !== 0 ? -written : direction === 'status' ? 0 : written,
    currency,
    bookedOn: asOf,
    valueOn: funds.toUpperCase() === 'V' ? dayFromShort((fields[3] ?? '').trim()) : null,
    status: direction === 'status' ? 'info' : 'booked',
    nativeId: referenceOrNull(bankReference),
    references: referencesFrom([customerReference, bankReference]),
    text: textFrom(record, after + 2),
    counterpartyName: null,
    counterpartyAccount: null,
    typeCode: code,
    original: null,
    chargesMinor: null,
    isReversal: false,
    details: [],
    line,
    raw,
  }
  return { event, controlMinor: written }
}
