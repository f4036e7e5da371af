import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { minorOf, plainDecimalBy, type AmountFailure } from '../amounts.ts'
import { hasControlCharacter } from '../lines.ts'
import type { BankEntryDetail, ReadEvent } from '../reader.ts'
import { rowError, warning } from '../reports.ts'
import { fail, type Result } from '../../../../../shared/result.ts'
import { qifDay, withoutMark, type DateOrder } from './qif-conventions.ts'
import { valueOf, type QifField, type QifItem } from './qif-records.ts'
import { referencesFrom } from './references.ts'

export type QifRecord = Extract<QifItem, { kind: 'record' }>

/** How the file is written, decided for the whole of it. */
export interface QifConventions {
  readonly currency: CurrencyCode
  readonly dateOrder: DateOrder
  readonly decimal: '.' | ','
}

export function qifAmount(text: string, { currency, decimal }: QifConventions): Result<number, AmountFailure> {
  const bare = withoutMark(text)
  const plain = bare.currency !== null && bare.currency !== currency ? null : plainDecimalBy(bare.text, decimal)
  return plain === null ? fail({ kind: 'not-an-amount' }) : minorOf(plain, currency)
}

/** The parts of a split record: category, memo and amount each. An amount that cannot be read leaves the part without one. */
function splitsOf(fields: readonly QifField[], conventions: QifConventions): readonly BankEntryDetail[] {
  const parts: { category: string; memo: string; minor: number | null }[] = []
  for (const { code, value } of fields) {
    if (code === 'S') parts.push({ category: value, memo: '', minor: null })
    const part = parts.at(-1)
    if (part === undefined) continue
    if (code === 'E') part.memo = value
    if (code === '$') {
      const minor = qifAmount(value, conventions)
      part.minor = minor.ok ? minor.value : null
    }
  }
  return parts.map(({ category, memo, minor }) => ({
    minor, currency: conventions.currency, references: [], text: [category, memo].filter((text) => text !== '').join(' '), counterpartyName: null,
  }))
}

/** The entry, or what is wrong with the record. Lines with codes we do not know stay in `raw`. */
export function recordEvents({ fields, line, raw }: QifRecord, conventions: QifConventions): readonly ReadEvent[] {
  const bad = fields.find(({ value }) => hasControlCharacter(value))
  if (bad !== undefined) return [rowError('control-character', bad.line, bad.code, bad.value)]
  const amount = fields.find(({ code, value }) => (code === 'T' || code === 'U') && value !== '')
  if (amount === undefined) return [rowError('missing-amount', line, 'T', '')]
  const minor = qifAmount(amount.value, conventions)
  if (!minor.ok) return [rowError(minor.failure.kind, amount.line, amount.code, amount.value)]
  const date = fields.find(({ code }) => code === 'D')
  if (date === undefined || date.value === '') return [rowError('missing-date', line, 'D', '')]
  const bookedOn = qifDay(date.value, conventions.dateOrder)
  if (bookedOn === null) return [rowError('not-a-date', date.line, 'D', date.value)]
  const details = splitsOf(fields, conventions)
  const sum = details.reduce((total, part) => total + (part.minor ?? 0), 0)
  const payee = valueOf(fields, 'P') ?? ''
  const transfer = /^\[(.+)\]$/.exec(valueOf(fields, 'L') ?? '')?.[1]
  return [
    ...(details.length > 0 && sum !== minor.value ? [warning('batch-sum-differs', line, `${sum} ${minor.value} ${conventions.currency}`)] : []),
    {
      kind: 'entry',
      minor: minor.value,
      currency: conventions.currency,
      bookedOn,
      valueOn: null,
      status: 'booked',
      nativeId: null,
      references: referencesFrom([valueOf(fields, 'N')]),
      text: [payee, valueOf(fields, 'M') ?? ''].filter((text) => text !== '').join(' '),
      counterpartyName: payee || null,
      counterpartyAccount: transfer ?? null,
      typeCode: null,
      original: null,
      chargesMinor: null,
      isReversal: false,
      details,
      line,
      raw,
    },
  ]
}
