import { expect, test } from 'vitest'
import { shareAtBank } from '../../../renderer/settlements/payouts/share-at-bank.ts'
import { money } from '../../../shared/money.ts'

const payout = (minor: number | null, deposited: number) => ({ amount: minor === null ? null : money(minor, 'EUR'), deposited: money(deposited, 'EUR') })

test.each([
  ['wholly there', payout(500, 500), 1000, { size: 0.5, there: 1 }],
  ['partly there', payout(1000, 250), 1000, { size: 1, there: 0.25 }],
  ['not there', payout(1000, 0), 1000, { size: 1, there: 0 }],
  ['taken from the bank', payout(-200, -200), 1000, { size: 0.2, there: 1 }],
  ['more than was sent', payout(100, 900), 1000, { size: 0.1, there: 1 }],
  ['without a total', payout(null, 0), 1000, { size: 0, there: 0 }],
  ['of nothing', payout(0, 0), 1000, { size: 0, there: 0 }],
])('a payout %s', (_name, one, largest, shares) => {
  expect(shareAtBank(one, largest)).toEqual(shares)
})
