import type { NamedDeposits } from './items/named-deposits.ts'
import type { ReadLine } from './items/read-line.ts'
import type { NearMiss, OpenPayout } from './matching.ts'

/** A payout that has its money may come back, be sent again, be charged for; more lines than that share a recurring reference. */
export const mostAfterwards = 3

/**
 * Bank lines that name a payout and do not agree with it. Only stars are looked at (one payout or one line in the middle):
 * where many share references with many, the reference is no identity and nothing follows from it. `explained` are the items,
 * as "side subject", that a match or an ambiguity speaks of already.
 */
export function nearMissesOf(named: NamedDeposits, explained: ReadonlySet<string>): NearMiss[] {
  const isTaken = ({ openMinor }: OpenPayout): boolean => openMinor === 0
  const isFreePayout = (payout: OpenPayout): boolean => !isTaken(payout) && !explained.has(`payout ${payout.payoutId}`)
  const isFreeLine = ({ subject }: ReadLine): boolean => !explained.has(`bank_line ${subject}`)
  const told = new Set<OpenPayout>()
  return named.lines.filter(isFreeLine).flatMap((line) => {
    const all = named.payoutsOf(line)
    if (all.every(isTaken)) return all.some((payout) => named.linesOf(payout).filter(isFreeLine).length > mostAfterwards) ? [] : nearMiss(named, all, [line], 'taken')
    const payouts = all.filter(isFreePayout)
    const siblings = new Set(payouts.flatMap((payout) => named.linesOf(payout).filter(isFreeLine)))
    if (siblings.size === 1) return nearMiss(named, payouts, [line], payouts.length > 1 ? 'split' : 'amount')
    const middle = payouts[0]
    const isStar = middle !== undefined && [...siblings].every((other) => named.payoutsOf(other).filter(isFreePayout).length === 1)
    if (!isStar || told.has(middle)) return []
    told.add(middle)
    return nearMiss(named, [middle], [...siblings], 'split')
  })
}

/** `otherwise`: the kind when neither the currency nor the direction is at fault. */
function nearMiss(named: NamedDeposits, payouts: readonly OpenPayout[], lines: readonly ReadLine[], otherwise: NearMiss['kind']): NearMiss[] {
  const [payout, line] = [payouts[0]!, lines[0]!]
  const payoutMinor = payouts.reduce((sum, { openMinor }) => sum + openMinor, 0)
  const lineMinor = lines.reduce((sum, { line: { openMinor } }) => sum + openMinor, 0)
  const isOneCurrency = new Set([...payouts.map(({ currency }) => currency), ...lines.map(({ line: { currency } }) => currency)]).size === 1
  const differenceMinor = isOneCurrency ? lineMinor - payoutMinor : 0
  // Amounts near the end of whole numbers are a broken file's; there is no sum to tell of.
  if (![payoutMinor, lineMinor, differenceMinor].every(Number.isSafeInteger)) return []
  const isOneWay = payoutMinor === 0 ? lineMinor > 0 : Math.sign(payoutMinor) === Math.sign(lineMinor)
  return [{
    kind: !isOneCurrency ? 'currency' : isOneWay ? otherwise : 'direction',
    payoutId: payout.payoutId, lineId: line.line.lineId, payoutIds: payouts.map(({ payoutId }) => payoutId), lineIds: lines.map(({ line: { lineId } }) => lineId),
    reference: named.namingOf(payout, line)?.reference ?? '', currency: line.line.currency, payoutCurrency: payout.currency, payoutMinor, lineMinor, differenceMinor,
  }]
}
