import { addDays, type Day } from '../../../../../shared/business-day.ts'
import type { Allocation, LinePosition, LooseLine, UnitemisedPayout } from '../matching.ts'

/** The loose lines and the payouts without a list of lines, of one account and currency, in their order. */
export interface LooseGroup {
  readonly lines: readonly LooseLine[]
  readonly payouts: readonly UnitemisedPayout[]
}

/** Groups in which there is both something to pay out and a payout; zero payouts explain nothing. */
export function looseGroups(payouts: readonly UnitemisedPayout[], lines: readonly LooseLine[]): LooseGroup[] {
  const keyOf = ({ accountId, currency }: { accountId: string; currency: string }): string => `${accountId} ${currency}`
  const linesOf = Map.groupBy(lines.toSorted(byPosition), keyOf)
  const sorted = payouts.filter(({ amountMinor }) => amountMinor !== 0).toSorted(byDay)
  return [...Map.groupBy(sorted, keyOf)].flatMap(([key, group]) => {
    const own = linesOf.get(key)
    return own === undefined ? [] : [{ payouts: group, lines: own }]
  })
}

const byDay = (a: UnitemisedPayout, b: UnitemisedPayout): number => {
  const [dayA, dayB] = [a.sentOn ?? '9999-99-99', b.sentOn ?? '9999-99-99']
  if (dayA !== dayB) return dayA < dayB ? -1 : 1
  return a.payoutId < b.payoutId ? -1 : Number(a.payoutId > b.payoutId)
}

/** A balance that is available at once has no day of its own; then the time of the movement orders it. */
const dayOf = ({ availableOn, occurredAt }: LinePosition): Day | null =>
  availableOn ?? (occurredAt === null ? null : new Date(occurredAt).toISOString().slice(0, 10))

/** The order of availability: by day, then by time, then by id; lines without either come last. */
export function byPosition(a: LinePosition, b: LinePosition): number {
  const [dayA, dayB] = [dayOf(a) ?? '9999-99-99', dayOf(b) ?? '9999-99-99']
  if (dayA !== dayB) return dayA < dayB ? -1 : 1
  return (a.occurredAt ?? 0) - (b.occurredAt ?? 0) || a.lineId - b.lineId
}

/** True for lines that were not there yet when the payout was sent. Without a day of availability, a day's grace: the instant is UTC's, the payout's day is not. */
export function isAfterSending(line: LooseLine, { sentOn }: UnitemisedPayout): boolean {
  const day = dayOf(line)
  return sentOn !== null && day !== null && day > (line.availableOn === null ? addDays(sentOn, 1) : sentOn)
}

/** How far back an unanchored run may begin: two months, so that a monthly payout that was late is still whole. */
const longestDays = 62

export const isLongBefore = (line: LooseLine, { sentOn }: UnitemisedPayout): boolean => {
  const day = dayOf(line)
  return sentOn !== null && day !== null && day < addDays(sentOn, -longestDays)
}

/**
 * Where in the lines the run after the anchor begins; null when there is no anchor or nobody can tell. A known position says
 * it; an id alone says it only where ids follow the order of availability.
 */
export function startAfterAnchor(lines: readonly LooseLine[], { anchoredAfterLineId, anchoredAfter }: UnitemisedPayout): number | null {
  if (anchoredAfterLineId === null) return null
  if (anchoredAfter !== undefined) return lines.filter((line) => byPosition(line, anchoredAfter) <= 0).length
  const itself = lines.findIndex(({ lineId }) => lineId === anchoredAfterLineId)
  if (itself >= 0) return itself + 1
  const start = lines.filter(({ lineId }) => lineId < anchoredAfterLineId).length
  return lines.slice(0, start).every(({ lineId }) => lineId < anchoredAfterLineId) ? start : null
}

export const lineSide = ({ lineId, netMinor }: LooseLine): Allocation => ({ side: 'settlement_line', subject: String(lineId), minor: netMinor })
export const unitemisedSide = ({ payoutId, amountMinor }: UnitemisedPayout): Allocation => ({ side: 'payout', subject: payoutId, minor: amountMinor })
