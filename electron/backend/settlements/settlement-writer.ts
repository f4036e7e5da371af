import type { Database } from '../store/database.ts'
import type { SettlementLine } from './formats/reader.ts'
import { contentOf, lineIdentity, nextIdentity } from './identity.ts'
import { createLineRegister, type KnownLine } from './line-register.ts'

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
  /** So much has been added that it should be completed before more is. */
  readonly isFull: () => boolean
  /** Completes some of what was added, inside the caller's transaction; true while there is more. To be called until there is none before anything of it is shown or counted. */
  completeSome(): boolean
  readonly counts: WriterCounts
  readonly changedRows: readonly ChangedRow[]
}

/** After so many lines of which none was known, the others are taken for new until one is found to be known. */
const sampleLines = 2_000

/** Changed rows whose text is kept for the exception; the count goes on. */
const mostChangedRows = 1_000

/**
 * Writes settlement lines under one file's ids, leaving out those that are there already. Inside the caller's
 * transactions; invisible until the file is shown. In a dry run it only looks.
 */
export function createLineWriter(db: Database, target: { accountId: string; firstLineId: number; isDryRun: boolean }): LineWriter {
  const register = createLineRegister(db)
  const insert = db.prepare(
    `INSERT INTO all_settlement_lines (line_id, identity, content, type, type_text, native_id, payout_reference, merchant_reference,
       platform_reference, parent_reference, gross_minor, fee_minor, net_minor, currency, occurred_at, occurred_on, available_on, method, text,
       original, excluded, source_line, raw)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const selectOwn = db.prepare<[number], KnownLine & { line: number; raw: string }>(
    'SELECT line_id AS lineId, native_id AS nativeId, type, content, source_line AS line, raw FROM all_settlement_lines WHERE line_id = ?',
  )
  const removeOwn = db.prepare('DELETE FROM all_settlement_lines WHERE line_id = ?')
  const renumberOwn = db.prepare('UPDATE all_settlement_lines SET identity = ? WHERE line_id = ?')
  const counts: WriterCounts = { inserted: 0, known: 0, changed: 0 }
  const changedRows: ChangedRow[] = []
  /** How often each row without an id has been seen in this file; by number, because the texts would not fit in memory. */
  const twins = new Map<number, number>()
  let nextLineId = target.firstLineId
  /** New lines since one was known. A look for each of a million lines in the whole register would cost as much as writing them. */
  let newInARow = 0

  const twinOf = (line: SettlementLine): number => {
    if (line.nativeId !== null) return 0
    const first = lineIdentity(target.accountId, line, 0)
    const seen = twins.get(first) ?? 0
    twins.set(first, seen + 1)
    return seen
  }

  type Comparable = Pick<KnownLine, 'nativeId' | 'type' | 'content'>
  const isSameRow = (known: Comparable, line: Comparable): boolean =>
    line.nativeId === null ? known.nativeId === null && known.content === line.content : known.nativeId === line.nativeId && known.type === line.type

  const noteKnown = (known: KnownLine, line: Comparable & { readonly line: number; readonly raw: string }): void => {
    counts.known += 1
    newInARow = 0
    if (line.nativeId === null || known.content === line.content) return
    counts.changed += 1
    if (changedRows.length < mostChangedRows) changedRows.push({ lineId: known.lineId, nativeId: line.nativeId, sourceLine: line.line, raw: line.raw })
  }

  const write = (identity: number, content: number, line: SettlementLine): void => {
    counts.inserted += 1
    newInARow += 1
    if (target.isDryRun) return
    insert.run(
      nextLineId, identity, content, line.type, line.typeText, line.nativeId, line.payoutReference, line.merchantReference, line.platformReference,
      line.parentReference, line.grossMinor, line.feeMinor, line.netMinor, line.currency, line.occurredAt, line.occurredOn, line.availableOn,
      line.method, line.text, line.original === null ? null : JSON.stringify(line.original), line.excluded, line.line, line.raw,
    )
    register.wait(identity, nextLineId)
    nextLineId += 1
  }

  /** A row of this file has the number of one that was entered before it: the same row once more, or another of the same number. */
  const settleTaken = (taken: number, lineId: number): void => {
    const own = selectOwn.get(lineId)!
    for (let identity = taken; ; ) {
      const known = register.find(identity)!
      if (isSameRow(known, own)) {
        removeOwn.run(lineId)
        counts.inserted -= 1
        noteKnown(known, own)
        return
      }
      identity = nextIdentity(identity)
      if (register.enter(identity, lineId)) return void renumberOwn.run(identity, lineId)
    }
  }

  return {
    counts,
    changedRows,
    isFull: register.isFull,
    completeSome: () => register.enterSome(settleTaken),
    add: (line) => {
      const content = contentOf(line)
      for (let identity = lineIdentity(target.accountId, line, twinOf(line)); ; identity = nextIdentity(identity)) {
        const known = target.isDryRun || newInARow < sampleLines ? register.find(identity) : undefined
        if (known === undefined) return write(identity, content, line)
        const own = { nativeId: line.nativeId, type: line.type, content, line: line.line, raw: line.raw }
        if (isSameRow(known, own)) return noteKnown(known, own)
      }
    },
  }
}
