import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bucketsOf, bucketSizeOf, hoursWorthShowing, labelledEvery } from '../../../../renderer/figures/chart/column.ts'
import { addDays } from '../../../../shared/business-day.ts'

const points = (from: string, amounts: readonly number[]) => amounts.map((grossMinor, index) => ({ day: addDays(from, index), grossMinor, refundsMinor: grossMinor % 7, payments: 1 }))
const hours = (busy: Record<number, number>) => Array.from({ length: 24 }, (_, index) => ({ hour: (index + 4) % 24, grossMinor: busy[(index + 4) % 24] ?? 0 }))

describe('days in columns', () => {
  test('nothing is lost and nothing is counted twice, whatever the size', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 5_000 }), fc.array(fc.nat(100_000), { minLength: 1, maxLength: 400 }), fc.constantFrom('day', 'week', 'month'), (shift, amounts, size) => {
      const days = points(addDays('2020-01-01', shift), amounts)
      const buckets = bucketsOf(days, days, size)
      const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
      expect(sum(buckets.map(({ grossMinor }) => grossMinor))).toBe(sum(amounts))
      expect(sum(buckets.map(({ beforeMinor }) => beforeMinor))).toBe(sum(amounts))
      expect(sum(buckets.map(({ refundsMinor }) => refundsMinor))).toBe(sum(days.map(({ refundsMinor }) => refundsMinor)))
      expect(buckets.slice(1).every(({ from }, index) => from === addDays(buckets[index]!.to, 1))).toBe(true)
    }))
  })
  test('a week begins on Monday', () => {
    expect(bucketsOf(points('2026-11-20', [1, 2, 3, 4]), [], 'week').map(({ from, to }) => [from, to])).toEqual([['2026-11-20', '2026-11-22'], ['2026-11-23', '2026-11-23']])
  })
  test.each([[1, 'day'], [62, 'day'], [63, 'week'], [434, 'week'], [435, 'month']] as const)('%i days are shown by the %s', (days, size) => {
    expect(bucketSizeOf(days)).toBe(size)
  })
  test('never more labels than there is room for', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 20 }), (count, most) => {
      expect(Math.ceil(count / labelledEvery(count, most))).toBeLessThanOrEqual(most)
    }))
  })
})

describe('hours worth showing', () => {
  test('from the first with trade to the last', () => {
    expect(hoursWorthShowing(hours({ 6: 1, 20: 1 })).map(({ hour }) => hour)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20])
  })
  test('a single busy hour stands in a day, not alone', () => {
    const shown = hoursWorthShowing(hours({ 12: 5 })).map(({ hour }) => hour)
    expect([shown.length, shown.includes(12)]).toEqual([10, true])
  })
  test('without any trade it is the day of a shop', () => {
    expect(hoursWorthShowing(hours({})).map(({ hour }) => hour)).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17, 18])
  })
  test('a sale just before the cut-off is shown', () => {
    expect(hoursWorthShowing(hours({ 3: 5 })).at(-1)!.hour).toBe(3)
  })
})
