import { instantOf, type Day } from '../../../shared/business-day.ts'
import type { TaskContext } from '../jobs/task.ts'
import { createLedgerService } from '../ledger/ledger.service.ts'
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

interface PayoutOfLines {
  reference: string
  currency: string
  /** Of the platform's own payout rows; null without any. */
  paid: number | null
  /** Of all other rows. */
  net: number
  lines: number
  arrivesOn: Day | null
  firstAt: number | null
}

/**
 * A settlement file tells of the payouts that its lines belong to. Its own payout rows state what was sent; a file
 * without them leaves the amount open, for the sum of the lines is not the platform's word.
 */
export function notePayoutsOfFile(
  context: Pick<TaskContext, 'store' | 'newId' | 'clock'>,
  { fileNo, accountId, notices }: { fileNo: number; accountId: string; notices: readonly PayoutNotice[] },
): void {
  const payouts = payoutServiceOf(context)
  // A file tells how things were on the payout's day; what the platform's API said since then goes before it.
  const asOfDay = (day: Day | null): number => (day === null ? 0 : instantOf(day, 0, 'UTC'))
  const told = context.store.db
    .prepare<[number, number], PayoutOfLines>(
      `SELECT payout_reference AS reference, currency,
              -SUM(CASE WHEN type = 'payout' THEN net_minor END) AS paid,
              SUM(CASE WHEN type <> 'payout' AND excluded IS NULL THEN net_minor ELSE 0 END) AS net,
              SUM(type <> 'payout' AND excluded IS NULL) AS lines,
              MAX(COALESCE(available_on, occurred_on)) AS arrivesOn, MIN(occurred_at) AS firstAt
         FROM all_settlement_lines
        WHERE line_id >= ? AND line_id < ? AND payout_reference IS NOT NULL
        GROUP BY payout_reference, currency`,
    )
    .all(fileNo * linesPerFile, (fileNo + 1) * linesPerFile)
  noteCoverage(context, fileNo, accountId)
  for (const { reference, currency, paid, arrivesOn, net, lines } of told) {
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
function noteCoverage({ store }: Pick<TaskContext, 'store'>, fileNo: number, accountId: string): void {
  const days = daysOnRecord(store.db)
  const until = store.db
    .prepare<[number, number], { currency: string; at: number }>(
      `SELECT currency, MAX(occurred_at) AS at FROM all_settlement_lines
        WHERE line_id >= ? AND line_id < ? AND type = 'payment' AND occurred_at IS NOT NULL GROUP BY currency`,
    )
    .all(fileNo * linesPerFile, (fileNo + 1) * linesPerFile)
  const upsert = store.db.prepare(
    `INSERT INTO settlement_coverage (account_id, currency, until_at, until_day) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET until_at = excluded.until_at, until_day = excluded.until_day WHERE excluded.until_at > until_at`,
  )
  for (const { currency, at } of until) upsert.run(accountId, currency, at, days.dayOf(at))
}
