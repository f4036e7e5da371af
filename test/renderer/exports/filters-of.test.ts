import { expect, test } from 'vitest'
import { filtersOf } from '../../../renderer/exports/filters-of.ts'

test('days and money are read from the manifest', () => {
  expect(filtersOf({ filters: { from: '2026-11-01', to: '2026-11-22', environment: 'live' } })).toEqual({ from: '2026-11-01', to: '2026-11-22', environment: 'live' })
})
test('what a manifest does not say is not made up', () => {
  expect(filtersOf({ filters: { from: 'yesterday', to: 3, environment: null } })).toEqual({ from: null, to: null, environment: null })
})
