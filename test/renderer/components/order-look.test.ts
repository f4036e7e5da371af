import { describe, expect, test } from 'vitest'
import { flagsOf, lookOf, toneOf } from '../../../renderer/components/order-look.ts'
import { isPaid, orderStates } from '../../../shared/order-state.ts'

const plain = { state: 'paid', unknownCalls: 0, isDisputed: false, hasLateMoney: false, amountVerdict: 'exact' } as const

describe('how an order looks', () => {
  test('a charge without answer is unknown, whatever the state', () => {
    expect(lookOf({ ...plain, state: 'created', unknownCalls: 1 })).toBe('unknown')
  })
  test('an unknown refund does not make the sale unknown', () => {
    expect(lookOf({ ...plain, unknownCalls: 1 })).toBe('paid')
  })
  test('an unknown refund is flagged beside it', () => {
    expect(flagsOf({ ...plain, unknownCalls: 1 })).toEqual(['unknown_act'])
  })
  test('late, disputed and wrong amounts are flagged', () => {
    expect(flagsOf({ ...plain, isDisputed: true, hasLateMoney: true, amountVerdict: 'underpaid' })).toEqual(['late_money', 'disputed', 'underpaid'])
  })
  test('an accepted amount needs no flag', () => {
    expect(flagsOf({ ...plain, amountVerdict: 'accepted' })).toEqual([])
  })
  test('only money that is there looks certain', () => {
    expect(orderStates.filter((state) => ['certain', 'settled'].includes(toneOf[state]))).toEqual(orderStates.filter(isPaid))
  })
  test('unknown is neither red nor green', () => {
    expect(toneOf.unknown).toBe('unknown')
  })
})
