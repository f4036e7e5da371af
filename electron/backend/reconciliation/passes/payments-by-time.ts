import {
  apart, factsOf, haveOtherIds, isDeclinedPair, isInRuleWindow, isNear, isSameMethod, lagOf, type OpenPayments,
} from './items/open-payments.ts'
import { paymentBuckets, type PaymentBucket } from './items/payment-buckets.ts'
import type { Ambiguity, Because, FoundMatch, OpenPayment, OpenPaymentLine, PassResult } from './matching.ts'
import type { ReadyRule } from './rule-language/conditions.ts'
import { crowdAmbiguities, crowdSize } from './verdict/crowd.ts'
import { pairUp, type Edge, type LikelyPair } from './verdict/pairing.ts'
import { paymentDoubts } from './verdict/payment-doubts.ts'
import { paymentMatch } from './verdict/payment-evidence.ts'
import type { Work } from './verdict/work.ts'

/**
 * P10: equal amount, near in time, no other method, no other ids. Proposed where nothing else fits or where both are each
 * other's nearest; matched without asking only when nothing else fits either and a rule of the owner allows it. Many equal
 * amounts are unclear at once: pairing hundreds of equal tickets by the minute finds nothing that means anything.
 */
export function paymentsByTime(open: OpenPayments, work: Work): PassResult {
  const matches: FoundMatch[] = []
  const ambiguities: Ambiguity[] = []
  const notExamined: string[] = []
  for (const bucket of paymentBuckets(open)) {
    const subjects = { left: bucket.payments.map(({ paymentId }) => paymentId), right: bucket.lines.map(({ lineId }) => String(lineId)) }
    if (bucket.payments.length > crowdSize || bucket.lines.length > crowdSize) {
      ambiguities.push(...crowdAmbiguities('L1', 'P10', { side: 'payment', subjects: subjects.left }, { side: 'settlement_line', subjects: subjects.right }))
    } else if (work.spend(bucket.payments.length * bucket.lines.length)) {
      const pairing = pairUp(edgesOf(open, bucket), 'leave')
      matches.push(...pairing.certain.map((edge) => certainMatch(open, bucket, edge)), ...pairing.likely.map((pair) => likelyMatch(open, bucket, pair)))
      ambiguities.push(...paymentDoubts('P10', bucket, pairing))
    } else notExamined.push(...subjects.left, ...subjects.right)
  }
  return { matches, ambiguities, notExamined }
}

function edgesOf(open: OpenPayments, { payments, lines }: PaymentBucket): Edge[] {
  const { terms } = open
  return payments.flatMap((payment, left) =>
    lines.flatMap((line, right) => {
      const lag = lagOf(terms, payment, line)
      if (!isNear(lag, terms.windowMs) || !isSameMethod(payment, line) || haveOtherIds(open, payment, line)) return []
      return [{ left, right, rank: apart(lag), isDeclined: isDeclinedPair(terms, payment, line) }]
    }),
  )
}

function certainMatch(open: OpenPayments, { payments, lines }: PaymentBucket, { left, right }: Edge): FoundMatch {
  const [payment, line] = [payments[left]!, lines[right]!]
  const rule = autoRule(open, payment, line)
  const because: readonly Because[] = rule === null ? ['unique-both-ways'] : ['unique-both-ways', 'rule']
  return paymentMatch(payment, line, lagOf(open.terms, payment, line), {
    pass: 'P10', act: rule === null ? 'propose' : 'auto', rule: rule === null ? null : { ruleId: rule.ruleId, version: rule.version }, evidence: { because, runnerUp: null },
  })
}

function autoRule({ terms }: OpenPayments, payment: OpenPayment, line: OpenPaymentLine): ReadyRule | null {
  const facts = factsOf(terms, payment, line)
  return terms.rules.find(({ rule, holdsFor }) => rule.act === 'auto' && isInRuleWindow(terms, rule.window, payment, line) && holdsFor(facts)) ?? null
}

function likelyMatch(open: OpenPayments, { payments, lines }: PaymentBucket, { edge, next }: LikelyPair): FoundMatch {
  const [payment, line] = [payments[edge.left]!, lines[edge.right]!]
  return paymentMatch(payment, line, lagOf(open.terms, payment, line), {
    pass: 'P10', act: 'propose',
    evidence: {
      because: [next === null ? 'others-declined' : 'other-candidates'],
      runnerUp: next === null ? null : { subject: next.left === edge.left ? String(lines[next.right]!.lineId) : payments[next.left]!.paymentId, why: 'farther' },
    },
  })
}
