import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasWords, subjectParts } from '../../../renderer/audit/audit-words.ts'
import { notedIn } from '../../../renderer/audit/noted.ts'

const backend = path.join(import.meta.dirname, '../../../electron/backend')

/** Acts as the backend's sources name them: the second argument of each note. */
const actsInSources = (): string[] => {
  const files = readdirSync(backend, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const notes = files.flatMap((file) => [...readFileSync(path.join(backend, file), 'utf8').matchAll(/audit\.note\(\s*[\w.]+,\s*'([^']+)'/gu)])
  return [...new Set(notes.map(([, act]) => act!))]
}
/** Acts whose names are put together. */
const built = [
  'order.void', 'order.cancel', 'settlements.imported', 'settlements.known-already', 'settlements.held', 'settlements.refused',
  'exceptions.open', 'exceptions.explained', 'exceptions.waived', 'rules.save', 'rules.switch-on', 'rules.switch-off',
]

test.each([...actsInSources(), ...built])('%s is said in words', (act) => {
  expect(hasWords(act)).toBe(true)
})

test('an act that nobody has described has none', () => {
  expect(hasWords('toaster.burn')).toBe(false)
})

const telling = {
  format: { money: ({ minor, currency }: { minor: number; currency: string }) => `${minor} ${currency}`, day: (day: string) => day, number: String },
  labelOf: (id: string) => (id === 'acc-1' ? 'Stripe' : ''),
  roleOf: (role: string) => role.toUpperCase(),
  exceptionOf: (code: string) => `[${code}]`,
}

describe('what a line is about', () => {
  test.each([
    ['order.create', 'o-1', { number: 42, amount: { minor: 3850, currency: 'EUR' }, account: 'Stripe', despite: null }, ['0042', '3850 EUR']],
    ['order.refund', 'o-1', { refundId: 'r', amount: { minor: 100, currency: 'JPY' }, reason: 'broken' }, ['100 JPY', 'broken']],
    ['exceptions.own', 'missing_deposit payout:01H', { owner: 'p-1' }, ['[missing_deposit]']],
    ['people.change-role', 'p-1', { from: 'staff', to: 'owner' }, ['STAFF → OWNER']],
    ['people.add', 'p-1', { name: 'Sam', role: 'staff' }, ['Sam', 'STAFF']],
    ['account.replace-credentials', 'acc-1', {}, ['Stripe']],
    ['account.close', 'acc-9', { label: 'Old till' }, ['Old till']],
    ['periods.close', 'x', { accountId: 'acc-1', from: '2026-01-01', to: '2026-01-31', seal: 'abc' }, ['Stripe', '2026-01-01 – 2026-01-31']],
    ['toaster.burn', 't', { strange: true }, []],
  ])('%s', (act, subject, detail, expected) => {
    expect(subjectParts({ act, subject, detail }, telling)).toEqual(expected)
  })
})

describe('what was noted', () => {
  test('is flattened to lines of text, without what is empty', () => {
    expect(notedIn({ amount: { minor: 1, currency: 'EUR' }, despite: null, note: '' })).toEqual([
      { name: 'amount.minor', before: null, value: '1' }, { name: 'amount.currency', before: null, value: 'EUR' },
    ])
  })
  test('shows of a change only what differs, and nothing that the change did not speak of', () => {
    expect(notedIn({ before: { name: 'Books', zone: 'UTC', currency: 'EUR' }, after: { name: 'Books', zone: 'Asia/Shanghai' } })).toEqual([
      { name: 'zone', before: 'UTC', value: 'Asia/Shanghai' },
    ])
  })
  test('shows what was removed', () => {
    expect(notedIn({ before: { rate: '1.4' } })).toEqual([{ name: 'rate', before: '1.4', value: '' }])
  })
})
