import type { Period } from '../../../../shared/contract/periods.ts'
import type { Database } from '../../store/database.ts'
import type { SealedSpan } from './seal.ts'

interface Row {
  periodId: string
  accountId: string
  fromDay: string
  toDay: string
  state: Period['state']
  linesBelow: number
  report: string
  seal: string
  closedAt: number
  closedBy: string
  reopenedAt: number | null
  reopenedBy: string | null
  reason: string | null
}

/** What the seal is made over beside the rows, and the counts that came out. */
interface SealedReport extends Pick<Period, 'totals' | 'balances' | 'notes' | 'entries' | 'matches'> {
  readonly lastMatchNo: number
}

export function createPeriodRepository(db: Database) {
  const columns = `period_id AS periodId, account_id AS accountId, from_day AS fromDay, to_day AS toDay, state, lines_below AS linesBelow, report, seal,
    closed_at AS closedAt, closed_by AS closedBy, reopened_at AS reopenedAt, reopened_by AS reopenedBy, reason`
  const insert = db.prepare(
    `INSERT INTO periods (period_id, account_id, from_day, to_day, state, lines_below, report, seal, closed_at, closed_by)
     VALUES (@periodId, @accountId, @from, @to, 'closed', @linesBelow, @report, @seal, @closedAt, @closedBy)`,
  )
  const select = db.prepare<[string], Row>(`SELECT ${columns} FROM periods WHERE period_id = ?`)
  const selectOf = db.prepare<[string], Row>(`SELECT ${columns} FROM periods WHERE account_id = ? ORDER BY to_day DESC, closed_at DESC`)
  const selectClosed = db.prepare<[], Row>(`SELECT ${columns} FROM periods WHERE state = 'closed' ORDER BY account_id, to_day`)
  const markReopened = db.prepare(`UPDATE periods SET state = 'reopened', reopened_at = ?, reopened_by = ?, reason = ? WHERE period_id = ?`)

  const periodOf = ({ fromDay, toDay, report, linesBelow: _linesBelow, ...row }: Row): Period => {
    const { lastMatchNo: _lastMatchNo, ...told } = JSON.parse(report) as SealedReport
    return { ...row, ...told, from: fromDay, to: toDay }
  }
  return {
    insert: (period: Omit<Period, 'state' | 'reopenedAt' | 'reopenedBy' | 'reason'> & SealedReport & { linesBelow: number }): Period => {
      const { totals, balances, notes, entries, matches, lastMatchNo, ...row } = period
      insert.run({ ...row, report: JSON.stringify({ totals, balances, notes, entries, matches, lastMatchNo }) })
      return periodOf(select.get(period.periodId)!)
    },
    find: (periodId: string): Period | null => {
      const row = select.get(periodId)
      return row === undefined ? null : periodOf(row)
    },
    ofAccount: (accountId: string): Period[] => selectOf.all(accountId).map(periodOf),
    reopen: (periodId: string, at: number, by: string, reason: string): void => void markReopened.run(at, by, reason, periodId),
    /** Closed periods as they were sealed, to seal them again and compare. */
    sealed: (): { periodId: string; seal: string; span: SealedSpan; told: Record<string, unknown> }[] =>
      selectClosed.all().map(({ periodId, accountId, fromDay, toDay, linesBelow, report, seal }) => {
        const { totals, balances, notes, lastMatchNo } = JSON.parse(report) as SealedReport
        return {
          periodId, seal, span: { accountId, from: fromDay, to: toDay, linesBelow, lastMatchNo },
          told: { accountId, from: fromDay, to: toDay, totals, balances, notes, lastMatchNo },
        }
      }),
  }
}
