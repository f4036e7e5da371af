import { describe, expect, test } from 'vitest'
import { countdown, createFormat } from '../../../renderer/language/format.ts'

describe('dates in the shop’s zone', () => {
  const format = createFormat('en-GB', 'Asia/Shanghai')
  const at = Date.UTC(2026, 10, 22, 20, 5, 9)
  test('the time is the shop’s, not this computer’s', () => {
    expect(format.time(at)).toBe('04:05')
  })
  test('the exact time has seconds', () => {
    expect(format.timeExact(at)).toBe('04:05:09')
  })
  test('the date goes with the zone', () => {
    expect(format.dateTime(at)).toBe('23 Nov 2026, 04:05')
  })
  test('a day is not moved by a zone', () => {
    expect(format.dayLong('2026-11-22')).toBe('Sun, 22 Nov 2026')
  })
})

describe('spans', () => {
  const format = createFormat('en-GB', 'UTC')
  test.each([[0, '1 min'], [119_000, '1 min'], [7_200_000, '2 hrs'], [47 * 3_600_000, '47 hrs'], [50 * 3_600_000, '2 days']])('%i ms', (ms, words) => {
    expect(format.span(ms)).toBe(words)
  })
  test.each([[521_000, '08:41'], [0, '00:00'], [-5, '00:00'], [3_723_000, '1:02:03'], [400, '00:01']])('%i ms counted down', (ms, words) => {
    expect(countdown(ms)).toBe(words)
  })
})

test('a currency is named as behind a number', () => {
  expect(createFormat('en-GB', 'UTC').currencyPlural('EUR')).toBe('euros')
})
