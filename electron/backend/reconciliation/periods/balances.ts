import type { AccountBalance } from '../../../../shared/contract/periods.ts'
import { linesPerFile } from '../../settlements/line-ids.ts'
import type { Database } from '../../store/database.ts'

/*
 * V4: an account's clearing and in-transit balances, recounted from rows. What the platform holds is what customers paid
 * and no settlement has told yet, and what settlements told and no payout has taken.
 */

interface Sum {
  currency: string
  minor: number
}

/** Facts that no settlement line has told yet: a payment with its fee, a refund with its, the parts of a dispute. */
const unsettledFacts = `
  SELECT t.currency, SUM(t.minor) AS minor FROM money_facts t WHERE t.account_id = @accountId AND NOT (
    CASE
      WHEN t.kind IN ('payment', 'fee', 'fee_refund') AND t.platform_reference = (SELECT p.platform_reference FROM payments p WHERE p.payment_id = t.payment_id)
        THEN EXISTS (SELECT 1 FROM line_matches m WHERE m.kind = 'payment' AND m.subject = t.payment_id)
      WHEN t.kind IN ('chargeback', 'chargeback_reversal', 'dispute_fee')
        THEN EXISTS (SELECT 1 FROM disputes d JOIN line_matches m ON m.kind = 'dispute' AND m.subject = d.dispute_id JOIN all_settlement_lines l ON l.line_id = m.line_id
                      WHERE d.account_id = t.account_id AND d.platform_reference = t.platform_reference
                        AND (l.type = t.kind OR (t.kind = 'dispute_fee' AND l.type = 'chargeback' AND l.fee_minor <> 0)))
      ELSE EXISTS (SELECT 1 FROM refunds r JOIN line_matches m ON m.kind = 'refund' AND m.subject = r.refund_id WHERE r.payment_id = t.payment_id AND r.platform_reference = t.platform_reference)
    END) GROUP BY t.currency`

/** Lines that a committed run has seen. The return of a payout that the platform calls failed is told by the payout itself. */
const settledLines = `
  FROM source_files f JOIN settlement_lines l ON l.line_id >= f.file_no * ${linesPerFile} AND l.line_id < (f.file_no + 1) * ${linesPerFile}
 WHERE f.account_id = @accountId AND f.side = 'settlement' AND f.state = 'accepted' AND l.excluded IS NULL AND l.type <> 'payout'
   AND l.line_id < (SELECT COALESCE(MAX(lines_below), 0) FROM recon_runs WHERE state = 'committed')
   AND NOT (l.type = 'payout_return' AND EXISTS (
     SELECT 1 FROM payouts p WHERE p.account_id = @accountId AND p.platform_reference = l.payout_reference AND p.currency = l.currency AND p.status = 'failed'))`

/** A payout that has left the platform. */
const isSent = `p.status IN ('in_transit', 'paid') AND p.amount_minor IS NOT NULL`

export function balancesOf(db: Database, accountId: string): AccountBalance[] {
  const values = { accountId }
  const sums = (sql: string): Map<string, number> => new Map(db.prepare<[typeof values], Sum>(sql).all(values).map(({ currency, minor }) => [currency, minor]))
  const ledger = (name: string): Map<string, number> => sums(`SELECT currency, minor FROM ledger_balances WHERE ledger_account = '${name}:' || @accountId AND @accountId IS NOT NULL`)
  const [clearing, inTransit] = [ledger('clearing'), ledger('in-transit')]
  const unsettled = sums(unsettledFacts)
  const lines = sums(`SELECT l.currency, SUM(l.net_minor) AS minor ${settledLines} GROUP BY l.currency`)
  const inPayouts = sums(`SELECT p.currency, SUM(p.lines_net_minor) AS minor FROM payouts p WHERE p.account_id = @accountId AND ${isSent} GROUP BY p.currency`)
  const sent = sums(`SELECT p.currency, SUM(p.amount_minor) AS minor FROM payouts p WHERE p.account_id = @accountId AND ${isSent} GROUP BY p.currency`)
  const returned = sums(`SELECT l.currency, SUM(l.net_minor) AS minor ${settledLines} AND l.type = 'payout_return' GROUP BY l.currency`)
  const open = sums(`
    SELECT p.currency, SUM(p.amount_minor - p.deposited_minor) AS minor FROM payouts p WHERE p.account_id = @accountId AND ${isSent} GROUP BY p.currency`)

  const currencies = [...new Set([clearing, inTransit, unsettled, lines, sent].flatMap((map) => [...map.keys()]))].toSorted()
  return currencies.map((currency) => {
    const of = (map: Map<string, number>): number => map.get(currency) ?? 0
    const unpaidLinesMinor = of(lines) - of(inPayouts)
    const payoutDifferenceMinor = of(inPayouts) - of(sent)
    const payoutsOnTheWayMinor = of(open) - of(returned)
    const proved = of(clearing) === of(unsettled) + unpaidLinesMinor + payoutDifferenceMinor && of(inTransit) === payoutsOnTheWayMinor
    return {
      currency, clearingMinor: of(clearing), unsettledMinor: of(unsettled), unpaidLinesMinor, payoutDifferenceMinor,
      inTransitMinor: of(inTransit), payoutsOnTheWayMinor, isProved: proved,
    }
  })
}
