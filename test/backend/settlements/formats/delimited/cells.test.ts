import { describe, expect, it } from 'vitest'
import { cellOrNull, cellText } from '../../../../../electron/backend/settlements/formats/delimited/cells.ts'

describe('a cell', () => {
  it.each([
    ['plain', 'plain'], ['  padded\t', 'padded'], ['\u00A0no-break\u00A0', 'no-break'], ['`2026-11-02 10:00:00', '2026-11-02 10:00:00'], ['` 12 ', '12'],
    ['="0012"', '0012'], ["'0012'", '0012'], ["'0012345678901234", '0012345678901234'], ["'tis", "'tis"], ['\uFEFFDate', 'Date'], ['""', '""'],
    ['', ''], ['\t', ''],
  ])('%j means %j', (cell, text) => {
    expect(cellText(cell)).toBe(text)
  })

  it.each(['=1+2', '=cmd|x', '+49 30 123', '-5', '@home', '="'])('that looks like a formula is text: %j', (cell) => {
    expect(cellText(cell)).toBe(cell)
  })

  it('of nothing is nothing', () => {
    expect([cellOrNull(' \t'), cellOrNull(undefined), cellOrNull('0')]).toEqual([null, null, '0'])
  })
})
