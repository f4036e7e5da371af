import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays, businessDayOf, businessDayRange, daysBetween, instantOf, isDay, localDayOf, localHourOf, localHourStart, weekdayOf,
} from '../../shared/business-day.ts'

// With and without daylight saving, half and three-quarter hours, both hemispheres, a half-hour shift, both sides of the date line.
const zones = [
  'UTC', 'Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Asia/Shanghai', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe',
  'Pacific/Auckland', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Africa/Casablanca', 'America/St_Johns', 'Atlantic/Azores',
]
const rule = fc.record({ zone: fc.constantFrom(...zones), cutoffHour: fc.integer({ min: 0, max: 23 }) })
const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2035, 0, 1) })

describe('business days', () => {
  it('hold each instant in exactly one day', () => {
    fc.assert(fc.property(instant, rule, (at, days) => {
      const day = businessDayOf(at, days)
      const { fromAt, toAt } = businessDayRange(day, days)
      expect(fromAt <= at && at < toAt).toBe(true)
      expect(businessDayRange(addDays(day, 1), days).fromAt).toBe(toAt)
    }), { numRuns: 2_000 })
  })

  it('are 22.5 to 25.5 hours long, whatever the clocks do', () => {
    fc.assert(fc.property(instant, rule, (at, days) => {
      const { fromAt, toAt } = businessDayRange(businessDayOf(at, days), days)
      const hours = (toAt - fromAt) / 3_600_000
      expect(hours >= 22.5 && hours <= 25.5).toBe(true)
    }), { numRuns: 2_000 })
  })

  it('give a sale at half past two in the night to the evening before, when the day begins at four', () => {
    const berlin = { zone: 'Europe/Berlin', cutoffHour: 4 }
    expect(businessDayOf(Date.UTC(2026, 6, 5, 0, 30), berlin)).toBe('2026-07-04')
    expect(businessDayOf(Date.UTC(2026, 6, 5, 2, 0), berlin)).toBe('2026-07-05')
  })

  it('have 23 and 25 hours on the nights when Berlin changes its clocks', () => {
    const berlin = { zone: 'Europe/Berlin', cutoffHour: 0 }
    const hoursOf = (day: string): number => (businessDayRange(day, berlin).toAt - businessDayRange(day, berlin).fromAt) / 3_600_000
    expect(hoursOf('2026-03-29')).toBe(23)
    expect(hoursOf('2026-10-25')).toBe(25)
    expect(hoursOf('2026-06-01')).toBe(24)
  })

  it('begin after the gap when the cut-off hour is skipped, and at the first of two when it is doubled', () => {
    expect(instantOf('2026-03-29', 2, 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1, 0))
    expect(instantOf('2026-10-25', 2, 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 0))
  })

  it('know east and west of UTC', () => {
    const at = Date.UTC(2026, 0, 1, 11, 0)
    expect(localDayOf(at, 'Pacific/Kiritimati')).toBe('2026-01-02')
    expect(localDayOf(at, 'Pacific/Pago_Pago')).toBe('2026-01-01')
    expect(localHourOf(at, 'Asia/Kathmandu')).toBe(16)
  })

  it('keep the two hours of an autumn night apart', () => {
    const first = localHourStart(Date.UTC(2026, 9, 25, 0, 30), 'Europe/Berlin')
    const second = localHourStart(Date.UTC(2026, 9, 25, 1, 30), 'Europe/Berlin')
    expect(second - first).toBe(3_600_000)
    expect([first, second].map((at) => localHourOf(at, 'Europe/Berlin'))).toEqual([2, 2])
  })
})

describe('calendar days', () => {
  it('are real days only', () => {
    expect(isDay('2026-02-28')).toBe(true)
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '2026-00-10', ''].some(isDay)).toBe(false)
  })

  it('are added and counted alike', () => {
    fc.assert(fc.property(fc.integer({ min: -20_000, max: 20_000 }), (count) => {
      expect(daysBetween('2026-01-01', addDays('2026-01-01', count))).toBe(count)
    }))
  })

  it('have ISO weekdays', () => expect(['2026-11-22', '2026-11-23'].map(weekdayOf)).toEqual([7, 1]))
})
