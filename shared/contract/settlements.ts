import { z } from 'zod'
import { settlementLineTypes } from '../settlement-line-type.ts'
import { AccountNotFound } from './accounts.ts'
import { JobCancelled } from './jobs.ts'
import { books, Currency, Day, Instant, Minor, Money, PageSize, resultOf, Ulid } from './values.ts'

/** What a file says of one account and period; one entry for each statement in it. */
const FileAccount = z.object({
  id: z.string(),
  bank: z.string().nullable(),
  currency: Currency,
  statementId: z.string().nullable(),
  sequence: z.string().nullable(),
  entries: z.number().int(),
  pending: z.number().int(),
  info: z.number().int(),
  excluded: z.number().int(),
  credits: Money,
  debits: Money,
  opening: Money.nullable(),
  closing: Money.nullable(),
  from: Day.nullable(),
  to: Day.nullable(),
  proof: z.string(),
})

const FileWarning = z.object({ code: z.string(), line: z.number().int().nullable(), detail: z.string() })
const FileRowError = z.object({ reason: z.string(), line: z.number().int(), field: z.string(), value: z.string() })
export const FileRefusal = z.object({ reason: z.string(), line: z.number().int().nullable(), field: z.string().nullable(), detail: z.string() })
/** A proof that failed: control totals, or opening + movements = closing. */
const FileFinding = z.record(z.string(), z.unknown())

export const FileReport = z.object({
  format: z.string().nullable(),
  side: z.enum(['statement', 'settlement']).nullable(),
  encoding: z.string().nullable(),
  accounts: z.array(FileAccount),
  findings: z.array(FileFinding),
  warnings: z.array(FileWarning),
  warningCount: z.number().int(),
  rowErrors: z.array(FileRowError),
  rowErrorCount: z.number().int(),
  refused: FileRefusal.nullable(),
})
export type FileReport = z.infer<typeof FileReport>

export const ImportedFile = z.object({
  name: z.string(),
  /**
   * imported: its rows count. checked: a dry run. held: a proof failed or rows could not be read, and nothing of it counts until a
   * person accepts it. refused: it cannot be used. known-already: the same bytes were imported before.
   */
  state: z.enum(['imported', 'checked', 'held', 'refused', 'known-already', 'wrong-side', 'account-needed']),
  fileId: Ulid.nullable(),
  accountId: Ulid.nullable(),
  report: FileReport,
  inserted: z.number().int(),
  known: z.number().int(),
  changed: z.number().int(),
  importedBeforeAt: Instant.nullable(),
})
export type ImportedFile = z.infer<typeof ImportedFile>

export const FileSource = z.discriminatedUnion('from', [
  /** A file on this machine; only for hosts that may name files. */
  z.object({ from: z.literal('path'), path: z.string().min(1).max(4_000) }),
  /** Brought in pieces by `upload`. */
  z.object({ from: z.literal('upload'), uploadId: Ulid }),
])

export const ImportFile = z.object({
  source: FileSource,
  name: z.string().max(300),
  /** Null: whichever it turns out to be. */
  side: z.enum(['statement', 'settlement']).nullable(),
  /** Whose settlement it is; null: the only account that it can be of. */
  accountId: Ulid.nullable(),
  /** Null: recognised by content. `bank-csv:` and a saved profile's name or id. */
  format: z.string().max(100).nullable(),
  currency: Currency.nullable(),
  dateOrder: z.enum(['day-first', 'month-first']).nullable(),
  decimal: z.enum(['.', ',']).nullable(),
  encoding: z.string().max(20).nullable(),
  isDryRun: z.boolean(),
  acceptNote: z.string().trim().min(1).max(500).nullable(),
})
export type ImportFile = z.infer<typeof ImportFile>

const ImportFailure = z.discriminatedUnion('kind', [
  AccountNotFound,
  z.object({ kind: z.literal('file-not-readable'), path: z.string(), why: z.string() }),
  z.object({ kind: z.literal('no-local-files') }),
  z.object({ kind: z.literal('upload-not-found') }),
  JobCancelled,
])

export const SourceFileView = z.object({
  fileNo: z.number().int(),
  fileId: Ulid,
  name: z.string(),
  side: z.enum(['statement', 'settlement']),
  format: z.string(),
  encoding: z.string(),
  bytes: z.number().int(),
  accountId: Ulid.nullable(),
  state: z.enum(['accepted', 'held', 'discarded', 'importing']),
  report: FileReport,
  inserted: z.number().int(),
  known: z.number().int(),
  changed: z.number().int(),
  importedAt: Instant,
  importedBy: z.string(),
  note: z.string().nullable(),
})
export type SourceFileView = z.infer<typeof SourceFileView>

export const Payout = z.object({
  payoutId: Ulid,
  accountId: Ulid,
  platformReference: z.string(),
  amount: Money.nullable(),
  currency: Currency,
  status: z.enum(['pending', 'in_transit', 'paid', 'failed', 'cancelled']),
  createdAt: Instant.nullable(),
  arrivesOn: Day.nullable(),
  bankReferences: z.array(z.string()),
  isItemised: z.boolean(),
  /** Of the lines inside, payout rows left out; null while no line is known. */
  linesNet: Money.nullable(),
  linesCount: z.number().int(),
  /** Found at the bank so far. */
  deposited: Money,
  /**
   * arrived: wholly at the bank. due: not yet. late: should have been, by the rhythm of the account and bank days. at_risk: sent
   * back, failed, or late for so long that it counts as missing. taken: a negative payout.
   */
  arrival: z.enum(['arrived', 'due', 'late', 'at_risk', 'partly', 'taken']),
})
export type Payout = z.infer<typeof Payout>

/** Payouts of one day, account, currency and standing. `expected`: sales not paid out yet, on the day they usually arrive. */
export const CalendarEntry = z.object({
  day: Day,
  accountId: Ulid,
  currency: Currency,
  arrival: z.enum([...Payout.shape.arrival.options, 'expected']),
  /** 0 for what is only expected. */
  payouts: z.number().int(),
  minor: Minor,
})
export type CalendarEntry = z.infer<typeof CalendarEntry>

const LineType = z.enum(settlementLineTypes)

export const SettlementLineView = z.object({
  lineId: z.number().int(),
  accountId: Ulid,
  type: LineType,
  typeText: z.string(),
  nativeId: z.string().nullable(),
  merchantReference: z.string().nullable(),
  platformReference: z.string().nullable(),
  payoutReference: z.string().nullable(),
  gross: Money,
  fee: Money,
  net: Money,
  occurredAt: Instant.nullable(),
  occurredOn: Day.nullable(),
  availableOn: Day.nullable(),
  method: z.string().nullable(),
  text: z.string(),
  excluded: z.string().nullable(),
  fileName: z.string(),
  sourceLine: z.number().int(),
  raw: z.string(),
  /** Order that the line explains, when it is matched. */
  orderId: Ulid.nullable(),
  orderNumber: z.number().int().nullable(),
  isMatched: z.boolean(),
})
export type SettlementLineView = z.infer<typeof SettlementLineView>

export const BankLineView = z.object({
  lineId: z.number().int(),
  bankAccount: z.string(),
  amount: Money,
  bookedOn: Day.nullable(),
  valueOn: Day.nullable(),
  status: z.enum(['booked', 'pending', 'info']),
  text: z.string(),
  counterparty: z.string().nullable(),
  references: z.array(z.string()),
  fileName: z.string(),
  sourceLine: z.number().int(),
  raw: z.string(),
})
export type BankLineView = z.infer<typeof BankLineView>

/** From what customers paid to what the bank has, every step a sum of rows. gross − fees + … = payout = deposit. */
export const Waterfall = z.object({
  currency: Currency,
  steps: z.array(z.object({ type: z.enum(['gross', 'fees', 'refunds', 'chargebacks', 'adjustments', 'reserve', 'other']), minor: Minor, lines: z.number().int() })),
  linesNetMinor: Minor,
  payoutMinor: Minor.nullable(),
  depositMinor: Minor,
  /** payout − sum of lines: nothing when it explains itself to the last cent. */
  residueMinor: Minor.nullable(),
  /** payout − deposit. */
  notArrivedMinor: Minor.nullable(),
})
export type Waterfall = z.infer<typeof Waterfall>

const PayoutCursor = z.object({ day: z.string(), id: Ulid })

export const settlements = {
  /** A file in pieces of at most 4 MiB (base64), in order; index 0 begins it. */
  upload: books
    .input(z.object({ uploadId: Ulid, index: z.number().int().min(0).max(200), base64: z.string().max(6_000_000) }))
    .output(resultOf(z.object({ bytes: z.number().int() }), z.object({ kind: z.literal('upload-out-of-order') }))),
  /** Reads, proves and writes a file; waits for the end. Progress is told by the jobs feed. */
  import: books.input(ImportFile).output(resultOf(z.array(ImportedFile), ImportFailure)),
  files: books
    .input(z.object({ before: z.number().int().nullable(), limit: PageSize }))
    .output(z.object({ files: z.array(SourceFileView), next: z.number().int().nullable() })),
  /** Takes a held file all the same, with a reason, or drops it. */
  acceptHeld: books
    .input(z.object({ fileId: Ulid, note: z.string().trim().min(1).max(500) }))
    .output(resultOf(z.array(ImportedFile), z.discriminatedUnion('kind', [z.object({ kind: z.literal('file-not-held') }), JobCancelled]))),
  discardHeld: books.input(z.object({ fileId: Ulid, note: z.string().trim().min(1).max(500) })).output(resultOf(z.null(), z.object({ kind: z.literal('file-not-held') }))),
  /** Fetches payouts and their lines from the platform. */
  pull: books
    .input(z.object({ accountId: Ulid, since: Instant.nullable() }))
    .output(resultOf(
      z.object({ payouts: z.number().int(), inserted: z.number().int(), known: z.number().int(), changed: z.number().int(), failure: z.string().nullable() }),
      z.discriminatedUnion('kind', [AccountNotFound, JobCancelled]),
    )),
  payouts: books
    .input(z.object({ accountId: Ulid.nullable(), before: PayoutCursor.nullable(), limit: PageSize }))
    .output(z.object({ payouts: z.array(Payout), next: PayoutCursor.nullable() })),
  /** Payouts by the day of their arrival, and what is to be expected; at most some three months. */
  calendar: books
    .input(z.object({ accountId: Ulid.nullable(), from: Day, to: Day }))
    .output(resultOf(z.array(CalendarEntry), z.object({ kind: z.literal('bad-range') }))),
  payout: books
    .input(z.object({ payoutId: Ulid }))
    .output(resultOf(z.object({ payout: Payout, waterfall: Waterfall, deposits: z.array(BankLineView) }), z.object({ kind: z.literal('payout-not-found') }))),
  /** The lines inside a payout, or of one step of its waterfall. */
  payoutLines: books
    .input(z.object({ payoutId: Ulid, step: z.enum(['gross', 'fees', 'refunds', 'chargebacks', 'adjustments', 'reserve', 'other']).nullable(), after: z.number().int().nullable(), limit: PageSize }))
    .output(z.object({ lines: z.array(SettlementLineView), next: z.number().int().nullable() })),
}
