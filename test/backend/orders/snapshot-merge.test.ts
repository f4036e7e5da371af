import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money } from '../../../shared/money.ts'
import type { PaymentSnapshot } from '../../../electron/backend/platforms/platform.ts'
import { decideOrder } from '../../../electron/backend/orders/order-decision.ts'
import type { PaymentRecord } from '../../../electron/backend/orders/records.ts'
import { implausibility, mergePayment, mergeRefund } from '../../../electron/backend/orders/snapshot-merge.ts'
import { orderRecord, paymentRecord, refundRecord, snapshot } from '../../harness/records.ts'

const start = 1_700_000_000_000

type Status = PaymentSnapshot['status']

/** What a platform can go through with one payment, step by step. */
const histories = fc.constantFrom<Status[]>(
  ['awaiting_payment', 'paid'],
  ['awaiting_payment', 'authorized', 'paid'],
  ['awaiting_payment', 'authorized', 'cancelled'],
  ['awaiting_payment', 'authorized', 'expired'],
  ['awaiting_payment', 'cancelled'],
  ['awaiting_payment', 'expired'],
  ['awaiting_payment', 'failed'],
  ['awaiting_payment', 'expired', 'paid'],
  ['awaiting_payment', 'cancelled', 'paid'],
  ['awaiting_payment', 'awaiting_payment', 'authorized', 'expired', 'paid'],
)

/** The pictures of a history, as they could be taken: one a step, each with the platform's own time. */
const picturesOf = (history: readonly Status[]): PaymentSnapshot[] =>
  history.map((status, step) =>
    snapshot({
      status, asOf: start + step * 1_000, captured: money(status === 'paid' ? 1_000 : 0, 'EUR'), paidAt: status === 'paid' ? start + step * 1_000 : null,
      authorized: status === 'authorized' ? money(1_000, 'EUR') : null, fee: status === 'paid' ? money(29, 'EUR') : null,
    }),
  )

/** A delivery: every picture at least once, some again, in any order. */
const deliveries = histories.chain((history) => {
  const pictures = picturesOf(history)
  const indexes = pictures.map((_, index) => index)
  return fc.tuple(fc.constant(pictures), fc.array(fc.constantFrom(...indexes), { maxLength: 6 })).chain(([all, again]) =>
    fc.shuffledSubarray([...indexes, ...again], { minLength: indexes.length + again.length }).map((order) => ({ all, order })),
  )
})

const mergeAll = (pictures: readonly PaymentSnapshot[]): { payment: PaymentRecord; captured: number; fees: number } => {
  let payment = paymentRecord({ createdAt: start })
  let captured = 0
  let fees = 0
  for (const picture of pictures) {
    const merged = mergePayment(payment, picture)
    payment = merged.payment
    for (const fact of merged.facts) {
      if (fact.kind === 'payment') captured += fact.minor
      else fees -= fact.minor
    }
  }
  return { payment, captured, fees }
}

describe('joining pictures of a payment', () => {
  it('ends with the truth of the last picture, in whatever order and however often they come', () => {
    fc.assert(fc.property(deliveries, ({ all, order }) => {
      const truth = mergeAll(all)
      const told = mergeAll(order.map((index) => all[index]!))
      expect(told.payment.state).toBe(all.at(-1)!.status)
      expect(told.payment).toEqual(truth.payment)
    }), { numRuns: 2_000 })
  })

  it('counts money and fees once', () => {
    fc.assert(fc.property(deliveries, ({ all, order }) => {
      const { captured, fees, payment } = mergeAll(order.map((index) => all[index]!))
      expect(captured).toBe(payment.capturedMinor)
      expect(fees).toBe(payment.feeMinor ?? 0)
    }), { numRuns: 1_000 })
  })

  it('never takes money back for a late failure', () => {
    fc.assert(fc.property(fc.constantFrom<Status>('failed', 'cancelled', 'expired', 'awaiting_payment', 'authorized'), fc.integer({ min: -10_000, max: 10_000 }), (status, later) => {
      const paid = mergePayment(paymentRecord({ createdAt: start }), snapshot({ status: 'paid', asOf: start, captured: money(1_000, 'EUR'), paidAt: start })).payment
      const after = mergePayment(paid, snapshot({ status, asOf: start + later })).payment
      expect([after.state, after.capturedMinor]).toEqual(['paid', 1_000])
    }))
  })

  it('keeps a picture that adds nothing for the record only', () => {
    const picture = snapshot({ status: 'paid', asOf: start, captured: money(1_000, 'EUR'), paidAt: start })
    const first = mergePayment(paymentRecord({ createdAt: start }), picture)
    expect(first.verdict).toBe('changed')
    expect(mergePayment(first.payment, picture).verdict).toBe('unchanged')
    expect(mergePayment(first.payment, snapshot({ status: 'awaiting_payment', asOf: start - 1 })).verdict).toBe('stale')
  })

  it('notes a fee that comes later, and one that is corrected, by their differences', () => {
    const paid = mergePayment(paymentRecord({ createdAt: start }), snapshot({ status: 'paid', asOf: start, captured: money(1_000, 'EUR'), paidAt: start })).payment
    const told = mergePayment(paid, snapshot({ status: 'paid', asOf: start + 1, captured: money(1_000, 'EUR'), paidAt: start, fee: money(30, 'EUR') }))
    expect(told.facts).toMatchObject([{ kind: 'fee', minor: -30 }])
    const corrected = mergePayment(told.payment, snapshot({ status: 'paid', asOf: start + 2, captured: money(1_000, 'EUR'), paidAt: start, fee: money(25, 'EUR') }))
    expect(corrected.facts).toMatchObject([{ kind: 'fee_refund', minor: 5 }])
  })
})

describe('pictures that cannot be true', () => {
  const now = start + 60_000
  const payment = paymentRecord({ createdAt: start, platformReference: 'pay_1', merchantReference: 'REF1' })
  it.each<[string, Partial<PaymentSnapshot>, string]>([
    ['another currency', { captured: money(1_000, 'USD') }, 'wrong-currency'],
    ['a negative amount', { captured: { minor: -1, currency: 'EUR' } }, 'impossible-amount'],
    ['a fraction', { captured: { minor: 1.5, currency: 'EUR' } }, 'impossible-amount'],
    ['not a number', { captured: { minor: Number.NaN, currency: 'EUR' } }, 'impossible-amount'],
    ['a time in the future', { asOf: now + 3_600_000 }, 'future-dated'],
    ['a payment in the future', { paidAt: now + 3_600_000 }, 'future-dated'],
    ['no time at all', { asOf: Number.NaN }, 'impossible-time'],
    ['another payment', { platformReference: 'pay_2' }, 'other-payment'],
    ["another payment's reference", { merchantReference: 'REF2' }, 'other-payment'],
    ['paid without money', { status: 'paid', captured: money(0, 'EUR') }, 'paid-without-money'],
    ['no reference', { platformReference: '' }, 'no-reference'],
  ])('with %s are not believed', (_name, change, objection) => {
    expect(implausibility(payment, snapshot({ platformReference: 'pay_1', merchantReference: 'REF1', asOf: now, ...change }), now)).toBe(objection)
  })

  it('are few: an ordinary one is believed', () => {
    expect(implausibility(payment, snapshot({ platformReference: 'pay_1', merchantReference: 'REF1', asOf: now }), now)).toBeNull()
  })
})

describe('refunds', () => {
  const told = (status: 'pending' | 'succeeded' | 'failed') => ({
    platformReference: 're_1', merchantReference: null, amount: money(300, 'EUR'), status, at: start, feeReturned: null, detail: null,
  })
  it('move money once, when they have succeeded, and put it back when they fail afterwards', () => {
    const asked = refundRecord({ amountMinor: 300 })
    expect(mergeRefund(asked, told('pending'))).toEqual({ state: 'pending', facts: [] })
    const paid = mergeRefund(asked, told('succeeded'))!
    expect(paid.facts).toMatchObject([{ kind: 'refund', minor: -300 }])
    expect(mergeRefund({ ...asked, state: 'succeeded' }, told('succeeded'))).toBeNull()
    expect(mergeRefund({ ...asked, state: 'succeeded' }, told('pending'))).toBeNull()
    expect(mergeRefund({ ...asked, state: 'succeeded' }, told('failed'))).toMatchObject({ state: 'failed', facts: [{ kind: 'refund_returned', minor: 300 }] })
    expect(mergeRefund({ ...asked, state: 'pending' }, told('failed'))).toEqual({ state: 'failed', facts: [] })
  })
})

describe('what the payments make of the order', () => {
  const paidPayment = (change: Partial<PaymentRecord>): PaymentRecord => paymentRecord({ state: 'paid', capturedMinor: 1_000, paidAt: start, ...change })

  it('takes money of an earlier attempt for the order and cancels the page of the later one', () => {
    const order = orderRecord({ state: 'awaiting_payment' })
    const decision = decideOrder(order, [paidPayment({ paymentId: 'p1', attempt: 1 }), paymentRecord({ paymentId: 'p2', attempt: 2, state: 'awaiting_payment' })], 0)
    expect(decision).toMatchObject({ steps: [{ to: 'paid' }], paymentsToCancel: ['p2'] })
  })

  it('sees an overpayment when both attempts were paid', () => {
    const decision = decideOrder(orderRecord({ state: 'paid' }), [paidPayment({ attempt: 1 }), paidPayment({ attempt: 2 })], 0)
    expect(decision).toMatchObject({ amountVerdict: 'overpaid', capturedMinor: 2_000 })
  })

  it('leaves an ended order to a person when the money came after its end', () => {
    const order = orderRecord({ state: 'expired', stateAt: start - 1 })
    expect(decideOrder(order, [paidPayment({})], 0)).toMatchObject({ steps: [], hasLateMoney: true })
    expect(decideOrder(order, [paidPayment({})], 1_000)).toMatchObject({ hasLateMoney: false })
  })

  it('takes money that was there before the end as payment: the end was only our guess', () => {
    const order = orderRecord({ state: 'expired', stateAt: start + 1 })
    expect(decideOrder(order, [paidPayment({})], 0)).toMatchObject({ steps: [{ from: 'expired', to: 'paid' }], hasLateMoney: false })
  })

  it('keeps an underpaid order waiting until somebody accepts the amount', () => {
    const short = paidPayment({ capturedMinor: 600 })
    expect(decideOrder(orderRecord({ state: 'awaiting_payment' }), [short], 0)).toMatchObject({ steps: [], amountVerdict: 'underpaid' })
    expect(decideOrder(orderRecord({ state: 'awaiting_payment', amountVerdict: 'accepted' }), [short], 0)).toMatchObject({ steps: [{ to: 'paid' }] })
  })

  it('goes by way of paid when refunds are heard of together with the payment', () => {
    const steps = decideOrder(orderRecord({ state: 'awaiting_payment' }), [paidPayment({})], 1_000).steps
    expect(steps.map(({ to }) => to)).toEqual(['paid', 'refunded'])
  })
})
