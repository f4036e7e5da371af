/** One look at the platform's clock. */
export interface ClockSample {
  /** Our clock minus the platform's, ms: plus means that ours is ahead. */
  readonly skewMs: number
  /** The true figure is within this distance. */
  readonly withinMs: number
  /** Our clock when the answer came. */
  readonly at: number
}

/** What we know of the difference between the two clocks; null in `best` before the first answer. */
export interface ClockSkew {
  samples: readonly ClockSample[]
}

const SAMPLE_LIFE_MS = 600_000
const MOST_SAMPLES = 16
/** Network moods beyond the round trip that we saw. */
const TOLERANCE_MS = 1_000

export const createClockSkew = (): ClockSkew => ({ samples: [] })

/** The difference as the platform's answer shows it. `resolutionMs` is the grain of the platform's time (an HTTP date: 1000). */
export function sampleOf(sentAt: number, receivedAt: number, serverAt: number, resolutionMs: number): ClockSample {
  // The platform read its clock somewhere between sending and receiving, and cut off what is finer than its grain.
  const ours = (sentAt + receivedAt) / 2
  const theirs = serverAt + resolutionMs / 2
  return { skewMs: Math.round(ours - theirs), withinMs: Math.ceil((receivedAt - sentAt + resolutionMs) / 2), at: receivedAt }
}

/** Adds a look. Looks that contradict it are from before somebody set a clock, and are dropped. */
export function noteClock(skew: ClockSkew, sample: ClockSample): void {
  const agreeing = skew.samples.filter((earlier) =>
    Math.abs(earlier.skewMs - sample.skewMs) <= earlier.withinMs + sample.withinMs + TOLERANCE_MS &&
    Math.abs(sample.at - earlier.at) < SAMPLE_LIFE_MS)
  skew.samples = [...agreeing.slice(-(MOST_SAMPLES - 1)), sample]
}

/** The most exact of the recent looks: the one with the shortest round trip. Null before the first. */
export function bestLook(skew: ClockSkew): ClockSample | null {
  return skew.samples.reduce<ClockSample | null>((best, sample) => (best === null || sample.withinMs <= best.withinMs ? sample : best), null)
}

/** Our clock minus the platform's in ms, for people and for the judgement below; null when the platform never told the time. */
export const skewMsOf = (skew: ClockSkew): number | null => bestLook(skew)?.skewMs ?? null

export function isBeyond(skew: ClockSkew, limitMs: number | null): boolean {
  const skewMs = skewMsOf(skew)
  return limitMs !== null && skewMs !== null && Math.abs(skewMs) > limitMs
}
