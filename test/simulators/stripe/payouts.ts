import type { Books } from './books.ts'
import { book } from './paying.ts'
import type { BalanceTransaction, Payout } from './things.ts'

const DAY = 86_400

/** A payout of everything on the balance, one for each currency. It reaches the bank two days later and is reconciled a day after it was made. */
export function payOut(books: Books, isAutomatic = true): readonly Payout[] {
  const open = [...books.balance.values()].filter(({ payout }) => payout === null)
  return [...Map.groupBy(open, ({ currency }) => currency)].map(([currency, entries]) => newPayout(books, currency, entries, isAutomatic))
}

function newPayout(books: Books, currency: string, entries: readonly BalanceTransaction[], isAutomatic: boolean): Payout {
  const amount = entries.reduce((sum, { net }) => sum + net, 0)
  const id = books.newId('po')
  const arrival = Math.ceil((books.seconds() + DAY) / DAY) * DAY
  const own = book(books, { amount: -amount, fee: 0, currency, source: id, category: 'payout', description: 'STRIPE PAYOUT' })
  const payout: Payout = Object.assign({
    id, object: 'payout' as const, created: books.seconds(), amount, currency, arrival_date: arrival, automatic: isAutomatic, status: 'pending' as const,
    reconciliation_status: isAutomatic ? ('in_progress' as const) : ('not_applicable' as const), trace_id: { status: 'pending', value: null }, failure_code: null,
  }, {
    livemode: false, method: isAutomatic ? 'standard' : 'instant', source_type: 'card', type: 'bank_account', balance_transaction: own.id, description: 'STRIPE PAYOUT', destination: 'ba_1',
    failure_balance_transaction: null, failure_message: null, metadata: {}, original_payout: null, reversed_by: null, statement_descriptor: null,
  })
  for (const entry of [...entries, own]) Object.assign(entry, { payout: id, status: 'available' })
  books.payouts.set(id, payout)
  books.tell('payout.created', payout)
  books.after(3_600, () => void (payout.status = 'in_transit'))
  books.after(DAY, () => {
    if (!isAutomatic) return
    payout.reconciliation_status = 'completed'
    books.tell('payout.reconciliation_completed', payout)
  })
  books.after(arrival - books.seconds(), () => {
    Object.assign(payout, { status: 'paid', trace_id: { status: 'supported', value: `TRACE${id.slice(3).toUpperCase()}` } })
    books.tell('payout.paid', payout)
  })
  return payout
}

/** A payout that was paid comes back. */
export function bounce(books: Books, payout: Payout): void {
  Object.assign(payout, { status: 'failed', failure_code: 'account_closed' })
  book(books, { amount: payout.amount, fee: 0, currency: payout.currency, source: payout.id, category: 'payout_reversal', description: null })
  books.tell('payout.failed', payout)
}
