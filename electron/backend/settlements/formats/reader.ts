import type { Day } from '../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../shared/currency.ts'
import type { Limits } from './limits.ts'
import type { SettlementLineType } from '../../../../shared/settlement-line-type.ts'

/**
 * What every statement and settlement format comes down to.
 *
 * A reader turns the decoded content of one file into a stream of events, in file order and in bounded memory. It never
 * guesses in silence: what it cannot read is a `row-error` (the file's other rows go on) or `refused` (the whole file; the
 * last event). Amounts are whole minor units, money to the account's holder is plus. Balances and control totals are
 * passed on as stated; proving them is the acceptance step's work, the same for all formats.
 */
export interface FormatReader {
  /** Stable name used in the program, on the command line and in exports: "camt.053", "mt940", "stripe". */
  readonly format: string
  /** A bank's statement of an account, or a platform's reckoning of what it owes. */
  readonly side: 'statement' | 'settlement'
  /** True when the head of the file shows that it is of this format. By content, never by file name. */
  recognises(head: FileHead): boolean
  /** The encoding of this format's files when the bytes themselves do not say (no mark, not UTF-8). Absent: windows-1252. */
  readonly encodingHabit?: 'gb18030' | 'windows-1252'
  read(source: DecodedFile, options: ReadOptions): AsyncIterable<readonly ReadEvent[]>
}

/** The beginning of a file, for recognition. */
export interface FileHead {
  /** First 4 KiB as they lie on disk, after unpacking. */
  readonly bytes: Uint8Array
  /** The same, decoded; a character cut at the end is left out. */
  readonly text: string
}

/** One file, unpacked and with its encoding settled. Each call of a method reads from the start again. */
export interface DecodedFile {
  /** For display only. */
  readonly name: string
  /** "utf-8", "gb18030", "windows-1252", "utf-16le", "utf-16be". */
  readonly encoding: string
  /** Strictly decoded text, in pieces of any length, byte order mark removed. A byte that does not fit the encoding ends it with `UndecodableBytes`. */
  text(): AsyncIterable<string>
  /** The bytes as they are, for formats with columns counted in bytes. */
  bytes(): AsyncIterable<Uint8Array>
}

export interface ReadOptions {
  /** The currency of amounts where the format does not say one (QIF, some bank CSV). Absent: such a file is refused with `currency-needed`. */
  readonly currency?: CurrencyCode
  /** Order of day and month where the whole file leaves it open (03/04). Absent: such a file is refused with `date-order-needed`. */
  readonly dateOrder?: 'day-first' | 'month-first'
  /** The decimal sign where the whole file leaves it open (1,234 only). Absent: such a file is refused with `decimal-needed`. */
  readonly decimal?: '.' | ','
  /** IANA zone of the shop, for files whose times have no zone of their own. */
  readonly zone: string
  /** Absent: the defaults of limits.ts. */
  readonly limits?: Limits
}

export type ReadEvent =
  | StatementStart
  | BankEntry
  | SettlementLine
  | PayoutNotice
  | StatementEnd
  | FileControls
  | RowError
  | ReadWarning
  | Refused

/** Opens a statement (one account, one currency, one period); what follows belongs to it until its `statement-end`. */
export interface StatementStart {
  readonly kind: 'statement'
  /** The account as the file writes it: IBAN, number, merchant id. Empty when the format has none (bank CSV). */
  readonly account: string
  /** BIC or bank code when the file states it apart from the account. */
  readonly bank: string | null
  readonly currency: CurrencyCode
  /** The file's own id and running number of the statement, for the gap check. */
  readonly statementId: string | null
  readonly sequence: string | null
  /** For a statement over several pages: this page's number. Pages of one statement are joined before balances are proved. */
  readonly page: number | null
  /** `interim` movements will come again in a statement (CAMT.052, MT942); `advice` explains entries of one (CAMT.054). */
  readonly purpose: 'statement' | 'interim' | 'advice'
  readonly from: Day | null
  readonly to: Day | null
}

export interface Balance {
  readonly minor: number
  readonly currency: CurrencyCode
  readonly on: Day | null
  /** Stated at a page break (MT940 :60M: and :62M:, CAMT ITBD): the statement goes on before or after it. */
  readonly intermediate?: boolean
}

/** Closes a statement with what it says of itself. */
export interface StatementEnd {
  readonly kind: 'statement-end'
  readonly opening: Balance | null
  readonly closing: Balance | null
  readonly controls: readonly ControlTotal[]
}

/** A total that the file states and the acceptance step recomputes. */
export interface ControlTotal {
  readonly what:
    | 'entry-count' | 'credit-count' | 'debit-count'
    /** Unsigned sums in minor units. */
    | 'credit-sum' | 'debit-sum'
    /** Signed sums in minor units. */
    | 'net-sum' | 'gross-sum' | 'fee-sum'
    /** Totals over more than entries, which only the reader can count (BAI2): it says in `counted` what it found. */
    | 'record-count' | 'statement-count' | 'control-sum'
  readonly stated: number
  /** What the reader counted itself. Absent: the acceptance step counts the statement's entries or lines. */
  readonly counted?: number
  /** Where it stands. */
  readonly line: number
  /** A disagreement is only a warning: the format's own totals are known to be unreliable. */
  readonly weak?: boolean
}

/** Totals of a file or a part of it that spans statements; each carries its `counted`. */
export interface FileControls {
  readonly kind: 'controls'
  readonly controls: readonly ControlTotal[]
}

/** A movement on a bank account. */
export interface BankEntry {
  readonly kind: 'entry'
  /** Signed, plus is money in. Of the statement's currency unless `currency` says otherwise. */
  readonly minor: number
  readonly currency: CurrencyCode
  readonly bookedOn: Day | null
  readonly valueOn: Day | null
  /** Only `booked` counts for the balance; `pending` will come again; `info` moved no money. */
  readonly status: 'booked' | 'pending' | 'info'
  /** The bank's own id of the entry when the format has one; whether it is unique is for the importer to find out. */
  readonly nativeId: string | null
  /** Every reference that could meet one of ours, best first, placeholders such as NOTPROVIDED left out. */
  readonly references: readonly string[]
  readonly text: string
  readonly counterpartyName: string | null
  readonly counterpartyAccount: string | null
  /** The bank's transaction code, in its own spelling. */
  readonly typeCode: string | null
  /** The amount in the payer's currency and the rate, when stated. */
  readonly original: { readonly minor: number; readonly currency: CurrencyCode; readonly rate: string | null } | null
  /** Charges included in the amount, when stated; minor units of the entry's currency, plus is a cost. */
  readonly chargesMinor: number | null
  readonly isReversal: boolean
  /** The parts of a batch booking, when stated. They explain the entry and are never summed with entries. */
  readonly details: readonly BankEntryDetail[]
  /** First source line, 1 for the first. */
  readonly line: number
  /** The source text of the entry, for the record. */
  readonly raw: string
}

export interface BankEntryDetail {
  readonly minor: number | null
  readonly currency: CurrencyCode | null
  readonly references: readonly string[]
  readonly text: string
  readonly counterpartyName: string | null
}

export type SettlementLineKind = SettlementLineType

/** A line of a platform's settlement, bill or balance report. net = gross − fee, always. */
export interface SettlementLine {
  readonly kind: 'line'
  readonly type: SettlementLineKind
  /** The platform's own word for the type. */
  readonly typeText: string
  /** Signed minor units; plus is money to the shop. */
  readonly grossMinor: number
  /** Minor units; plus is a cost, minus is a fee given back. */
  readonly feeMinor: number
  readonly netMinor: number
  readonly currency: CurrencyCode
  /** The platform's own id of this line; unique in the account together with the type when `nativeId` is not null. */
  readonly nativeId: string | null
  /** Our reference, as the platform repeats it. */
  readonly merchantReference: string | null
  /** The platform's id of the payment, refund or dispute that the line is about. */
  readonly platformReference: string | null
  /** For a refund, chargeback or their fee: the platform's id of the payment it belongs to. */
  readonly parentReference: string | null
  /** The payout, batch or settlement that the line is part of. */
  readonly payoutReference: string | null
  /** Any other reference in the line. */
  readonly references: readonly string[]
  readonly occurredAt: number | null
  readonly occurredOn: Day | null
  /** When the money becomes available, or the payout's day. */
  readonly availableOn: Day | null
  readonly method: string | null
  readonly text: string
  /** What the customer paid, when it was another currency than the settlement's. */
  readonly original: { readonly minor: number; readonly currency: CurrencyCode; readonly rate: string | null } | null
  /** Set when the line moved no settled money and must not be summed; the reason is the platform's word (pending, memo, closed). */
  readonly excluded: string | null
  readonly line: number
  readonly raw: string
}

/** A payout that a file announces as a whole (a payouts list rather than the lines inside). */
export interface PayoutNotice {
  readonly kind: 'payout-notice'
  readonly payoutReference: string | null
  readonly minor: number
  readonly currency: CurrencyCode
  readonly on: Day | null
  readonly status: string
  /** What may stand in the bank's text: trace id, end-to-end id, batch number. */
  readonly bankReferences: readonly string[]
  readonly line: number
  readonly raw: string
}

/** One row that cannot be read. The good rows of the file are still shown; nothing is imported until a person decides. */
export interface RowError {
  readonly kind: 'row-error'
  readonly reason: RowErrorReason
  readonly line: number
  /** The field in the format's own words: "Amt", ":61:", "TRNAMT", "Betrag". */
  readonly field: string
  /** The offending value, cut at 80 characters. */
  readonly value: string
}

export type RowErrorReason =
  | 'not-an-amount' | 'too-many-decimals' | 'amount-too-large' | 'unknown-currency' | 'mixed-currency'
  | 'not-a-date' | 'missing-date' | 'missing-amount' | 'missing-direction' | 'wrong-width' | 'arithmetic'
  | 'control-character' | 'unreadable'

export interface ReadWarning {
  readonly kind: 'warning'
  /** A stable code; the page has the words. */
  readonly code: string
  readonly line: number | null
  /** What the words need, or the odd value itself. */
  readonly detail: string
}

/** The file as a whole cannot be used. Always the last event. */
export interface Refused {
  readonly kind: 'refused'
  readonly reason: RefusalReason
  readonly line: number | null
  readonly field: string | null
  /** The offending value or the limit that was passed, cut at 200 characters. */
  readonly detail: string
}

export type RefusalReason =
  | 'not-recognised' | 'no-statement' | 'truncated' | 'malformed' | 'undecodable' | 'doctype' | 'too-large' | 'too-deep'
  | 'too-many-columns' | 'duplicate-header' | 'missing-column' | 'currency-needed' | 'date-order-needed' | 'decimal-needed'
  | 'mapping-needed' | 'archive-unsafe' | 'archive-empty' | 'server-error' | 'unsupported' | 'empty-file'

/** Raised by `DecodedFile.text()` when the bytes do not fit the encoding; `recognise` and the import turn it into a refusal. */
export class UndecodableBytes extends Error {
  readonly encoding: string
  readonly byteOffset: number
  constructor(encoding: string, byteOffset: number) {
    super(`bytes at ${byteOffset} are not ${encoding}`)
    this.encoding = encoding
    this.byteOffset = byteOffset
  }
}
