import { describe, expect, test } from 'vitest'
import { handMatch, nearestFirst, type Usable } from '../../../renderer/reconciliation/open/hand-match.ts'

const payout = (subject: string, minor: number): Usable => ({ side: 'payout', subject, minor, currency: 'EUR' })
const line = (subject: string, minor: number): Usable => ({ side: 'bank_line', subject, minor, currency: 'EUR' })

describe('a match by hand', () => {
  test('of equal sums needs no reason', () => {
    expect(handMatch([payout('a', 300), payout('b', 700)], [line('1', 1000)], null)).toEqual({
      leftMinor: 1000, rightMinor: 1000, residueMinor: 0, canWait: false,
      wish: { left: [{ side: 'payout', subject: 'a', minor: 300 }, { side: 'payout', subject: 'b', minor: 700 }], right: [{ side: 'bank_line', subject: '1', minor: 1000 }], difference: null },
    })
  })

  test('of one side alone is none', () => {
    expect(handMatch([payout('a', 300)], [], 'fee').wish).toBe(null)
  })

  test('with a difference waits for its reason, which takes the whole of it', () => {
    const asked = (rest: 'fee' | null) => handMatch([payout('a', 1000)], [line('1', 985)], rest)
    expect([asked(null).residueMinor, asked(null).wish]).toEqual([-15, null])
    expect(asked('fee').wish?.difference).toEqual({ reason: 'fee', minor: -15 })
  })

  test('leaves the rest of the larger side open when it is still to come', () => {
    expect(handMatch([payout('a', 1000)], [line('1', 400)], 'later').wish).toEqual({ left: [{ side: 'payout', subject: 'a', minor: 400 }], right: [{ side: 'bank_line', subject: '1', minor: 400 }], difference: null })
    expect(handMatch([payout('a', 400)], [line('1', 100), line('2', 900)], 'later').wish?.right).toEqual([{ side: 'bank_line', subject: '1', minor: 100 }, { side: 'bank_line', subject: '2', minor: 300 }])
  })

  test('uses up money that goes out as it does money that comes in', () => {
    expect(handMatch([payout('a', -1000)], [line('1', -400)], 'later').wish?.left).toEqual([{ side: 'payout', subject: 'a', minor: -400 }])
  })

  test('cannot wait for a rest that would leave nothing of an item, or with sides that go different ways', () => {
    expect(handMatch([payout('a', 400), payout('b', 100)], [line('1', 400)], 'later')).toMatchObject({ canWait: false, wish: null })
    expect(handMatch([payout('a', 400)], [line('1', -100)], 'later')).toMatchObject({ canWait: false, wish: null })
  })
})

test('the nearest amount stands first, of equal ones the nearest day', () => {
  const items = [{ minor: 900, day: '2026-06-01' }, { minor: 1000, day: '2026-06-09' }, { minor: 1000, day: '2026-06-03' }, { minor: 1000, day: null }]
  expect(nearestFirst(items, { minor: 1000, day: '2026-06-02' }).map(({ minor, day }) => `${minor} ${day ?? ''}`)).toEqual(['1000 2026-06-03', '1000 2026-06-09', '1000 ', '900 2026-06-01'])
})
