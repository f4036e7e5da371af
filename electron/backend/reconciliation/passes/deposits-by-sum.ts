import { distanceOf, knownSender, linesInReach, mayResemble, payoutsInReach, type KnownSender, type OpenDeposits } from './items/open-deposits.ts'
import type { ReadLine } from './items/read-line.ts'
import type { Ambiguity, Because, FoundMatch, OpenPayout, PassResult } from './matching.ts'
import { subsetSum } from './subset-sum.ts'
import { ambiguity } from './verdict/crowd.ts'
import { amountField, bankSide, currencyField, dateField, depositMatch, payoutSide, senderField } from './verdict/deposit-evidence.ts'
import { partDisputed } from './verdict/disputes.ts'
import { matchKey } from './verdict/match-key.ts'
import type { Work } from './verdict/work.ts'

/** Most parts of one whole. */
const mostParts = 6
/** With more candidates several sums fit by chance: of 12 any-cent amounts 96 % have one solution only, of 16 only 47 %. */
const mostCandidates = 12

/** Payouts and bank lines with one of them as the whole and the others as its parts. */
interface Sum {
  readonly payouts: readonly OpenPayout[]
  readonly lines: readonly ReadLine[]
  readonly isOldestOfEquals: boolean
}

interface Search {
  readonly sums: readonly Sum[]
  /** Items that a question which was not answered may want. */
  readonly contested: ReadonlySet<OpenPayout | ReadLine>
  readonly ambiguities: readonly Ambiguity[]
  readonly notExamined: readonly string[]
}

/**
 * P7: several payouts of one account in one deposit of its sender, or (for a person to decide) one payout in several
 * deposits. Only where one choice of amounts sums and no other deposit wants the same payouts; matched without asking when
 * all are due on the very day of the deposit. `unsure` are subjects that an earlier pass has not examined.
 */
export function depositsBySum(open: OpenDeposits, unsure: ReadonlySet<string>, work: Work): PassResult {
  const inOne = together(open, work)
  const taken = new Set(inOne.sums.flatMap(({ payouts, lines }) => [...payouts, ...lines]))
  const inSeveral = apart({ ...open, payouts: open.payouts.filter((payout) => !taken.has(payout)), lines: open.lines.filter((line) => !taken.has(line)) }, work)
  const [gathered, split] = [undisputed(open, inOne.sums), undisputed(open, inSeveral.sums)]
  const isSure = ({ payouts, lines }: Sum): boolean =>
    payouts.every((payout) => !inOne.contested.has(payout) && !unsure.has(payout.payoutId)) && lines.every((line) => !unsure.has(line.subject))
  return {
    matches: [...gathered.sums.map((sum) => matchOf(open, sum, isSure(sum) && isSameDay(open, sum))), ...split.sums.map((sum) => matchOf(open, sum, false))],
    ambiguities: [...inOne.ambiguities, ...gathered.ambiguities, ...inSeveral.ambiguities, ...split.ambiguities],
    notExamined: [...inOne.notExamined, ...inSeveral.notExamined],
  }
}

/** Several payouts in one deposit. */
function together(open: OpenDeposits, work: Work): Search {
  const dated = open.payouts.filter(({ expectedOn }) => expectedOn !== null)
  const byAccount = Map.groupBy(dated, ({ accountId, currency }) => `${accountId} ${currency}`)
  const sums: Sum[] = []
  const ambiguities: Ambiguity[] = []
  const notExamined: string[] = []
  const contested = new Set<OpenPayout>()
  for (const line of open.lines) {
    for (const payouts of byAccount.values()) {
      if (payouts[0]!.currency !== line.line.currency) continue
      const parts = payoutsInReach(open.terms, payouts, line).filter((payout) => belongTogether(open, payout, line))
      const answer = ask(parts.map(({ openMinor }) => openMinor), line.line.openMinor, work)
      if (answer === null) continue
      if (answer.kind === 'not-examined') {
        notExamined.push(line.subject)
        for (const part of parts) contested.add(part)
      } else if (answer.kind === 'several') ambiguities.push(ambiguity('L4', 'P7', 'bank_line', line.subject, parts.map(({ payoutId }) => payoutId)))
      else sums.push({ payouts: answer.chosen.map((place) => parts[place]!), lines: [line], isOldestOfEquals: answer.isOldestOfEquals })
    }
  }
  return { sums, contested, ambiguities, notExamined: [...new Set(notExamined)] }
}

/** One payout in several deposits. Nothing of it is certain, so that nothing needs to be contested. */
function apart(open: OpenDeposits, work: Work): Omit<Search, 'contested'> {
  const byCurrency = Map.groupBy(open.lines.filter(({ day }) => day !== null), ({ line }) => line.currency)
  const sums: Sum[] = []
  const ambiguities: Ambiguity[] = []
  const notExamined: string[] = []
  for (const payout of open.payouts) {
    const parts = linesInReach(open.terms, byCurrency.get(payout.currency) ?? [], payout).filter((line) => belongTogether(open, payout, line))
    const answer = ask(parts.map(({ line }) => line.openMinor), payout.openMinor, work)
    if (answer === null) continue
    if (answer.kind === 'not-examined') notExamined.push(payout.payoutId)
    else if (answer.kind === 'several') ambiguities.push(ambiguity('L4', 'P7', 'payout', payout.payoutId, parts.map(({ subject }) => subject)))
    else sums.push({ payouts: [payout], lines: answer.chosen.map((place) => parts[place]!), isOldestOfEquals: answer.isOldestOfEquals })
  }
  return { sums, ambiguities, notExamined }
}

function belongTogether(open: OpenDeposits, payout: OpenPayout, line: ReadLine): boolean {
  if (!mayResemble(open, payout, line)) return false
  const sender = knownSender(open.terms, payout, line)
  return sender !== null && distanceOf(open.terms, payout, line, sender.window).isInside
}

/** Null when there is nothing to sum, no sum, or a single part is the whole: that is the business of the pass by amount. */
function ask(amounts: readonly number[], target: number, work: Work): Exclude<ReturnType<typeof subsetSum>, { kind: 'none' }> | null {
  if (amounts.length < 2) return null
  if (amounts.length > mostCandidates) return { kind: 'not-examined' }
  const answer = subsetSum({ amounts, target, maxCount: mostParts, work })
  return answer.kind === 'none' || (answer.kind === 'one' && answer.chosen.length < 2) ? null : answer
}

/** Leaves out sums that share an item with another, and those that a person has declined. */
function undisputed({ terms: { declined } }: OpenDeposits, sums: readonly Sum[]): { sums: Sum[]; ambiguities: Ambiguity[] } {
  const { clear, disputed } = partDisputed(sums, ({ payouts, lines }) => [...payouts, ...lines])
  const isDeclined = ({ payouts, lines }: Sum): boolean => declined.size > 0 && declined.has(matchKey({ link: 'L4', left: payouts.map(payoutSide), right: lines.map(bankSide) }))
  return {
    sums: clear.filter((sum) => !isDeclined(sum)),
    ambiguities: disputed.map(({ payouts, lines }) =>
      lines.length === 1
        ? ambiguity('L4', 'P7', 'bank_line', lines[0]!.subject, payouts.map(({ payoutId }) => payoutId))
        : ambiguity('L4', 'P7', 'payout', payouts[0]!.payoutId, lines.map(({ subject }) => subject)),
    ),
  }
}

/** A payout that is due on a day without banks is due on the next one with. */
function isSameDay({ terms }: OpenDeposits, { payouts, lines, isOldestOfEquals }: Sum): boolean {
  const { currency } = payouts[0]!
  return !isOldestOfEquals && payouts.every(({ expectedOn }) => terms.calendarOf(currency).addBankDays(expectedOn!, 0) === lines[0]!.day)
}

function matchOf({ terms }: OpenDeposits, { payouts, lines, isOldestOfEquals }: Sum, isOnTheDay: boolean): FoundMatch {
  const pairs = payouts.flatMap((payout) => lines.map((line) => ({ payout, line, sender: knownSender(terms, payout, line) as KnownSender })))
  const rule = pairs.find(({ sender }) => sender.rule !== null)?.sender.rule ?? null
  const isCertain = isOnTheDay && pairs.every(({ sender }) => sender.mayAct)
  const because: (Because | false)[] = ['only-subset', 'known-sender', isOnTheDay && 'same-day', isOldestOfEquals && 'oldest-of-equals', rule !== null && 'rule']
  return depositMatch(payouts, lines, {
    pass: 'P7', act: isCertain ? 'auto' : 'propose', rule: rule === null ? null : { ruleId: rule.ruleId, version: rule.version },
    evidence: {
      agrees: [
        amountField(payouts, lines), currencyField(payouts[0]!.currency, lines[0]!.line.currency), senderField(pairs[0]!.payout, pairs[0]!.line, pairs[0]!.sender),
        ...pairs.map(({ payout, line, sender }) => dateField(payout, line, distanceOf(terms, payout, line, sender.window).days)),
      ],
      differs: [], because: because.filter((reason) => reason !== false), runnerUp: null,
    },
  })
}
