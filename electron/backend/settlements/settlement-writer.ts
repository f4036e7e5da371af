import type { Database } from '../store/database.ts'
import type { SettlementLine } from './formats/reader.ts'
import { contentOf, lineIdentity, nextIdentity } from './identity.ts'

export interface WriterCounts {
  inserted: number
  known: number
  /** Known rows that now say something else; both sayings are kept. */
  changed: number
}

export interface ChangedRow {
  readonly lineId: number
  readonly nativeId: string
  readonly sourceLine: number
  readonly raw: string
}

export interface LineWriter {
  add(line: SettlementLine): void
  readonly counts: WriterCounts
  readonly changedRows: readonly ChangedRow[]
}

interface StoredLine {
  line_id: number
  native_id: string | null
  type: string
  content: number
}

/** Changed rows whose text is kept for the exception; the count goes on. */
const mostChangedRows = 1_000

/**
 * Writes settlement lines under one file's ids, leaving out those that are there already. Inside the caller's
 * transactions; invisible until the file is shown. In a dry run it only looks.
 */
export function createLineWriter(db: Database, target: { accountId: string; firstLineId: number; isDryRun: boolean }): LineWriter {
  const insert = db.prepare(
    `INSERT INTO all_settlement_lines (line_id, identity, content, type, type_text, native_id, payout_reference, merchant_reference,
       platform_reference, parent_reference, gross_minor, fee_minor, net_minor, currency, occurred_at, occurred_on, available_on, method, text,
       original, excluded, source_line, raw)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (identity) DO NOTHING`,
  )
  const selectByIdentity = db.prepare<[number], StoredLine>('SELECT line_id, native_id, type, content FROM all_settlement_lines WHERE identity = ?')
  const counts: WriterCounts = { inserted: 0, known: 0, changed: 0 }
  const changedRows: ChangedRow[] = []
  /** How often each row without an id has been seen in this file; by number, because the texts would not fit in memory. */
  const twins = new Map<number, number>()
  let nextLineId = target.firstLineId

  const twinOf = (line: SettlementLine): number => {
    if (line.nativeId !== null) return 0
    const first = lineIdentity(target.accountId, line, 0)
    const seen = twins.get(first) ?? 0
    twins.set(first, seen + 1)
    return seen
  }

  const isSameRow = (stored: StoredLine, line: SettlementLine, content: number): boolean =>
    line.nativeId === null ? stored.native_id === null && stored.content === content : stored.native_id === line.nativeId && stored.type === line.type

  const noteKnown = (stored: StoredLine, line: SettlementLine, content: number): void => {
    counts.known += 1
    if (line.nativeId === null || stored.content === content) return
    counts.changed += 1
    if (changedRows.length < mostChangedRows) {
      changedRows.push({ lineId: stored.line_id, nativeId: line.nativeId, sourceLine: line.line, raw: line.raw })
    }
  }

  const tryInsert = (identity: number, content: number, line: SettlementLine): boolean => {
    if (target.isDryRun) return selectByIdentity.get(identity) === undefined
    const { changes } = insert.run(
      nextLineId, identity, content, line.type, line.typeText, line.nativeId, line.payoutReference, line.merchantReference, line.platformReference,
      line.parentReference, line.grossMinor, line.feeMinor, line.netMinor, line.currency, line.occurredAt, line.occurredOn, line.availableOn,
      line.method, line.text, line.original === null ? null : JSON.stringify(line.original), line.excluded, line.line, line.raw,
    )
    return changes === 1
  }

  return {
    counts,
    changedRows,
    add: (line) => {
      const content = contentOf(line)
      let identity = lineIdentity(target.accountId, line, twinOf(line))
      for (;;) {
        if (tryInsert(identity, content, line)) {
          nextLineId += 1
          counts.inserted += 1
          return
        }
        const stored = selectByIdentity.get(identity)!
        if (isSameRow(stored, line, content)) {
          noteKnown(stored, line, content)
          return
        }
        identity = nextIdentity(identity) // another row has the same number
      }
    },
  }
}
