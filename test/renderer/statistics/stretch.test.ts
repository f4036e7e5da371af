import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { presets, shifted, stretchOf, stretchOfPreset, withStretch } from '../../../renderer/statistics/stretch.ts'
import { addDays, daysBetween } from '../../../shared/business-day.ts'

const today = '2026-03-01'

test.each([
  ['today', '2026-03-01', '2026-03-01'], ['7d', '2026-02-23', '2026-03-01'], ['30d', '2026-01-31', '2026-03-01'], ['90d', '2025-12-02', '2026-03-01'],
  ['month', '2026-03-01', '2026-03-01'], ['last-month', '2026-02-01', '2026-02-28'], ['year', '2026-01-01', '2026-03-01'],
] as const)('%s is %s to %s', (preset, from, to) => {
  expect(stretchOfPreset(preset, today)).toEqual({ preset, from, to })
})

describe('in the address', () => {
  test.each(presets)('%s survives', (preset) => {
    expect(stretchOf(withStretch(new URLSearchParams(), stretchOfPreset(preset, today)), today)).toEqual(stretchOfPreset(preset, today))
  })
  test('days chosen by hand survive, and the rows that were open do not', () => {
    const query = withStretch(new URLSearchParams('range=7d&rows=gross&currency=USD'), { preset: null, from: '2025-01-01', to: '2025-01-31' })
    expect(query.toString()).toBe('currency=USD&from=2025-01-01&to=2025-01-31')
    expect(stretchOf(query, today)).toEqual({ preset: null, from: '2025-01-01', to: '2025-01-31' })
  })
  test.each(['', 'range=forever', 'from=2026-02-02', 'from=2026-02-30&to=2026-03-01', 'from=2026-02-02&to=2026-02-01', 'from=1990-01-01&to=2026-01-01'])('"%s" falls back to thirty days', (text) => {
    expect(stretchOf(new URLSearchParams(text), today).preset).toBe('30d')
  })
})

describe('a step back or forth', () => {
  test('of a whole month is a whole month', () => {
    expect(shifted({ preset: 'last-month', from: '2026-02-01', to: '2026-02-28' }, -1)).toEqual({ preset: null, from: '2026-01-01', to: '2026-01-31' })
    expect(shifted({ preset: null, from: '2026-01-01', to: '2026-01-31' }, 1)).toEqual({ preset: null, from: '2026-02-01', to: '2026-02-28' })
  })
  test('of other days joins on without gap or overlap', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 27 }), (shift, length) => {
      const from = addDays('1980-01-02', shift)
      const stretch = { preset: null, from, to: addDays(from, length) }
      const earlier = shifted(stretch, -1)
      expect(addDays(earlier.to, 1)).toBe(from)
      expect(daysBetween(earlier.from, earlier.to)).toBe(length)
    }))
  })
})
