import type { Settings } from './store/settings.ts'

/** The channel's own time: the clock it is given plus an offset that is kept in its file. */
export interface ChannelClock {
  /** UTC ms. */
  now(): number
  /** Moves the channel's time forward. Throws on a negative distance: what has happened stays. */
  advance(byMs: number): void
}

export function createChannelClock(clock: { now(): number }, settings: Settings): ChannelClock {
  let offsetMs = Number(settings.get('clock-offset-ms') ?? '0')
  return {
    now: () => clock.now() + offsetMs,
    advance(byMs) {
      if (!Number.isSafeInteger(byMs) || byMs < 0) throw new RangeError(`time moves forward in whole milliseconds: ${byMs}`)
      offsetMs += byMs
      settings.set('clock-offset-ms', String(offsetMs))
    },
  }
}
