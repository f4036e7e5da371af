import { z } from 'zod'
import { AccountNotFound } from './accounts.ts'
import { JobCancelled } from './jobs.ts'
import { books, Currency, Day, Instant, Minor, owner, resultOf, Ulid } from './values.ts'

/** Where an account's money stands, recounted from rows: two ways that must meet. */
export const AccountBalance = z.object({
  currency: Currency,
  /** At the platform, by the ledger, and by rows: payments and refunds not settled yet, lines in no payout, what payouts differ from their lines. */
  clearingMinor: Minor,
  unsettledMinor: Minor,
  unpaidLinesMinor: Minor,
  payoutDifferenceMinor: Minor,
  /** Sent and not in the bank, by the ledger and by rows. */
  inTransitMinor: Minor,
  payoutsOnTheWayMinor: Minor,
  isProved: z.boolean(),
})
export type AccountBalance = z.infer<typeof AccountBalance>

const checkNames = ['day-is-over', 'sources-complete', 'run-is-current', 'no-stop-exceptions', 'notes-have-reasons', 'balances-proved'] as const

export const CheckItem = z.object({
  name: z.enum(checkNames),
  holds: z.boolean(),
  /** What is missing, in facts that the page puts into words; the first of them. */
  facts: z.array(z.record(z.string(), z.unknown())),
  /** How many there are in all. */
  count: z.number().int(),
})
export type CheckItem = z.infer<typeof CheckItem>

export const Checklist = z.object({
  accountId: Ulid, from: Day, to: Day, items: z.array(CheckItem), balances: z.array(AccountBalance),
  /** Nothing stands in the way. */
  isReady: z.boolean(),
})
export type Checklist = z.infer<typeof Checklist>

/** Sums of a period by ledger account kind, plus is debit. */
const PeriodTotal = z.object({ currency: Currency, book: z.string(), openingMinor: Minor, movedMinor: Minor, closingMinor: Minor })

export const Period = z.object({
  periodId: Ulid,
  accountId: Ulid,
  from: Day,
  to: Day,
  state: z.enum(['closed', 'reopened']),
  totals: z.array(PeriodTotal),
  balances: z.array(AccountBalance),
  /** Exceptions that were left with a written reason. */
  notes: z.array(z.object({ code: z.string(), subject: z.string(), minor: Minor, currency: Currency.nullable(), state: z.string(), note: z.string() })),
  entries: z.number().int(),
  matches: z.number().int(),
  /** SHA-256 over the period's matches, differences, journal and exceptions. */
  seal: z.string(),
  closedAt: Instant,
  closedBy: z.string(),
  reopenedAt: Instant.nullable(),
  reopenedBy: z.string().nullable(),
  reason: z.string().nullable(),
})
export type Period = z.infer<typeof Period>

const NothingToClose = z.object({ kind: z.literal('nothing-to-close') })

export const periods = {
  /** Newest first; `next` is where the open period begins, null without any entry. */
  list: books
    .input(z.object({ accountId: Ulid }))
    .output(resultOf(z.object({ periods: z.array(Period), next: z.object({ from: Day, suggestedTo: Day }).nullable() }), AccountNotFound)),
  checklist: books
    .input(z.object({ accountId: Ulid, to: Day }))
    .output(resultOf(Checklist, z.discriminatedUnion('kind', [AccountNotFound, NothingToClose, JobCancelled]))),
  close: books
    .input(z.object({ accountId: Ulid, to: Day }))
    .output(resultOf(Period, z.discriminatedUnion('kind', [AccountNotFound, NothingToClose, z.object({ kind: z.literal('not-ready'), checklist: Checklist }), JobCancelled]))),
  /** Only the newest closed one, only by the owner, with a reason. Both seals stay. */
  reopen: owner
    .input(z.object({ periodId: Ulid, reason: z.string().trim().min(1).max(500) }))
    .output(resultOf(Period, z.discriminatedUnion('kind', [z.object({ kind: z.literal('period-not-found') }), z.object({ kind: z.literal('not-the-newest') }), z.object({ kind: z.literal('reopened-already') })]))),
}
