import { expect, test } from 'vitest'
import { weekCellsOf } from '../../../renderer/statistics/week-cells.ts'

const cell = (weekday: number, hour: number, grossMinor: number) => ({ weekday, hour, grossMinor, payments: 1 })
const found = [cell(1, 9, 500), cell(1, 12, 2_000), cell(6, 1, 900), cell(7, 12, 2_500)]

test('all that was taken stands in the cells, each at its weekday and hour', () => {
  const { hours, days } = weekCellsOf(found, 4)
  expect(days.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(days.flatMap(({ cells }) => cells).filter((one) => one !== null)).toEqual(found)
  expect(days[5]!.cells[hours.indexOf(1)]).toEqual(cell(6, 1, 900))
})

test('the hours begin with the business day and end with the last trade after midnight', () => {
  expect(weekCellsOf(found, 4).hours).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0, 1])
})

test('the busiest hour is the one in which most was taken', () => {
  expect(weekCellsOf(found, 4).best).toEqual(cell(7, 12, 2_500))
})

test('without trade there are the usual hours and no busiest one', () => {
  expect(weekCellsOf([], 4)).toMatchObject({ best: null, hours: [9, 10, 11, 12, 13, 14, 15, 16, 17, 18] })
})
