import { paymentLineSide, paymentSide, type Lag } from '../items/open-payments.ts'
import type { Evidence, EvidenceField, FoundMatch, OpenPayment, OpenPaymentLine } from '../matching.ts'
import { amountText } from './deposit-evidence.ts'

/** One payment and one line; `because` and fields of the pass's own come in `evidence`. */
export function paymentMatch(
  payment: OpenPayment, line: OpenPaymentLine, lag: Lag,
  { evidence, ...rest }: Pick<FoundMatch, 'pass' | 'act'> & Partial<Pick<FoundMatch, 'differences' | 'rule'>> & { evidence: Pick<Evidence, 'because' | 'runnerUp'> & { agrees?: readonly EvidenceField[] } },
): FoundMatch {
  const amount: EvidenceField = {
    field: 'amount', left: amountText(payment.minor, payment.currency), right: amountText(line.grossMinor, line.currency), distance: line.grossMinor - payment.minor,
  }
  const method: EvidenceField = { field: 'method', left: payment.methodKind, right: line.methodKind ?? '', distance: line.methodKind === null ? null : 0 }
  const agrees: EvidenceField[] = [
    { field: 'currency', left: payment.currency, right: line.currency, distance: 0 }, ...timeFields(payment, line, lag),
    ...(line.methodKind === null ? [] : [method]), ...(evidence.agrees ?? []),
  ]
  return {
    link: 'L1', currency: payment.currency, left: [paymentSide(payment)], right: [paymentLineSide(line)], differences: [], rule: null, ...rest,
    evidence: {
      agrees: amount.distance === 0 ? [amount, ...agrees] : agrees, differs: amount.distance === 0 ? [] : [amount],
      because: evidence.because, runnerUp: evidence.runnerUp,
    },
  }
}

function timeFields({ paidAt }: OpenPayment, { occurredAt, occurredOn }: OpenPaymentLine, { ms, days }: Lag): EvidenceField[] {
  const left = new Date(paidAt).toISOString()
  if (occurredAt !== null) return [{ field: 'time', left, right: new Date(occurredAt).toISOString(), distance: ms }]
  return occurredOn === null ? [] : [{ field: 'date', left, right: occurredOn, distance: days }]
}
