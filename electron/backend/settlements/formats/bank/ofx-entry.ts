import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { minorOf, plainDecimal, type AmountFailure } from '../amounts.ts'
import { currencyFrom } from '../currencies.ts'
import { dayFromDigits } from '../days.ts'
import { hasControlCharacter } from '../lines.ts'
import type { BankEntry, ReadEvent } from '../reader.ts'
import { rowError, warning } from '../reports.ts'
import { ok, type Result } from '../../../../../shared/result.ts'
import { referenceOrNull, referencesFrom } from './references.ts'

/** A `STMTTRN` as it was read: leaves by name, those of inner aggregates as "PAYEE/NAME". */
export interface OfxTransaction {
  readonly isPending: boolean
  readonly line: number
  readonly leaves: Map<string, string>
  readonly raw: string[]
}

/** Reads an amount: the point is the decimal sign, a comma in its place is understood, a bare point is nothing. */
export function ofxAmount(text: string, currency: CurrencyCode): Result<number, AmountFailure> {
  const written = text.trim().replace('\u2212', '-')
  if (written === '.' || written === ',') return ok(0)
  return minorOf(plainDecimal(written, '.') ?? written, currency)
}

const singleLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Name and memo, each once: many banks repeat the name in the memo. */
function textOf(leaves: Map<string, string>): string {
  const parts = ['NAME', 'PAYEE/NAME', 'EXTDNAME', 'MEMO'].map((name) => singleLine(leaves.get(name) ?? '')).filter((part) => part !== '')
  return parts.filter((part, index) => !parts.some((other, place) => place !== index && other.includes(part) && (other !== part || place < index))).join(' ')
}

/** The currency that an entry says its amount is in; ORIGCURRENCY would only say what it was converted from. */
export const statedCurrency = ({ leaves }: OfxTransaction): string | undefined => leaves.get('CURRENCY/CURSYM') ?? leaves.get('CURRENCY')

/** The entry, or what is wrong with it. Its sign is the amount's; TRNTYPE is the bank's word and often contradicts it. */
export function transactionEvents(transaction: OfxTransaction, statementCurrency: CurrencyCode): readonly ReadEvent[] {
  const { isPending, line, leaves, raw } = transaction
  for (const [name, value] of leaves) if (hasControlCharacter(value)) return [rowError('control-character', line, name, value)]
  const stated = statedCurrency(transaction)
  const currency = stated === undefined || stated === '' ? statementCurrency : currencyFrom(stated)
  if (currency === null) return [rowError('unknown-currency', line, 'CURSYM', stated!)]
  const written = leaves.get('TRNAMT') ?? ''
  if (written === '') return [rowError('missing-amount', line, 'TRNAMT', '')]
  const minor = ofxAmount(written, currency)
  if (!minor.ok) return [rowError(minor.failure.kind, line, 'TRNAMT', written)]
  const dateName = isPending && !leaves.has('DTPOSTED') ? 'DTTRAN' : 'DTPOSTED'
  const date = leaves.get(dateName) ?? ''
  const bookedOn = dayFromDigits(date)
  if (bookedOn === null) return [rowError(date === '' ? 'missing-date' : 'not-a-date', line, dateName, date)]
  const entry: BankEntry = {
    kind: 'entry',
    minor: minor.value,
    currency,
    bookedOn,
    valueOn: dayFromDigits(leaves.get('DTAVAIL') ?? ''),
    status: isPending ? 'pending' : 'booked',
    nativeId: referenceOrNull(leaves.get('FITID')),
    references: referencesFrom([leaves.get('REFNUM'), leaves.get('CHECKNUM'), leaves.get('SRVRTID'), leaves.get('FITID')]),
    text: textOf(leaves),
    counterpartyName: singleLine(leaves.get('NAME') ?? leaves.get('PAYEE/NAME') ?? '') || null,
    counterpartyAccount: leaves.get('BANKACCTTO/ACCTID') || leaves.get('CCACCTTO/ACCTID') || null,
    typeCode: leaves.get('TRNTYPE') || null,
    original: null,
    chargesMinor: null,
    isReversal: false,
    details: [],
    line,
    raw: raw.join('\n'),
  }
  const correction = leaves.get('CORRECTFITID')
  return [
    ...(/\d/.test(written) ? [] : [warning('amount-without-digits', line, written)]),
    ...(correction === undefined ? [] : [warning('correction', line, `${leaves.get('CORRECTACTION') ?? ''} ${correction}`)]),
    entry,
  ]
}
