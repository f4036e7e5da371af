import { expect, test } from 'vitest'
import { openedOf, withOpened, type OpenedRows } from '../../../renderer/figures/opened-rows.ts'

const whole: OpenedRows = { figure: 'refunds', from: '2026-11-01', to: '2026-11-22', slice: null }
const account = '01H00000000000000000000000'

test.each<OpenedRows>([
  whole,
  { ...whole, figure: 'gross', slice: { hour: 0, weekday: null, methodKind: null, accountId: null } },
  { ...whole, figure: 'gross', slice: { hour: 23, weekday: 7, methodKind: null, accountId: null } },
  { ...whole, figure: 'gross', slice: { hour: null, weekday: null, methodKind: 'pay_later', accountId: account } },
])('open rows survive the address: %o', (opened) => {
  expect(openedOf(withOpened(new URLSearchParams('range=7d'), opened))).toEqual(opened)
})

test('opening and closing leaves the rest of the address as it was', () => {
  const query = new URLSearchParams('range=7d&currency=USD')
  expect(withOpened(withOpened(query, whole), null).toString()).toBe(query.toString())
})

test.each(['', 'rows=gross', 'rows=profit&rows-from=2026-11-01&rows-to=2026-11-02', 'rows=gross&rows-from=2026-11-03&rows-to=2026-11-02', 'rows=gross&rows-from=2026-02-30&rows-to=2026-03-01'])(
  'an address that makes no sense opens nothing: %s', (text) => {
    expect(openedOf(new URLSearchParams(text))).toBeNull()
  },
)

test.each(['0', '8', 'monday'])('a weekday that the week does not have narrows nothing down: %s', (weekday) => {
  expect(openedOf(new URLSearchParams(`rows=gross&rows-from=2026-11-01&rows-to=2026-11-01&weekday=${weekday}`))?.slice).toBeNull()
})

test('an hour that the clock does not have narrows nothing down', () => {
  expect(openedOf(new URLSearchParams('rows=gross&rows-from=2026-11-01&rows-to=2026-11-01&hour=24'))?.slice).toBeNull()
})
