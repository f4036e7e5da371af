import { instantOf, type Day } from '../../../shared/business-day.ts'
import type { TaskContext } from '../jobs/task.ts'
import { createLedgerService } from '../ledger/ledger.service.ts'
import type { Database } from '../store/database.ts'
import { daysOnRecord } from '../shop/days-on-record.ts'
import type { PayoutNotice } from './formats/reader.ts'
import { linesPerFile } from './line-ids.ts'
import { createPayoutRepository, type PayoutStatus } from './payouts.repository.ts'
import { createPayoutService, type PayoutService } from './payouts.service.ts'

/** The payout service on a task's own connection. */
export const payoutServiceOf = ({ store, newId, clock }: Pick<TaskContext, 'store' | 'newId' | 'clock'>): PayoutService =>
  createPayoutService({
    repository: createPayoutRepository(store.db), ledger: createLedgerService(store.db, newId), newId, dayOf: daysOnRecord(store.db).dayOf, now: () => clock.now(),
  })

/** What the lines of a file that name one payout, or none, say together. */
export interface LinesOfPayout {
  reference: string | null
  currency: string
  /** Of the platform's own payout rows; null without any. */
  paid: number | null
  /** Of all other rows. */
  net: number
  lines: number
  arrivesOn: Day | null
  /** Instant of the last payment. */
  paidUntil: number | null
}

/** Sums up the lines of a file by payout and currency. It reads all of them, so it is for outside of a transaction. */
export const linesByPayout = (db: Database, fileNo: number): LinesOfPayout[] =>
  db
    .prepare<[number, number], LinesOfPayout>(
      `SELECT payout_reference AS reference, currency,
              -SUM(CASE WHEN type = 'payout' THEN net_minor END) AS paid,
              SUM(CASE WHEN type <> 'payout' AND excluded IS NULL THEN net_minor ELSE 0 END) AS net,
              SUM(type <> 'payout' AND excluded IS NULL) AS lines,
              MAX(COALESCE(available_on, occurred_on)) AS arrivesOn, MAX(CASE WHEN type = 'payment' THEN occurred_at END) AS paidUntil
         FROM all_settlement_lines
        WHERE line_id >= ? AND line_id < ?
        GROUP BY payout_reference, currency`,
    )
    .all(fileNo * linesPerFile, (fileNo + 1) * linesPerFile)

/**
 * A settlement file tells of the payouts that its lines belong to. Its own payout rows state what was sent; a file
 * without them leaves the amount open, for the sum of the lines is not the platform's word.
 */
export function notePayoutsOfFile(
  context: Pick<TaskContext, 'store' | 'newId' | 'clock'>,
  { accountId, told, notices }: { accountId: string; told: readonly LinesOfPayout[]; notices: readonly PayoutNotice[] },
): void {
  const payouts = payoutServiceOf(context)
  // A file tells how things were on the payout's day; what the platform's API said since then goes before it.
  const asOfDay = (day: Day | null): number => (day === null ? 0 : instantOf(day, 0, 'UTC'))
  noteCoverage(context.store.db, accountId, told)
  for (const { reference, currency, paid, arrivesOn, net, lines } of told) {
    if (reference === null) continue
    const payoutId = payouts.note({
      accountId, platformReference: reference, amountMinor: paid, currency, status: paid === null ? 'in_transit' : 'paid', createdAt: null, arrivesOn,
      bankReferences: [reference], isItemised: true, asOf: asOfDay(arrivesOn),
    })
    payouts.addLines(payoutId, net, lines)
  }
  for (const notice of notices) {
    const reference = notice.payoutReference ?? `${notice.on ?? 'undated'} ${notice.minor} ${notice.currency}`
    payouts.note({
      accountId, platformReference: reference, amountMinor: notice.minor, currency: notice.currency, status: statusOf(notice.status), createdAt: null, arrivesOn: notice.on,
      bankReferences: [...notice.bankReferences, ...(notice.payoutReference === null ? [] : [notice.payoutReference])], isItemised: false, asOf: asOfDay(notice.on),
    })
  }
}

/** The platforms' words for how a payout stands: "Paid", "in_transit", "SENT", "Returned", "canceled". What is not known counts as sent. */
function statusOf(word: string): PayoutStatus {
  const said = word.toLowerCase()
  if (/fail|return|reject/u.test(said)) return 'failed'
  if (/cancel/u.test(said)) return 'cancelled'
  if (/pending|scheduled/u.test(said)) return 'pending'
  if (/transit|sent/u.test(said)) return 'in_transit'
  return 'paid'
}

/** Remembers how far the account's settlements have come. */
function noteCoverage(db: Database, accountId: string, told: readonly LinesOfPayout[]): void {
  const days = daysOnRecord(db)
  const upsert = db.prepare(
    `INSERT INTO settlement_coverage (account_id, currency, until_at, until_day) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET until_at = excluded.until_at, until_day = excluded.until_day WHERE excluded.until_at > until_at`,
  )
  for (const { currency, paidUntil } of told) if (paidUntil !== null) upsert.run(accountId, currency, paidUntil, days.dayOf(paidUntil))
}
