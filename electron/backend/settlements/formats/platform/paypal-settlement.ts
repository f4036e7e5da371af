import { isCurrencyCode } from '../../../../../shared/currency.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { instantOfWritten, localDay, readIsoDate } from '../delimited/dates.ts'
import { guessDialect } from '../delimited/dialect.ts'
import { foldName, matchHeader, needed, optional, type ColumnPlaces } from '../delimited/header.ts'
import { recordsOf, textHead } from '../delimited/record-stream.ts'
import { cutText, type SourceRecord } from '../delimited/records.ts'
import { checkRow, widthOf, type RowWidth } from '../delimited/table.ts'
import { limits } from '../limits.ts'
import type { DecodedFile, FormatReader, ReadEvent, ReadOptions, Refused } from '../reader.ts'
import { endingInRefusal, refused } from '../refusal.ts'
import { signedHundredths } from './paypal-amounts.ts'
import { isAuthorization, paypalLineType } from './paypal-events.ts'
import { PayPalSections } from './paypal-sections.ts'
import { BLANK_LINE, distinct } from './settlement-table.ts'

/** Columns of a body row, by the names that the file's own `CH` row gives. Old files have two blanks in some names. */
const columns = {
  transaction: needed('Transaction ID'),
  event: needed('Transaction Event Code'),
  initiated: needed('Transaction Initiation Date'),
  direction: needed('Transaction Debit or Credit'),
  gross: needed('Gross Transaction Amount'),
  currency: needed('Gross Transaction Currency'),
  feeDirection: needed('Fee Debit or Credit'),
  fee: needed('Fee Amount'),
  feeCurrency: optional('Fee Currency'),
  completed: optional('Transaction Completion Date'),
  invoice: optional('Invoice ID'),
  parent: optional('PayPal Reference ID'),
  parentType: optional('PayPal Reference ID Type'),
  custom: optional('Custom Field'),
  tracking: optional('Payment Tracking ID'),
  bank: optional('Bank Reference ID'),
  status: optional('Transactional Status'),
  subject: optional('Transaction Subject'),
}

type Column = keyof typeof columns

/** States of the transaction detail report in which no money has moved: pending, denied. */
const unsettled: ReadonlySet<string> = new Set(['P', 'D'])

/**
 * PayPal's settlement report (STL) and transaction detail report (TRR). Every record begins with its type: RH report, FH
 * file, SH section, CH column names, SB body, SF/SC section totals and count, RF/RC report, FF/FC file. Amounts are
 * unsigned whole numbers of hundredths in every currency, also in those without decimals; CR and DR give the sign.
 * Source: developer.paypal.com/docs/reports/sftp-reports/settlement-report.
 */
export const paypalSettlementReader: FormatReader = {
  format: 'paypal-settlement',
  side: 'settlement',
  recognises: ({ text }) => {
    const types = cutText(text, guessDialect(text).dialect).map(({ cells }) => cellText(cells[0]))
    return types[0] === 'RH' && types.slice(1, 5).some((type) => type === 'FH' || type === 'SH' || type === 'CH')
  },
  read: (source, options) => endingInRefusal(readReport(source, options)),
}

async function* readReport(source: DecodedFile, options: ReadOptions): AsyncGenerator<readonly ReadEvent[], void> {
  const head = await textHead(source)
  if (head.text.trim() === '') {
    yield [refused('empty-file', source.name)]
    return
  }
  const report = new Report(options.zone)
  for await (const records of recordsOf(source, guessDialect(head.text).dialect, options.limits ?? limits)) {
    const refusal = report.take(records)
    yield refusal === null ? report.events() : [...report.events(), refusal]
    if (refusal !== null) return
  }
  const refusal = report.end()
  yield refusal === null ? report.events() : [...report.events(), refusal]
}

class Report {
  readonly #zone: string
  readonly #sections = new PayPalSections()
  #at: ColumnPlaces<Column> | null = null
  #width: RowWidth = { least: 0, most: 0 }

  constructor(zone: string) {
    this.#zone = zone
  }

  events(): readonly ReadEvent[] {
    return this.#sections.out.take()
  }

  take(records: readonly SourceRecord[]): Refused | null {
    for (const record of records) {
      if (record.raw.trim() === '') continue
      const type = cellText(record.cells[0])
      if (type === 'SB') {
        if (this.#at === null) return refused('malformed', 'body row before the column names (CH)', { line: record.line, field: 'SB' })
        this.#sections.countBody()
        this.#body(record, this.#at)
      } else if (type === 'CH') {
        const refusal = this.#columnNames(record)
        if (refusal !== null) return refusal
      } else {
        const refusal = this.#sections.frame(type, record)
        if (refusal !== null) return refusal
      }
    }
    return null
  }

  end(): Refused | null {
    return this.#sections.end()
  }

  #columnNames(record: SourceRecord): Refused | null {
    const { at, missing, repeated } = matchHeader(record.cells, columns)
    if (missing.length > 0) {
      const isSubscriptions = record.cells.some((cell) => foldName(cell).startsWith('subscription')) && missing.includes('gross')
      if (isSubscriptions) return refused('unsupported', 'subscription agreement report: it tells of no money', { line: record.line, field: 'CH' })
      const names = missing.map((field) => columns[field].names[0]!)
      return refused('missing-column', names.join(', '), { line: record.line, field: names[0]! })
    }
    const twice = repeated.find(({ field }) => columns[field].isNeeded)
    if (twice !== undefined) return refused('duplicate-header', record.raw, { line: record.line, field: twice.name })
    this.#at = at
    this.#width = widthOf(record.cells)
    return null
  }

  #body(record: SourceRecord, at: ColumnPlaces<Column>): void {
    const { out } = this.#sections
    if (checkRow(record, this.#width, out.events) !== 'row') return
    const { cells } = record
    const currency = cellText(cells[at.currency]).toUpperCase() || cellText(cells[at.feeCurrency]).toUpperCase()
    if (!isCurrencyCode(currency)) return out.error('unknown-currency', record, 'Gross Transaction Currency', cells[at.currency])
    const grossMinor = signedHundredths(cells[at.gross], cells[at.direction], currency)
    if (typeof grossMinor !== 'number') return out.error(grossMinor, record, 'Gross Transaction Amount', cells[at.gross])
    // A fee is written DR when PayPal takes it; here a cost is plus.
    const feeCredit = signedHundredths(cells[at.fee], cells[at.feeDirection], currency)
    if (typeof feeCredit !== 'number') return out.error(feeCredit, record, 'Fee Amount', cells[at.fee])
    const feeCurrency = cellText(cells[at.feeCurrency]).toUpperCase()
    if (feeCredit !== 0 && feeCurrency !== '' && feeCurrency !== currency) {
      return out.error('mixed-currency', record, 'Fee Currency', feeCurrency)
    }
    const written = readIsoDate(cellText(cells[at.initiated]))
    if (written === null) return out.error('not-a-date', record, 'Transaction Initiation Date', cells[at.initiated])

    const feeMinor = feeCredit === 0 ? 0 : -feeCredit
    const occurredAt = instantOfWritten(written, this.#zone)
    const event = cellText(cells[at.event]).toUpperCase()
    const transaction = cellOrNull(cells[at.transaction])
    const type = paypalLineType(event, grossMinor)
    const status = cellText(cells[at.status]).toUpperCase()
    const isMoneyless = isAuthorization(event) || unsettled.has(status)
    const invoice = cellOrNull(cells[at.invoice])
    const custom = cellOrNull(cells[at.custom])
    const parentType = cellText(cells[at.parentType]).toUpperCase()
    const parent = cellOrNull(cells[at.parent])
    const isPayout = type === 'payout' || type === 'payout_return'
    this.#sections.line({
      ...BLANK_LINE,
      type, typeText: event, grossMinor, feeMinor, netMinor: grossMinor - feeMinor, currency, occurredAt,
      nativeId: transaction, // a hold and its release share it; their types keep them apart
      merchantReference: invoice ?? custom,
      platformReference: transaction,
      parentReference: parentType === 'TXN' || parentType === '' ? parent : null,
      payoutReference: isPayout ? transaction : null,
      references: distinct(custom, parent, cellOrNull(cells[at.bank]), cellOrNull(cells[at.tracking])),
      occurredOn: occurredAt === null ? written.day : localDay(occurredAt, this.#zone),
      availableOn: readIsoDate(cellText(cells[at.completed]))?.day ?? null,
      text: cellText(cells[at.subject]),
      excluded: isMoneyless ? (status === '' ? event : status) : null,
      line: record.line,
      raw: record.raw,
    })
  }
}
