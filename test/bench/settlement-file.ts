import { closeSync, openSync, writeSync } from 'node:fs'
import { amountOf, chargeOf, feeOf, paidAtOf, referenceOf } from './filled-shop.ts'

const header = [
  'balance_transaction_id', 'created_utc', 'available_on_utc', 'currency', 'gross', 'fee', 'net', 'reporting_category', 'source_id', 'description', 'customer_facing_amount',
  'customer_facing_currency', 'automatic_payout_id', 'automatic_payout_effective_at_utc', 'charge_id', 'payment_intent_id', 'payment_method_type', 'payment_metadata[order_id]',
]

const decimal = (minor: number): string => `${minor < 0 ? '-' : ''}${Math.trunc(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`
const instant = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

/**
 * An itemised payout reconciliation of orders `from` to `to`: one line an order, every 1,000th of another amount, every 5,000th
 * of an order that nobody knows, and a fee line after each 10,000.
 */
export function writeSettlementFile(file: string, { from, to, of }: { from: number; to: number; of: number }): void {
  const descriptor = openSync(file, 'w')
  let rows: string[] = [header.join(',')]
  const put = (id: string, at: number, gross: number, fee: number, type: string, charge: string, reference: string): void => {
    const paidOut = at + 2 * 86_400_000
    const day = instant(paidOut).slice(0, 10)
    rows.push([
      id, instant(at), day, 'eur', decimal(gross), decimal(fee), decimal(gross - fee), type, charge, 'Sale at the counter', decimal(gross), 'eur', `po_${day.replaceAll('-', '')}`, instant(paidOut), charge,
      charge.replace('ch_', 'pi_'), 'card', reference,
    ].join(','))
  }
  for (let n = from; n < to; n += 1) {
    const isStrange = n % 5_000 === 4_999
    put(`txn_${String(n).padStart(24, '0')}`, paidAtOf(n, of), amountOf(n) + (n % 1_000 === 999 ? 100 : 0), feeOf(n), 'charge', isStrange ? `ch_other${n}` : chargeOf(n), isStrange ? `OTHER${n}` : referenceOf(n))
    if (n % 10_000 === 9_999) put(`txn_fee${n}`, paidAtOf(n, of), -500, 0, 'fee', `fee_${n}`, '')
    if (rows.length >= 20_000) {
      writeSync(descriptor, `${rows.join('\n')}\n`)
      rows = []
    }
  }
  if (rows.length > 0) writeSync(descriptor, `${rows.join('\n')}\n`)
  closeSync(descriptor)
}
