import { addDays, type Day } from '../../../../../shared/business-day.ts'
import type { Allocation, FoundMatch, LinePosition, LooseLine, UnitemisedPayout } from '../matching.ts'

/** The loose lines and the payouts without a list of lines, of one account and currency, in their order. */
export interface LooseGroup {
  readonly lines: readonly LooseLine[]
  readonly payouts: readonly UnitemisedPayout[]
}

/** The open items after these matches: their lines are taken, and the payout behind each matched one has its anchor. */
export function afterMatches(payouts: readonly UnitemisedPayout[], lines: readonly LooseLine[], matches: readonly FoundMatch[]): { payouts: UnitemisedPayout[]; lines: LooseLine[] } {
  const lineById = new Map(lines.map((line) => [String(line.lineId), line]))
  const taken = new Set(matches.flatMap(({ left }) => left.map(({ subject }) => subject)))
  const lastLineOf = new Map(matches.map(({ left, right }) => [right[0]!.subject, lineById.get(left.at(-1)!.subject)!]))
  const before = new Map(looseGroups(payouts, lines).flatMap((group) => group.payouts.slice(1).map((payout, index) => [payout.payoutId, group.payouts[index]!.payoutId])))
  return {
    lines: lines.map((line) => (taken.has(String(line.lineId)) ? takenLine(line) : line)),
    payouts: payouts.filter(({ payoutId }) => !lastLineOf.has(payoutId)).map((payout) => anchoredBehind(payout, lastLineOf.get(before.get(payout.payoutId) ?? ''))),
  }
}

const takenLine = (line: LooseLine): LooseLine => ({ ...line, isTaken: true })

const anchoredBehind = (payout: UnitemisedPayout, anchor: LooseLine | undefined): UnitemisedPayout =>
  anchor === undefined || payout.anchoredAfterLineId !== null ? payout : { ...payout, anchoredAfterLineId: anchor.lineId, anchoredAfter: anchor }

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
function byPosition(a: LinePosition, b: LinePosition): number {
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
