import type { ChannelDatabase } from '../store/channel-file.ts'

/** Something that the channel will do by itself. Whoever looks first after `at` makes it happen, as of `at`. */
export interface Timer {
  readonly at: number
  readonly kind: TimerKind
  /** The id of what it is about. */
  readonly subject: string
}

type TimerKind =
  | 'expire' | 'hold-lapse' | 'fee-known' | 'dispute-deadline'
  | 'payout-cut' | 'payout-sent' | 'payout-arrives' | 'payout-returned' | 'reserve-release'

export interface TimerRepository {
  /** The same timer set twice rings once. */
  set(timer: Timer): void
  /** Takes the earliest timer that is due at `now` off the list. */
  takeDue(now: number): Timer | undefined
}

export function createTimerRepository(db: ChannelDatabase): TimerRepository {
  const insert = db.prepare('INSERT OR IGNORE INTO timers (at, kind, subject) VALUES (@at, @kind, @subject)')
  const due = db.prepare<[number], Timer>('SELECT at, kind, subject FROM timers WHERE at <= ? ORDER BY at, kind, subject LIMIT 1')
  const remove = db.prepare('DELETE FROM timers WHERE at = @at AND kind = @kind AND subject = @subject')
  return {
    set: (timer) => void insert.run(timer),
    takeDue(now) {
      const timer = due.get(now)
      if (timer !== undefined) remove.run(timer)
      return timer
    },
  }
}
