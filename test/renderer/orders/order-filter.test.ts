import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterOf, isFiltering, queryOf } from '../../../renderer/orders/order-filter.ts'
import { orderStates } from '../../../shared/order-state.ts'

const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
const filters = fc.record({
  search: fc.string({ maxLength: 40 }), states: fc.subarray([...orderStates]), accountId: fc.option(fc.stringMatching(/^[0-9A-Z]{26}$/u)),
  createdBy: fc.option(fc.stringMatching(/^[0-9A-Z]{26}$/u)), from: fc.option(day), to: fc.option(day), onlyFlagged: fc.boolean(),
})

test('a filter comes back from the address as it went in', () => {
  fc.assert(fc.property(filters, (filter) => {
    expect(filterOf(new URLSearchParams(queryOf(filter).toString()))).toEqual(filter)
  }))
})
test('an empty filter leaves the address alone', () => {
  expect(isFiltering(filterOf(new URLSearchParams()))).toBe(false)
})
test('what is not a state, and what is not a day, is left out', () => {
  expect(filterOf(new URLSearchParams('state=paid,sold&from=yesterday'))).toMatchObject({ states: ['paid'], from: null })
})
