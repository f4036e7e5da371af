import { createHash } from 'node:crypto'
import type { Day } from '../../../../shared/business-day.ts'
import { linesPerFile } from '../../settlements/line-ids.ts'
import type { Database } from '../../store/database.ts'

export interface SealedSpan {
  readonly accountId: string
  readonly from: Day
  readonly to: Day
  /** Lines from here on came after the period was closed. */
  readonly linesBelow: number
  /** Matches up to this number were there. */
  readonly lastMatchNo: number
}

export interface Seal {
  /** SHA-256, hexadecimal. */
  readonly hash: string
  readonly entries: number
  readonly matches: number
}

/**
 * The seal of a period: a hash over its journal, the matches of its lines and the single matches of its payouts, in a fixed
 * order. Made again later from the same rows it is the same, for all of them are kept and none is changed.
 */
export function sealOf(db: Database, span: SealedSpan, report: unknown): Seal {
  const hash = createHash('sha256').update(JSON.stringify(report))
  const count = (sql: string): number => {
    let rows = 0
    for (const row of db.prepare<[SealedSpan], unknown[]>(sql).raw().iterate(span)) {
      hash.update(JSON.stringify(row)).update('\n')
      rows += 1
    }
    return rows
  }
  const entries = count(`
    SELECT j.entry_id, j.at, j.business_day, j.kind, j.subject, j.counters, p.line, p.ledger_account, p.minor, p.currency
      FROM journal_entries j JOIN postings p ON p.entry_id = j.entry_id
     WHERE j.business_day BETWEEN @from AND @to
       AND EXISTS (SELECT 1 FROM postings q WHERE q.entry_id = j.entry_id AND substr(q.ledger_account, instr(q.ledger_account, ':') + 1) = @accountId)
     ORDER BY j.entry_id, p.line`)
  const matched = count(`
    SELECT m.line_id, m.match_no, m.kind, m.subject, m.difference_minor, m.fee_difference_minor
      FROM source_files f JOIN settlement_lines l ON l.line_id >= f.file_no * ${linesPerFile} AND l.line_id < (f.file_no + 1) * ${linesPerFile}
      JOIN line_matches m ON m.line_id = l.line_id
     WHERE f.account_id = @accountId AND f.side = 'settlement' AND f.state = 'accepted' AND l.line_id < @linesBelow AND m.match_no <= @lastMatchNo
       AND l.occurred_on BETWEEN @from AND @to ORDER BY m.line_id`)
  const single = count(`
    SELECT DISTINCT m.match_no, m.link, m.pass, m.rule_id, m.rule_version, m.decided_by, m.decided_at
      FROM payouts p JOIN allocations x ON x.side = 'payout' AND x.subject = p.payout_id JOIN matches m ON m.match_no = x.match_no
     WHERE p.account_id = @accountId AND p.arrives_on BETWEEN @from AND @to AND m.match_no <= @lastMatchNo AND (m.undone_by IS NULL OR m.undone_by > @lastMatchNo)
     ORDER BY m.match_no`)
  return { hash: hash.digest('hex'), entries, matches: matched + single }
}
