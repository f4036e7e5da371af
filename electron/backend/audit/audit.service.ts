import { createHash } from 'node:crypto'
import type { Clock } from '../host.ts'
import type { Database, Statement } from '../store/database.ts'

/** Who acts: a person of the shop, the operating-system user behind the command line, or the program by itself. */
export interface Actor {
  /** Person id, "os:<user>", or "system". */
  readonly id: string
  readonly name: string
}

export interface AuditEntry {
  readonly seq: number
  readonly at: number
  readonly actor: Actor
  readonly act: string
  readonly subject: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** Null: whoever, whatever. */
export interface AuditFilter {
  readonly actor: string | null
  readonly act: string | null
  readonly subject: string | null
}

export interface AuditService {
  /** Adds a line to the chain. Called inside the transaction of the act itself, so that neither exists without the other. */
  note(actor: Actor, act: string, subject: string, detail?: Readonly<Record<string, unknown>>): void
  /** Newest first, below `before`. */
  list(filter: AuditFilter, before: number | null, limit: number): AuditEntry[]
  /** Every actor, with the latest name, and every act that there is a line of. */
  choices(): { actors: { actor: string; name: string }[]; acts: string[] }
  /** The first line whose hash does not follow from the one before it, or null when the chain is whole. */
  firstBrokenLine(): number | null
}

const genesis = '0'.repeat(64)

interface AuditRow {
  seq: number
  at: number
  actor: string
  actor_name: string
  act: string
  subject: string
  detail: string
  previous_hash: string
  hash: string
}

const hashOf = (row: Omit<AuditRow, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([row.previous_hash, row.seq, row.at, row.actor, row.actor_name, row.act, row.subject, row.detail]))
    .digest('hex')

export function createAuditService(db: Database, clock: Clock): AuditService {
  const last = db.prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1')
  const insert = db.prepare(
    `INSERT INTO audit (seq, at, actor, actor_name, act, subject, detail, previous_hash, hash)
     VALUES (@seq, @at, @actor, @actor_name, @act, @subject, @detail, @previous_hash, @hash)`,
  )
  const columns = 'seq, at, actor, actor_name, act, subject, detail, previous_hash, hash'
  const pages = new Map<string, Statement<[AuditFilter & { before: number; limit: number }], AuditRow>>()
  /** One statement for each set of filters, so that each is answered by its own index. */
  const pageFor = (filter: AuditFilter) => {
    // A subject has few lines and many people have many: "+" keeps the others from being looked up by their index.
    const unlessFirst = filter.subject === null ? '' : '+'
    const conditions = [
      filter.subject === null ? '' : 'subject = @subject AND ', filter.actor === null ? '' : `${unlessFirst}actor = @actor AND `, filter.act === null ? '' : `${unlessFirst}act = @act AND `,
    ].join('')
    let page = pages.get(conditions)
    if (page === undefined) pages.set(conditions, (page = db.prepare(`SELECT ${columns} FROM audit WHERE ${conditions}seq < @before ORDER BY seq DESC LIMIT @limit`)))
    return page
  }
  /** Jumps from one value to the next in the index instead of reading every line. */
  const distinct = (column: 'actor' | 'act'): string => `
    WITH RECURSIVE one (value) AS (
      SELECT MIN(${column}) FROM audit
       UNION ALL
      SELECT (SELECT MIN(${column}) FROM audit WHERE ${column} > one.value) FROM one WHERE one.value IS NOT NULL
    )`
  const actors = db.prepare<[], { actor: string; name: string }>(`${distinct('actor')}
    SELECT value AS actor, (SELECT actor_name FROM audit WHERE actor = value ORDER BY seq DESC LIMIT 1) AS name FROM one WHERE value IS NOT NULL`)
  const acts = db.prepare<[], string>(`${distinct('act')} SELECT value FROM one WHERE value IS NOT NULL`).pluck()
  const all = db.prepare<[], AuditRow>(`SELECT ${columns} FROM audit ORDER BY seq`)

  return {
    note: (actor, act, subject, detail = {}) => {
      const before = last.get()
      const row = {
        seq: (before?.seq ?? 0) + 1,
        at: clock.now(),
        actor: actor.id,
        actor_name: actor.name,
        act,
        subject,
        detail: JSON.stringify(detail),
        previous_hash: before?.hash ?? genesis,
      }
      insert.run({ ...row, hash: hashOf(row) })
    },
    choices: () => ({ actors: actors.all(), acts: acts.all() }),
    list: (filter, before, limit) =>
      pageFor(filter).all({ ...filter, before: before ?? Number.MAX_SAFE_INTEGER, limit }).map((row) => ({
        seq: row.seq,
        at: row.at,
        actor: { id: row.actor, name: row.actor_name },
        act: row.act,
        subject: row.subject,
        detail: JSON.parse(row.detail) as Record<string, unknown>,
      })),
    firstBrokenLine: () => {
      let previous = genesis
      let expected = 1
      for (const row of all.iterate()) {
        if (row.seq !== expected || row.previous_hash !== previous || row.hash !== hashOf(row)) return row.seq
        previous = row.hash
        expected += 1
      }
      return null
    },
  }
}
