import { expect, test } from 'vitest'
import { httpDate, retryAfterOf } from '../../../electron/backend/platforms/retry-after.ts'

const AT = Date.UTC(1994, 10, 6, 8, 49, 37)

test.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])('the HTTP date "%s" is read as UTC', (text) => {
  expect(httpDate(text)).toBe(AT)
})

test.each(['', '0', '1994-11-06T08:49:37Z', 'soon', 'Sun, 99 Nov 1994 08:49:37 GMT', 'null'])('"%s" is no HTTP date', (text) => {
  expect(httpDate(text)).toBeNull()
})

test.each([
  ['3', AT + 3_000], ['0', AT], ['Sun, 06 Nov 1994 08:50:37 GMT', AT + 60_000], ['Sun, 06 Nov 1994 08:40:00 GMT', AT], ['86400', AT + 3_600_000], ['99999999999999999999', AT + 3_600_000], ['Mon, 06 Nov 2034 08:40:00 GMT', AT + 3_600_000],
  ['-3', null], ['1.5', null], ['', null], ['later', null],
])('Retry-After "%s" is %s', (text, until) => {
  expect(retryAfterOf({ 'retry-after': text }, AT)).toBe(until)
})

test('a date is counted from the platform’s clock, not from ours', () => {
  expect(retryAfterOf({ 'retry-after': 'Sun, 06 Nov 1994 08:50:37 GMT', date: 'Sun, 06 Nov 1994 08:50:07 GMT' }, AT)).toBe(AT + 30_000)
})
