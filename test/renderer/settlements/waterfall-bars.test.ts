import { assert, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { barsOf } from '../../../renderer/settlements/payouts/waterfall-bars.ts'
import type { Waterfall } from '../../../shared/contract/settlements.ts'

const types = ['gross', 'refunds', 'chargebacks', 'fees', 'reserve', 'adjustments', 'other'] as const

const waterfall = (minors: Partial<Record<(typeof types)[number], number>>, payoutMinor: number | null, depositMinor: number): Waterfall => {
  const steps = types.map((type) => ({ type, minor: minors[type] ?? 0, lines: minors[type] === undefined ? 0 : 1 }))
  const linesNetMinor = steps.reduce((sum, { minor }) => sum + minor, 0)
  return {
    currency: 'EUR', steps, linesNetMinor, payoutMinor, depositMinor,
    residueMinor: payoutMinor === null ? null : payoutMinor - linesNetMinor, notArrivedMinor: payoutMinor === null ? null : payoutMinor - depositMinor,
  }
}

describe('the bars of a waterfall', () => {
  test('stand in the order of the way, each where the one before ended', () => {
    const { steps, sum } = barsOf(waterfall({ gross: 1000, fees: -100, refunds: -400 }, 500, 0))
    expect(steps.map(({ step, start, size }) => [step, start, size])).toEqual([['gross', 0, 1], ['fees', 0.9, 0.1], ['refunds', 0.5, 0.4]])
    expect(sum).toEqual({ minor: 500, start: 0, size: 0.5 })
  })
  test('leave out what did not happen, but never sales and fees', () => {
    expect(barsOf(waterfall({ chargebacks: -5 }, null, 0)).steps.map(({ step }) => step)).toEqual(['gross', 'fees', 'chargebacks'])
  })
  test('of a negative payout lie on the other side of zero', () => {
    const { sum, payout } = barsOf(waterfall({ gross: 100, refunds: -300 }, -200, 0))
    expect(sum).toMatchObject({ start: 0, size: 200 / 300 })
    expect(payout).toEqual(sum)
  })
  test('have no payout while its total is not known', () => {
    expect(barsOf(waterfall({ gross: 100 }, null, 0)).payout).toBeNull()
  })
  test('never leave the width, whatever the amounts', () => {
    const amount = integer({ min: -1_000_000, max: 1_000_000 })
    assert(property(record({ gross: amount, fees: amount, refunds: amount, reserve: amount }), amount, amount, (minors, payout, deposit) => {
      const { steps, sum, payout: paid, deposit: there } = barsOf(waterfall(minors, payout, deposit))
      const bars = [...steps, sum, paid!, there]
      expect(bars.filter(({ start, size }) => start < 0 || size < 0 || start + size > 1.000_001)).toEqual([])
    }))
  })
})
