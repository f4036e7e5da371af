import type { CurrencyCode } from '../../../shared/currency.ts'
import type { Money } from '../../../shared/money.ts'
import type { SettlementLineType } from '../../../shared/settlement-line-type.ts'

/**
 * A payment platform as Counterfoil sees it. An adapter is a pure translation between this interface and the platform's
 * own: no SQL, no clock, no retry loop. Everything on the wire goes through the `PlatformHttp` it is given.
 * Which acts exist is told by `capabilities`; an act that a platform lacks is never called.
 */
export interface Platform {
  readonly capabilities: Capabilities

  /** Proves the credentials: right environment, needed permissions, clock, currency. Moves no money. */
  checkCredentials(): Promise<Outcome<CredentialCheck>>

  create(request: CreatePayment): Promise<Outcome<PaymentSnapshot>>
  /** Looks for a payment whose create call was not answered. `null`: the platform answered and does not know it. */
  findByReference(wanted: FindPayment): Promise<Outcome<PaymentSnapshot | null>>
  query(handle: PaymentHandle): Promise<Outcome<PaymentSnapshot>>
  /** What changed since the cursor, oldest first. Without a cursor: from now on. May repeat what was told before. */
  changesSince(cursor: string | null): Promise<Outcome<ChangePage>>

  capture(act: CaptureAct): Promise<Outcome<PaymentSnapshot>>
  void(act: PaymentAct): Promise<Outcome<PaymentSnapshot>>
  cancel(act: PaymentAct): Promise<Outcome<PaymentSnapshot>>
  refund(act: RefundAct): Promise<Outcome<PaymentSnapshot>>
  /** Tells the platform that the goods were handed over, where it wants to know. */
  handOver(act: PaymentAct): Promise<Outcome<PaymentSnapshot>>

  /** Payouts created or changed at or after the instant, oldest first; the whole list, all pages. */
  payoutsSince(since: number): Promise<Outcome<readonly PayoutSnapshot[]>>
  /** The lines inside a payout, one page at a time; `next` is null on the last. */
  payoutLines(payoutReference: string, page: string | null): Promise<Outcome<PayoutLinePage>>
}

/** How a call to a platform ended. The difference between the last two is money: `unknown` may have happened. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** The platform answered no. Nothing happened there, and asking the same again will not help. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Certain not to have been carried out; the same call may be made again at `retryAt` (UTC ms; null: any time). */
  | { readonly kind: 'not-done'; readonly why: NotDoneReason; readonly retryAt: number | null; readonly detail: string }
  /** Sent, and no usable answer came back. */
  | { readonly kind: 'unknown'; readonly why: UnknownReason; readonly detail: string }

/** The reasons are single terms for which the page has words in each language (`words.why`). */
export const notDoneReasons = ['unreachable', 'rate-limited', 'circuit-open', 'clock-skew', 'busy', 'no-credentials'] as const
export type NotDoneReason = (typeof notDoneReasons)[number]

export const unknownReasons = [
  'timeout', 'connection-lost', 'server-error', 'malformed-answer', 'too-large-answer', 'bad-signature', 'implausible-answer',
] as const
export type UnknownReason = (typeof unknownReasons)[number]

export interface Refusal {
  readonly reason: RefusalReason
  /** The platform's own code and words, for the evidence and for its support. */
  readonly code: string
  readonly words: string
  /** What the reason is about: the missing permission, the limit, the field. */
  readonly subject: string | null
}

export const refusalReasons = [
  'declined', 'wrong-state', 'not-found', 'duplicate-reference',
  'amount-too-small', 'amount-too-large', 'currency-not-supported', 'exceeds-refundable', 'exceeds-authorized',
  'bad-credentials', 'missing-permission', 'wrong-environment', 'expired-credentials',
  'key-reused', 'not-supported', 'invalid-request',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

export interface Capabilities {
  /** Methods the customer may be offered; the counter shows them as hints. */
  readonly methods: readonly MethodKind[]
  readonly captureModes: readonly CaptureMode[]
  readonly canVoid: boolean
  readonly canCancel: boolean
  readonly canRefundInPart: boolean
  readonly canCaptureInPart: boolean
  readonly wantsHandOver: boolean
  /** Life of an unpaid payment, in minutes, that the platform itself ends; null: it never ends it and we cancel at the deadline. */
  readonly expiryMinutes: { readonly least: number; readonly most: number } | null
  /** How long after its expiry or cancellation a payment may still bring money, in ms. */
  readonly lateMoneyMs: number
  /** `live`: the feed tells results within seconds. `late`: hours. `none`: each open payment is asked for by itself. */
  readonly feed: 'live' | 'late' | 'none'
  /** How an unanswered create is found again. `none`: only by repeating it with the same key. */
  readonly findBy: 'reference' | 'listing' | 'none'
  /** How long the platform remembers an idempotency key, in ms; null: it does not promise any. */
  readonly keyLifetimeMs: number | null
  /** A call with a clock further off than this is refused by the platform; null: it does not look. */
  readonly clockLimitMs: number | null
  readonly payouts: 'itemised' | 'unitemised' | 'none'
  /** Currencies it takes; null: whatever the account is set up for. */
  readonly currencies: readonly CurrencyCode[] | null
}

export type CaptureMode = 'automatic' | 'manual'

export type MethodKind = 'card' | 'unionpay' | 'wallet' | 'bank' | 'pay_later' | 'invoice' | 'other'

/** How the customer paid, as far as the platform tells. */
export interface PaymentMethod {
  readonly kind: MethodKind
  /** The platform's word: "visa", "Bank of China", "alipay". */
  readonly label: string
  /** Last four digits, never more. */
  readonly last4: string | null
}

export interface CreatePayment {
  /** Ours, unique per account: at most 25 of A-Z a-z 0-9 - _. */
  readonly merchantReference: string
  readonly idempotencyKey: string
  readonly amount: Money
  readonly description: string
  readonly captureMode: CaptureMode
  readonly methodHint: MethodKind | null
  /** UTC ms. */
  readonly expiresAt: number
  readonly createdAt: number
  /** "en" or "zh-CN", for the page that the customer sees. */
  readonly locale: string
}

export interface FindPayment {
  readonly merchantReference: string
  readonly idempotencyKey: string
  /** When the create call was made; bounds the listing. */
  readonly createdAt: number
}

/** Everything needed to speak of a payment that the platform knows. */
export interface PaymentHandle {
  readonly platformReference: string
  readonly merchantReference: string
  readonly currency: CurrencyCode
  /** What the adapter put into `PaymentSnapshot.platformData` last time. */
  readonly platformData: Readonly<Record<string, string>>
}

export interface PaymentAct extends PaymentHandle {
  readonly idempotencyKey: string
}

export interface CaptureAct extends PaymentAct {
  readonly amount: Money
  /** What is on hold, so that an adapter can tell a whole capture from a part. */
  readonly authorized: Money
}

export interface RefundAct extends PaymentAct {
  readonly amount: Money
  /** Our id of the refund; the platform repeats it in `RefundSnapshot.merchantReference` where it can. */
  readonly refundReference: string
  readonly reason: string
  /** Everything captured and not yet refunded, so that an adapter can tell a whole refund from a part. */
  readonly refundable: Money
}

/** A payment as the platform tells it at one moment. Refunds and disputes are told beside the status, never in it. */
export interface PaymentSnapshot {
  readonly platformReference: string
  /** Ours, as the platform repeats it; null when this answer does not carry it. */
  readonly merchantReference: string | null
  readonly status: 'awaiting_payment' | 'authorized' | 'paid' | 'cancelled' | 'expired' | 'failed'
  /** The platform's time of this picture, UTC ms: an older picture never overrules a newer one. */
  readonly asOf: number
  /** What was asked for. */
  readonly amount: Money
  readonly authorized: Money | null
  /** Zero until money was taken. May differ from `amount`: part capture, tip, under- or overpayment. */
  readonly captured: Money
  /** Null until the platform tells it, which may be later than the payment. May be in another currency than the amount. */
  readonly fee: Money | null
  readonly method: PaymentMethod | null
  /** Name or e-mail of the payer, when told. */
  readonly customer: string | null
  readonly paidAt: number | null
  readonly authorizedAt: number | null
  /** End of a hold. */
  readonly captureBefore: number | null
  readonly expiresAt: number | null
  /** Where the customer pays; null when the page is closed. */
  readonly payUrl: string | null
  /** The platform's own word for where things stand ("processing", "card declined: insufficient funds"); shown, never parsed. */
  readonly detail: string | null
  readonly refunds: readonly RefundSnapshot[]
  readonly disputes: readonly DisputeSnapshot[]
  /** Ids that later calls need (payment intent, capture id). Kept with the payment, given back in the handle. */
  readonly platformData: Readonly<Record<string, string>>
}

export interface RefundSnapshot {
  readonly platformReference: string
  readonly merchantReference: string | null
  readonly amount: Money
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly at: number
  /** Plus: the platform gave part of its fee back. */
  readonly feeReturned: Money | null
  readonly detail: string | null
}

export interface DisputeSnapshot {
  readonly platformReference: string
  readonly status: 'needs_response' | 'under_review' | 'won' | 'lost' | 'closed'
  readonly amount: Money
  readonly fee: Money | null
  readonly reason: string
  readonly openedAt: number
  /** Last moment for an answer. */
  readonly respondBy: number | null
  /** When it was decided. */
  readonly closedAt: number | null
}

export interface ChangePage {
  readonly snapshots: readonly PaymentSnapshot[]
  /** Give this next time. */
  readonly cursor: string
  /** More is waiting: ask again at once. */
  readonly more: boolean
  /** The platform's time up to which the feed is complete, UTC ms; null: unknown. */
  readonly completeUntil: number | null
  readonly payoutsChanged: boolean
}

export interface PayoutSnapshot {
  readonly platformReference: string
  /** Signed; a negative payout is money taken from the bank. */
  readonly amount: Money
  readonly status: 'pending' | 'in_transit' | 'paid' | 'failed' | 'cancelled'
  readonly createdAt: number
  /** Day on which the bank should have it, "2026-01-31". */
  readonly arrivesOn: string | null
  /** What may stand in the bank's text. */
  readonly bankReferences: readonly string[]
  /** False for manual and instant payouts, which have no list of lines. */
  readonly isItemised: boolean
  readonly asOf: number
}

export interface PayoutLinePage {
  readonly lines: readonly PayoutLine[]
  readonly next: string | null
}

/** One line of a payout. net = gross − fee, plus is money to the shop. Types as in a settlement file. */
export interface PayoutLine {
  readonly nativeId: string
  readonly type: SettlementLineType
  readonly typeText: string
  readonly grossMinor: number
  readonly feeMinor: number
  readonly netMinor: number
  readonly currency: CurrencyCode
  readonly merchantReference: string | null
  readonly platformReference: string | null
  readonly parentReference: string | null
  readonly references: readonly string[]
  readonly occurredAt: number
  readonly availableOn: string | null
  readonly method: string | null
  readonly text: string
  readonly original: { readonly minor: number; readonly currency: CurrencyCode; readonly rate: string | null } | null
  /** The platform's own row, for the record. */
  readonly raw: string
}

export interface CredentialCheck {
  /** The merchant as the platform knows it. */
  readonly merchant: string
  readonly environment: 'test' | 'live'
  /** The account's currency when it has just one. */
  readonly currency: CurrencyCode | null
  /** Permissions that the credentials lack, in the platform's own words; empty when all is well. */
  readonly missingPermissions: readonly string[]
  /** Choices the person must make ("location"), with their options. */
  readonly choices: readonly { readonly setting: string; readonly options: readonly { readonly value: string; readonly label: string }[] }[]
}

/** A connected account as its adapter sees it. */
export interface PlatformAccount {
  readonly accountId: string
  readonly environment: 'test' | 'live'
  /** Where the platform listens; from the account or the platform's own default for the environment. */
  readonly baseUrl: string
  /** Not secret: location id, return url, zone. */
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

/** What a platform folder exports to the program. */
export interface PlatformKind {
  readonly id: PlatformId
  /** Default base URLs; null when it must be given. */
  readonly baseUrls: Readonly<Record<'test' | 'live', string | null>>
  /** What a person must obtain, in the order of the form. Words are in the translations under `platforms.<id>`. */
  readonly credentials: readonly CredentialField[]
  connect(http: PlatformHttp, account: PlatformAccount): Platform
  /** How requests prove who sends them, and how answers are proved; see `RequestSigner`. */
  signer(account: PlatformAccount): RequestSigner
  /** Requests a second that the platform allows us, and the burst. */
  readonly rateLimit: { readonly perSecond: number; readonly burst: number }
  readonly rhythm: PollingRhythm
  /** Words, upper case, by which a bank names the platform as the sender of its payouts. */
  readonly depositSenders: readonly string[]
}

/** How often a platform may be asked, by its own advice. */
export interface PollingRhythm {
  /** Between two looks at the change feed while something is open, and while nothing is. */
  readonly busyMs: number
  readonly idleMs: number
  /** Between two looks at the one order that a cashier waits for; only used where it is shorter than `busyMs` or the feed is not live. */
  readonly onScreenMs: number
}

export type PlatformId = 'sandbox' | 'stripe' | 'paypal' | 'square' | 'files'

interface CredentialField {
  /** Key in `settings` or `secrets`. */
  readonly name: string
  readonly isSecret: boolean
  readonly isRequired: boolean
  /** When it is one of few words: all of them, first the one that holds when nothing is chosen. */
  readonly options?: readonly string[]
}

// --- the wire -----------------------------------------------------------------------------------------------------------

/**
 * The one way onto the wire: time limits, retries of safe reads, rate limit, circuit breaker, clock skew, evidence.
 * An adapter never sees 429 (`not-sent`, rate-limited), 3xx (`no-answer`, malformed-answer) or 408 and 5xx (`no-answer`, server-error).
 */
export interface PlatformHttp {
  send(request: HttpRequest): Promise<HttpOutcome>
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path and query, beginning with "/"; or an absolute URL on an origin in `PlatformHttpOptions.origins`. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** At most one of the two. */
  readonly json?: unknown
  readonly form?: URLSearchParams
  /** A safe request changes nothing at the platform and may be repeated by the client. Default: GET is safe, others are not. */
  readonly isSafe?: boolean
  /** Default "json": an answer that is not JSON is `malformed-answer`. "text" for files, "none" when any body is fine. */
  readonly expect?: 'json' | 'text' | 'none'
  readonly timeoutMs?: number
}

export type HttpOutcome =
  | HttpAnswer
  | { readonly kind: 'not-sent'; readonly why: NotDoneReason; readonly retryAt: number | null; readonly detail: string }
  | { readonly kind: 'no-answer'; readonly why: UnknownReason; readonly detail: string }

export interface HttpAnswer {
  readonly kind: 'answered'
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Parsed JSON, or undefined for an empty body or `expect: "text"`. Checked by the adapter before use. */
  readonly body: unknown
  readonly text: string
  /** Our clock. */
  readonly sentAt: number
  readonly receivedAt: number
  /** The platform's clock from its Date header, or from the signer where the platform has a better one. */
  readonly serverAt: number | null
}

/** Proves requests and checks answers. Pure: the time comes in. */
export interface RequestSigner {
  /** Headers that prove the request. `body` is what goes on the wire, empty for none. May need the wire itself (an access token). */
  sign(request: { method: string; path: string; body: string; at: number }, http: PlatformHttp): Promise<SignedHeaders>
  /** False: the answer is not from the platform and must not be believed. */
  verify(answer: { status: number; headers: Readonly<Record<string, string>>; text: string }): boolean
  /** The platform's clock (UTC ms) where a proved answer tells it more exactly than its Date header; null when this one does not. */
  serverAt?(headers: Readonly<Record<string, string>>): number | null
  /** Called on 401, so that a cached token is dropped. Returns true when one more try with fresh proof makes sense. */
  renew(): boolean
}

export type SignedHeaders =
  | { readonly ok: true; readonly headers: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly outcome: Exclude<HttpOutcome, { kind: 'answered' }> | HttpAnswer }
