import BetterSqlite3 from 'better-sqlite3'

/**
 * Counts everything that this process does to the world (each row written, each transaction begun and ended, each request
 * sent and answered) and ends the process by SIGKILL when the count reaches the planned one. Nothing in the program knows
 * of it: the database library's own methods are wrapped before the program is loaded.
 */
export interface Effects {
  /** Kill when so many more effects have been counted; null: never. */
  arm(killAtEffect: number | null): void
  note(): void
}

export function countEffects(): Effects {
  let left: number | null = null
  const note = (): void => {
    if (left === null) return
    left -= 1
    if (left <= 0) process.kill(process.pid, 'SIGKILL')
  }
  wrapTransactions(note)
  wrapWrites(note)
  return { arm: (killAtEffect) => void (left = killAtEffect), note }
}

type AnyWork = (...args: unknown[]) => unknown

/** Before a transaction begins, and after it was committed but before anything that waits for that. */
function wrapTransactions(note: () => void): void {
  const { prototype } = BetterSqlite3 as unknown as { prototype: { transaction: (work: AnyWork) => Record<string, AnyWork> } }
  const { transaction } = prototype
  const noted = (run: AnyWork): AnyWork => (...args) => {
    note()
    const result = run(...args)
    note()
    return result
  }
  // The library's own function cannot be changed, so another one stands for it.
  prototype.transaction = function wrapped(this: unknown, work) {
    const run = transaction.call(this, work)
    const { deferred, immediate, exclusive } = run as Record<'deferred' | 'immediate' | 'exclusive', AnyWork>
    return Object.assign(noted(deferred), { deferred: noted(deferred), immediate: noted(immediate), exclusive: noted(exclusive) }) as unknown as Record<string, AnyWork>
  }
}

/** Before each row that is written: in a transaction the kill undoes it, outside of one it comes just too early. */
function wrapWrites(note: () => void): void {
  const db = new BetterSqlite3(':memory:')
  const statement = Object.getPrototypeOf(db.prepare('SELECT 1')) as { run: (...args: unknown[]) => unknown }
  const { run } = statement
  statement.run = function noted(this: unknown, ...args: unknown[]) {
    note()
    return run.apply(this, args)
  }
  db.close()
}
