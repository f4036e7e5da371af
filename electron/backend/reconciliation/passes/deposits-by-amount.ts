import { distanceOf, knownSender, mayResemble, type Distance, type KnownSender, type OpenDeposits } from './items/open-deposits.ts'
import type { ReadLine } from './items/read-line.ts'
import type { Ambiguity, Because, Evidence, FoundMatch, OpenPayout, PassResult, WhyNot } from './matching.ts'
import { ambiguity, crowdAmbiguities, crowdSize } from './verdict/crowd.ts'
import { amountField, bankSide, currencyField, dateField, depositMatch, payoutSide, senderField } from './verdict/deposit-evidence.ts'
import { matchKey } from './verdict/match-key.ts'
import { pairUp, type Edge, type Pairing } from './verdict/pairing.ts'
import type { Work } from './verdict/work.ts'

/** A payout and a bank line of one amount. */
interface Pair {
  readonly payout: OpenPayout
  readonly line: ReadLine
  readonly sender: KnownSender | null
  readonly distance: Distance
  readonly isAllowed: boolean
  readonly isDeclined: boolean
}

/** All payouts and lines of one amount and currency, and how each of them stands to each. */
interface Bucket {
  readonly payouts: readonly OpenPayout[]
  readonly lines: readonly ReadLine[]
  readonly pair: (left: number, right: number) => Pair
}

/**
 * P6: equal amount, known sender, inside the window. Without asking only if one payout and one deposit fit and nothing else
 * fits either of them; with others, the nearest by day is proposed and the doubt is said. An unknown sender is proposed where
 * nothing else fits: a customer may by chance have sent the same amount.
 */
export function depositsByAmount(open: OpenDeposits, work: Work): PassResult {
  const keyOf = (minor: number, currency: string): string => `${currency} ${minor}`
  const linesOf = Map.groupBy(open.lines, ({ line }) => keyOf(line.openMinor, line.currency))
  const matches: FoundMatch[] = []
  const ambiguities: Ambiguity[] = []
  const notExamined: string[] = []
  for (const [key, payouts] of Map.groupBy(open.payouts, ({ openMinor, currency }) => keyOf(openMinor, currency))) {
    const lines = linesOf.get(key)
    if (lines === undefined) continue
    const subjects = { left: payouts.map(({ payoutId }) => payoutId), right: lines.map(({ subject }) => subject) }
    if (payouts.length > crowdSize || lines.length > crowdSize) {
      ambiguities.push(...crowdAmbiguities('L4', 'P6', { side: 'payout', subjects: subjects.left }, { side: 'bank_line', subjects: subjects.right }))
    } else if (work.spend(payouts.length * lines.length)) {
      const found = examine(open, payouts, lines)
      matches.push(...found.matches)
      ambiguities.push(...found.ambiguities)
    } else notExamined.push(...subjects.left, ...subjects.right)
  }
  return { matches, ambiguities, notExamined }
}

function examine(open: OpenDeposits, payouts: readonly OpenPayout[], lines: readonly ReadLine[]): Pick<PassResult, 'matches' | 'ambiguities'> {
  const bucket = bucketOf(open, payouts, lines)
  const known = edgesWhere(bucket, ({ sender }) => sender !== null)
  const knownPairing = pairUp(known, 'oldest')
  const knownPayouts = new Set(known.map(({ left }) => left))
  const knownLines = new Set(known.map(({ right }) => right))
  const unknown = edgesWhere(bucket, ({ sender }) => sender === null).filter(({ left, right }) => !knownPayouts.has(left) && !knownLines.has(right))
  const unknownPairing = pairUp(unknown, 'leave')
  return {
    matches: [
      ...knownPairing.certain.map((edge) => matchOf(bucket, edge, ['unique-both-ways', 'known-sender'])),
      ...knownPairing.likely.map(({ edge, next }) => matchOf(bucket, edge, [doubt(edge, next), 'known-sender'])),
      ...unknownPairing.certain.map((edge) => matchOf(bucket, edge, ['unique-both-ways', 'unknown-sender'])),
    ],
    ambiguities: [...doubts(bucket, knownPairing), ...doubts(bucket, unknownPairing)],
  }
}

function bucketOf(open: OpenDeposits, payouts: readonly OpenPayout[], lines: readonly ReadLine[]): Bucket {
  const { terms } = open
  const pairs = payouts.map((payout) =>
    lines.map((line): Pair => {
      const sender = knownSender(terms, payout, line)
      const isDeclined = terms.declined.size > 0 && terms.declined.has(matchKey({ link: 'L4', left: [payoutSide(payout)], right: [bankSide(line)] }))
      return { payout, line, sender, distance: distanceOf(terms, payout, line, sender?.window ?? terms.window), isAllowed: mayResemble(open, payout, line), isDeclined }
    }),
  )
  return { payouts, lines, pair: (left, right) => pairs[left]![right]! }
}

/** Pairs that are allowed, lie in the window and meet the condition; the fewer days apart, the better. */
function edgesWhere({ payouts, lines, pair }: Bucket, condition: (pair: Pair) => boolean): Edge[] {
  return payouts.flatMap((_payout, left) =>
    lines.flatMap((_line, right) => {
      const one = pair(left, right)
      if (!one.isAllowed || !one.distance.isInside || !condition(one)) return []
      return [{ left, right, rank: one.distance.days === null ? Number.MAX_SAFE_INTEGER : Math.abs(one.distance.days), isDeclined: one.isDeclined }]
    }),
  )
}

const doubt = (edge: Edge, next: Edge | null): Because => (next === null ? 'others-declined' : next.rank === edge.rank ? 'oldest-of-equals' : 'other-candidates')

function doubts({ payouts, lines }: Bucket, { unclearLefts, unclearRights }: Pairing): Ambiguity[] {
  return [
    ...[...unclearLefts].map(([left, rights]) => ambiguity('L4', 'P6', 'payout', payouts[left]!.payoutId, rights.map((right) => lines[right]!.subject))),
    ...[...unclearRights].map(([right, lefts]) => ambiguity('L4', 'P6', 'bank_line', lines[right]!.subject, lefts.map((left) => payouts[left]!.payoutId))),
  ]
}

function matchOf(bucket: Bucket, edge: Edge, because: readonly Because[]): FoundMatch {
  const { payout, line, sender, distance } = bucket.pair(edge.left, edge.right)
  const isCertain = because.includes('unique-both-ways') && sender !== null && sender.mayAct && distance.days !== null
  const agrees = [amountField([payout], [line]), currencyField(payout.currency, line.line.currency)]
  const date = dateField(payout, line, distance.days)
  const from = senderField(payout, line, sender)
  return depositMatch([payout], [line], {
    pass: 'P6', act: isCertain ? 'auto' : 'propose',
    rule: sender?.rule ? { ruleId: sender.rule.ruleId, version: sender.rule.version } : null,
    evidence: {
      agrees: [...agrees, ...(distance.days === null ? [] : [date]), ...(sender === null ? [] : [from])],
      differs: sender === null ? [from] : [],
      because: [...because, ...(distance.days === null ? (['no-date'] as const) : []), ...(sender?.rule ? (['rule'] as const) : [])],
      runnerUp: runnerUp(bucket, edge),
    },
  })
}

/** The other line of the same amount that came nearest, else the other payout, and what spoke against it. */
function runnerUp(bucket: Bucket, edge: Edge): Evidence['runnerUp'] {
  const chosen = bucket.pair(edge.left, edge.right)
  const others = [
    ...bucket.lines.flatMap((line, right) => (right === edge.right ? [] : [{ subject: line.subject, pair: bucket.pair(edge.left, right) }])),
    ...bucket.payouts.flatMap((payout, left) => (left === edge.left ? [] : [{ subject: payout.payoutId, pair: bucket.pair(left, edge.right) }])),
  ].map(({ subject, pair }) => ({ subject, why: whyNot(chosen, pair), days: Math.abs(pair.distance.days ?? Number.MAX_SAFE_INTEGER) }))
  const best = others.toSorted((a, b) => strength[b.why] - strength[a.why] || a.days - b.days)[0]
  return best === undefined ? null : { subject: best.subject, why: best.why }
}

/** The later a reason comes up, the nearer the candidate was. */
const strength: Record<WhyNot, number> = {
  'names-another': 0, 'outside-window': 1, 'other-amount': 1, 'unknown-sender': 2, declined: 3, farther: 4, 'equally-near': 5,
}

function whyNot(chosen: Pair, other: Pair): WhyNot {
  if (!other.isAllowed) return 'names-another'
  if (!other.distance.isInside) return 'outside-window'
  if (other.sender === null && chosen.sender !== null) return 'unknown-sender'
  if (other.isDeclined) return 'declined'
  return Math.abs(other.distance.days ?? Number.MAX_SAFE_INTEGER) === Math.abs(chosen.distance.days ?? Number.MAX_SAFE_INTEGER) ? 'equally-near' : 'farther'
}
