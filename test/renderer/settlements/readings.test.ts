import { expect, test } from 'vitest'
import { amountReadings, dayReadings } from '../../../renderer/settlements/imports/readings.ts'

test.each([
  ['03/04/2026', { 'day-first': '2026-04-03', 'month-first': '2026-03-04' }],
  ['3.4.2026', { 'day-first': '2026-04-03', 'month-first': '2026-03-04' }],
  ['31/04/2026', null],
  ['dates of both orders', null],
])('%s is read both ways, or not at all', (example, readings) => {
  expect(dayReadings(example)).toEqual(readings)
})

test.each([
  ['1,234', { ',': '1.234', '.': '1234' }],
  ['1.234', { ',': '1234', '.': '1.234' }],
  ['amounts with both decimal signs', null],
  ['1234', null],
])('%s is read with either sign, or not at all', (example, readings) => {
  expect(amountReadings(example)).toEqual(readings)
})
