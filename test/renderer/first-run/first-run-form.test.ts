import { describe, expect, test } from 'vitest'
import { emptyForm, likelyCurrency, problemOf } from '../../../renderer/first-run/first-run-form.ts'

const form = { ...emptyForm(), shopName: 'Corner Books', zone: 'Europe/Berlin', ownerName: 'Ada', pin: '4711', pinAgain: '4711' }

describe('what keeps a step from being done', () => {
  test('a shop without a name', () => {
    expect(problemOf('shop', { ...form, shopName: '  ' })).toBe('shopName')
  })
  test('a zone that does not exist', () => {
    expect(problemOf('money', { ...form, zone: 'Europe/Atlantis' })).toBe('zone')
  })
  test('three digits', () => {
    expect(problemOf('owner', { ...form, pin: '123', pinAgain: '123' })).toBe('pinLength')
  })
  test('two different PINs', () => {
    expect(problemOf('owner', { ...form, pinAgain: '4712' })).toBe('pinDiffers')
  })
  test('nothing, when all is said', () => {
    expect((['shop', 'money', 'owner', 'start'] as const).map((step) => problemOf(step, form))).toEqual([null, null, null, null])
  })
})

test.each([['Asia/Shanghai', 'CNY'], ['Europe/London', 'GBP'], ['Europe/Paris', 'EUR'], ['America/Chicago', 'USD'], ['America/Toronto', 'CAD'], ['Africa/Lagos', 'USD']])('%s suggests %s', (zone, currency) => {
  expect(likelyCurrency(zone)).toBe(currency)
})
