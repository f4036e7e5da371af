import type { Books, SquareEntry, SquarePayout } from './books.ts'

const DAY = 86_400_000

/** A movement of the balance, as the next payout will list it. net = gross − fee. */
export function enter(books: Books, type: string, gross: number, fee: number, currency: string, details: Readonly<Record<string, string>> = {}): void {
  const entry: SquareEntry = {
    id: books.newId('poe_'), type, effective_at: books.timeText(books.now()), gross_amount_money: books.money(gross, currency), fee_amount_money: books.money(fee, currency),
    net_amount_money: books.money(gross - fee, currency),
  }
  books.balance.push({ ...entry, ...Object.fromEntries([[`type_${type.toLowerCase()}_details`, details]]) })
}

export interface PayoutWish {
  readonly type?: 'BATCH' | 'SIMPLE'
  /** What an instant transfer costs; kept back from what the entries come to. */
  readonly transferFee?: number
  readonly fails?: boolean
}

/** Pays out everything on the balance: sent now, at the bank a day later. Null when there is nothing. */
export function payOut(books: Books, { type = 'BATCH', transferFee = 0, fails = false }: PayoutWish = {}): SquarePayout | null {
  const entries = books.balance.splice(0)
  const net = entries.reduce((sum, { net_amount_money }) => sum + net_amount_money.amount, 0)
  if (net === 0) return null
  const { currency } = entries[0]!.net_amount_money
  const at = books.timeText(books.now())
  const payout: SquarePayout = {
    id: books.newId('po_'), status: 'SENT', location_id: books.locations[0]!.id, created_at: at, updated_at: at, amount_money: books.money(net - transferFee, currency), type, version: 1,
    arrival_date: books.timeText(books.now() + DAY).slice(0, 10), end_to_end_id: books.newId('L21'), destination: { type: 'BANK_ACCOUNT', id: 'bact:example' },
    ...(transferFee === 0 ? {} : { payout_fee: [{ type: 'TRANSFER_FEE', effective_at: at, amount_money: books.money(transferFee, currency) }] }),
  }
  books.entriesOf.set(payout.id, type === 'BATCH' ? entries.map((entry) => Object.assign(entry, { payout_id: payout.id })) : [])
  books.changed('payouts', payout)
  books.later(DAY, () => {
    payout.status = fails ? 'FAILED' : 'PAID'
    books.changed('payouts', payout)
  })
  return payout
}
