import type { Database } from './database.ts'

/** One connection with its transactions. Services receive it through their repositories and `inTransaction`. */
export interface Store {
  readonly db: Database
  /** All or nothing. A transaction inside a transaction joins it. The work may not be asynchronous. */
  readonly inTransaction: InTransaction
  /** Runs once the outermost transaction has been committed, or at once outside of one; never after a rollback. */
  readonly afterCommit: (task: () => void) => void
}

export type InTransaction = <T>(work: () => T) => T

export function createStore(db: Database): Store {
  let waiting: (() => void)[] = []
  const run = db.transaction((work: () => unknown) => work())

  const inTransaction: InTransaction = <T>(work: () => T): T => {
    if (db.inTransaction) return run(work) as T // a savepoint: an error inside undoes just this part
    let result: T
    try {
      result = run.immediate(work) as T
    } catch (error) {
      waiting = []
      throw error
    }
    const tasks = waiting
    waiting = []
    for (const task of tasks) task()
    return result
  }

  const afterCommit = (task: () => void): void => {
    if (db.inTransaction) waiting.push(task)
    else task()
  }
  return { db, inTransaction, afterCommit }
}
