import { describe, expect, test } from 'vitest'
import { rolesOf, withRole } from '../../../renderer/settlements/csv/column-roles.ts'
import { type CsvGuess, noCsvAnswers } from '../../../shared/contract/csv-profiles.ts'

const guess = (about: string, place: number): CsvGuess => ({ about, reason: 'header-word', facts: { column: about, place } })
const guesses = [guess('bookedOn', 1), guess('text', 2), guess('text', 3), guess('references', 4), guess('amount', 5), { about: 'currency', reason: 'currency-column', facts: { column: 'Cur' } }]
const roles = rolesOf(guesses)

test('each column is what its guess says; guesses without a place are about none', () => {
  expect([...roles].map(([place, { role }]) => [place, role])).toEqual([[0, 'bookedOn'], [1, 'text'], [2, 'text'], [3, 'reference'], [4, 'amount']])
})

describe('a person says what a column is', () => {
  test('it leaves its former role, which keeps the others', () => {
    expect(withRole(noCsvAnswers, roles, 1, 'counterpartyName').columns).toEqual({ text: [2], counterpartyName: [1] })
  })
  test('of most roles there is one', () => {
    expect(withRole(noCsvAnswers, roles, 2, 'amount').columns).toEqual({ text: [1], amount: [2] })
  })
  test('texts and references are several', () => {
    expect(withRole(noCsvAnswers, roles, 3, 'text').columns).toEqual({ reference: [], text: [1, 2, 3] })
  })
  test('it can be nothing', () => {
    expect(withRole(noCsvAnswers, roles, 4, null).columns).toEqual({ amount: [] })
  })
  test('what was said before stays', () => {
    expect(withRole({ ...noCsvAnswers, decimal: ',', columns: { fee: [7] } }, roles, 4, null)).toMatchObject({ decimal: ',', columns: { fee: [7], amount: [] } })
  })
  test('the same again changes nothing', () => {
    expect(withRole(noCsvAnswers, roles, 0, 'bookedOn')).toBe(noCsvAnswers)
  })
})
