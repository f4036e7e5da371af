import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money } from '../../../shared/money.ts'
import { isPaid, orderStates, orderSteps, type OrderState } from '../../../shared/order-state.ts'
import type { PaymentSnapshot } from '../../../electron/backend/platforms/platform.ts'
import { decideOrder } from '../../../electron/backend/orders/order-decision.ts'
import type { OrderRecord, PaymentRecord } from '../../../electron/backend/orders/records.ts'
import { mergePayment } from '../../../electron/backend/orders/snapshot-merge.ts'
import { orderRecord, paymentRecord, snapshot } from '../../harness/records.ts'

const start = 1_700_000_000_000
const statuses = ['awaiting_payment', 'authorized', 'paid', 'cancelled', 'expired', 'failed'] as const satisfies readonly PaymentSnapshot['status'][]

/** A picture of attempt 1 or 2, taken so many seconds after the start. */
const picture = (attempt: number, status: (typeof statuses)[number], second: number): PaymentSnapshot => {
  const asOf = start + second * 1_000
  return snapshot({
    platformReference: `pay_${attempt}`, merchantReference: `REF${attempt}`, status, asOf, captured: money(status === 'paid' ? 1_000 : 0, 'EUR'),
    paidAt: status === 'paid' ? asOf : null, authorized: status === 'authorized' ? money(1_000, 'EUR') : null,
  })
}

interface Books {
  readonly order: OrderRecord
  readonly payments: readonly PaymentRecord[]
}

const opened = (attempts: number): Books => ({
  order: orderRecord({ state: 'created', createdAt: start }),
  payments: Array.from({ length: attempts }, (_, index) => paymentRecord({ paymentId: `payment-${index + 1}`, attempt: index + 1, merchantReference: `REF${index + 1}`, createdAt: start })),
})

/** What `apply` does with a picture, without the database: the payment it binds to, then the order. */
function told({ order, payments }: Books, one: PaymentSnapshot): Books {
  const after = payments.map((payment) => (payment.merchantReference === one.merchantReference ? mergePayment(payment, one).payment : payment))
  const { steps, capturedMinor, hasLateMoney, amountVerdict } = decideOrder(order, after, 0)
  const latest = after.at(-1)!
  const stateAt = steps.length === 0 ? order.stateAt : Math.max(latest.asOf, order.createdAt)
  for (const { from, to } of steps) expect(orderSteps[from][to]).toBeDefined()
  return { order: { ...order, state: steps.at(-1)?.to ?? order.state, stateAt, capturedMinor, hasLateMoney, amountVerdict }, payments: after }
}

const isKnownPaid = ({ order }: Books): boolean => isPaid(order.state) || order.hasLateMoney

const pairs = statuses.flatMap((first) => statuses.map((second) => [first, second] as const))

describe('any two pictures of a payment', () => {
  it.each(pairs)('%s, then %s: told in whichever order, once or twice, the money is known and the last word stands', (first, second) => {
    const [earlier, later] = [picture(1, first, 1), picture(1, second, 2)]
    for (const telling of [[earlier, later], [later, earlier], [earlier, earlier, later, later], [later, earlier, later]]) {
      const books = telling.reduce(told, opened(1))
      const hasMoney = first === 'paid' || second === 'paid'
      expect(books.payments[0]!.state).toBe(hasMoney ? 'paid' : second)
      expect(isKnownPaid(books)).toBe(hasMoney)
      expect(books.order.capturedMinor).toBe(hasMoney ? 1_000 : 0)
    }
  })
})

describe('any pictures of two attempts, in any order, some of them again', () => {
  const tellings = fc.array(fc.tuple(fc.integer({ min: 1, max: 2 }), fc.constantFrom(...statuses), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 8 })
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length })))
    .filter(([all, telling]) => all.every((one) => telling.includes(one)))

  it('bind to their own attempt: what one says never changes the other', () => {
    fc.assert(fc.property(tellings, ([, telling]) => {
      const books = telling.map(([attempt, status, second]) => picture(attempt, status, second)).reduce(told, opened(2))
      for (const attempt of [1, 2]) {
        const alone = telling.filter(([of]) => of === attempt).map(([of, status, second]) => picture(of, status, second)).reduce(told, opened(2))
        expect(books.payments[attempt - 1]).toEqual(alone.payments[attempt - 1])
      }
    }), { numRuns: 1_000 })
  })

  it('once paid, an order stays known to be paid, whatever is told afterwards', () => {
    fc.assert(fc.property(tellings, ([, telling]) => {
      let books = opened(2)
      let wasPaid = false
      for (const [attempt, status, second] of telling) {
        books = told(books, picture(attempt, status, second))
        wasPaid ||= status === 'paid'
        expect(isKnownPaid(books)).toBe(wasPaid)
      }
    }), { numRuns: 2_000 })
  })

  it('without money, the order ends with the truth of its latest attempt', () => {
    fc.assert(fc.property(tellings, ([all, telling]) => {
      fc.pre(all.every(([, status]) => status !== 'paid') && new Set(all.map(([attempt, , second]) => `${attempt} ${second}`)).size === all.length)
      const books = telling.map(([attempt, status, second]) => picture(attempt, status, second)).reduce(told, opened(2))
      const truth = all.filter(([attempt]) => attempt === 2).toSorted((a, b) => a[2] - b[2]).at(-1)
      fc.pre(truth !== undefined)
      expect(books.payments[1]!.state).toBe(truth?.[1])
    }), { numRuns: 1_000 })
  })
})

describe('the table of steps', () => {
  it.each(orderStates.filter(isPaid))('never leads from %s to an order without money', (state: OrderState) => {
    expect(Object.keys(orderSteps[state]).every((to) => isPaid(to as OrderState))).toBe(true)
  })
})
