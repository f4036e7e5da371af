import { currencyDecimals, isCurrencyCode, type CurrencyCode } from '../../../../../shared/currency.ts'
import { parseMoney } from '../../../../../shared/money.ts'
import { fail, ok, type Result } from '../../../../../shared/result.ts'
import { isNoAmount, readAmount, type DecimalSign } from '../delimited/amounts.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { DateWitness, type DateEvidence } from '../delimited/date-order.ts'
import { instantOfWritten, localDay, readDate, withClock, type DateOrder } from '../delimited/dates.ts'
import { DecimalWitness, type DecimalEvidence } from '../delimited/decimal-sign.ts'
import { foldName } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import { RunningBalance } from '../delimited/running-balance.ts'
import type { StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import type { ReadOptions, Refused } from '../reader.ts'
import { refused } from '../refusal.ts'
import { settleDayOrder } from './day-order.ts'
import { paypalActivityColumns, type ActivityColumn } from './paypal-activity-columns.ts'
import { isAuthorization, paypalLineType } from './paypal-events.ts'
import { isFinished, isMemo, paypalTypeOfWords } from './paypal-words.ts'
import { readZone } from './zones.ts'
import { BLANK_LINE, distinct, neededCurrency, settlementTableReader, type TableRows } from './settlement-table.ts'

/**
 * PayPal's activity download and CSV statement, the files that small merchants have. Header, words, day order and decimal
 * sign follow the account's language. The fee is negative in the file, Net = Gross + Fee. Rows that are pending or denied,
 * or only memorised (Balance Impact "Memo"), are kept and not counted. Each currency has its own chain of balances.
 */
export const paypalActivityReader = settlementTableReader<ActivityColumn>({
  format: 'paypal-activity',
  columns: paypalActivityColumns,
  async begin(table, options) {
    const conventions = await firstReading(table)
    const order = settleDayOrder(conventions.dates, table, table.at.date, options, likelyOrder(table))
    if (!order.ok) return order
    const sign = decimalSign(conventions, table, options)
    return sign.ok ? ok(new ActivityRows(table, options.zone, order.value, sign.value)) : sign
  },
})

type Found = Table<ActivityColumn>

interface Conventions {
  readonly dates: DateEvidence
  readonly amounts: DecimalEvidence
  readonly hasDecimals: boolean
}

/** Day order and decimal sign are decided by all rows together. */
async function firstReading({ at, records }: Found): Promise<Conventions> {
  const dates = new DateWitness()
  const amounts = new DecimalWitness()
  let hasDecimals = false
  for await (const batch of records()) {
    for (const { cells } of batch) {
      dates.see(cellText(cells[at.date]))
      for (const place of [at.gross, at.fee, at.net, at.balance]) amounts.see(cellText(cells[place]))
      const currency = cellText(cells[at.currency]).toUpperCase()
      if (isCurrencyCode(currency) && currencyDecimals(currency) > 0) hasDecimals = true
    }
  }
  return { dates: dates.verdict(), amounts: amounts.verdict(), hasDecimals }
}

/** In other languages than English the day comes first. */
const likelyOrder = (table: Found): DateOrder | null =>
  foldName(cellText(table.header[table.at.gross])) === 'gross' ? null : 'day-first'

function decimalSign({ amounts, hasDecimals }: Conventions, table: Found, options: ReadOptions): Result<DecimalSign, Refused> {
  if (amounts.kind === 'decided') return ok(amounts.sign)
  if (amounts.kind === 'no-separator') return ok('.')
  // "1,234" yen: a currency without decimals leaves only thousands.
  if (amounts.kind === 'open' && !hasDecimals) return ok(amounts.example.includes(',') ? '.' : ',')
  if (amounts.kind === 'open' && options.decimal !== undefined) return ok(options.decimal)
  const example = amounts.kind === 'open' ? amounts.example : amounts.examples.join(', ')
  return fail(refused('decimal-needed', example, { line: table.headerLine, field: cellText(table.header[table.at.gross]) }))
}

class ActivityRows implements TableRows {
  readonly #at: Found['at']
  readonly #zone: string
  readonly #order: DateOrder
  readonly #decimalSign: DecimalSign
  readonly #balances = new Map<CurrencyCode, RunningBalance>()
  readonly #unknownWords = new Set<string>()

  constructor(table: Found, zone: string, order: DateOrder, sign: DecimalSign) {
    this.#at = table.at
    this.#zone = zone
    this.#order = order
    this.#decimalSign = sign
  }

  row(record: SourceRecord, out: StatementStream): void {
    const at = this.#at
    const { cells } = record
    const currency = neededCurrency(record, at.currency, 'Currency', out)
    if (currency === null) return
    const grossMinor = this.#amount(record, at.gross, 'Gross', currency, out)
    const feeCredit = this.#amount(record, at.fee, 'Fee', currency, out)
    const netMinor = this.#amount(record, at.net, 'Net', currency, out)
    if (grossMinor === null || feeCredit === null || netMinor === null) return
    if (grossMinor + feeCredit !== netMinor) return out.error('arithmetic', record, 'Net', cells[at.net])

    const dateText = cellText(cells[at.date])
    const date = readDate(dateText, this.#order)
    const written = date === null ? null : withClock(date, cellText(cells[at.time]))
    if (written === null) return out.error(dateText === '' ? 'missing-date' : 'not-a-date', record, 'Date', dateText)
    const zone = this.#zoneOf(record, out)
    const occurredAt = 'zone' in zone
      ? instantOfWritten(written, zone.zone)
      : instantOfWritten({ ...written, offsetMinutes: zone.offsetMinutes }, this.#zone)

    const { type, typeText, excluded } = this.#meaning(record, grossMinor, out)
    const transaction = cellOrNull(cells[at.transaction])
    const parent = cellOrNull(cells[at.reference])
    const invoice = cellOrNull(cells[at.invoice])
    const custom = cellOrNull(cells[at.custom])
    out.line({
      ...BLANK_LINE,
      type, typeText, excluded, grossMinor, netMinor, currency, occurredAt,
      feeMinor: feeCredit === 0 ? 0 : -feeCredit,
      nativeId: transaction, // a hold and its release share it; their types keep them apart
      merchantReference: invoice ?? custom,
      platformReference: transaction,
      parentReference: parent,
      payoutReference: type === 'payout' || type === 'payout_return' ? transaction : null,
      references: distinct(custom, parent, cellOrNull(cells[at.receipt]), cellOrNull(cells[at.bank])),
      occurredOn: occurredAt === null ? written.day : localDay(occurredAt, this.#zone),
      text: cellText(cells[at.name]) || cellText(cells[at.subject]),
      line: record.line,
      raw: record.raw,
    })
    if (excluded === null) this.#follow(record, currency, netMinor, out)
  }

  /** The type by event code where there is one, else by its words; pending, denied, memo and authorisation rows are not counted. */
  #meaning(record: SourceRecord, grossMinor: number, out: StatementStream) {
    const at = this.#at
    const typeText = cellText(record.cells[at.type])
    const event = cellText(record.cells[at.event]).toUpperCase()
    const byWords = paypalTypeOfWords(typeText, grossMinor)
    const type = /^T\d{4}$/.test(event) ? paypalLineType(event, grossMinor) : byWords.type
    const isMoneyless = /^T\d{4}$/.test(event) ? isAuthorization(event) : byWords.isMoneyless
    const status = cellText(record.cells[at.status])
    const impact = cellText(record.cells[at.impact])
    const finished = status === '' ? true : isFinished(status)
    if (finished === null && !this.#unknownWords.has(status)) {
      this.#unknownWords.add(status)
      out.warn('unknown-status', record.line, status)
    }
    const excluded = isMemo(impact) ? impact : finished === false ? status : isMoneyless ? typeText : null
    return { type, typeText, excluded }
  }

  #follow(record: SourceRecord, currency: CurrencyCode, netMinor: number, out: StatementStream): void {
    const place = this.#at.balance
    if (place < 0 || isNoAmount(cellText(record.cells[place]))) return
    const balance = this.#amount(record, place, 'Balance', currency, out)
    if (balance === null) return
    let chain = this.#balances.get(currency)
    if (chain === undefined) this.#balances.set(currency, (chain = new RunningBalance()))
    chain.add(netMinor, balance, record.line)
  }

  #zoneOf(record: SourceRecord, out: StatementStream): { zone: string } | { offsetMinutes: number } {
    const text = cellText(record.cells[this.#at.zone])
    const zone = text === '' ? null : readZone(text)
    if (zone !== null) return zone
    if (text !== '' && !this.#unknownWords.has(text)) {
      this.#unknownWords.add(text)
      out.warn('unknown-zone', record.line, text)
    }
    return { zone: this.#zone }
  }

  #amount(record: SourceRecord, at: number, field: string, currency: CurrencyCode, out: StatementStream): number | null {
    const text = cellText(record.cells[at])
    if (isNoAmount(text)) return 0
    const written = readAmount(text, this.#decimalSign)
    const amount = written === null ? null : parseMoney(written.decimal, currency)
    if (amount?.ok === true) return amount.value.minor
    out.error(amount?.failure.kind ?? 'not-an-amount', record, field, text)
    return null
  }

  end(out: StatementStream): null {
    for (const [currency, chain] of this.#balances) {
      const proof = chain.proof()
      if (proof !== null && proof.breaks > 0) out.warn('balance-chain-broken', proof.brokenAt, `${currency} ${proof.breaks}`)
    }
    out.end((currency) => {
      const proof = this.#balances.get(currency)?.proof()
      if (proof === undefined || proof === null || proof.breaks * 2 > proof.rows) return {}
      return {
        opening: { minor: proof.openingMinor, currency, on: null },
        closing: { minor: proof.closingMinor, currency, on: null },
      }
    })
    return null
  }
}
