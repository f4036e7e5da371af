/** Time as the simulation tells it: the program's clock and sleep. Sleepers wake one at a time, when the simulation rings. */
export interface StandInTime {
  readonly now: () => number
  set(now: number): void
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Wakes the earliest sleeper whose time has come. */
  ring(): void
  wakesAt(): number | null
}

interface Sleeper {
  readonly at: number
  readonly no: number
  readonly wake: () => void
}

export function createStandInTime(): StandInTime {
  let now = 0
  let count = 0
  const sleepers = new Set<Sleeper>()
  const earliest = (): Sleeper | null =>
    [...sleepers].reduce<Sleeper | null>((first, one) => (first === null || one.at < first.at || (one.at === first.at && one.no < first.no) ? one : first), null)

  return {
    now: () => now,
    set: (at) => {
      now = Math.max(now, at)
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve()
        const wake = (): void => {
          sleepers.delete(sleeper)
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        const sleeper: Sleeper = { at: now + Math.max(0, ms), no: (count += 1), wake }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', wake)
      }),
    ring: () => {
      const first = earliest()
      if (first !== null && first.at <= now) first.wake()
    },
    wakesAt: () => earliest()?.at ?? null,
  }
}
