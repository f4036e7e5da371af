/** One call to a platform, as far as its health goes. */
export interface Call {
  /** UTC ms, when it ended. */
  readonly at: number
  readonly tookMs: number
  /** True when the platform gave a usable answer, whatever the answer was. */
  readonly isOk: boolean
}

export interface ChannelHealth {
  readonly calls: number
  readonly answered: number
  /** Half of the answered calls were faster than this; null without any. */
  readonly medianMs: number | null
  readonly lastAnswerAt: number | null
  readonly lastFailureAt: number | null
}

/** What "our own last 30 minutes" means on the counter. */
const HEALTH_WINDOW_MS = 1_800_000

/** Keeps the list short on a busy account: a thousand calls say as much about half an hour as ten thousand. */
const MOST_CALLS = 1_000

/** The calls with one more, without those that have left the window. */
export function withCall(calls: readonly Call[], call: Call): readonly Call[] {
  const kept = calls.filter(({ at }) => at > call.at - HEALTH_WINDOW_MS)
  return [...kept.slice(-(MOST_CALLS - 1)), call]
}

/** Success and speed of the calls of the last 30 minutes before `now` (UTC ms). */
export function healthOf(calls: readonly Call[], now: number): ChannelHealth {
  const recent = calls.filter(({ at }) => at > now - HEALTH_WINDOW_MS)
  const answered = recent.filter(({ isOk }) => isOk)
  const speeds = answered.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b)
  return {
    calls: recent.length,
    answered: answered.length,
    medianMs: speeds[Math.floor((speeds.length - 1) / 2)] ?? null,
    lastAnswerAt: latest(answered),
    lastFailureAt: latest(recent.filter(({ isOk }) => !isOk)),
  }
}

const latest = (calls: readonly Call[]): number | null =>
  calls.reduce<number | null>((newest, { at }) => (newest === null || at > newest ? at : newest), null)
