import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DateWitness } from '../../../../../electron/backend/settlements/formats/delimited/date-order.ts'
import { clockOf, dayOfExcelSerial, instantOfWritten, localDay, readDate, readIsoDate, withClock } from '../../../../../electron/backend/settlements/formats/delimited/dates.ts'

describe('a date', () => {
  it.each([
    ['2026-11-02', '2026-11-02'], ['2026/11/02', '2026-11-02'], ['2026/6/12', '2026-06-12'], ['20261102', '2026-11-02'], ['2026年11月2日', '2026-11-02'],
    ['02.11.2026', '2026-11-02'], ['2.11.26', '2026-11-02'], ['02/11/26', '2026-11-02'], ['02-11-2026', '2026-11-02'], ["2/11'26", null], ["2/11/'26", '2026-11-02'],
    ['2 Nov 2026', '2026-11-02'], ['02-Nov-26', '2026-11-02'], ['Nov 2, 2026', '2026-11-02'], ['2nd November 2026', '2026-11-02'], ['2. März 2026', '2026-03-02'],
    ['2 août 2026', '2026-08-02'], ['2 de enero de 2026', '2026-01-02'], ['2 gen 2026', '2026-01-02'], ['2 mrt 2026', '2026-03-02'], ['2 out 2026', '2026-10-02'],
    ['2026-11-02T10:20:30Z', '2026-11-02'], ['2025-06-29T00:32:53.036910+00:00', '2025-06-29'], ['02.11.2026 23:59', '2026-11-02'], ['11/02', null],
    ['2026-02-30', null], ['31.04.2026', null], ['1989-12-31', null], ['2101-01-01', null], ['yesterday', null], ['12.50', null], ['2026-11-02x', null], ['2026-11-02 25:00:00', null],
  ])('%j read day first is %j', (text, day) => {
    expect(readDate(text, 'day-first')?.day ?? null).toBe(day)
  })

  it('of numbers only is read in the order that was decided', () => {
    expect([readDate('03/04/2026', 'day-first')!.day, readDate('03/04/2026', 'month-first')!.day, readDate('04-17-2024', 'month-first')!.day]).toEqual(['2026-04-03', '2026-03-04', '2024-04-17'])
    expect(readDate('11/02', 'month-first', 2026)!.day).toBe('2026-11-02')
  })

  it('of the calendar survives being written and read in every form', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10)
        const [year, month, dayOfMonth] = day.split('-')
        expect(readDate(day, 'day-first')!.day).toBe(day)
        expect(readDate(`${dayOfMonth}.${month}.${year}`, 'day-first')!.day).toBe(day)
        expect(readDate(`${month}/${dayOfMonth}/${year}`, 'month-first')!.day).toBe(day)
        expect(readDate(`${year}${month}${dayOfMonth}`, 'day-first')!.day).toBe(day)
      }),
    )
  })

  it('as a spreadsheet counts is a whole day since 1900', () => {
    expect(['45000', '45000.75', '46328', '123', '99999', '2026'].map(dayOfExcelSerial)).toEqual(['2023-03-15', '2023-03-15', '2026-11-02', null, null, null])
  })
})

describe('a time', () => {
  const at = (text: string, zone: string) => instantOfWritten(readIsoDate(text)!, zone)

  it('is an instant by the offset beside it, else by the zone', () => {
    expect(at('2026-11-02T10:20:30Z', 'Asia/Tokyo')).toBe(Date.UTC(2026, 10, 2, 10, 20, 30))
    expect(at('2026/11/02 10:20:30 -0800', 'Asia/Tokyo')).toBe(Date.UTC(2026, 10, 2, 18, 20, 30))
    expect(at('2026-08-24 22:01:24 +04:00', 'UTC')).toBe(Date.UTC(2026, 7, 24, 18, 1, 24))
    expect(at('2026-11-02 10:20:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 10, 2, 9, 20, 30))
    expect(at('2026-07-02 10:20:30.5', 'Europe/Berlin')).toBe(Date.UTC(2026, 6, 2, 8, 20, 30, 500))
    expect(at('2026-07-02', 'Europe/Berlin')).toBeNull()
  })

  it('in the hour that daylight saving skips is the first after it', () => {
    expect(at('2026-03-29 02:30:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1, 30))
  })

  it('of twelve hours or one digit is understood', () => {
    expect(['2:03 PM', '12:00 am', '12:30 PM', '9:05', '23:59:59'].map(clockOf)).toEqual(['14:03', '00:00', '12:30', '09:05', '23:59:59'])
    expect([withClock(readDate('2026-11-02', 'day-first')!, '2:03:04 PM')!.timeMs, withClock(readDate('2026-11-02', 'day-first')!, 'noon')]).toEqual([50_584_000, null])
  })

  it('falls on the day of the shop', () => {
    expect([localDay(Date.UTC(2026, 10, 2, 23, 30), 'Europe/Berlin'), localDay(Date.UTC(2026, 10, 2, 23, 30), 'America/New_York')]).toEqual(['2026-11-03', '2026-11-02'])
  })
})

describe('the order of day and month', () => {
  const verdict = (...cells: readonly string[]) => {
    const witness = new DateWitness()
    for (const cell of cells) witness.see(cell)
    return witness.verdict()
  }

  it.each([
    [['03/04/2026', '13/04/2026'], { kind: 'decided', order: 'day-first' }],
    [['03/04/2026', '04/13/2026'], { kind: 'decided', order: 'month-first' }],
    // Rising only when the day comes first: 11 and 12 January, 1 February.
    [['11/01/2026', '12/01/2026', '01/02/2026'], { kind: 'steady', order: 'day-first' }],
    [['03/04/2026', '03/05/2026'], { kind: 'open' }],
    [['05/05/2026', '2026-01-01', '3 Nov 2026'], { kind: 'plain' }],
    [['13/04/2026', '04/13/2026'], { kind: 'mixed' }],
    [['no', '12.50'], { kind: 'none' }],
  ])('in %j is %j', (cells, expected) => {
    expect(verdict(...cells)).toMatchObject(expected)
  })
})
