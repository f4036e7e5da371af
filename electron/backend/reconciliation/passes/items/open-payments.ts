import { daysBetween, type Day } from '../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../shared/currency.ts'
import type { Allocation, BankCalendar, FoundMatch, OpenPayment, OpenPaymentLine } from '../matching.ts'
import { paymentLineFacts, type ReadyRule } from '../rule-language/conditions.ts'
import type { Rule } from '../../../../../shared/contract/rules.ts'
import { matchKey } from '../verdict/match-key.ts'
import { compact } from './bank-text.ts'

/** What two strangers confirmed to be one: the words of a line, and the words of a payment. */
export interface Alias {
  readonly from: string
  readonly to: string
}

export interface PaymentTerms {
  /** Most time between a payment and its line, in milliseconds; at most a day. */
  readonly windowMs: number
  /** The shop's calendar day of an instant. */
  readonly dayOf: (at: number) => Day
  readonly calendarOf: (currency: CurrencyCode) => BankCalendar
  /** Rules of link L1, in their order. */
  readonly rules: readonly ReadyRule[]
  readonly aliases: readonly Alias[]
  readonly declined: ReadonlySet<string>
}

/** Payments and lines that no id connects, oldest first, lines without a time of day last, with their references made ready for comparing. */
export interface OpenPayments {
  readonly payments: readonly OpenPayment[]
  readonly lines: readonly OpenPaymentLine[]
  readonly terms: PaymentTerms
  readonly idsOf: (item: OpenPayment | OpenPaymentLine) => ReadonlySet<string>
}

export function openPayments(payments: readonly OpenPayment[], lines: readonly OpenPaymentLine[], terms: PaymentTerms): OpenPayments {
  const ids = new Map<OpenPayment | OpenPaymentLine, ReadonlySet<string>>()
  return {
    payments: payments.filter(({ minor }) => minor !== 0).toSorted((a, b) => a.paidAt - b.paidAt || (a.paymentId < b.paymentId ? -1 : Number(a.paymentId > b.paymentId))),
    lines: lines.filter(({ grossMinor }) => grossMinor !== 0).toSorted((a, b) => (a.occurredAt ?? Infinity) - (b.occurredAt ?? Infinity) || a.lineId - b.lineId),
    terms,
    idsOf: (item) => {
      let own = ids.get(item)
      if (own === undefined) ids.set(item, (own = new Set(item.references.map((reference) => compact(reference).text).filter((text) => text !== ''))))
      return own
    },
  }
}

/** What automatic matches leave to later passes. Proposals use nothing up. */
export function paymentsLeftAfter(open: OpenPayments, matches: readonly FoundMatch[]): OpenPayments {
  const automatic = matches.filter(({ act }) => act === 'auto')
  const payments = new Set(automatic.flatMap(({ left }) => left.map(({ subject }) => subject)))
  const lines = new Set(automatic.flatMap(({ right }) => right.map(({ subject }) => subject)))
  return { ...open, payments: open.payments.filter(({ paymentId }) => !payments.has(paymentId)), lines: open.lines.filter(({ lineId }) => !lines.has(String(lineId))) }
}

/** Both have ids and none in common: they are two different things, however alike they look. */
export function haveOtherIds({ idsOf }: OpenPayments, payment: OpenPayment, line: OpenPaymentLine): boolean {
  const [ours, theirs] = [idsOf(payment), idsOf(line)]
  return line.hasIds && ours.size > 0 && ours.isDisjointFrom(theirs)
}

/** Also true when one of them does not know its method. */
export const isSameMethod = ({ methodKind }: OpenPayment, line: OpenPaymentLine): boolean => line.methodKind === null || methodKind === '' || line.methodKind === methodKind

const DAY_MS = 86_400_000

export interface Lag {
  /** Milliseconds from the payment to its line; null when the line has no time of day. */
  readonly ms: number | null
  /** Calendar days from the payment to its line, in the shop's days; null when the line has no day either. */
  readonly days: number | null
}

export function lagOf({ dayOf }: PaymentTerms, { paidAt }: OpenPayment, { occurredAt, occurredOn }: OpenPaymentLine): Lag {
  if (occurredAt !== null) return { ms: occurredAt - paidAt, days: daysBetween(dayOf(paidAt), dayOf(occurredAt)) }
  return { ms: null, days: occurredOn === null ? null : daysBetween(dayOf(paidAt), occurredOn) }
}

/** How far apart, for ranking; a line without a time of day counts whole days. */
export const apart = ({ ms, days }: Lag): number => Math.abs(ms ?? (days ?? 0) * DAY_MS)

/** A line that states only its day may belong to the day before or after: the platform's day is not the shop's. Without a day nothing is near. */
export const isNear = ({ ms, days }: Lag, windowMs: number): boolean => (ms === null ? days !== null && Math.abs(days) <= 1 : Math.abs(ms) <= windowMs)

/** Whether a rule with a window of its own reaches as far; one without reaches everywhere. */
export function isInRuleWindow({ calendarOf, dayOf }: PaymentTerms, window: Rule['window'], payment: OpenPayment, line: OpenPaymentLine): boolean {
  if (window === null) return true
  const day = lineDay({ dayOf }, line)
  if (day === null) return false
  const days = window.calendar === 'bank' ? calendarOf(payment.currency).bankDaysBetween(dayOf(payment.paidAt), day) : daysBetween(dayOf(payment.paidAt), day)
  return days >= -window.daysBefore && days <= window.daysAfter
}

const lineDay = ({ dayOf }: Pick<PaymentTerms, 'dayOf'>, { occurredAt, occurredOn }: OpenPaymentLine): Day | null =>
  occurredAt === null ? occurredOn : dayOf(occurredAt)

export const factsOf = (terms: PaymentTerms, payment: OpenPayment, line: OpenPaymentLine) => paymentLineFacts(line, lineDay(terms, line), payment)

export const paymentSide = ({ paymentId, minor }: OpenPayment): Allocation => ({ side: 'payment', subject: paymentId, minor })
export const paymentLineSide = ({ lineId, grossMinor }: OpenPaymentLine): Allocation => ({ side: 'settlement_line', subject: String(lineId), minor: grossMinor })

export const isDeclinedPair = ({ declined }: PaymentTerms, payment: OpenPayment, line: OpenPaymentLine): boolean =>
  declined.size > 0 && declined.has(matchKey({ link: 'L1', left: [paymentSide(payment)], right: [paymentLineSide(line)] }))
