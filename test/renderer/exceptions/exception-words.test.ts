import { describe, expect, test } from 'vitest'
import { factsOf } from '../../../renderer/exceptions/exception-facts.ts'
import { itemNameOf, nameIn } from '../../../renderer/exceptions/exception-subject.ts'
import { standingsBefore } from '../../../renderer/exceptions/decide-exceptions.ts'
import { translations } from '../../../renderer/language/translations.ts'
import { exceptionCodes } from '../../../shared/exception-code.ts'

describe.each(['en', 'zh-CN'] as const)('%s', (language) => {
  test.each(exceptionCodes)('%s is named, explained, and has a way out', (code) => {
    const { title, meaning, resolve } = translations[language].exceptions.code[code]
    expect([title, meaning, resolve].map((words) => words.length > 1)).toEqual([true, true, true])
  })
  test('no words are kept for codes that do not exist', () => {
    expect(Object.keys(translations[language].exceptions.code).toSorted()).toEqual(exceptionCodes.toSorted())
  })
})

test.each([
  ['line:12', { side: 'settlement_line', subject: '12' }],
  ['line:12:3', { side: 'settlement_line', subject: '12' }],
  ['bank:7', { side: 'bank_line', subject: '7' }],
  ['payout:01H', { side: 'payout', subject: '01H' }],
  ['file:01H', null],
  ['rounding:EUR', null],
])('%s is the item %j', (subject, item) => {
  expect(itemNameOf({ subject })).toEqual(item)
})

test('facts for people come in order and with their kind; ids for programs are left out', () => {
  expect(factsOf({ facts: { line: 7, orderId: '01H', sourceLine: 3, file: 'a.csv', theirs: 200, ours: 100, coveredUntil: '2026-06-03', rate: null } })).toEqual([
    { name: 'ours', kind: 'amount', value: 100 }, { name: 'theirs', kind: 'amount', value: 200 }, { name: 'coveredUntil', kind: 'day', value: '2026-06-03' },
    { name: 'sourceLine', kind: 'count', value: 3 }, { name: 'file', kind: 'text', value: 'a.csv' },
  ])
})

test('a thing is called by the first name that its facts have', () => {
  expect(nameIn({ facts: { reference: null, nativeId: 'txn_1', file: 'a.csv' } })).toBe('txn_1')
  expect(nameIn({ facts: { line: 4 } })).toBe(null)
})

test('an undo gives those that stood alike back together, and leaves what was resolved', () => {
  const before = [
    { code: 'late' as const, subject: 'a', state: 'open' as const, note: '' },
    { code: 'late' as const, subject: 'b', state: 'explained' as const, note: 'Known' },
    { code: 'late' as const, subject: 'c', state: 'open' as const, note: 'from before' },
    { code: 'late' as const, subject: 'd', state: 'resolved' as const, note: '' },
  ]
  expect(standingsBefore(before).map(({ state, note, names }) => [state, note, names.map(({ subject }) => subject).join()])).toEqual([['open', '', 'a'], ['explained', 'Known', 'b'], ['open', 'from before', 'c']])
})
