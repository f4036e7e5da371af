import { money, type Money } from '../../../shared/money.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Actor, AuditService } from '../audit/audit.service.ts'
import type { Changes } from '../changes.ts'
import type { Clock } from '../host.ts'
import type { OrderService } from '../orders/orders.service.ts'
import { insertInto, selectList } from '../store/columns.ts'
import type { Store } from '../store/store.ts'
import type { AttentionService } from './attention.service.ts'

/** A payment that a customer promised while the channel was down. It ends as an order or is dropped with a reason. */
export interface PromisedPayment {
  readonly promiseId: string
  readonly amount: Money
  readonly customer: string
  readonly contact: string
  readonly description: string
  readonly accountId: string
  readonly till: string
  readonly promisedAt: number
  readonly promisedTo: string
  readonly state: 'open' | 'settled' | 'dropped'
  readonly orderId: string | null
}

type PromiseNotFound = { readonly kind: 'promise-not-found' }
type ChargeRefused = { readonly kind: 'charge-refused'; readonly why: string }

interface PromiseRow {
  promiseId: string
  amountMinor: number
  currency: string
  customer: string
  contact: string
  description: string
  accountId: string
  till: string
  promisedAt: number
  promisedTo: string
  state: PromisedPayment['state']
  orderId: string | null
}

export interface PromiseParts {
  readonly store: Store
  readonly clock: Clock
  readonly audit: AuditService
  readonly changes: Changes
  readonly attention: AttentionService
  readonly orders: OrderService
}

export type PromiseService = ReturnType<typeof createPromiseService>

const fields = [
  'promiseId', 'amountMinor', 'currency', 'customer', 'contact', 'description', 'accountId', 'till', 'promisedAt', 'promisedTo', 'state', 'orderId',
] as const

const promiseOf = ({ amountMinor, currency, ...row }: PromiseRow): PromisedPayment => ({ ...row, amount: money(amountMinor, currency) })

export function createPromiseService({ store, clock, audit, changes, attention, orders }: PromiseParts) {
  const { db, inTransaction } = store
  const insert = db.prepare(`${insertInto('promised_payments', fields)} ON CONFLICT DO NOTHING`)
  const selectById = db.prepare<[string], PromiseRow>(`SELECT ${selectList(fields)} FROM promised_payments WHERE promise_id = ?`)
  const selectOpen = db.prepare<[], PromiseRow>(
    `SELECT ${selectList(fields)} FROM promised_payments WHERE state = 'open' ORDER BY promised_at, promise_id`,
  )
  const end = db.prepare('UPDATE promised_payments SET state = ?, order_id = ?, ended_at = ?, reason = ? WHERE promise_id = ?')

  const reviewNeeds = (): void => {
    attention.setNeedsOfKind(
      'promised_payment',
      selectOpen.all().map((row) => ({
        kind: 'promised_payment', subject: row.promiseId, orderId: null, since: row.promisedAt, dueAt: null,
        facts: { minor: row.amountMinor, currency: row.currency, customer: row.customer, contact: row.contact },
      })),
    )
    store.afterCommit(() => changes.announce('attention'))
  }

  return {
    open: (): PromisedPayment[] => selectOpen.all().map(promiseOf),

    /** Once per promiseId, however often it is sent. */
    make: (wish: Omit<PromisedPayment, 'state' | 'orderId' | 'promisedAt' | 'promisedTo'>, by: Actor): PromisedPayment =>
      inTransaction(() => {
        const { amount, ...rest } = wish
        const { changes: inserted } = insert.run({
          ...rest, amountMinor: amount.minor, currency: amount.currency, promisedAt: clock.now(), promisedTo: by.id, state: 'open', orderId: null,
        })
        if (inserted > 0) audit.note(by, 'promise.make', wish.promiseId, { amount, customer: wish.customer })
        reviewNeeds()
        return promiseOf(selectById.get(wish.promiseId)!)
      }),

    /** Charges a promised payment: one order, whatever happens, because the promise remembers it. */
    settle: (wish: { promiseId: string; orderId: string; accountId: string }, by: Actor): Result<{ orderId: string }, PromiseNotFound | ChargeRefused> =>
      inTransaction(() => {
        const promise = selectById.get(wish.promiseId)
        if (promise === undefined || promise.state === 'dropped') return fail({ kind: 'promise-not-found' })
        if (promise.orderId !== null) return ok({ orderId: promise.orderId })
        const created = orders.create(
          {
            orderId: wish.orderId, accountId: wish.accountId, amount: money(promise.amountMinor, promise.currency), description: promise.description,
            customer: promise.customer, note: promise.contact, methodHint: null, captureMode: 'automatic', expiresInMinutes: null, till: promise.till,
            reference: null, despite: null,
          },
          by,
        )
        if (!created.ok) return fail({ kind: 'charge-refused', why: created.failure.kind })
        end.run('settled', created.value.orderId, clock.now(), null, wish.promiseId)
        audit.note(by, 'promise.settle', wish.promiseId, { orderId: created.value.orderId })
        reviewNeeds()
        return ok({ orderId: created.value.orderId })
      }),

    drop: (promiseId: string, reason: string, by: Actor): Result<null, PromiseNotFound> =>
      inTransaction(() => {
        const promise = selectById.get(promiseId)
        if (promise === undefined || promise.state !== 'open') return fail({ kind: 'promise-not-found' })
        end.run('dropped', null, clock.now(), reason, promiseId)
        audit.note(by, 'promise.drop', promiseId, { reason })
        reviewNeeds()
        return ok(null)
      }),
  }
}
