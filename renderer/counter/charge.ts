import { ulid } from 'ulid'
import type { Account } from '../../shared/contract/accounts.ts'
import type { CreateOrder } from '../../shared/contract/orders.ts'
import type { Shop } from '../../shared/contract/session.ts'
import type { CurrencyCode } from '../../shared/currency.ts'
import { money } from '../../shared/money.ts'
import { ask, backend } from '../backend-client.ts'
import { type CounterStore, type Draft, emptyDraft } from './counter-store.ts'

/** Whether money can come in through it: closed accounts take no more, and accounts of files never do. */
export const takesOrders = ({ isClosed, can }: Pick<Account, 'isClosed' | 'can'>): boolean => !isClosed && can.captureModes.length > 0

/** The account that the draft goes to: the chosen one while it takes orders, otherwise the first that does. */
export const accountOf = (draft: Draft, accounts: readonly Account[]): Account | null => {
  const open = accounts.filter(takesOrders)
  return open.find(({ accountId }) => accountId === draft.accountId) ?? open[0] ?? null
}

/** The account's own currency, or the shop's where the account takes it. */
export function currencyOf(draft: Draft, account: Account | null, shop: Shop): CurrencyCode {
  if (account === null) return shop.currency
  const taken = account.can.currencies
  if (draft.currency !== null && (taken === null || taken.includes(draft.currency))) return draft.currency
  if (account.currency !== null) return account.currency
  return taken === null || taken.includes(shop.currency) ? shop.currency : (taken[0] ?? shop.currency)
}

/** The way to pay that the draft asks for, where the account has it. */
export const hintOf = ({ methodHint }: Draft, { can }: Account): Draft['methodHint'] => (methodHint !== null && can.methods.includes(methodHint) ? methodHint : null)

/** The order as it will be sent. Its id is made here, before the first try, and stays with it. */
export const wishOf = (draft: Draft, account: Account, currency: CurrencyCode, till: string): CreateOrder => ({
  orderId: ulid(), accountId: account.accountId, amount: money(draft.minor, currency), description: draft.description.trim(), customer: draft.customer.trim(),
  note: draft.note.trim(), methodHint: hintOf(draft, account), captureMode: account.can.captureModes.includes(draft.captureMode) ? draft.captureMode : 'automatic',
  expiresInMinutes: draft.expiresInMinutes, till, reference: null, despite: null,
})

/** Sends the order, once. A second press while it is under way does nothing. */
export async function charge(store: CounterStore, wish: CreateOrder): Promise<void> {
  if (store.getState().sending?.state === 'under-way') return
  store.setState({ sending: { wish, state: 'under-way' }, guard: null, problem: null })
  const answer = await ask(backend.orders.create(wish))
  if (answer.ok) return arrived(store, wish.orderId)
  const { failure } = answer
  if (failure.kind === 'disconnected') store.setState({ sending: { wish, state: 'unknown' } })
  else if (failure.kind === 'similar-open-order') store.setState({ sending: null, guard: { wish, similar: failure } })
  else store.setState({ sending: null, problem: failure })
}

/** After a lost connection: did the order arrive? Asked before anything is sent a second time. */
export async function lookUp(store: CounterStore): Promise<void> {
  const { sending } = store.getState()
  if (sending === null || sending.state === 'under-way') return
  const found = await ask(backend.orders.get({ orderId: sending.wish.orderId }))
  if (found.ok) arrived(store, sending.wish.orderId)
  else if (found.failure.kind === 'order-not-found') store.setState({ sending: { ...sending, state: 'not-arrived' } })
}

/** The form is ready for the next sale; the account stays chosen. */
function arrived(store: CounterStore, orderId: string): void {
  store.setState(({ draft }) => ({
    sending: null, saleId: orderId, shownId: orderId, draft: { ...emptyDraft, accountId: draft.accountId, currency: draft.currency },
  }))
}
