import { describe, expect, test } from 'vitest'
import { fieldsOf, formFor, isCheckable, isComplete, openChoices, wishOf, withValue } from '../../../renderer/accounts/connect/connect-form.ts'

const secretKey = { name: 'secretKey', isSecret: true, isRequired: true, options: null }
const returnUrl = { name: 'returnUrl', isSecret: false, isRequired: false, options: null }
const stripe = formFor('stripe', ['test', 'live'], 'Stripe')

describe('the form to connect an account', () => {
  test('begins with real money where the platform has it', () => {
    expect(stripe.environment).toBe('live')
    expect(formFor('sandbox', ['test'], 'Sandbox').environment).toBe('test')
  })

  test('is complete with a name and what is required', () => {
    expect(isComplete(stripe, [secretKey, returnUrl])).toBe(false)
    expect(isComplete(withValue(stripe, secretKey, ' '), [secretKey, returnUrl])).toBe(false)
    expect(isComplete(withValue(stripe, secretKey, 'sk_live_1'), [secretKey, returnUrl])).toBe(true)
    expect(isComplete(withValue({ ...stripe, label: ' ' }, secretKey, 'sk_live_1'), [secretKey, returnUrl])).toBe(false)
  })

  test('sends what was pasted without the spaces around it, and secrets apart from settings', () => {
    const filled = withValue(withValue(stripe, secretKey, ' sk_live_1\n'), returnUrl, '')
    expect(wishOf({ ...filled, baseUrl: ' ' })).toEqual({
      platform: 'stripe', environment: 'live', label: 'Stripe', baseUrl: null, settings: {}, secrets: { secretKey: 'sk_live_1' },
    })
  })

  test('asks the sandbox inside the program for nothing, and one elsewhere for its keys', () => {
    const sandbox = formFor('sandbox', ['test'], 'Sandbox')
    expect(isCheckable(sandbox)).toBe(false)
    expect(fieldsOf(sandbox, [secretKey])).toEqual([])
    expect(fieldsOf({ ...sandbox, baseUrl: 'http://127.0.0.1:8080' }, [secretKey])).toEqual([secretKey])
    expect(isCheckable({ ...sandbox, baseUrl: 'http://127.0.0.1:8080' })).toBe(true)
  })

  test('waits for a choice that the platform offered', () => {
    const square = formFor('square', ['test', 'live'], 'Square')
    const answered = {
      verdict: 'answered', merchant: 'Corner Café', environment: 'live', currency: null, missingPermissions: [], skewMs: null,
      choices: [{ setting: 'locationId', options: [{ value: 'LOC1', label: 'Shop 1 USD' }] }],
    } as const
    const result = { ...answered, missingPermissions: [], choices: [{ setting: 'locationId', options: [{ value: 'LOC1', label: 'Shop 1 USD' }] }] }
    expect(openChoices(square, result)).toHaveLength(1)
    expect(openChoices({ ...square, settings: { locationId: 'LOC1' } }, result)).toEqual([])
  })
})
