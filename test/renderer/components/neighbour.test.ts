import { expect, test } from 'vitest'
import { neighbour } from '../../../renderer/components/neighbour.ts'

test.each([
  ['the next', 'a', 1, 'b'], ['the one before', 'b', -1, 'a'], ['not beyond the end', 'c', 5, 'c'], ['not beyond the beginning', 'a', -5, 'a'],
  ['the first when none is chosen', null, 1, 'a'], ['the first when the chosen one is gone', 'x', 1, 'a'],
])('%s', (_name, chosen, step, found) => {
  expect(neighbour(['a', 'b', 'c'], chosen, step)).toBe(found)
})

test('none in an empty list', () => {
  expect(neighbour([], 'a', 1)).toBeNull()
})
