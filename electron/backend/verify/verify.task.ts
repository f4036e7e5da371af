import type { VerifyReport } from '../../../shared/contract/verify.ts'
import { createAuditService } from '../audit/audit.service.ts'
import { breathe, type Task } from '../jobs/task.ts'
import { createLedgerService } from '../ledger/ledger.service.ts'
import { brokenSeals } from '../reconciliation/periods/broken-seals.ts'
import { linesInPayout } from '../settlements/payout-lines.ts'
import { createFiguresQueries } from '../statistics/figures.queries.ts'
import type { Database } from '../store/database.ts'
import { conservationOf } from './conservation.ts'

type ProofResult = VerifyReport['proofs'][number]

const proof = (name: string, problems: readonly Record<string, unknown>[]): ProofResult => ({ name, holds: problems.length === 0, problems: problems.slice(0, 50).map((problem) => ({ ...problem })) })

/** Rows of a query that must have none. */
const rowsOf = (db: Database, sql: string): Record<string, unknown>[] => db.prepare<[], Record<string, unknown>>(`${sql} LIMIT 50`).all()

/** Proves that the books are whole: file, ledger, figures, chain, matches and money. Reads only. */
export const verifyTask: Task<null, VerifyReport> = async ({ openReadOnly, clock, signal, report, newId }) => {
  const db = openReadOnly()
  try {
    const proofs: ProofResult[] = []
    for (const [index, [name, check]] of proofList(db, clock, newId).entries()) {
      report({ step: name, done: index, total: null })
      await breathe(signal)
      proofs.push(proof(name, check()))
    }
    const conservation = conservationOf(db)
    proofs.push(proof('money-conserved', conservation.filter(({ isClosed }) => !isClosed).map(({ environment, currency, takenMinor, places }) => ({ environment, currency, takenMinor, ...places }))))
    return { holds: proofs.every(({ holds }) => holds), proofs, conservation }
  } finally {
    db.close()
  }
}

function proofList(db: Database, clock: { now(): number }, newId: () => string): [string, () => Record<string, unknown>[]][] {
  const ledger = createLedgerService(db, newId)
  return [
    ['database-file', () => (db.pragma('integrity_check(20)') as { integrity_check: string }[]).filter((row) => row.integrity_check !== 'ok').map((row) => ({ ...row }))],
    ['references', () => (db.pragma('foreign_key_check') as Record<string, unknown>[]).slice(0, 50)],
    ['ledger-balances', () => {
      const { unbalancedEntries, wrongBalances } = ledger.problems()
      return [...(unbalancedEntries > 0 ? [{ unbalancedEntries }] : []), ...wrongBalances.map((balance) => ({ ...balance }))]
    }],
    ['facts-are-posted', () => rowsOf(db, `
      SELECT f.fact_id AS factId FROM money_facts f LEFT JOIN journal_entries j ON j.subject = f.fact_id WHERE j.entry_id IS NULL`)],
    ['figures-equal-rows', () => createFiguresQueries(db).problems().map((problem) => ({ ...problem }))],
    ['orders-equal-facts', () => rowsOf(db, `
      SELECT o.order_id AS orderId, o.number FROM orders o
       WHERE o.captured_minor <> (SELECT COALESCE(SUM(f.minor), 0) FROM money_facts f WHERE f.order_id = o.order_id AND f.kind = 'payment')
          OR o.refunded_minor <> -(SELECT COALESCE(SUM(f.minor), 0) FROM money_facts f WHERE f.order_id = o.order_id AND f.kind IN ('refund', 'refund_returned'))`)],
    ['states-equal-money', () => rowsOf(db, `
      SELECT order_id AS orderId, number, state FROM orders
       WHERE (state IN ('paid', 'partially_refunded', 'refunded')) <> (captured_minor > 0) AND has_late_money = 0 AND amount_verdict <> 'underpaid'
         AND NOT (captured_minor > 0 AND refunded_minor >= captured_minor)`)],
    ['unknown-calls-are-listed', () => rowsOf(db, `
      SELECT c.call_id AS callId FROM platform_calls c
       WHERE c.state = 'unknown' AND NOT EXISTS (SELECT 1 FROM work_items w WHERE w.kind = 'unknown_outcome' AND w.subject = c.call_id AND w.closed_at IS NULL)`)],
    ['matches-use-no-money-twice', () => rowsOf(db, `
      SELECT a.side, a.subject, SUM(a.minor) AS used, MAX(ABS(COALESCE(p.amount_minor, b.minor))) AS has
        FROM allocations a JOIN matches m ON m.match_no = a.match_no AND m.link = 'L4' AND m.undone_by IS NULL AND m.undoes IS NULL
        LEFT JOIN payouts p ON a.side = 'payout' AND p.payout_id = a.subject
        LEFT JOIN bank_lines b ON a.side = 'bank_line' AND b.line_id = CAST(a.subject AS INTEGER)
       WHERE a.side IN ('payout', 'bank_line') GROUP BY a.side, a.subject
      HAVING ABS(SUM(a.minor)) > MAX(ABS(COALESCE(p.amount_minor, b.minor)))`)],
    ['open-money-equals-matches', () => rowsOf(db, `
      WITH used AS (
        SELECT a.side, a.subject, SUM(a.minor) AS minor FROM allocations a JOIN matches m ON m.match_no = a.match_no
         WHERE m.link = 'L4' AND m.undone_by IS NULL AND m.undoes IS NULL GROUP BY a.side, a.subject)
      SELECT p.payout_id AS item, p.deposited_minor AS minor FROM payouts p LEFT JOIN used u ON u.side = 'payout' AND u.subject = p.payout_id
       WHERE p.deposited_minor <> COALESCE(u.minor, 0)
      UNION ALL
      SELECT b.line_id, b.explained_minor FROM all_bank_lines b LEFT JOIN used u ON u.side = 'bank_line' AND u.subject = CAST(b.line_id AS TEXT)
       WHERE b.explained_minor <> COALESCE(u.minor, 0)
      UNION ALL
      SELECT b.line_id, b.is_aside FROM all_bank_lines b LEFT JOIN excluded_items x ON x.side = 'bank_line' AND x.subject = CAST(b.line_id AS TEXT)
       WHERE b.is_aside <> COALESCE(x.is_excluded, 0)`)],
    ['matches-conserve-money', () => rowsOf(db, `
      SELECT m.match_no AS matchNo FROM matches m JOIN allocations a ON a.match_no = m.match_no
       WHERE m.link = 'L4' GROUP BY m.match_no
      HAVING SUM(CASE a.side WHEN 'bank_line' THEN a.minor ELSE -a.minor END) <> (SELECT COALESCE(SUM(d.minor), 0) FROM differences d WHERE d.match_no = m.match_no)`)],
    ['lines-are-in-one-place', () => rowsOf(db, `
      SELECT l.line_id AS lineId FROM settlement_lines l
       WHERE l.line_id < (SELECT COALESCE(MAX(lines_below), 0) FROM recon_runs WHERE state = 'committed') AND l.excluded IS NULL
         AND (EXISTS (SELECT 1 FROM line_matches m WHERE m.line_id = l.line_id)) = (EXISTS (SELECT 1 FROM open_settlement_lines o WHERE o.line_id = l.line_id))`)],
    ['payouts-equal-lines', () => rowsOf(db, `
      SELECT p.payout_id AS payoutId, p.platform_reference AS reference FROM payouts p
       WHERE p.lines_count <> (SELECT COUNT(*) FROM ${linesInPayout({ payoutId: 'p.payout_id', accountId: 'p.account_id', reference: 'p.platform_reference', currency: 'p.currency' })}
                                 JOIN settlement_lines l ON l.line_id = x.line_id WHERE l.type <> 'payout' AND l.excluded IS NULL)`)],
    ['statements-add-up', () => rowsOf(db, `
      SELECT s.statement_id AS statementId, f.name AS file FROM bank_statements s JOIN source_files f ON f.file_no = s.file_no
       WHERE s.opening_minor IS NOT NULL AND s.closing_minor IS NOT NULL AND s.page IS NULL AND f.note IS NULL
         AND s.opening_minor + s.credits_minor - s.debits_minor <> s.closing_minor`)],
    ['sealed-periods-stand', () => brokenSeals(db)],
    ['audit-chain', () => {
      const broken = createAuditService(db, clock).firstBrokenLine()
      return broken === null ? [] : [{ firstBrokenLine: broken }]
    }],
  ]
}
