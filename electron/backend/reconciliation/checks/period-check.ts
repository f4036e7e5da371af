import type { Database } from '../../store/database.ts'
import type { LineFindings } from './line-findings.ts'

/** Lines that came after their day was closed: they are booked in the open period, and said to be. */
export function createPeriodCheck(db: Database, findings: LineFindings) {
  const closedUntil = db.prepare<[string], { day: string }>('SELECT day FROM closed_until WHERE account_id = ?')
  const insert = db.prepare<[{ from: number; to: number; day: string }]>(
    `INSERT OR REPLACE INTO ${findings.fresh} (kind, line_id, rate_id, stated_minor, expected_minor)
     SELECT 'period', l.line_id, NULL, l.net_minor, 0 FROM all_settlement_lines l
      WHERE l.line_id >= @from AND l.line_id < @to AND l.excluded IS NULL AND l.type <> 'payout' AND l.occurred_on <= @day`,
  )
  return ({ accountId, from, to }: { accountId: string; from: number; to: number }): void => {
    const closed = closedUntil.get(accountId)
    if (closed !== undefined) insert.run({ from, to, day: closed.day })
  }
}
