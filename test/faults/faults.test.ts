import { describe, expect, it } from 'vitest'
import { reportOf } from './report.ts'
import { runFaults } from './run-faults.ts'

// The long run is `npm run faults -- --orders 10000`. A failing seed is the same day again, event by event.
describe('a day on which everything goes wrong: calls lost, late, repeated and garbled, the program killed at any moment', () => {
  it.each([
    { orders: 150, seed: 1 },
    { orders: 150, seed: 2 },
  ])('$orders orders, seed $seed: nothing charged twice, paid shown unpaid, refund lost or outcome forgotten', { timeout: 600_000 }, async ({ orders, seed }) => {
    const report = reportOf(await runFaults({ orders, seed }), seed)
    expect(report.problems).toEqual([])
    expect(report).toMatchObject({ orders, doubleCharges: 0, paidShownUnpaid: 0, lostRefunds: 0, unresolved: 0 })
    expect(report.kills).toBeGreaterThan(0)
    expect(report.paid).toBeGreaterThan(orders / 2)
  })
})
