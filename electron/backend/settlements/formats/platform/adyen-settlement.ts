import { isCurrencyCode, type CurrencyCode } from '../../../../../shared/currency.ts'
import { ok } from '../../../../../shared/result.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { instantOfWritten, localDay, readIsoDate } from '../delimited/dates.ts'
import { needed, optional } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import { control, type StatementFacts, type StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import type { ControlTotal, SettlementLine, SettlementLineKind } from '../reader.ts'
import { readZone } from './zones.ts'
import { BLANK_LINE, distinct, minorOrZero, neededCurrency, settlementTableReader, type TableRows } from './settlement-table.ts'

/** By name; the merchant chooses the optional ones. "NC" is the currency of the payout, "GC" the customer's. */
const columns = {
  merchant: needed('Merchant Account'),
  psp: needed('Psp Reference'),
  reference: needed('Merchant Reference'),
  created: needed('Creation Date', 'Booking Date'),
  type: needed('Type'),
  modification: needed('Modification Reference'),
  netCurrency: needed('Net Currency'),
  netDebit: needed('Net Debit (NC)'),
  netCredit: needed('Net Credit (NC)'),
  batch: needed('Batch Number'),
  method: optional('Payment Method'),
  variant: optional('Payment Method Variant'),
  zone: optional('TimeZone', 'Booking Date TimeZone'),
  booked: optional('Booking Date'),
  grossCurrency: optional('Gross Currency'),
  grossDebit: optional('Gross Debit (GC)'),
  grossCredit: optional('Gross Credit (GC)'),
  rate: optional('Exchange Rate'),
  commission: optional('Commission (NC)'),
  markup: optional('Markup (NC)'),
  scheme: optional('Scheme Fees (NC)'),
  interchange: optional('Interchange (NC)'),
  paymentFees: optional('Payment Fees (NC)'),
  dccMarkup: optional('DCC Markup (NC)'),
  modificationReference: optional('Modification Merchant Reference'),
}

type Column = keyof typeof columns

const kinds: ReadonlyMap<string, SettlementLineKind> = new Map([
  ['Settled', 'payment'], ['SettledInInstallments', 'payment'], ['SettledReversed', 'adjustment'],
  ['Refunded', 'refund'], ['RefundedReversed', 'refund'], ['PaidOut', 'transfer'], ['PaidOutReversed', 'transfer'],
  ['Chargeback', 'chargeback'], ['SecondChargeback', 'chargeback'], ['ChargebackReversed', 'chargeback_reversal'],
  ['Fee', 'fee'], ['MiscCosts', 'fee'], ['PaymentCost', 'fee'], ['InvoiceDeduction', 'fee'],
  ['MerchantPayout', 'payout'], ['BankInstructionReturned', 'payout_return'], ['Balancetransfer', 'transfer'],
  ['EpaPaid', 'transfer'], ['ManualCorrected', 'adjustment'], ['MatchedStatement', 'adjustment'],
])

/**
 * Adyen's settlement details report: one closed batch a file, in the currency of the payout. Major units with a point, an
 * empty cell is zero. What is paid out is what all other rows come to, so the rows of a batch sum to nothing.
 * Source: docs.adyen.com/reporting/settlement-reconciliation/transaction-level/settlement-details-report.
 */
export const adyenSettlementReader = settlementTableReader<Column>({
  format: 'adyen-settlement',
  columns,
  begin: (table, options) => ok(new AdyenRows(table, options.zone)),
})

class AdyenRows implements TableRows {
  readonly #at: Table<Column>['at']
  readonly #zone: string
  readonly #batches = new Map<string, StatementFacts>()
  readonly #payouts = new Map<string, ControlTotal>()

  constructor(table: Table<Column>, zone: string) {
    this.#at = table.at
    this.#zone = zone
  }

  row(record: SourceRecord, out: StatementStream): void {
    const at = this.#at
    const { cells } = record
    const currency = neededCurrency(record, at.netCurrency, 'Net Currency', out)
    if (currency === null) return
    const debit = minorOrZero(record, at.netDebit, 'Net Debit (NC)', currency, out)
    const credit = minorOrZero(record, at.netCredit, 'Net Credit (NC)', currency, out)
    const feeMinor = this.#fees(record, currency, out)
    if (debit === null || credit === null || feeMinor === null) return
    const netMinor = credit - debit
    const grossMinor = netMinor + feeMinor
    const original = this.#original(record, currency, grossMinor, out)
    if (original === undefined) return

    const written = readIsoDate(cellText(cells[at.created]))
    if (written === null) return out.error('not-a-date', record, 'Creation Date', cells[at.created])
    const zone = readZone(cellText(cells[at.zone]))
    const occurredAt = zone !== null && 'offsetMinutes' in zone
      ? instantOfWritten({ ...written, offsetMinutes: zone.offsetMinutes }, this.#zone)
      : instantOfWritten(written, zone?.zone ?? this.#zone)

    const typeText = cellText(cells[at.type])
    const type = typeText === 'DepositCorrection' ? (netMinor < 0 ? 'reserve_hold' : 'reserve_release') : (kinds.get(typeText) ?? 'unknown_type')
    const batch = cellText(cells[at.batch])
    const psp = cellOrNull(cells[at.psp])
    const modification = cellOrNull(cells[at.modification])
    const merchant = cellText(cells[at.merchant])
    if (type === 'payout') this.#payouts.set(`${merchant} ${batch} ${currency}`, control('net-sum', 0, record.line))
    out.line({
      ...BLANK_LINE,
      type, typeText, grossMinor, feeMinor, netMinor, currency, occurredAt, original,
      // Rows of fees and corrections have no reference of their own and are told apart by content.
      nativeId: psp === null ? null : [batch, psp, modification ?? '', typeText].join('/'),
      merchantReference: cellOrNull(cells[at.reference]),
      platformReference: type === 'payment' ? psp : (modification ?? psp),
      parentReference: type === 'payment' ? null : psp,
      payoutReference: batch === '' ? null : batch,
      references: distinct(cellOrNull(cells[at.modificationReference]), psp, modification),
      occurredOn: occurredAt === null ? written.day : localDay(occurredAt, this.#zone),
      availableOn: readIsoDate(cellText(cells[at.booked]))?.day ?? null,
      method: cellOrNull(cells[at.variant]) ?? cellOrNull(cells[at.method]),
      line: record.line,
      raw: record.raw,
    }, this.#facts(merchant, batch))
  }

  /** Either a blended commission, or markup, scheme fee and interchange; empty ones are zero. */
  #fees(record: SourceRecord, currency: CurrencyCode, out: StatementStream): number | null {
    const at = this.#at
    let sum = 0
    for (const place of [at.commission, at.markup, at.scheme, at.interchange, at.paymentFees, at.dccMarkup]) {
      const minor = minorOrZero(record, place, 'fees (NC)', currency, out)
      if (minor === null) return null
      sum += minor
    }
    return sum
  }

  /**
   * What the customer paid when in another currency. In the same currency gross must be net plus fees; undefined after an
   * error has been reported.
   */
  #original(record: SourceRecord, settled: CurrencyCode, grossMinor: number, out: StatementStream): SettlementLine['original'] | undefined {
    const at = this.#at
    const { cells } = record
    const currency = cellText(cells[at.grossCurrency]).toUpperCase()
    if (currency === '' || (cellText(cells[at.grossDebit]) === '' && cellText(cells[at.grossCredit]) === '')) return null
    if (!isCurrencyCode(currency)) {
      out.error('unknown-currency', record, 'Gross Currency', currency)
      return undefined
    }
    const debit = minorOrZero(record, at.grossDebit, 'Gross Debit (GC)', currency, out)
    const credit = minorOrZero(record, at.grossCredit, 'Gross Credit (GC)', currency, out)
    if (debit === null || credit === null) return undefined
    if (currency !== settled) return { minor: credit - debit, currency, rate: cellOrNull(cells[at.rate]) }
    if (credit - debit === grossMinor) return null
    out.error('arithmetic', record, 'Net Credit (NC)', record.raw)
    return undefined
  }

  #facts(account: string, batch: string): StatementFacts {
    const key = `${account} ${batch}`
    let facts = this.#batches.get(key)
    if (facts === undefined) {
      const number = batch === '' ? null : batch
      facts = { account, statementId: number, sequence: number, from: null, to: null }
      this.#batches.set(key, facts)
    }
    return facts
  }

  end(out: StatementStream): null {
    out.end((currency, facts) => {
      const payout = this.#payouts.get(`${facts.account} ${facts.statementId ?? ''} ${currency}`)
      return payout === undefined ? {} : { controls: [payout] }
    })
    return null
  }
}
