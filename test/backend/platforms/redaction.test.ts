import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskCardNumbers } from '../../../electron/backend/platforms/card-numbers.ts'
import { createRedaction, isTellingName } from '../../../electron/backend/platforms/redaction.ts'

const { headers, path, body } = createRedaction()

/** Digits with a right check digit at the end. */
function withCheckDigit(digits: string): string {
  const sum = Array.from(digits).toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

const cardNumber = fc.stringMatching(/^[1-9]\d{11,17}$/).map(withCheckDigit)
const grouped = fc.tuple(cardNumber, fc.constantFrom('', ' ', '-', '\u00A0'), fc.integer({ min: 3, max: 6 }))
  .map(([pan, separator, width]) => ({ pan, written: pan.replace(new RegExp(`(\\d{${width}})(?=\\d)`, 'g'), `$1${separator}`) }))
const besides = fc.string().map((text) => text.replaceAll(/[\d\\"]/g, ''))
const secret = fc.stringMatching(/^[a-zA-Z]{12,40}$/)
const secretName = fc.constantFrom('client_secret', 'accessToken', 'X-Api-Key', 'password', 'cvv', 'card[cvc]', 'securityCode', 'signature', 'Authorization', 'api_key', 'pin', 'refresh-token')

describe('names', () => {
  test.each(['Authorization', 'x-api-key', 'apiKey', 'client_secret', 'CVV2', 'card_cvc', 'sign', 'PIN', 'sessionToken', 'Set-Cookie', 'paypal-transmission-sig-signature'])('%s is telling', (name) => {
    expect(isTellingName(name)).toBe(true)
  })
  test.each(['Idempotency-Key', 'idempotency_key', 'monkey', 'shipping', 'amount', 'merchant_reference', 'design', 'passenger'])('%s is not', (name) => {
    expect(isTellingName(name)).toBe(false)
  })
})

describe('card numbers', () => {
  test('the first six and the last four digits stay', () => {
    expect(maskCardNumbers('paid with 4242424242424242, exp 12/29')).toBe('paid with 424242******4242, exp 12/29')
  })
  test('a number beside it does not hide it', () => {
    expect(maskCardNumbers('4242424242424242 12 2029')).toContain('424242******4242')
    expect(maskCardNumbers('0042 4242-4242-4242-4242')).toMatch(/-\*\*\*\*-4242$/)
  })
  test('numbers without a right check digit, and those too short or too long, stay', () => {
    const text = '4242424242424241 424242424242 42424242424242424242'
    expect(maskCardNumbers(text)).toBe(text)
  })
  test('millions of digits do not take minutes', () => {
    const startedAt = performance.now()
    maskCardNumbers('1 '.repeat(500_000))
    maskCardNumbers('7'.repeat(1_000_000))
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })
  test('no card number survives, however it is grouped and wherever it stands', () => {
    fc.assert(fc.property(besides, grouped, besides, (before, { pan, written }, after) => {
      const masked = maskCardNumbers(before + written + after)
      expect(masked.replaceAll(/[ \u00A0-]/g, '')).not.toContain(pan)
      expect(masked).not.toContain(written)
    }))
  })
})

describe('bodies', () => {
  test('JSON keeps its shape and the spelling of its numbers', () => {
    expect(body('{"a":1.10,"big":12345678901234567890123,"token":{"id":"t"},"key":null,"n":[true]}')).toBe('{"a":1.10,"big":12345678901234567890123,"token":"[removed]","key":null,"n":[true]}')
  })
  test('a card number that is a JSON number is masked', () => {
    expect(body('{"n":4242424242424242}')).toBe('{"n":"424242******4242"}')
  })
  test('JSON inside JSON text, and addresses inside it, are looked through', () => {
    expect(body(JSON.stringify({ biz: '{"secret":"abc"}', url: 'https://x/y?token=abc&z=1' }))).toBe('{"biz":"{\\"secret\\":\\"[removed]\\"}","url":"https://x/y?token=[removed]&z=1"}')
  })
  test('a form, XML and a cut-off answer are looked through', () => {
    expect(body('client_secret=abc&number=4242+4242+4242+4242&a=b')).toBe('client_secret=[removed]&number=4242%2042**%20****%204242&a=b')
    expect(body('<xml><sign>ABC</sign><out_trade_no>7</out_trade_no></xml>')).toBe('<xml><sign>[removed]</sign><out_trade_no>7</out_trade_no></xml>')
    expect(body('{"a":1,"access_token":"abcdef')).toBe('{"a":1,"access_token":"[removed]"')
  })
  test('bearer words are removed from plain text', () => {
    expect(body('curl -H "X: Bearer abcdef.123456"')).toBe('curl -H "X: Bearer [removed]"')
  })

  test('no value of a telling name survives, in any shape', () => {
    fc.assert(fc.property(secretName, secret, besides, (name, value, other) => {
      const shapes = [
        body(JSON.stringify({ other, inner: [{ [name]: value }] })),
        body(JSON.stringify({ [name]: { deep: [value] } })),
        body(JSON.stringify({ other, text: JSON.stringify({ [name]: value }) })),
        body(`{"other":1,"${name}":"${value}`),
        body(new URLSearchParams({ other, [name]: value }).toString()),
        path(`/v1/x?${new URLSearchParams({ a: '1', [name]: value }).toString()}`),
        Object.values(headers({ [name]: value, other: `see https://x/?${encodeURIComponent(name)}=${value}` })).join(' '),
      ]
      expect(shapes.slice(0, 6).filter((text) => text.includes(value))).toEqual([])
    }))
  })
  test('no card number survives in any shape', () => {
    fc.assert(fc.property(grouped, besides, ({ written }, other) => {
      const shapes = [
        body(JSON.stringify({ other, number: written })), body(`{"other":"x","number":"${written}`), body(new URLSearchParams({ other, number: written }).toString()),
        path(`/x/${written}?n=${encodeURIComponent(written)}`), headers({ location: `/x?n=${written}` })['location']!,
      ]
      expect(shapes.filter((text) => text.includes(written) || text.includes(encodeURIComponent(written)) || text.includes(encodeURIComponent(written).replaceAll('%20', '+')))).toEqual([])
    }))
  })
  test("the account's own secrets are removed wherever they stand", () => {
    fc.assert(fc.property(fc.string({ minLength: 8, maxLength: 40 }).filter((text) => !'[removed]"other":'.includes(text)), (own) => {
      const redaction = createRedaction([own])
      expect(JSON.parse(redaction.body(JSON.stringify({ other: `x${own}y` })))).not.toEqual({ other: `x${own}y` })
      expect(redaction.path(`/x?a=${encodeURIComponent(own)}`)).not.toContain(encodeURIComponent(own))
    }))
  })
  test('any text whatever is answered with a text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.webUrl()), (text) => {
      expect(typeof body(text) + typeof path(text)).toBe('stringstring')
    }))
  })
  test('JSON deeper than the stack is answered with a text', () => {
    expect(body(`${'['.repeat(100_000)}"token=abc"`)).toContain('[removed]')
  })
})
