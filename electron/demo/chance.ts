import { seededNumbers } from '../backend/platforms/sandbox/channel/randomness.ts'

/** Choices that come out the same for the same seed. */
export interface Chance {
  /** 0 <= x < 1. */
  number(): number
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  /** True in `percent` of 100 cases. */
  happens(percent: number): boolean
  pick<T>(from: readonly T[]): T
  /** One of several, each as likely as its weight. */
  weighted<T>(from: readonly (readonly [T, number])[]): T
}

export function createChance(seed: string): Chance {
  const number = seededNumbers(seed)
  const whole = (least: number, most: number): number => least + Math.floor(number() * (most - least + 1))
  return {
    number,
    whole,
    happens: (percent) => number() * 100 < percent,
    pick: (from) => from[whole(0, from.length - 1)]!,
    weighted: (from) => {
      let left = number() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [one, weight] of from) if ((left -= weight) < 0) return one
      return from.at(-1)![0]
    },
  }
}
