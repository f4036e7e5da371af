import { expect, test } from 'vitest'
import { sumsOfArrivals } from '../../../renderer/calendar/arrivals.ts'

const entry = { day: '2026-11-24', accountId: 'a', currency: 'EUR', arrival: 'due', payouts: 1, minor: 100 } as const

test('accounts are added up, currencies and standings are not', () => {
  expect(sumsOfArrivals([entry, { ...entry, accountId: 'b', minor: 50 }, { ...entry, currency: 'USD' }, { ...entry, arrival: 'late', minor: 7 }])).toEqual([
    { arrival: 'late', currency: 'EUR', minor: 7, payouts: 1 },
    { arrival: 'due', currency: 'EUR', minor: 150, payouts: 2 },
    { arrival: 'due', currency: 'USD', minor: 100, payouts: 1 },
  ])
})
test('nothing adds up to nothing', () => {
  expect(sumsOfArrivals([])).toEqual([])
})
