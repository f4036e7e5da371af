import BetterSqlite3 from 'better-sqlite3'

/** A statement as the program ran it. */
export interface RanStatement {
  readonly sql: string
  readonly method: 'run' | 'get' | 'all' | 'iterate'
  readonly values: readonly unknown[]
}

/**
 * Notes which statements the program runs on a file of that name, so that a bare loop can run the same ones. The library's own methods are wrapped;
 * the program knows nothing of it.
 */
export function watchStatements(fileName: string): { during: (work: () => Promise<unknown>) => Promise<RanStatement[]> } {
  const db = new BetterSqlite3(':memory:')
  const prototype = Object.getPrototypeOf(db.prepare('SELECT 1')) as Record<RanStatement['method'], (...values: unknown[]) => unknown>
  db.close()
  let noted: RanStatement[] | null = null
  for (const method of ['run', 'get', 'all', 'iterate'] as const) {
    const own = prototype[method]
    prototype[method] = function wrapped(this: { source: string; database: { name: string } }, ...values: unknown[]) {
      if (noted !== null && this.database.name.endsWith(fileName)) noted.push({ sql: this.source, method, values })
      return own.apply(this, values)
    }
  }
  return {
    during: async (work) => {
      noted = []
      try {
        await work()
        return noted
      } finally {
        noted = null
      }
    },
  }
}

/** The same statements with nothing around them, prepared once, as a function to be timed. */
export function bareLoop(db: BetterSqlite3.Database, ran: readonly RanStatement[]): () => void {
  const prepared = new Map<string, BetterSqlite3.Statement>()
  const statementOf = (sql: string): BetterSqlite3.Statement => {
    let statement = prepared.get(sql)
    if (statement === undefined) prepared.set(sql, (statement = db.prepare(sql)))
    return statement
  }
  const steps = ran.map(({ sql, method, values }) => ({ statement: statementOf(sql), isRead: method !== 'run', values }))
  return () => {
    for (const { statement, isRead, values } of steps) {
      if (isRead && statement.reader) statement.all(...values)
      else statement.run(...values)
    }
  }
}
