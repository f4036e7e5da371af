import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskCardNumbers } from '../../../../electron/backend/settlements/formats/card-numbers.ts'

/** Texts that end and begin without a digit, so that the number between them is whole. */
const around = fc.string({ unit: fc.constantFrom('a', '1', '2', ' ', '-', ',', '中') }).map((text) => `${text}x`)

describe('a card number', () => {
  it.each(['', ' ', '-'])('with %j between its groups is masked wherever it stands', (separator) => {
    fc.assert(
      fc.property(around, around, fc.constantFrom(['4111', '1111', '1111', '1111'], ['3782', '822463', '10005'], ['4222', '2222', '2222', '2']), (before, after, groups) => {
        const digits = groups.join('')
        expect(maskCardNumbers(`${before}${groups.join(separator)}x${after}`)).toContain(`x${digits.slice(0, 6)}${'*'.repeat(digits.length - 10)}${digits.slice(-4)}x`)
      }),
    )
  })

  it('is nothing of twelve digits, of two blanks or of another check digit', () => {
    const honest = ['411111111111', '4111 1111  1111 1111', '4111--1111-1111-1111', '4111111111111112', '2026-11-02 23:30:00,1234567890']
    expect(honest.map(maskCardNumbers)).toEqual(honest)
  })
})
