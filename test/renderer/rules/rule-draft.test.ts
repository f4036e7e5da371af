import { expect, test } from 'vitest'
import { Rule } from '../../../shared/contract/rules.ts'
import { draftOf, emptyCondition, newDraft, purposeOf, ruleOf } from '../../../renderer/rules/rule-draft.ts'

const rent = { ...newDraft(10), name: 'Rent', reason: 'Rent', where: [{ ...emptyCondition, value: 'office rent' }] }
const tolerant = {
  ...newDraft(20), name: 'Cents', purpose: 'tolerance' as const, link: 'L1' as const, limit: '5', perMille: '2',
  where: [{ field: 'currency' as const, op: 'equals' as const, value: 'eur', to: '' }, { field: 'amount' as const, op: 'between' as const, value: '10', to: '99,50' }],
}

test('a draft that is filled in is a rule in the contract’s shape', () => {
  expect([rent, tolerant].map((draft) => Rule.safeParse(ruleOf(draft)).success)).toEqual([true, true])
  expect(ruleOf(rent)).toMatchObject({ act: 'exclude', link: 'L4', tolerance: null, difference: null, reason: 'Rent', where: [{ field: 'text', op: 'contains', value: 'office rent' }] })
})

test('amounts are typed as in the currency of the rule and kept in minor units', () => {
  expect(ruleOf(tolerant)).toMatchObject({ act: 'propose', tolerance: { minor: 5, perMille: 2 }, reason: null, where: [{ value: 'EUR' }, { field: 'amount', op: 'between', value: [1000, 9950] }] })
})

test('without a name, a value, a limit or a reason it is none yet', () => {
  const lacking = [{ ...rent, name: ' ' }, { ...rent, where: [emptyCondition] }, { ...tolerant, limit: '0' }, { ...tolerant, limit: '1.5' }, { ...rent, reason: '' }]
  expect(lacking.map(ruleOf)).toEqual([null, null, null, null, null])
})

test('what is matched without asking is always asked to be unique both ways', () => {
  const sender = { ...rent, purpose: 'sender' as const, act: 'auto' as const, requireUnique: 'one' as const }
  expect(ruleOf(sender)).toMatchObject({ act: 'auto', requireUnique: 'both', reason: null })
})

test.each([rent, tolerant, { ...rent, purpose: 'sender' as const, act: 'auto' as const, where: [{ ...emptyCondition, op: 'in' as const, value: 'PAY EU, PAY UK' }] }])('a rule typed again is the same rule', (draft) => {
  const rule = ruleOf(draft)!
  expect(ruleOf(draftOf(rule))).toEqual(rule)
  expect(purposeOf(rule)).toBe(draft.purpose)
})
