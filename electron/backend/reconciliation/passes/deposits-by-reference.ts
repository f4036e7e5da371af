import { distanceOf, knownSender, type OpenDeposits } from './items/open-deposits.ts'
import { namedDeposits, type NamedDeposits } from './items/named-deposits.ts'
import { lineOrder, payoutOrder, type ReadLine } from './items/read-line.ts'
import type { Ambiguity, Evidence, FoundMatch, NearMiss, OpenPayout, PassResult } from './matching.ts'
import { mostAfterwards, nearMissesOf } from './near-misses.ts'
import { amountField, bankSide, currencyField, dateField, depositMatch, payoutSide, referenceField, senderField } from './verdict/deposit-evidence.ts'
import { matchKey } from './verdict/match-key.ts'

export interface DepositsByReference extends PassResult {
  readonly nearMisses: readonly NearMiss[]
}

/** Payouts and bank lines that name each other and agree in money. */
interface Candidate {
  readonly payouts: readonly OpenPayout[]
  readonly lines: readonly ReadLine[]
  readonly isInWindow: boolean
}

/**
 * P5: payouts whose reference stands in the bank's text. A pair of equal amount, several payouts named in one deposit that
 * sum to it, one payout named in several deposits that sum to it: identity, matched without asking when it is the only
 * reading and lies in the window. Named with another amount is no match but a near miss.
 */
export function depositsByReference(open: OpenDeposits): DepositsByReference {
  const named = namedDeposits(open)
  const candidates = candidatesOf(open, named).filter(({ payouts, lines }) => !open.terms.declined.has(keyOf(payouts, lines)))
  const inWindow = resolve(candidates.filter(({ isInWindow }) => isInWindow))
  const settled = new Set(inWindow.all.flatMap(members))
  // Named, equal, and only too early or too late: surely meant, but for a person to say.
  const outside = resolve(candidates.filter((candidate) => !candidate.isInWindow && !members(candidate).some((member) => settled.has(member))))
  const matches = [
    ...inWindow.single.map((candidate) => matchOf(open, named, candidate, isOneWay(candidate) ? ['named', 'unique-both-ways'] : ['named', 'cancels-inside'])),
    ...inWindow.covering.map((candidate) => matchOf(open, named, candidate, ['named', 'cancels-inside'])),
    ...[...outside.single, ...outside.covering].map((candidate) => matchOf(open, named, candidate, ['named', 'outside-window'])),
  ]
  const ambiguities = [...inWindow.clashing, ...outside.clashing].flatMap(ambiguitiesOf)
  const explained = new Set([...inWindow.all, ...outside.all].flatMap(members))
  return { matches, ambiguities, nearMisses: nearMissesOf(named, explained), notExamined: [] }
}

function candidatesOf({ terms }: OpenDeposits, named: NamedDeposits): Candidate[] {
  const isInside = (payout: OpenPayout, line: ReadLine): boolean => distanceOf(terms, payout, line, terms.window).isInside
  const agreeing: Candidate[] = []
  const add = (payouts: readonly OpenPayout[], lines: readonly ReadLine[]): void => {
    if (totalOf(payouts.map(({ openMinor }) => openMinor)) !== totalOf(lines.map(({ line }) => line.openMinor))) return
    agreeing.push({ payouts, lines, isInWindow: payouts.every((payout) => lines.every((line) => isInside(payout, line))) })
  }
  for (const { payout, line } of named.pairs) if (payout.currency === line.line.currency) add([payout], [line])
  for (const line of named.lines) {
    const payouts = named.payoutsOf(line).filter(({ currency, openMinor }) => openMinor !== 0 && currency === line.line.currency)
    if (payouts.length > 1) add(payouts, [line])
  }
  for (const payout of named.payouts) {
    const lines = named.linesOf(payout).filter(({ line }) => line.currency === payout.currency)
    // A payout that has its money: it went back and came again, which a recurring reference cannot tell.
    const isItsOwn = payout.openMinor !== 0 || (lines.length <= mostAfterwards && lines.every((line) => named.payoutsOf(line).length === 1))
    if (lines.length > 1 && isItsOwn) add([payout], lines)
  }
  return agreeing
}

/** A sum that does not fit into whole numbers agrees with nothing. */
function totalOf(minors: readonly number[]): number {
  const total = minors.reduce((sum, minor) => sum + minor, 0)
  return Number.isSafeInteger(total) ? total : Number.NaN
}

const members = ({ payouts, lines }: Candidate): string[] => [...payouts.map(({ payoutId }) => `payout ${payoutId}`), ...lines.map(({ subject }) => `bank_line ${subject}`)]

/** True when all money of the candidate flows one way, or several payouts are netted in one deposit. */
const isOneWay = ({ lines }: Candidate): boolean => new Set(lines.map(({ line }) => Math.sign(line.openMinor))).size === 1

interface Resolved {
  readonly all: readonly Candidate[]
  /** The only reading of all their members. */
  readonly single: readonly Candidate[]
  /** A reading that contains all others of its members: what is left over cancels out, as when a payout came back and was sent again. */
  readonly covering: readonly Candidate[]
  readonly clashing: readonly (readonly Candidate[])[]
}

function resolve(all: readonly Candidate[]): Resolved {
  const groups = connected(all)
  const single = groups.filter((group) => group.length === 1).map((group) => group[0]!)
  const covering: Candidate[] = []
  const clashing: (readonly Candidate[])[] = []
  for (const group of groups.filter(({ length }) => length > 1)) {
    const everybody = new Set(group.flatMap(members))
    const whole = group.find((candidate) => members(candidate).length === everybody.size)
    if (whole === undefined) clashing.push(group)
    else covering.push(whole)
  }
  return { all, single, covering, clashing }
}

/** Candidates in groups that share members, directly or through others. */
function connected(candidates: readonly Candidate[]): Candidate[][] {
  const byMember = new Map<string, Candidate[]>()
  for (const candidate of candidates) for (const member of members(candidate)) byMember.set(member, [...(byMember.get(member) ?? []), candidate])
  const seen = new Set<Candidate>()
  return candidates.flatMap((first) => {
    if (seen.has(first)) return []
    const group: Candidate[] = []
    const open = [first]
    for (let candidate = open.pop(); candidate !== undefined; candidate = open.pop()) {
      if (seen.has(candidate)) continue
      seen.add(candidate)
      group.push(candidate)
      open.push(...members(candidate).flatMap((member) => byMember.get(member)!))
    }
    return [group]
  })
}

const keyOf = (payouts: readonly OpenPayout[], lines: readonly ReadLine[]): string => matchKey({ link: 'L4', left: payouts.map(payoutSide), right: lines.map(bankSide) })

function matchOf({ terms }: OpenDeposits, named: NamedDeposits, { payouts, lines }: Candidate, because: Evidence['because']): FoundMatch {
  const [payout, line] = [payouts[0]!, lines[0]!]
  const namings = payouts.flatMap((one) => lines.flatMap((other) => named.namingOf(one, other) ?? []))
  const dates = payouts.flatMap((one) => lines.map((other) => ({ field: dateField(one, other, distanceOf(terms, one, other, terms.window).days), ...distanceOf(terms, one, other, terms.window) })))
  const sender = knownSender(terms, payout, line)
  const dated = dates.filter(({ days }) => days !== null)
  return depositMatch(payouts, lines, {
    pass: 'P5', act: because.includes('unique-both-ways') ? 'auto' : 'propose',
    evidence: {
      agrees: [
        ...namings.map(referenceField), amountField(payouts, lines), currencyField(payout.currency, line.line.currency),
        ...dated.filter(({ isInside }) => isInside).map(({ field }) => field), ...(sender === null ? [] : [senderField(payout, line, sender)]),
      ],
      differs: [...dated.filter(({ isInside }) => !isInside).map(({ field }) => field), ...(sender === null ? [senderField(payout, line, null)] : [])],
      because: dated.length < dates.length ? [...because, 'no-date'] : because,
      runnerUp: runnerUp(named, { payouts, lines }),
    },
  })
}

/** Somebody else whom the same text names. */
function runnerUp(named: NamedDeposits, { payouts, lines }: Pick<Candidate, 'payouts' | 'lines'>): Evidence['runnerUp'] {
  const other = [
    ...payouts.flatMap((payout) => named.linesOf(payout).filter((line) => !lines.includes(line)).map((line) => ({ payout, line, subject: line.subject }))),
    ...lines.flatMap((line) => named.payoutsOf(line).filter((payout) => !payouts.includes(payout)).map((payout) => ({ payout, line, subject: payout.payoutId }))),
  ][0]
  if (other === undefined) return null
  return { subject: other.subject, why: other.payout.openMinor === other.line.line.openMinor ? 'outside-window' : 'other-amount' }
}

function ambiguitiesOf(group: readonly Candidate[]): Ambiguity[] {
  const about = (side: 'payout' | 'bank_line', subject: string, candidates: readonly string[]): Ambiguity[] =>
    candidates.length < 2 ? [] : [{ link: 'L4', pass: 'P5', side, subject, candidates, more: false }]
  const payouts = [...new Set(group.flatMap((candidate) => candidate.payouts))].toSorted(payoutOrder)
  const lines = [...new Set(group.flatMap((candidate) => candidate.lines))].toSorted(lineOrder)
  return [
    ...payouts.flatMap((payout) => {
      const fitting = new Set(group.filter((candidate) => candidate.payouts.includes(payout)).flatMap((candidate) => candidate.lines))
      return about('payout', payout.payoutId, lines.filter((line) => fitting.has(line)).map(({ subject }) => subject))
    }),
    ...lines.flatMap((line) => {
      const fitting = new Set(group.filter((candidate) => candidate.lines.includes(line)).flatMap((candidate) => candidate.payouts))
      return about('bank_line', line.subject, payouts.filter((payout) => fitting.has(payout)).map(({ payoutId }) => payoutId))
    }),
  ]
}
