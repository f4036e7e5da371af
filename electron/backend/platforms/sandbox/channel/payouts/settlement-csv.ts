import { stringify } from 'csv-stringify/sync'
import { decimalText, money } from '../../../../../../shared/money.ts'
import { settlementColumns, settlementTotalMark, type SettlementColumn } from '../../settlement-columns.ts'
import type { Payout } from '../books/payouts.ts'
import type { LinePicture } from '../books/pictures.ts'

export const settlementFileName = ({ businessDay, currency, payoutId }: Payout): string => `sandbox-settlement-${businessDay}-${currency}-${payoutId}.csv`

/** The settlement file of a payout; see `settlement-columns.ts`. `totalled` are the lines behind the control totals. */
export function settlementCsv(payout: Payout, lines: readonly LinePicture[], totalled: readonly LinePicture[] = lines): string {
  const { currency } = payout
  const amount = (minor: number): string => decimalText(money(minor, currency))
  const sum = (part: 'gross_minor' | 'fee_minor' | 'net_minor'): string => amount(totalled.reduce((total, line) => total + line[part], 0))
  const total: Partial<Record<SettlementColumn, string>> = {
    payout_id: settlementTotalMark, line_id: String(totalled.length), gross: sum('gross_minor'), fee: sum('fee_minor'), net: sum('net_minor'), currency,
  }
  return stringify([...lines.map((line) => row(payout, line, amount)), total], { header: true, columns: [...settlementColumns], record_delimiter: 'windows' })
}

function row(payout: Payout, line: LinePicture, amount: (minor: number) => string): Record<SettlementColumn, string> {
  const isPayment = line.type === 'payment'
  return {
    payout_id: payout.payoutId, line_id: line.id, type: line.type, merchant_reference: line.merchant_reference ?? '',
    payment_id: isPayment ? (line.payment_id ?? '') : '', reference: line.reference ?? '', parent_payment_id: isPayment ? '' : (line.payment_id ?? ''),
    occurred_at: line.occurred_at, gross: amount(line.gross_minor), fee: amount(line.fee_minor), net: amount(line.net_minor), currency: line.currency,
    method: line.method ?? '', payout_date: payout.plannedOn, description: line.description,
  }
}
