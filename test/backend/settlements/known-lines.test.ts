import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settling, type Settling } from '../../harness/settling.ts'
import { openTestShop, type TestShop } from '../../harness/shop.ts'
import { stripeFile, type StripeRow } from '../reconciliation/written-files.ts'

let shop: TestShop
let books: Settling
let drawn = 0
beforeAll(async () => {
  shop = await openTestShop({ start: Date.UTC(2026, 5, 1, 10) })
  books = settling(shop)
})
afterAll(() => shop.close())

const row = (id: number, gross: number): StripeRow => ({ id: `txn_${drawn}_${id}`, category: 'charge', gross, created: '2026-06-01 10:00:00', payout: `po_${drawn}` })
/** What a reader with a list of everything seen would say. */
function expected(seen: Map<string, number>, rows: readonly StripeRow[]): { inserted: number; known: number; changed: number } {
  const counts = { inserted: 0, known: 0, changed: 0 }
  for (const { id, gross } of rows) {
    const before = seen.get(id)
    if (before === undefined) {
      seen.set(id, gross)
      counts.inserted += 1
      continue
    }
    counts.known += 1
    if (before !== gross) counts.changed += 1
  }
  return counts
}

// Lines are held against those that are there one by one at first, and in the order of the register later on: both must say the same.
test('each line is taken once, wherever in the file and in whichever file it comes again', { timeout: 120_000 }, () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat({ max: 4_999 }), of: fc.nat({ max: 4_999 }), isChanged: fc.boolean() }), { maxLength: 30 }), fc.nat({ max: 5_000 }), fc.nat({ max: 3_000 }),
      async (repeats, from, fresh) => {
        drawn += 1
        const seen = new Map<string, number>()
        const first = Array.from({ length: 5_000 }, (_, place) => row(place, 100 + place))
        for (const { at, of, isChanged } of repeats) first[at] = row(of, 100 + of + (isChanged ? 1 : 0))
        // The second file begins with lines of its own and goes on with lines of the first.
        const second = [...Array.from({ length: fresh }, (_, place) => row(10_000 + place, 7)), ...first.slice(from), ...first.slice(0, 1)]
        for (const [name, rows] of [['first', first], ['second', second]] as const) {
          const [file] = await books.file(`${name} ${drawn}.csv`, stripeFile(rows), { accountId: shop.accountId })
          const { state, inserted, known, changed } = file!
          expect([state, { inserted, known, changed }]).toEqual(['imported', expected(seen, rows)])
        }
      },
    ),
    { numRuns: 8, endOnFailure: true },
  ),
)
