import { addDays, type Day } from '../../../../shared/business-day.ts'
import type { Checklist, CheckItem } from '../../../../shared/contract/periods.ts'
import type { Database } from '../../store/database.ts'
import { balancesOf } from './balances.ts'

/** Facts of an item that are shown; the rest is counted. */
const mostFacts = 20

type Facts = readonly Readonly<Record<string, unknown>>[]

const item = (name: CheckItem['name'], missing: Facts): CheckItem => ({
  name, holds: missing.length === 0, facts: missing.slice(0, mostFacts).map((facts) => ({ ...facts })), count: missing.length,
})

/**
 * Whether a period can be closed, computed and not ticked: everything brought in and reconciled, nothing open that stops it,
 * every note with its reason, the balances recounted. Null when nothing was ever booked or all of it is closed.
 */
export function checklistOf(db: Database, { accountId, to, today }: { accountId: string; to: Day; today: Day }): Checklist | null {
  const from = openFrom(db, accountId)
  if (from === null || to < from) return null
  const balances = balancesOf(db, accountId)
  const exceptions = openExceptions(db, accountId, to)
  const items = [
    item('day-is-over', to < today ? [] : [{ to, today }]),
    item('sources-complete', missingSources(db, accountId, to)),
    item('run-is-current', staleRun(db, accountId)),
    item('no-stop-exceptions', exceptions.filter(({ severity, state }) => severity === 'stop' && state === 'open')),
    item('notes-have-reasons', exceptions.filter(({ severity, state }) => severity === 'note' && state === 'open')),
    item('balances-proved', balances.filter(({ isProved }) => !isProved).map((balance) => ({ ...balance }))),
  ]
  return { accountId, from, to, items, balances, isReady: items.every(({ holds }) => holds) }
}

/** First day that is not closed: after the newest closed period, else the day of the first entry. */
export function openFrom(db: Database, accountId: string): Day | null {
  const closed = db.prepare<[string], { day: Day }>('SELECT day FROM closed_until WHERE account_id = ?').get(accountId)
  if (closed !== undefined) return addDays(closed.day, 1)
  return (
    db
      .prepare<[{ accountId: string }], { day: Day | null }>(
        `SELECT MIN(first_day) AS day FROM ledger_balances WHERE ledger_account IN ('clearing:' || @accountId, 'in-transit:' || @accountId)`,
      )
      .get({ accountId })?.day ?? null
  )
}

/** What has not been brought in up to the last day: settlements, bank statements, files that were held back. */
function missingSources(db: Database, accountId: string, to: Day): Facts {
  const settlements = db
    .prepare<[{ accountId: string; to: Day }], { currency: string; untilDay: Day | null; lastPaidDay: Day }>(
      `SELECT p.currency, (SELECT c.until_day FROM settlement_coverage c WHERE c.account_id = p.account_id AND c.currency = p.currency) AS untilDay, MAX(p.paid_day) AS lastPaidDay
         FROM open_payments p WHERE p.account_id = @accountId AND p.paid_day <= @to GROUP BY p.currency
        HAVING untilDay IS NULL OR untilDay < lastPaidDay`,
    )
    .all({ accountId, to })
  const held = db
    .prepare<[string], { file: string; fileId: string }>(`SELECT name AS file, file_id AS fileId FROM source_files WHERE state = 'held' AND (account_id = ? OR account_id IS NULL) ORDER BY file_no`)
    .all(accountId)
  // Banks into which the account's payouts have come before.
  const banks = db
    .prepare<[{ accountId: string; to: Day }], { bank: string; until: Day | null }>(
      `SELECT a.label AS bank, (SELECT MAX(s.told_until) FROM bank_statements s WHERE s.bank_account_id = a.bank_account_id) AS until
         FROM bank_accounts a WHERE a.bank_account_id IN (
           SELECT b.bank_account_id FROM payouts p JOIN allocations x ON x.side = 'payout' AND x.subject = p.payout_id
             JOIN matches m ON m.match_no = x.match_no AND m.link = 'L4' AND m.undone_by IS NULL AND m.undoes IS NULL
             JOIN allocations y ON y.match_no = x.match_no AND y.side = 'bank_line' JOIN bank_lines b ON b.line_id = CAST(y.subject AS INTEGER)
            WHERE p.account_id = @accountId)
          AND COALESCE(until, '') < (SELECT COALESCE(MAX(p.arrives_on), '') FROM payouts p WHERE p.account_id = @accountId AND p.arrives_on <= @to)`,
    )
    .all({ accountId, to })
  return [
    ...settlements.map((facts) => ({ what: 'settlement', ...facts })),
    ...banks.map((facts) => ({ what: 'statement', ...facts })),
    ...held.map((facts) => ({ what: 'held-file', ...facts })),
  ]
}

/** Lines or bank lines that came after the last run. */
function staleRun(db: Database, accountId: string): Facts {
  const run = db.prepare<[], { below: number; at: number }>(`SELECT lines_below AS below, ended_at AS at FROM recon_runs WHERE state = 'committed' ORDER BY run_no DESC LIMIT 1`).get()
  const visible = db.prepare<[], { below: number }>('SELECT below FROM visible_lines').get()!.below
  if (run !== undefined && run.below >= visible) return []
  const files = db.prepare<[string], { n: number }>(`SELECT COUNT(*) AS n FROM source_files WHERE state = 'accepted' AND (account_id = ? OR side = 'statement')`).get(accountId)!.n
  return files === 0 && run === undefined ? [] : [{ lastRunAt: run?.at ?? null }]
}

interface OpenException extends Record<string, unknown> {
  readonly code: string
  readonly subject: string
  readonly severity: 'stop' | 'note' | 'info'
  readonly state: string
  readonly minor: number
  readonly currency: string | null
  readonly note: string
}

/** Not resolved, of the account or of no account in particular, up to the day; decided ones as well. */
export function openExceptions(db: Database, accountId: string, to: Day): OpenException[] {
  return db
    .prepare<[string, Day], OpenException>(
      `SELECT code, subject, severity, state, minor, currency, note FROM exceptions
        WHERE state <> 'resolved' AND (account_id = ? OR account_id IS NULL) AND (day IS NULL OR day <= ?) AND severity <> 'info'
        ORDER BY code, subject`,
    )
    .all(accountId, to)
}
