import { createBooks, type Books } from './books/books.ts'
import { createChannelClock, type ChannelClock } from './channel-clock.ts'
import { letTimePass } from './passing-time.ts'
import type { RandomSource } from './randomness.ts'
import type { ChannelDatabase } from './store/channel-file.ts'
import { createSettings, type Settings } from './store/settings.ts'

/** The payment channel without its doors: books, clock and the one way to act. */
export interface Channel {
  readonly books: Books
  readonly clock: ChannelClock
  readonly settings: Settings
  readonly random: RandomSource
  readonly db: ChannelDatabase
  /**
   * Runs an act at the present moment (UTC ms), after everything that was due before it. All of it is written, or none.
   * Acts inside acts share one transaction.
   */
  readonly perform: <T>(act: (at: number) => T) => T
}

export function createChannel({ db, clock, random }: { db: ChannelDatabase; clock: { now(): number }; random: RandomSource }): Channel {
  const settings = createSettings(db, random)
  const books = createBooks(db, random)
  const channelClock = createChannelClock(clock, settings)
  const perform = db.transaction((act: (at: number) => unknown) => {
    const at = channelClock.now()
    letTimePass({ books, random }, at)
    return act(at)
  })
  return { books, clock: channelClock, settings, random, db, perform: <T>(act: (at: number) => T) => perform.immediate(act) as T }
}
