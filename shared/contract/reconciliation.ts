import { z } from 'zod'
import { exceptionCodes, type ExceptionCode } from '../exception-code.ts'
import { JobCancelled } from './jobs.ts'
import { BankLineView, Payout, SettlementLineView } from './settlements.ts'
import { books, Currency, Day, Instant, Minor, PageSize, resultOf, ShortText, Ulid } from './values.ts'

const Code = z.enum(exceptionCodes as [ExceptionCode, ...ExceptionCode[]])
const Severity = z.enum(['stop', 'note', 'info'])

export const Exception = z.object({
  code: Code,
  subject: z.string(),
  accountId: z.string().nullable(),
  severity: Severity,
  minor: Minor,
  currency: Currency.nullable(),
  day: Day.nullable(),
  facts: z.record(z.string(), z.unknown()),
  state: z.enum(['open', 'explained', 'waived', 'resolved']),
  owner: z.string().nullable(),
  note: z.string(),
  openedAt: Instant,
  /** In bank days. */
  ageDays: z.number().int(),
})
export type Exception = z.infer<typeof Exception>

export const ExceptionFilter = z.object({
  codes: z.array(Code).default([]),
  severities: z.array(Severity).default([]),
  accountId: Ulid.nullable().default(null),
  states: z.array(z.enum(['open', 'explained', 'waived', 'resolved'])).default(['open']),
  /** Whose they are: a person's id; null: anybody's and nobody's. */
  owner: Ulid.nullable().default(null),
})
export type ExceptionFilter = z.infer<typeof ExceptionFilter>

const ExceptionName = z.object({ code: Code, subject: z.string().max(200) })
const ExceptionCursor = z.object({ openedAt: Instant, code: Code, subject: z.string() })

const EvidenceField = z.object({
  field: z.enum(['amount', 'currency', 'reference', 'date', 'time', 'sender', 'text', 'method', 'sum', 'position']), left: z.string(), right: z.string(), distance: z.number().nullable(),
})
export const Evidence = z.object({
  agrees: z.array(EvidenceField), differs: z.array(EvidenceField), because: z.array(z.string()), runnerUp: z.object({ subject: z.string(), why: z.string() }).nullable(),
})

export const Allocation = z.object({ side: z.enum(['payment', 'settlement_line', 'payout', 'bank_line']), subject: z.string(), minor: Minor })

export const ItemName = Allocation.pick({ side: true, subject: true })
export type ItemName = z.infer<typeof ItemName>

/** What people recognise an item by that a match, a proposal or an exception names. */
export const Item = ItemName.extend({
  /** Reference of a payment, line or payout; the counterparty of a bank line. May be empty. */
  name: z.string(),
  /** Customer and description, the platform's or the bank's text. */
  words: z.string(),
  day: Day.nullable(),
  /** Captured, gross, sent or booked; signed. */
  minor: Minor,
  currency: Currency,
  accountId: z.string().nullable(),
  bankAccount: z.string().nullable(),
  orderId: z.string().nullable(),
  orderNumber: z.number().int().nullable(),
  /** Where the row stands, and the row; null for what is no row of a file. */
  fileName: z.string().nullable(),
  sourceLine: z.number().int().nullable(),
  raw: z.string().nullable(),
})
export type Item = z.infer<typeof Item>

/** With what matches have not used up yet. */
export const OpenBankLine = BankLineView.extend({ openMinor: Minor })
export type OpenBankLine = z.infer<typeof OpenBankLine>
export const OpenPayout = Payout.extend({ openMinor: Minor })
export type OpenPayout = z.infer<typeof OpenPayout>

export const ExcludedItem = Item.extend({ reason: z.string(), excludedAt: Instant, excludedBy: z.string() })
export type ExcludedItem = z.infer<typeof ExcludedItem>

export const Proposal = z.object({
  proposalId: Ulid,
  link: z.string(),
  pass: z.string(),
  currency: Currency,
  minor: Minor,
  left: z.array(Allocation),
  right: z.array(Allocation),
  differences: z.array(z.object({ reason: z.string(), minor: Minor })),
  evidence: Evidence,
})
export type Proposal = z.infer<typeof Proposal>

/** What a person can work on: a proposal with all its items, or one side that nothing fits by itself. */
export const WorkRow = z.discriminatedUnion('kind', [
  /** `first`: the first item on its right side, by which people know it. */
  z.object({ kind: z.literal('proposal'), proposal: Proposal, first: Item.nullable() }),
  z.object({ kind: z.literal('bank_line'), line: OpenBankLine }),
  z.object({ kind: z.literal('payout'), payout: OpenPayout }),
])
export type WorkRow = z.infer<typeof WorkRow>
const WorkCursor = z.object({ kind: z.enum(['proposal', 'bank_line', 'payout']), day: z.string().max(10), id: z.string().max(30) })
const DayCursor = z.object({ day: z.string().max(10), id: z.string().max(30) })
const ExcludedCursor = z.object({ excludedAt: Instant, side: z.enum(['bank_line', 'settlement_line']), subject: z.string().max(30) })

export const Match = z.object({
  matchNo: z.number().int(),
  link: z.string(),
  pass: z.string(),
  /** Null for bulk matches, which may be of several. */
  currency: Currency.nullable(),
  evidence: Evidence.nullable(),
  bulkCount: z.number().int(),
  decidedBy: z.string(),
  decidedAt: Instant,
  isUndone: z.boolean(),
  allocations: z.array(Allocation),
  differences: z.array(z.object({ reason: z.string(), minor: Minor })),
  note: z.string().nullable(),
})
export type Match = z.infer<typeof Match>

/** A match that a dry run would make (`auto`), or lay before a person (`propose`). */
export const ProposedMatch = z.object({
  act: z.enum(['auto', 'propose']),
  link: z.string(),
  pass: z.string(),
  currency: Currency,
  left: z.array(Allocation),
  right: z.array(Allocation),
  differences: z.array(z.object({ reason: z.string(), minor: Minor })),
  evidence: Evidence,
  /** Reference of its first item. */
  name: z.string(),
})
export type ProposedMatch = z.infer<typeof ProposedMatch>

export const RunReport = z.object({
  isDryRun: z.boolean(),
  linesExamined: z.number().int(),
  bankLinesExamined: z.number().int(),
  matchedPerPass: z.record(z.string(), z.number().int()),
  proposals: z.number().int(),
  /** Bank lines that rules set aside. */
  excludedByRule: z.number().int(),
  /** Items left alone because a pass had used up its budget. */
  notExamined: z.number().int(),
  exceptions: z.array(z.object({ code: Code, currency: Currency.nullable(), count: z.number().int(), minor: Minor })),
  /** What a dry run would match, one by one, those that wait for a person first; null for a real run. */
  proposed: z.object({ matches: z.array(ProposedMatch), more: z.number().int() }).nullable(),
  durationMs: z.number(),
})
export type RunReport = z.infer<typeof RunReport>

/** The chain behind one item, in both directions: order, platform line, payout, bank line, each with its file and line. */
export const Trace = z.object({
  orders: z.array(z.object({ orderId: Ulid, number: z.number().int(), reference: z.string(), minor: Minor, currency: Currency, paymentId: Ulid })),
  lines: z.array(SettlementLineView),
  /** More lines belong to the payout than are listed. */
  moreLines: z.number().int(),
  payouts: z.array(Payout),
  bankLines: z.array(BankLineView),
})
export type Trace = z.infer<typeof Trace>

const NotFound = z.object({ kind: z.literal('not-found') })
const NothingLeft = z.object({ kind: z.literal('already-used'), subject: z.string() })
const DoesNotAddUp = z.object({ kind: z.literal('does-not-add-up'), residueMinor: Minor, currency: Currency })

export const reconciliation = {
  /** `show`: how many of the matches that it would make a dry run lists. */
  run: books.input(z.object({ isDryRun: z.boolean(), show: z.number().int().min(0).max(100_000).default(500) })).output(resultOf(RunReport, JobCancelled)),
  /** The three numbers: match rate, value at risk, oldest open item; and what waits. */
  summary: books.output(z.object({
    matchedBps: z.number().int().nullable(),
    atRisk: z.array(z.object({ currency: Currency, minor: Minor })),
    oldestDays: z.number().int().nullable(),
    openExceptions: z.number().int(),
    stopping: z.number().int(),
    proposals: z.number().int(),
    lastRunAt: Instant.nullable(),
    inTransit: z.array(z.object({ accountId: Ulid, currency: Currency, minor: Minor })),
  })),
  exceptions: books
    .input(z.object({ filter: ExceptionFilter, after: ExceptionCursor.nullable(), limit: PageSize }))
    .output(z.object({ exceptions: z.array(Exception), next: ExceptionCursor.nullable() })),
  exception: books.input(ExceptionName).output(resultOf(Exception, NotFound)),
  exceptionTotals: books.input(z.object({ filter: ExceptionFilter })).output(z.array(z.object({ code: Code, currency: Currency.nullable(), count: z.number().int(), minor: Minor }))),
  /** Several at once: the answer says which were changed. Undo is the same call with the state before. */
  decideExceptions: books
    .input(z.object({ names: z.array(ExceptionName).min(1).max(500), state: z.enum(['open', 'explained', 'waived']), note: ShortText }))
    .output(resultOf(z.object({ changed: z.number().int() }), z.object({ kind: z.literal('note-needed') }))),
  ownException: books.input(z.object({ name: ExceptionName, mine: z.boolean() })).output(resultOf(z.null(), NotFound)),

  /** What waits for a person: proposals, then bank lines, then payouts that nothing fits; within each the oldest first. */
  worklist: books
    .input(z.object({ after: WorkCursor.nullable(), limit: PageSize }))
    .output(z.object({ rows: z.array(WorkRow), next: WorkCursor.nullable() })),
  worklistCounts: books.output(z.object({ proposals: z.number().int(), bankLines: z.number().int(), payouts: z.number().int() })),
  /** The row in which an item stands: the proposal about it, or its own. */
  workRow: books.input(z.object({ side: z.enum(['bank_line', 'payout']), subject: z.string().max(30) })).output(resultOf(WorkRow, NotFound)),
  /** What may belong to an amount on a day: the nearest amounts and the nearest days of what is open, and the items that are named. */
  candidates: books
    .input(z.object({ currency: Currency, minor: Minor, day: Day.nullable(), also: z.array(ItemName).max(500) }))
    .output(z.object({ payouts: z.array(OpenPayout), lines: z.array(OpenBankLine) })),
  /** One or a set; the money of each is checked again. */
  acceptProposals: books
    .input(z.object({ proposalIds: z.array(Ulid).min(1).max(500) }))
    .output(resultOf(z.object({ accepted: z.number().int() }), z.discriminatedUnion('kind', [NotFound, NothingLeft]))),
  declineProposals: books.input(z.object({ proposalIds: z.array(Ulid).min(1).max(500) })).output(resultOf(z.object({ declined: z.number().int() }), NotFound)),
  /** A person says what belongs together: payouts and bank lines, or a payment and a settlement line. */
  matchByHand: books
    .input(z.object({
      left: z.array(Allocation).min(1).max(50), right: z.array(Allocation).min(1).max(50), currency: Currency,
      difference: z.object({ reason: z.enum(['fee', 'fx', 'rounding', 'write_off']), minor: Minor }).nullable(), note: ShortText,
    }))
    .output(resultOf(z.object({ matchNo: z.number().int() }), z.discriminatedUnion('kind', [NotFound, NothingLeft, DoesNotAddUp]))),
  matches: books
    .input(z.object({ before: z.number().int().nullable(), limit: PageSize }))
    .output(z.object({ matches: z.array(Match), next: z.number().int().nullable() })),
  /** Takes back a single match, or one line out of a bulk match, by a counter-entry. */
  undoMatch: books
    .input(z.object({ matchNo: z.number().int(), lineId: z.number().int().nullable(), reason: z.string().trim().min(1).max(200) }))
    .output(resultOf(z.null(), z.discriminatedUnion('kind', [NotFound, z.object({ kind: z.literal('undone-already') }), z.object({ kind: z.literal('period-closed'), toDay: Day })]))),
  /** Bank or settlement lines that are not ours to explain. */
  exclude: books
    .input(z.object({ side: z.enum(['bank_line', 'settlement_line']), subjects: z.array(z.string()).min(1).max(500), reason: z.string().trim().min(1).max(200) }))
    .output(resultOf(z.object({ excluded: z.number().int() }), NotFound)),
  include: books.input(z.object({ side: z.enum(['bank_line', 'settlement_line']), subject: z.string() })).output(resultOf(z.null(), NotFound)),
  /** What people or rules have set aside, newest first. */
  excluded: books
    .input(z.object({ before: ExcludedCursor.nullable(), limit: PageSize }))
    .output(z.object({ items: z.array(ExcludedItem), next: ExcludedCursor.nullable() })),
  /** Payouts that are not wholly at the bank, the oldest first. */
  openPayouts: books
    .input(z.object({ accountId: Ulid.nullable(), after: DayCursor.nullable(), limit: PageSize }))
    .output(z.object({ payouts: z.array(OpenPayout), next: DayCursor.nullable() })),
  /** What items are, by their names; those that are not there are left out. */
  items: books.input(z.object({ names: z.array(ItemName).min(1).max(500) })).output(z.array(Item)),
  trace: books
    .input(z.discriminatedUnion('from', [
      z.object({ from: z.literal('order'), orderId: Ulid }),
      z.object({ from: z.literal('line'), lineId: z.number().int() }),
      z.object({ from: z.literal('payout'), payoutId: Ulid }),
      z.object({ from: z.literal('bank_line'), lineId: z.number().int() }),
    ]))
    .output(resultOf(Trace, NotFound)),
}
