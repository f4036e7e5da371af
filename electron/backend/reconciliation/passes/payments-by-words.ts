import { assertNever } from '../../../../shared/result.ts'
import { apart, haveOtherIds, isDeclinedPair, isSameMethod, lagOf, type OpenPayments } from './items/open-payments.ts'
import { paymentBuckets, type PaymentBucket } from './items/payment-buckets.ts'
import { softIndex, type SoftLink } from './items/soft-references.ts'
import type { Ambiguity, EvidenceField, FoundMatch, PassResult } from './matching.ts'
import { paymentDoubts } from './verdict/payment-doubts.ts'
import { pairUp, type Edge } from './verdict/pairing.ts'
import { paymentMatch } from './verdict/payment-evidence.ts'
import type { Work } from './verdict/work.ts'

/**
 * P11: equal amount, and something in the line's words that speaks of the payment: a number of four digits or more, a
 * reference one edit away, a name that a person has confirmed before. Only proposed, and only to whom it points best.
 */
export function paymentsByWords(open: OpenPayments, work: Work): PassResult {
  const matches: FoundMatch[] = []
  const ambiguities: Ambiguity[] = []
  const notExamined: string[] = []
  for (const bucket of paymentBuckets(open)) {
    if (!work.spend(bucket.payments.length + bucket.lines.length)) {
      notExamined.push(...bucket.payments.map(({ paymentId }) => paymentId), ...bucket.lines.map(({ lineId }) => String(lineId)))
      continue
    }
    const { edges, linkOf } = edgesOf(open, bucket)
    const pairing = pairUp(edges, 'leave')
    for (const { edge, next } of [...pairing.certain.map((certain) => ({ edge: certain, next: null })), ...pairing.likely]) {
      matches.push(matchOf(open, bucket, edge, next, linkOf(edge)))
    }
    ambiguities.push(...paymentDoubts('P11', bucket, pairing))
  }
  return { matches, ambiguities, notExamined }
}

function edgesOf(open: OpenPayments, { payments, lines }: PaymentBucket): { edges: Edge[]; linkOf: (edge: Edge) => SoftLink } {
  const { terms } = open
  const index = softIndex(payments, terms.aliases)
  const links = new Map<Edge, SoftLink>()
  for (const [right, line] of lines.entries()) {
    for (const [left, link] of index.hintsOf(line)) {
      const payment = payments[left]!
      if (!isSameMethod(payment, line) || haveOtherIds(open, payment, line)) continue
      const rank = weakness(link) * 1e12 + Math.min(apart(lagOf(terms, payment, line)), 1e12 - 1)
      links.set({ left, right, rank, isDeclined: isDeclinedPair(terms, payment, line) }, link)
    }
  }
  return { edges: [...links.keys()], linkOf: (edge) => links.get(edge)! }
}

/** References before numbers, longer numbers before shorter, names last; among equals the nearer in time. */
function weakness(link: SoftLink): number {
  switch (link.kind) {
    case 'near-reference':
      return link.edits
    case 'same-digits':
      return 2 + Math.max(0, 40 - link.digits.join('').length)
    case 'alias':
      return 50
    default:
      return assertNever(link)
  }
}

function matchOf(open: OpenPayments, { payments, lines }: PaymentBucket, { left, right }: Edge, next: Edge | null, link: SoftLink): FoundMatch {
  const [payment, line] = [payments[left]!, lines[right]!]
  return paymentMatch(payment, line, lagOf(open.terms, payment, line), {
    pass: 'P11', act: 'propose',
    evidence: {
      agrees: fieldsOf(link), because: next === null ? [link.kind, 'unique-both-ways'] : [link.kind, 'other-candidates'],
      runnerUp: next === null ? null : { subject: next.left === left ? String(lines[next.right]!.lineId) : payments[next.left]!.paymentId, why: 'farther' },
    },
  })
}

function fieldsOf(link: SoftLink): EvidenceField[] {
  switch (link.kind) {
    case 'near-reference':
      return [{ field: 'reference', left: link.ours, right: link.theirs, distance: link.edits }]
    case 'same-digits':
      return link.digits.map((digits) => ({ field: 'text', left: digits, right: digits, distance: 0 }))
    case 'alias':
      return [{ field: 'text', left: link.alias.to, right: link.alias.from, distance: null }]
    default:
      return assertNever(link)
  }
}
