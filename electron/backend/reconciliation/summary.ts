import type { Day } from '../../../shared/business-day.ts'
import { daysBetween } from '../../../shared/business-day.ts'
import type { Database } from '../store/database.ts'

export interface ReconciliationSummary {
  /** Settlement lines with a certain partner, of all, in hundredths of a per cent; null without any line. */
  readonly matchedBps: number | null
  readonly atRisk: { currency: string; minor: number }[]
  readonly oldestDays: number | null
  readonly openExceptions: number
  /** Those that keep a period from being closed. */
  readonly stopping: number
  readonly proposals: number
  readonly lastRunAt: number | null
  /** Sold and not yet in the bank: clearing plus in-transit, per account. */
  readonly inTransit: { accountId: string; currency: string; minor: number }[]
}

export function createSummary(db: Database, today: () => Day, dayOf: (at: number) => Day) {
  const selectOpenLines = db.prepare<[], { n: number }>('SELECT COUNT(*) AS n FROM open_settlement_lines')
  const selectLines = db.prepare<[], { n: number | null }>(`SELECT SUM(inserted) AS n FROM source_files WHERE side = 'settlement' AND state = 'accepted'`)
  const selectRisk = db.prepare<[], { currency: string; minor: number }>(
    `SELECT currency, SUM(ABS(minor)) AS minor FROM exceptions WHERE state = 'open' AND state <> 'resolved' AND severity = 'stop' AND currency IS NOT NULL GROUP BY currency ORDER BY currency`,
  )
  const selectCounts = db.prepare<[], { n: number; stopping: number; oldestDay: Day | null; oldestAt: number | null }>(
    `SELECT COUNT(*) AS n, COALESCE(SUM(severity = 'stop'), 0) AS stopping, MIN(day) AS oldestDay, MIN(opened_at) AS oldestAt
       FROM exceptions WHERE state = 'open' AND state <> 'resolved' AND severity <> 'info'`,
  )
  const selectProposals = db.prepare<[], { n: number }>('SELECT COUNT(*) AS n FROM proposals')
  const selectLastRun = db.prepare<[], { at: number | null }>(`SELECT MAX(ended_at) AS at FROM recon_runs WHERE state = 'committed'`)
  const selectTransit = db.prepare<[], { accountId: string; currency: string; minor: number }>(
    `SELECT substr(ledger_account, instr(ledger_account, ':') + 1) AS accountId, currency, SUM(minor) AS minor FROM ledger_balances
      WHERE ledger_account LIKE 'clearing:%' OR ledger_account LIKE 'in-transit:%' GROUP BY 1, 2 HAVING SUM(minor) <> 0 ORDER BY 1, 2`,
  )
  return (): ReconciliationSummary => {
    const lines = selectLines.get()?.n ?? 0
    const open = selectOpenLines.get()?.n ?? 0
    const counts = selectCounts.get()!
    const oldest = counts.oldestDay ?? (counts.oldestAt === null ? null : dayOf(counts.oldestAt))
    return {
      matchedBps: lines === 0 ? null : Math.round(((lines - open) * 10_000) / lines),
      atRisk: selectRisk.all(), oldestDays: oldest === null ? null : Math.max(0, daysBetween(oldest, today())), openExceptions: counts.n, stopping: counts.stopping,
      proposals: selectProposals.get()?.n ?? 0, lastRunAt: selectLastRun.get()?.at ?? null, inTransit: selectTransit.all(),
    }
  }
}
