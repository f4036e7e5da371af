import { expect, test } from 'vitest'
import { filterOf, isFiltering, queryOf } from '../../../renderer/exceptions/exception-filter.ts'

const accountId = '01J9Z6Q4W8R5T2Y7U3I1O0P9AS'.replaceAll(/[IOU]/gu, '0')

test('a filter and its address are one', () => {
  const filter = { codes: ['late' as const, 'missing_deposit' as const], severities: ['stop' as const], accountId, states: ['explained' as const, 'waived' as const], owner: accountId }
  const back = filterOf(queryOf(filter))
  expect({ ...back, codes: back.codes.toSorted() }).toEqual(filter)
})

test('without a word it is what is open, and that filters nothing', () => {
  expect(filterOf(new URLSearchParams())).toEqual({ codes: [], severities: [], accountId: null, states: ['open'], owner: null })
  expect(isFiltering(filterOf(new URLSearchParams()))).toBe(false)
})

test('an address that somebody has written wrongly filters nothing', () => {
  expect(isFiltering(filterOf(new URLSearchParams('code=nothing&weight=heavy&account=x&owner=1&state=all')))).toBe(false)
})
