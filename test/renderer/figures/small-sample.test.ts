import { expect, test } from 'vitest'
import { isSmallSample } from '../../../renderer/figures/small-sample.ts'

test.each([[0, true], [1, true], [19, true], [20, false], [1_000, false]])('a rate of %i attempts rests on few: %s', (attempts, isSmall) => {
  expect(isSmallSample(attempts)).toBe(isSmall)
})
