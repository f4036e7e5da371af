import { createHash } from 'node:crypto'
import type { Clock } from '../host.ts'
import type { Database } from '../store/database.ts'

/** Who acts: a person of the shop, the operating-system user behind the command line, or the program by itself. */
export interface Actor {
  /** Person id, "os:<user>", or "system". */
  readonly id: string
  readonly name: string
}

export const systemActor: Actor = { id: 'system', name: 'Counterfoil' }

export interface AuditEntry {
  readonly seq: number
  readonly at: number
  readonly actor: Actor
  readonly act: string
  readonly subject: string
  readonly detail: Readonly<Record<string, unknown>>
}

export interface AuditService {
  /** Adds a line to the chain. Called inside the transaction of the act itself, so that neither exists without the other. */
  note(actor: Actor, act: string, subject: string, detail?: Readonly<Record<string, unknown>>): void
  /** Newest first, below `before`. */
  list(before: number | null, limit: number): AuditEntry[]
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
  const page = db.prepare<[number, number], AuditRow>(`SELECT ${columns} FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?`)
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
    list: (before, limit) =>
      page.all(before ?? Number.MAX_SAFE_INTEGER, limit).map((row) => ({
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
