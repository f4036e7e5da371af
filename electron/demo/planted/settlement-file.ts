import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { decimalText, money, parseMoney } from '../../../shared/money.ts'
import { settlementColumns, settlementTotalMark, type SettlementColumn } from '../../backend/platforms/sandbox/settlement-columns.ts'

export interface SettlementRow {
  readonly cells: Record<SettlementColumn, string>
  gross: number
  fee: number
  net: number
}

/** A settlement file of the sandbox that can be changed; amounts in minor units. */
export interface SettlementFile {
  readonly rows: SettlementRow[]
  /** False: the control totals stay as they were, whatever becomes of the rows. */
  restatesTotals: boolean
  /** Adds a row beside another, with an amount that brings the total back to what the bank will pay. */
  add(beside: SettlementRow, row: { readonly type: string; readonly gross: number; readonly cells?: Partial<Record<SettlementColumn, string>> }): void
  /** Changes gross and fee of a row; the net follows. */
  change(row: SettlementRow, by: { readonly gross?: number; readonly fee?: number }): void
  text(): string
}

type Cells = Record<SettlementColumn, string>

export function openSettlementFile(source: string): SettlementFile {
  const all = parse<Cells>(source, { columns: true })
  const total = all.at(-1)!
  const { currency } = total
  const minorOf = (text: string): number => {
    const amount = parseMoney(text, currency)
    if (!amount.ok) throw new Error(`not an amount: ${text}`)
    return amount.value.minor
  }
  const textOf = (minor: number): string => decimalText(money(minor, currency))
  const rows = all.slice(0, -1).map((cells): SettlementRow => ({ cells, gross: minorOf(cells.gross), fee: minorOf(cells.fee), net: minorOf(cells.net) }))
  const written = ({ cells, gross, fee, net }: SettlementRow): Cells => ({ ...cells, gross: textOf(gross), fee: textOf(fee), net: textOf(net) })

  const file: SettlementFile = {
    rows,
    restatesTotals: true,
    add: (beside, { type, gross, cells = {} }) => {
      const { payout_id, occurred_at, payout_date } = beside.cells
      const empty = Object.fromEntries(settlementColumns.map((column) => [column, ''])) as Cells
      rows.push({
        gross, fee: 0, net: gross,
        cells: { ...empty, payout_id, line_id: `${beside.cells.line_id}-${rows.length}`, type, occurred_at, payout_date, currency, ...cells },
      })
    },
    change: (row, { gross = 0, fee = 0 }) => {
      row.gross += gross
      row.fee += fee
      row.net = row.gross - row.fee
    },
    text: () => {
      const sum = (part: 'gross' | 'fee' | 'net'): string => textOf(rows.reduce((minor, row) => minor + row[part], 0))
      const restated: Cells = { ...total, payout_id: settlementTotalMark, line_id: String(rows.length), gross: sum('gross'), fee: sum('fee'), net: sum('net') }
      return stringify([...rows.map(written), file.restatesTotals ? restated : total], { header: true, columns: [...settlementColumns], record_delimiter: 'windows' })
    },
  }
  return file
}
