import { daysBetween } from '../../../../../shared/business-day.ts'
import { lineSide, unitemisedSide } from '../items/loose-lines.ts'
import type { Because, EvidenceField, FoundMatch, LooseLine, UnitemisedPayout } from '../matching.ts'
import { amountText } from './deposit-evidence.ts'

/** Lines that make up a payout; they sum to it. */
export function lineSetMatch(
  payout: UnitemisedPayout, lines: readonly LooseLine[], { pass, act, because, leftOut = [] }: Pick<FoundMatch, 'pass' | 'act'> & { because: readonly Because[]; leftOut?: readonly LooseLine[] },
): FoundMatch {
  const { currency, amountMinor, sentOn } = payout
  const [first, last] = [lines[0]!, lines.at(-1)!]
  const sum = lines.reduce((total, { netMinor }) => total + netMinor, 0)
  const isDated = last.availableOn !== null && sentOn !== null
  const agrees: EvidenceField[] = [
    { field: 'sum', left: amountText(sum, currency), right: amountText(amountMinor, currency), distance: amountMinor - sum },
    { field: 'currency', left: first.currency, right: currency, distance: 0 },
    { field: 'position', left: `${first.lineId}-${last.lineId}`, right: String(payout.anchoredAfter?.lineId ?? payout.anchoredAfterLineId ?? ''), distance: lines.length },
    ...(isDated ? [{ field: 'date' as const, left: last.availableOn, right: sentOn, distance: daysBetween(last.availableOn, sentOn) }] : []),
  ]
  const differs = leftOut.map((line): EvidenceField => ({ field: 'position', left: String(line.lineId), right: amountText(line.netMinor, currency), distance: null }))
  return {
    link: 'L3', pass, act, currency, left: lines.map(lineSide), right: [unitemisedSide(payout)], differences: [],
    evidence: { agrees, differs, because, runnerUp: null }, rule: null,
  }
}
