import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { fail, ok } from '../../../../../shared/result.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { DateWitness } from '../delimited/date-order.ts'
import { instantOfWritten, localDay, readDate, withClock, type DateOrder } from '../delimited/dates.ts'
import { foldName, needed, optional } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import type { StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import type { SettlementLineKind } from '../reader.ts'
import { refused } from '../refusal.ts'
import { settleDayOrder } from './day-order.ts'
import { BLANK_LINE, distinct, minorOrZero, neededMinor, settlementTableReader, type TableRows } from './settlement-table.ts'
import { currencyBesides, squareZone } from './square-places.ts'

/** 33 columns some years ago, 55 in 2026; the merchant chooses none of them. */
const columns = {
  date: needed('Date'),
  time: needed('Time'),
  collected: needed('Total Collected'),
  fees: needed('Fees'),
  net: needed('Net Total'),
  transaction: needed('Transaction ID'),
  payment: needed('Payment ID'),
  zone: optional('Time Zone', 'Timezone'),
  cash: optional('Cash'),
  giftCard: optional('Square Gift Card', 'Gift Card'),
  other: optional('Other Tender'),
  otherType: optional('Other Tender Type'),
  thirdPartyFees: optional('Third Party Fees'),
  event: optional('Event Type'),
  status: optional('Transaction Status'),
  deposit: optional('Deposit ID'),
  depositDate: optional('Deposit Date'),
  orderReference: optional('Order Reference ID'),
  brand: optional('Card Brand'),
  description: optional('Description'),
}

type Column = keyof typeof columns

/** States in which no money has been taken. */
const unsettled: ReadonlySet<string> = new Set(['pending', 'failed', 'canceled', 'cancelled', 'voided', 'declined'])

/**
 * Square's transactions export. Fees are negative, Net Total = Total Collected + Fees (+ third-party fees). Cash, gift cards
 * and other tenders never reach the bank: only what is left of Total Collected is settled. A refund repeats the sale's
 * Transaction ID with a Payment ID of its own. The only hint at the currency is its sign.
 */
export const squareTransactionsReader = settlementTableReader<Column>({
  format: 'square-transactions',
  columns,
  async begin(table, options) {
    const { dates, currency, isAmerican } = await firstReading(table)
    const paid = options.currency ?? currency
    if (paid === null) return fail(refused('currency-needed', 'amounts without a telling sign', { line: table.headerLine, field: 'Total Collected' }))
    const order = settleDayOrder(dates, table, table.at.date, options, isAmerican ? 'month-first' : null)
    return order.ok ? ok(new SquareRows(table, paid, order.value, options.zone)) : order
  },
})

/** What all rows together tell. Only America writes the month first, and there the zone says so: "Pacific Time (US & Canada)". */
async function firstReading({ at, records }: Table<Column>) {
  const dates = new DateWitness()
  let currency: CurrencyCode | null | undefined
  let isAmerican = false
  for await (const batch of records()) {
    for (const { cells } of batch) {
      dates.see(cellText(cells[at.date]))
      currency ??= currencyBesides(cellText(cells[at.collected]))
      if (at.zone >= 0 && cells[at.zone]?.includes('(US & Canada)') === true) isAmerican = true
    }
  }
  return { dates: dates.verdict(), currency: currency ?? null, isAmerican }
}

class SquareRows implements TableRows {
  readonly #at: Table<Column>['at']
  readonly #currency: CurrencyCode
  readonly #order: DateOrder
  readonly #zone: string
  readonly #unknownZones = new Set<string>()

  constructor(table: Table<Column>, currency: CurrencyCode, order: DateOrder, zone: string) {
    this.#at = table.at
    this.#currency = currency
    this.#order = order
    this.#zone = zone
  }

  row(record: SourceRecord, out: StatementStream): void {
    const at = this.#at
    const { cells } = record
    const currency = this.#currency
    const collected = neededMinor(record, at.collected, 'Total Collected', currency, out)
    const fees = minorOrZero(record, at.fees, 'Fees', currency, out)
    const thirdParty = minorOrZero(record, at.thirdPartyFees, 'Third Party Fees', currency, out)
    const netTotal = neededMinor(record, at.net, 'Net Total', currency, out)
    const cash = minorOrZero(record, at.cash, 'Cash', currency, out)
    const giftCard = minorOrZero(record, at.giftCard, 'Square Gift Card', currency, out)
    const other = minorOrZero(record, at.other, 'Other Tender', currency, out)
    if (collected === null || fees === null || thirdParty === null || netTotal === null) return
    if (cash === null || giftCard === null || other === null) return
    const addsUp = collected + fees === netTotal || collected + fees + thirdParty === netTotal
    if (!addsUp) return out.error('arithmetic', record, 'Net Total', cells[at.net])

    const written = this.#written(record)
    if (written === null) return out.error('not-a-date', record, 'Date', cells[at.date])
    const occurredAt = instantOfWritten(written, this.#zoneOf(record, out))
    const event = cellText(cells[at.event])
    const type = squareEventKind(event, collected)
    const settled = collected - cash - giftCard - other
    const status = cellText(cells[at.status])
    const isElsewhere = settled === 0 && collected !== 0
    const excluded = unsettled.has(foldName(status)) ? status : isElsewhere ? this.#tender(record, cash, giftCard) : null
    const grossMinor = isElsewhere ? collected : settled
    const feeMinor = collected + fees === netTotal ? negated(fees) : negated(fees + thirdParty)
    const transaction = cellOrNull(cells[at.transaction])
    out.line({
      ...BLANK_LINE,
      type, typeText: event, excluded, grossMinor, feeMinor, netMinor: grossMinor - feeMinor, currency, occurredAt,
      nativeId: cellOrNull(cells[at.payment]),
      merchantReference: cellOrNull(cells[at.orderReference]),
      platformReference: cellOrNull(cells[at.payment]),
      parentReference: type === 'payment' ? null : transaction,
      payoutReference: cellOrNull(cells[at.deposit]),
      references: distinct(transaction),
      occurredOn: occurredAt === null ? written.day : localDay(occurredAt, this.#zone),
      availableOn: readDate(cellText(cells[at.depositDate]), this.#order)?.day ?? null,
      method: cellOrNull(cells[at.brand]),
      text: cellText(cells[at.description]),
      line: record.line,
      raw: record.raw,
    })
  }

  #written(record: SourceRecord) {
    const date = readDate(cellText(record.cells[this.#at.date]), this.#order)
    return date === null ? null : withClock(date, cellText(record.cells[this.#at.time]))
  }

  #zoneOf(record: SourceRecord, out: StatementStream): string {
    const name = cellText(record.cells[this.#at.zone])
    const zone = name === '' ? this.#zone : squareZone(name)
    if (zone !== null) return zone
    if (!this.#unknownZones.has(name)) {
      this.#unknownZones.add(name)
      out.warn('unknown-zone', record.line, name)
    }
    return this.#zone
  }

  /** The tender that took the whole amount, as the reason for not counting it. */
  #tender(record: SourceRecord, cash: number, giftCard: number): string {
    if (cash !== 0) return 'Cash'
    if (giftCard !== 0) return 'Square Gift Card'
    return cellText(record.cells[this.#at.otherType]) || 'Other Tender'
  }

  end(out: StatementStream): null {
    out.end()
    return null
  }
}

function squareEventKind(event: string, collected: number): SettlementLineKind {
  const word = foldName(event)
  if (word === 'payment') return 'payment'
  if (word === 'refund') return 'refund'
  if (word === '') return collected < 0 ? 'refund' : 'payment' // old exports have no event type; their refunds are negative
  return 'unknown_type'
}

const negated = (minor: number): number => (minor === 0 ? 0 : -minor)
