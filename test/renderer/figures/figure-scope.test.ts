import { expect, test } from 'vitest'
import { scopeOf } from '../../../renderer/figures/figure-scope.ts'

const choices = { environment: 'live', environments: ['test', 'live'], currencies: ['EUR', 'USD'] } as const

test('without a wish it is what the shop shows, in its own currency', () => {
  expect(scopeOf(choices, new URLSearchParams())).toEqual({ environment: 'live', currency: 'EUR' })
})
test('the address may ask for other money', () => {
  expect(scopeOf(choices, new URLSearchParams('money=test&currency=USD'))).toEqual({ environment: 'test', currency: 'USD' })
})
test('money that the shop does not have is not shown', () => {
  expect(scopeOf({ ...choices, environments: ['live'] }, new URLSearchParams('money=test&currency=JPY'))).toEqual({ environment: 'live', currency: 'EUR' })
})
