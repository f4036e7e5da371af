import { currencyDecimals } from '../../../shared/currency.ts'
import { decimalText, money } from '../../../shared/money.ts'
import { settlementColumns, type SettlementColumn } from '../../../electron/backend/platforms/sandbox/settlement-columns.ts'

/*
 * Small files as platforms and banks write them, for the tests of reconciliation. Amounts in minor units of the currency.
 */

const decimal = (minor: number, currency: string): string => decimalText(money(minor, currency))

/** A row of the sandbox platform's settlement file; what a test does not name is empty. */
export interface SandboxRow extends Partial<Record<Exclude<SettlementColumn, 'gross' | 'fee' | 'net'>, string>> {
  readonly gross: number
  readonly fee?: number
}

/** The sandbox's file of one payout, with its control totals. The rows' order is the file's. */
export function sandboxFile(rows: readonly SandboxRow[], { payout = 'po_1', currency = 'EUR', payoutDate = '2026-06-04' } = {}): string {
  const cells = rows.map(({ gross, fee = 0, ...rest }): Partial<Record<SettlementColumn, string>> => ({
    payout_id: payout, type: 'payment', occurred_at: '2026-06-01T10:00:00.000Z', currency, payout_date: payoutDate, ...rest,
    gross: decimal(gross, currency), fee: decimal(fee, currency), net: decimal(gross - fee, currency),
  }))
  const gross = rows.reduce((sum, row) => sum + row.gross, 0)
  const fee = rows.reduce((sum, row) => sum + (row.fee ?? 0), 0)
  const total = { payout_id: '#total', line_id: String(rows.length), gross: decimal(gross, currency), fee: decimal(fee, currency), net: decimal(gross - fee, currency), currency }
  return [settlementColumns.join(','), ...[...cells, total].map((row: Partial<Record<SettlementColumn, string>>) => settlementColumns.map((name) => row[name] ?? '').join(',')), ''].join('\r\n')
}

/** A row of an online bank's CSV: day, amount, who and what for. */
export type BankRow = readonly [day: string, minor: number, payee: string, text: string]

export const bankCsv = (rows: readonly BankRow[], currency = 'EUR'): string =>
  ['Date;Amount;Currency;Payee;Text', ...rows.map(([day, minor, payee, text]) => `${day};${decimal(minor, currency).replace('.', ',')};${currency};${payee};${text}`), ''].join('\n')

export interface Mt940Entry {
  /** YYYY-MM-DD. */
  readonly day: string
  readonly minor: number
  /** Lines of `:86:`, as the bank has cut them. */
  readonly text: readonly string[]
}

/** A SWIFT customer statement; `closing` only where it is to be wrong. */
export function mt940(entries: readonly Mt940Entry[], { opening = 0, closing, from = '2026-05-31', day = '2026-06-30' }: { opening?: number; closing?: number; from?: string; day?: string } = {}): string {
  const short = (on: string): string => on.replaceAll('-', '').slice(2)
  const amount = (minor: number): string => decimal(Math.abs(minor), 'EUR').replace('.', ',')
  const mark = (minor: number): string => (minor < 0 ? 'D' : 'C')
  const end = closing ?? entries.reduce((sum, { minor }) => sum + minor, opening)
  return [
    ':20:STATEMENT', ':25:DE02120300000000202051', ':28C:00006/001', `:60F:${mark(opening)}${short(from)}EUR${amount(opening)}`,
    ...entries.flatMap(({ day: on, minor, text }) => [`:61:${short(on)}${short(on).slice(2)}${mark(minor)}${amount(minor)}NTRFNONREF`, `:86:${text.join('\r\n')}`]),
    `:62F:${mark(end)}${short(day)}EUR${amount(end)}`, '-', '',
  ].join('\r\n')
}

/** A row of Stripe's itemised balance activity. */
export interface StripeRow {
  readonly id: string
  readonly category: string
  readonly gross: number
  readonly fee?: number
  /** UTC, as "2026-06-01 10:00:00". */
  readonly created: string
  readonly availableOn?: string
  readonly payout?: string
  /** Our reference, in the payment's metadata. */
  readonly reference?: string
  readonly customerPaid?: { readonly minor: number; readonly currency: string }
}

export const stripeFile = (rows: readonly StripeRow[], currency = 'EUR'): string =>
  [
    'balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,automatic_payout_id,source_id,customer_facing_amount,customer_facing_currency,payment_metadata[order_id]',
    ...rows.map(({ id, category, gross, fee = 0, created, availableOn, payout, reference, customerPaid }) =>
      [
        id, created, availableOn ?? created, currency.toLowerCase(), decimal(gross, currency), decimal(fee, currency), decimal(gross - fee, currency), category, payout ?? '', `src_${id}`,
        customerPaid === undefined ? '' : decimal(customerPaid.minor, customerPaid.currency), customerPaid?.currency.toLowerCase() ?? '', reference ?? '',
      ].join(',')),
    '',
  ].join('\n')

/** The list of payouts that Stripe's Dashboard exports: amounts, and nothing of what they consist of. */
export const stripePayoutsFile = (payouts: readonly { id: string; minor: number; arrivesOn: string }[]): string =>
  ['id,Amount,Created (UTC),Currency,Arrival Date (UTC),Status', ...payouts.map(({ id, minor, arrivesOn }) => `${id},${decimal(minor, 'EUR')},${arrivesOn} 00:00,eur,${arrivesOn} 00:00,paid`), ''].join('\n')

/** PayPal's settlement report of one day: every amount in hundredths, whatever decimals the currency has. */
export function paypalSettlementFile(rows: readonly { id: string; invoice: string; gross: number; fee: number }[], currency: string): string {
  const hundredths = (minor: number): string => decimal(minor, currency).replace('.', '') + '0'.repeat(2 - currencyDecimals(currency))
  const sum = (part: 'gross' | 'fee'): number => rows.reduce((total, row) => total + row[part], 0)
  return [
    '"RH",2026/06/02 06:41:54 -0800,"A","MERCHANT1",009,', '"FH",01', '"SH",2026/06/01 00:00:00 -0800,2026/06/01 23:59:59 -0800,"MERCHANT1",""',
    '"CH","Transaction ID","Invoice ID","PayPal Reference ID","PayPal Reference ID Type","Transaction Event Code","Transaction Initiation Date","Transaction Debit or Credit","Gross Transaction Amount","Gross Transaction Currency","Fee Debit or Credit","Fee Amount","Fee Currency"',
    ...rows.map(({ id, invoice, gross, fee }) => `"SB","${id}","${invoice}","","","T0006",2026/06/01 10:00:00 -0800,"CR",${hundredths(gross)},"${currency}","DR",${hundredths(fee)},"${currency}"`),
    `"SF","${currency}",${hundredths(sum('gross'))},0,0,${hundredths(sum('fee'))},"CR",0,"CR",0,"CR",0,"CR",${hundredths(sum('gross') - sum('fee'))},"CR",0,"CR",0,${rows.length}`,
    `"SC",${rows.length}`, `"RF","${currency}",1,1,1,1,1`, `"RC",${rows.length}`, `"FF",${rows.length}`, '',
  ].join('\r\n')
}
