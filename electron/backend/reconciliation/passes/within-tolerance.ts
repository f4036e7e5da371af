import { distanceOf, knownSender, mayResemble, type OpenDeposits } from './items/open-deposits.ts'
import { apart, factsOf, haveOtherIds, isDeclinedPair, isInRuleWindow, isNear, isSameMethod, lagOf, type OpenPayments } from './items/open-payments.ts'
import type { ReadLine } from './items/read-line.ts'
import type { Difference, OpenPayment, OpenPaymentLine, OpenPayout, PassResult } from './matching.ts'
import { bankLineFacts } from './rule-language/conditions.ts'
import { tellsSender } from './rules.ts'
import { amountField, bankSide, currencyField, dateField, depositMatch, payoutSide, referenceField, senderField } from './verdict/deposit-evidence.ts'
import { matchKey } from './verdict/match-key.ts'
import { paymentMatch } from './verdict/payment-evidence.ts'
import { searchWithinTolerance, type ToleranceRule } from './verdict/tolerance-search.ts'
import type { Work } from './verdict/work.ts'

/** P12 between payouts and bank lines: the sender is known or the payout is named, and the rule's window holds. Proposed, with the difference and its reason. */
export function depositsWithinTolerance(open: OpenDeposits, work: Work): PassResult {
  const { terms } = open
  const isNamed = ({ payoutId }: OpenPayout, { line }: ReadLine): boolean => open.surelyNamed.byLine.get(line.lineId)?.has(payoutId) === true
  return searchWithinTolerance<OpenPayout, ReadLine>({
    link: 'L4', rules: terms.rules,
    lefts: { side: 'payout', items: open.payouts, minorOf: ({ openMinor }) => openMinor, subjectOf: ({ payoutId }) => payoutId },
    rights: { side: 'bank_line', items: open.lines, minorOf: ({ line }) => line.openMinor, subjectOf: ({ subject }) => subject },
    isDeclined: (payout, line) => terms.declined.size > 0 && terms.declined.has(matchKey({ link: 'L4', left: [payoutSide(payout)], right: [bankSide(line)] })),
    rankOf: (ready, payout, line) => {
      if (payout.currency !== line.line.currency || !mayResemble(open, payout, line)) return null
      if (!ready.holdsFor(bankLineFacts(line.line, line.day, payout.accountId))) return null
      if (!isNamed(payout, line) && !tellsSender(ready.rule) && knownSender(terms, payout, line) === null) return null
      const { days, isInside } = distanceOf(terms, payout, line, ready.rule.window ?? terms.window)
      return isInside && (days !== null || isNamed(payout, line)) ? Math.abs(days ?? 0) : null
    },
    matchOf: (ready, payout, line, evidence) => depositMatch([payout], [line], {
      ...proposedBy(ready, payout.openMinor, line.line.openMinor), evidence: { ...depositFields(open, ready, payout, line), ...evidence },
    }),
  }, work)
}

function depositFields({ terms, namings }: OpenDeposits, { rule }: ToleranceRule, payout: OpenPayout, line: ReadLine) {
  const { days } = distanceOf(terms, payout, line, rule.window ?? terms.window)
  const sender = knownSender(terms, payout, line)
  const from = senderField(payout, line, sender)
  const naming = namings.find(({ payoutId, lineId }) => payoutId === payout.payoutId && lineId === line.line.lineId)
  return {
    agrees: [
      ...(naming === undefined ? [] : [referenceField(naming)]), currencyField(payout.currency, line.line.currency),
      ...(days === null ? [] : [dateField(payout, line, days)]), ...(sender === null ? [] : [from]),
    ],
    differs: [amountField([payout], [line]), ...(sender === null ? [from] : [])],
  }
}

/** P12 between payments and settlement lines: same account and method, no other ids, and the rule's window or else the pass's own. */
export function paymentsWithinTolerance(open: OpenPayments, work: Work): PassResult {
  const { terms } = open
  return searchWithinTolerance<OpenPayment, OpenPaymentLine>({
    link: 'L1', rules: terms.rules,
    lefts: { side: 'payment', items: open.payments, minorOf: ({ minor }) => minor, subjectOf: ({ paymentId }) => paymentId },
    rights: { side: 'settlement_line', items: open.lines, minorOf: ({ grossMinor }) => grossMinor, subjectOf: ({ lineId }) => String(lineId) },
    isDeclined: (payment, line) => isDeclinedPair(terms, payment, line),
    rankOf: (ready, payment, line) => {
      if (payment.accountId !== line.accountId || payment.currency !== line.currency) return null
      if (!isSameMethod(payment, line) || haveOtherIds(open, payment, line) || !ready.holdsFor(factsOf(terms, payment, line))) return null
      const lag = lagOf(terms, payment, line)
      const isInside = ready.rule.window === null ? isNear(lag, terms.windowMs) : isInRuleWindow(terms, ready.rule.window, payment, line)
      return isInside ? apart(lag) : null
    },
    matchOf: (ready, payment, line, evidence) =>
      paymentMatch(payment, line, lagOf(terms, payment, line), { ...proposedBy(ready, payment.minor, line.grossMinor), evidence }),
  }, work)
}

/** What we expect and the difference make what came. */
const proposedBy = ({ ruleId, version, rule }: ToleranceRule, expected: number, actual: number) => ({
  pass: 'P12' as const, act: 'propose' as const, rule: { ruleId, version },
  differences: [{ reason: rule.difference.reason, minor: actual - expected }] satisfies Difference[],
})
