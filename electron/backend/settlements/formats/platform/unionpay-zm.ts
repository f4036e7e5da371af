import { parseMoney } from '../../../../../shared/money.ts'
import { dayOf } from '../days.ts'
import { instantOfWritten, localDay, readDateParts } from '../delimited/dates.ts'
import { StatementStream, type StatementFacts } from '../delimited/statement-stream.ts'
import { limits } from '../limits.ts'
import type { DecodedFile, FormatReader, ReadEvent, ReadOptions, RowErrorReason, SettlementLineKind } from '../reader.ts'
import { endingInRefusal, refused } from '../refusal.ts'
import { rowError } from '../reports.ts'
import { byteLines } from './byte-lines.ts'
import { BLANK_LINE, distinct } from './settlement-table.ts'

/**
 * Widths in bytes of the 42 fields of a ZM line, one blank between them: 607 bytes. Checked by the interface description
 * against UnionPay's own sample file.
 */
const WIDTHS = [
  3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1,
  32, 98,
]
const OFFSETS = WIDTHS.map((_, index) => WIDTHS.slice(0, index).reduce((sum, width) => sum + width + 1, 0))
const LINE_BYTES = 607
/** A ZME line (errors and adjustments). Its fields are not established, so such a file is refused rather than read half. */
const ZME_LINE_BYTES = 339

/** Fields by their number in the interface description, counted from 1. */
const FIELD = {
  amount: 7, queryId: 10, orderId: 12, cardType: 13, fee: 16, settled: 17, txnType: 20, origQueryId: 27, merchant: 28, reserved: 35, origOrderId: 41,
} as const

/** Direction of the money by transaction type: payment, completion of a pre-authorisation; refund, void, void of a completion. */
const typesByCode: ReadonlyMap<string, readonly [SettlementLineKind, 1 | -1]> = new Map([
  ['01', ['payment', 1]], ['03', ['payment', 1]], ['04', ['refund', -1]], ['31', ['refund', -1]], ['33', ['refund', -1]],
])

const SPACE = 32
const BEIJING_OFFSET_MINUTES = 480

/**
 * UnionPay's settlement file INN…ZM: fixed widths in bytes of GBK, no header. Amounts in fen; the fee is D when the merchant
 * pays it, the settlement amount C when the merchant gets it, net = gross − fee. The times in it have no year; the query id
 * begins with the full one.
 */
export const unionpayZmReader: FormatReader = {
  format: 'unionpay-zm',
  side: 'settlement',
  encodingHabit: 'gb18030',
  recognises: ({ bytes }) => isZm(firstLine(bytes)) || isZme(firstLine(bytes)),
  read: (source, options) => endingInRefusal(readLines(source, options)),
}

async function* readLines(source: DecodedFile, options: ReadOptions): AsyncGenerator<readonly ReadEvent[], void> {
  const out = new StatementStream()
  const facts = new Map<string, StatementFacts>()
  let isEmpty = true
  for await (const lines of byteLines(source, options.limits ?? limits)) {
    for (const { line, bytes } of lines) {
      if (bytes.every((byte) => byte === SPACE)) continue
      if (isEmpty && isZme(bytes)) {
        yield [refused('unsupported', 'ZME file of errors and adjustments', { line })]
        return
      }
      isEmpty = false
      readLine(bytes, line, options.zone, facts, out)
    }
    yield out.take()
  }
  if (isEmpty) out.begin('CNY')
  out.end()
  yield out.take()
}

function readLine(bytes: Uint8Array, line: number, zone: string, known: Map<string, StatementFacts>, out: StatementStream): void {
  const raw = decoded(bytes)
  const fail = (reason: RowErrorReason, field: string, value: string): void => {
    out.events.push(rowError(reason, line, field, value))
  }
  if (raw === null) return fail('unreadable', '', `line ${line}`)
  if (bytes.length !== LINE_BYTES) return fail('wrong-width', '', raw)
  const field = (name: keyof typeof FIELD): string => fieldText(bytes, FIELD[name]) ?? ''
  const amount = fen(field('amount'))
  const fee = signedFen(fieldBytes(bytes, FIELD.fee))
  const settled = signedFen(fieldBytes(bytes, FIELD.settled))
  if (amount === null) return fail('not-an-amount', 'txnAmt', field('amount'))
  if (typeof fee !== 'number') return fail(fee, 'merchant fee', field('fee'))
  if (typeof settled !== 'number') return fail(settled, 'settlement amount', field('settled'))

  const txnType = field('txnType')
  const [type, direction] = typesByCode.get(txnType) ?? ['unknown_type' as const, null]
  const feeMinor = fee === 0 ? 0 : -fee // C gives to the merchant; a cost is plus here
  const grossMinor = direction === null ? settled + feeMinor : amount === 0 ? 0 : amount * direction
  if (grossMinor - feeMinor !== settled) return fail('arithmetic', 'settlement amount', field('settled'))

  const queryId = field('queryId')
  const orderId = field('orderId')
  const isRefund = direction === -1
  const when = timeOfQueryId(queryId, zone)
  const merchant = field('merchant')
  let facts = known.get(merchant)
  if (facts === undefined) known.set(merchant, (facts = { account: merchant, statementId: null, sequence: null, from: null, to: null }))
  out.line({
    ...BLANK_LINE,
    type, typeText: txnType, grossMinor, feeMinor, netMinor: settled, currency: 'CNY',
    nativeId: queryId === '' ? null : queryId,
    merchantReference: orderId === '' ? null : orderId,
    platformReference: queryId === '' ? null : queryId,
    parentReference: isRefund ? field('origQueryId') || null : null,
    references: distinct(field('origOrderId'), field('reserved')),
    occurredAt: when?.at ?? null,
    occurredOn: when?.day ?? null,
    method: field('cardType') || null,
    line,
    raw,
  }, facts)
}

const fieldBytes = (line: Uint8Array, number: number): Uint8Array =>
  line.subarray(OFFSETS[number - 1], OFFSETS[number - 1]! + WIDTHS[number - 1]!)

const fieldText = (line: Uint8Array, number: number): string | null => decoded(fieldBytes(line, number))?.trim() ?? null

const gbk = new TextDecoder('gb18030', { fatal: true })

/** GBK text; null when the bytes are not. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return gbk.decode(bytes)
  } catch {
    return null
  }
}

/** Twelve digits of fen. */
function fen(digits: string): number | null {
  if (!/^\d{12}$/.test(digits)) return null
  const amount = parseMoney(`${digits.slice(0, 10)}.${digits.slice(10)}`, 'CNY')
  return amount.ok ? amount.value.minor : null
}

/** `C000000000100` is plus, `D…` minus; the sign may be blank when the number is zero. */
function signedFen(bytes: Uint8Array): number | RowErrorReason {
  const text = decoded(bytes) ?? ''
  const minor = fen(text.slice(1))
  if (minor === null) return 'not-an-amount'
  if (minor === 0) return 0
  return text[0] === 'C' ? minor : text[0] === 'D' ? -minor : 'missing-direction'
}

/** "20150906112203…" is 2015-09-06 11:22:03 in Beijing. */
function timeOfQueryId(queryId: string, zone: string): { readonly at: number; readonly day: string } | null {
  const parts = /^(\d{8})(\d{2})(\d{2})(\d{2})\d{7}$/.exec(queryId)
  const date = parts === null ? null : readDateParts(parts[1]!)
  const day = date === null || date.year === null ? null : dayOf(date.year, date.first, date.second)
  if (parts === null || day === null) return null
  const [hours, minutes, seconds] = [Number(parts[2]), Number(parts[3]), Number(parts[4])]
  if (hours > 23 || minutes > 59 || seconds > 59) return null
  const timeMs = ((hours * 60 + minutes) * 60 + seconds) * 1000
  const at = instantOfWritten({ day, timeMs, offsetMinutes: BEIJING_OFFSET_MINUTES }, zone)
  return at === null ? null : { at, day: localDay(at, zone) }
}

function firstLine(bytes: Uint8Array): Uint8Array {
  const end = bytes.findIndex((byte) => byte === 10 || byte === 13)
  return end < 0 ? bytes : bytes.subarray(0, end)
}

/** Blanks between all fields, digits where amounts and the query id stand. */
function isZm(line: Uint8Array): boolean {
  return (
    line.length === LINE_BYTES &&
    OFFSETS.slice(1).every((offset) => line[offset - 1] === SPACE) &&
    fen(fieldText(line, FIELD.amount) ?? '') !== null &&
    typeof signedFen(fieldBytes(line, FIELD.settled)) === 'number'
  )
}

const isZme = (line: Uint8Array): boolean => line.length === ZME_LINE_BYTES && fen(decoded(line.subarray(66, 78)) ?? '') !== null && line[3] === SPACE
