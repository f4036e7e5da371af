import { assert, constantFrom, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { fromWire, toWire } from '../../../../electron/backend/platforms/stripe/wire-amounts.ts'
import { money } from '../../../../shared/money.ts'

test.each([
  ['EUR', 1_999, '1999'], ['EUR', 5, '5'], ['JPY', 1_999, '1999'], ['KWD', 12_340, '12340'], ['KWD', 10, '10'], ['BHD', 1_000, '1000'],
  // Whole to Stripe, hundredths to ISO 4217; and the other way about.
  ['MGA', 150_000, '1500'], ['ISK', 1_500, '150000'], ['UGX', 7, '700'],
  ['HUF', 50_050, '50050'], ['TWD', 12_345, '12345'], ['XOF', 655, '655'], ['RWF', 1_300, '1300'], ['VND', 99_999_999, '99999999'],
])('%s %i is %s on the wire, and back', (currency, minor, units) => {
  expect(toWire(money(minor, currency))).toEqual({ ok: true, value: units })
  expect(fromWire(Number(units), currency)).toEqual({ ok: true, value: money(minor, currency) })
})

test.each([
  ['EUR', 0, 'amount-too-small'], ['EUR', -5, 'amount-too-small'], ['KWD', 12_345, 'between-steps'], ['TND', 1, 'between-steps'], ['MGA', 150_050, 'between-steps'],
])('%s %i cannot be charged', (currency, minor, kind) => {
  expect(toWire(money(minor, currency))).toMatchObject({ ok: false, failure: { kind } })
})

test.each([['ISK', 150_050], ['UGX', 1], ['EUR', 0.5]])('%s %f on the wire is no amount', (currency, units) => {
  expect(fromWire(units, currency)).toMatchObject({ ok: false })
})

test('what is taken from the balance is below zero', () => {
  expect([fromWire(-1_999, 'EUR'), fromWire(-5, 'KWD'), fromWire(-100, 'ISK')]).toMatchObject([{ value: money(-1_999, 'EUR') }, { value: money(-5, 'KWD') }, { value: money(-1, 'ISK') }])
})

test('every amount that can be charged comes back as it was', () => {
  const currencies = ['EUR', 'JPY', 'KWD', 'MGA', 'ISK', 'UGX', 'HUF', 'TWD', 'CLP', 'OMR']
  assert(property(constantFrom(...currencies), integer({ min: 1, max: 9_999_999_999 }), (currency, minor) => {
    const units = toWire(money(minor, currency))
    const back = units.ok ? fromWire(Number(units.value), currency) : null
    expect(back ?? { ok: true, value: money(minor, currency) }).toEqual({ ok: true, value: money(minor, currency) })
  }))
})
