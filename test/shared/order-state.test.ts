import { describe, expect, it } from 'vitest'
import { canStep, isEnded, isOpen, isPaid, orderStates, orderSteps, type OrderState } from '../../shared/order-state.ts'

/** The whole table once more, by hand: rows from, columns to, in the order of `orderStates`; x is allowed. */
const table: Record<OrderState, string> = {
  //                    created awaiting authorized paid partially refunded cancelled expired failed
  created:             '.  x  x  x  .  .  x  x  x',
  awaiting_payment:    '.  .  x  x  .  .  x  x  x',
  authorized:          '.  .  .  x  .  .  x  x  x',
  paid:                '.  .  .  .  x  x  .  .  .',
  partially_refunded:  '.  .  .  x  .  x  .  .  .',
  refunded:            '.  .  .  x  x  .  .  .  .',
  cancelled:           'x  .  .  x  .  .  .  .  .',
  expired:             'x  .  .  x  .  .  .  .  .',
  failed:              'x  .  .  x  .  .  .  .  .',
}
const pairs = orderStates.flatMap((from) =>
  orderStates.map((to, index): [OrderState, OrderState, boolean] => [from, to, table[from].split(/\s+/u)[index] === 'x']),
)

describe('the states of an order', () => {
  it.each(pairs)('%s to %s: %s', (from, to, allowed) => expect(canStep(from, to)).toBe(allowed))

  it('never lead from money back to no money', () => {
    const withMoney = orderStates.filter(isPaid)
    expect(withMoney.flatMap((from) => Object.keys(orderSteps[from])).every((to) => isPaid(to as OrderState))).toBe(true)
  })

  it('are each open, ended or paid, and only one of it', () => {
    for (const state of orderStates) expect([isOpen, isEnded, isPaid].filter((is) => is(state))).toHaveLength(1)
  })

  it('let an ended order be paid only as late money', () => {
    expect(orderStates.filter(isEnded).map((state) => orderSteps[state].paid)).toEqual(['late_money', 'late_money', 'late_money'])
  })
})
