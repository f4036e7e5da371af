import type { Outcome, PayoutLinePage, PayoutSnapshot, PlatformHttp } from '../platform.ts'
import { disputesAbout } from './disputes.ts'
import { lineTypeOf } from './event-codes.ts'
import { clockOf, done, refused, unanswered } from './outcomes.ts'
import { hasMoved, isWithdrawal, linesOf, payoutOf, type DisputeIds, type Run } from './payout-lines.ts'
import { REPORT_STRETCH_MS, REPORTS_BACK_MS } from './terms.ts'
import { transactionsBetween, type Transaction } from './transactions.ts'

/** A bank sends a withdrawal back within some days; the row of the return names the one of the withdrawal. */
const RETURN_MS = 10 * 86_400_000
/** How far back the withdrawal before one is looked for, in stretches. */
const MOST_STRETCHES = 13

/**
 * PayPal knows no payouts: what is sold is on the balance at once, and withdrawals take it off. Each withdrawal counts as a
 * payout, and everything on the balance since the one before it, in the same currency, as its lines.
 */
export function createPayouts(http: PlatformHttp) {
  /** PayPal's clock: stretches of the reports may not reach beyond it. */
  async function now(): Promise<Outcome<number>> {
    const answer = await http.send({ method: 'GET', path: '/v1/reporting/balances' })
    return answer.kind === 'answered' ? done(clockOf(answer)) : unanswered(answer)
  }

  async function payoutsSince(since: number): Promise<Outcome<readonly PayoutSnapshot[]>> {
    const clock = await now()
    if (clock.kind !== 'done') return clock
    const from = Math.max(since, clock.value - REPORTS_BACK_MS)
    const found = await transactionsBetween(http, from - RETURN_MS, clock.value)
    if (found.kind !== 'done') return found
    const { rows } = found.value
    const returns = new Map(rows.filter(({ eventCode, amount, referenceId }) => lineTypeOf(eventCode, amount.minor) === 'payout_return' && referenceId !== null).map((row) => [row.referenceId!, row]))
    const isNews = (row: Transaction): boolean => Math.max(row.updatedAt, returns.get(row.id)?.updatedAt ?? 0) >= since
    return done(rows.filter((row) => isWithdrawal(row) && isNews(row)).map((row) => payoutOf(row, returns.get(row.id))))
  }

  async function payoutLines(payoutReference: string): Promise<Outcome<PayoutLinePage>> {
    const clock = await now()
    if (clock.kind !== 'done') return clock
    const withdrawal = await find(payoutReference, clock.value)
    if (withdrawal.kind !== 'done') return withdrawal
    const run = await runBefore(withdrawal.value)
    if (run.kind !== 'done') return run
    const disputes = await disputesBehind(run.value.rows)
    return disputes.kind === 'done' ? done({ lines: linesOf(run.value, disputes.value), next: null }) : disputes
  }

  /** The reports cannot be asked for a transaction without a time, so the newest stretch comes first. */
  async function find(payoutReference: string, clock: number): Promise<Outcome<Transaction>> {
    for (let end = clock; end > clock - REPORTS_BACK_MS; end -= REPORT_STRETCH_MS) {
      const found = await transactionsBetween(http, end - REPORT_STRETCH_MS, end - 1, payoutReference)
      if (found.kind !== 'done') return found
      const withdrawal = found.value.rows.find((row) => row.id === payoutReference && isWithdrawal(row))
      if (withdrawal !== undefined) return done(withdrawal)
    }
    return refused('not-found', 'RESOURCE_NOT_FOUND', 'PayPal knows no withdrawal with this id')
  }

  async function runBefore(found: Transaction): Promise<Outcome<Run>> {
    const rows = new Map<string, Transaction>()
    for (let stretch = 0, end = found.initiatedAt; stretch < MOST_STRETCHES; stretch += 1, end -= REPORT_STRETCH_MS) {
      const older = await transactionsBetween(http, end - REPORT_STRETCH_MS, end)
      if (older.kind !== 'done') return older
      // Stretches meet in one second, which both of them tell.
      for (const row of older.value.rows) if (row.amount.currency === found.amount.currency && hasMoved(row)) rows.set(row.raw, row)
      if (older.value.rows.some((row) => isWithdrawal(row) && row.amount.currency === found.amount.currency && isEarlier(row, found))) break
    }
    return done(runOf(found, [...rows.values()].toSorted((a, b) => a.initiatedAt - b.initiatedAt)))
  }

  /** Rows name the payment that was disputed, not the dispute. */
  async function disputesBehind(rows: readonly Transaction[]): Promise<Outcome<DisputeIds>> {
    const ids = new Map<string, string>()
    for (const { eventCode, amount, referenceId } of rows) {
      if (referenceId === null || ids.has(referenceId) || !disputeTypes.has(lineTypeOf(eventCode, amount.minor))) continue
      const disputes = await disputesAbout(http, [referenceId])
      if (disputes.kind !== 'done') return disputes
      const [first] = disputes.value
      if (first !== undefined) ids.set(referenceId, first.dispute_id)
    }
    return done(ids)
  }

  return { payoutsSince, payoutLines }
}

/** Two withdrawals of one second come in the order of their ids. */
const isEarlier = (a: Transaction, b: Transaction): boolean => a.initiatedAt < b.initiatedAt || (a.initiatedAt === b.initiatedAt && a.id < b.id)

/** Cuts the run out of the rows around it. What happened in the second of a withdrawal belongs to that one. */
function runOf(found: Transaction, rows: readonly Transaction[]): Run {
  const before = rows.findLast((row) => isWithdrawal(row) && isEarlier(row, found)) ?? null
  const isInside = ({ initiatedAt }: Transaction): boolean => initiatedAt <= found.initiatedAt && (before === null || initiatedAt > before.initiatedAt)
  // A search for one id leaves out the balance, so the withdrawal as it stands among the others is the better one.
  return { withdrawal: rows.find((row) => row.id === found.id && isWithdrawal(row)) ?? found, before, rows: rows.filter((row) => !isWithdrawal(row) && isInside(row)) }
}

const disputeTypes: ReadonlySet<string> = new Set(['chargeback', 'chargeback_reversal', 'dispute_fee'])
