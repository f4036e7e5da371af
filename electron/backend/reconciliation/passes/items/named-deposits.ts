import type { OpenPayout } from '../matching.ts'
import type { Naming } from './named-payouts.ts'
import type { OpenDeposits } from './open-deposits.ts'
import type { ReadLine } from './read-line.ts'

interface NamedPair {
  readonly payout: OpenPayout
  readonly line: ReadLine
  readonly naming: Naming
}

/** Who names whom among open lines and payouts, open or settled, for walking both ways; in the order of the items. */
export interface NamedDeposits {
  readonly pairs: readonly NamedPair[]
  readonly payouts: readonly OpenPayout[]
  readonly lines: readonly ReadLine[]
  payoutsOf(line: ReadLine): readonly OpenPayout[]
  linesOf(payout: OpenPayout): readonly ReadLine[]
  namingOf(payout: OpenPayout, line: ReadLine): Naming | null
}

export function namedDeposits({ payouts: open, settled, lines, namings }: OpenDeposits): NamedDeposits {
  const payouts = [...open, ...settled]
  const rankOfPayout = new Map(payouts.map(({ payoutId }, index) => [payoutId, index]))
  const rankOfLine = new Map(lines.map(({ line }, index) => [line.lineId, index]))
  const pairs = namings
    .flatMap((naming) => {
      const [payoutRank, lineRank] = [rankOfPayout.get(naming.payoutId), rankOfLine.get(naming.lineId)]
      return payoutRank === undefined || lineRank === undefined ? [] : [{ payoutRank, lineRank, naming }]
    })
    .toSorted((a, b) => a.payoutRank - b.payoutRank || a.lineRank - b.lineRank)
    .map(({ payoutRank, lineRank, naming }): NamedPair => ({ payout: payouts[payoutRank]!, line: lines[lineRank]!, naming }))
  const byPayout = Map.groupBy(pairs, ({ payout }) => payout)
  const byLine = Map.groupBy(pairs, ({ line }) => line)
  return {
    pairs, payouts: [...byPayout.keys()], lines: lines.filter((line) => byLine.has(line)),
    payoutsOf: (line) => (byLine.get(line) ?? []).map(({ payout }) => payout),
    linesOf: (payout) => (byPayout.get(payout) ?? []).map(({ line }) => line),
    namingOf: (payout, line) => (byLine.get(line) ?? []).find((pair) => pair.payout === payout)?.naming ?? null,
  }
}
