import type { OpenPayment, OpenPaymentLine } from '../matching.ts'
import type { OpenPayments } from './open-payments.ts'

/** Payments and lines of one account, currency and amount. */
export interface PaymentBucket {
  readonly payments: readonly OpenPayment[]
  readonly lines: readonly OpenPaymentLine[]
}

/** Buckets in which both sides have something. Lines whose ids say that they are none of the bucket's payments are left out, so that they make no crowd. */
export function paymentBuckets(open: OpenPayments): PaymentBucket[] {
  const linesOf = Map.groupBy(open.lines, ({ accountId, currency, grossMinor }) => `${accountId} ${currency} ${grossMinor}`)
  return [...Map.groupBy(open.payments, ({ accountId, currency, minor }) => `${accountId} ${currency} ${minor}`)].flatMap(([key, payments]) => {
    const all = linesOf.get(key)
    if (all === undefined) return []
    const known = new Set(payments.flatMap((payment) => [...open.idsOf(payment)]))
    const hasNameless = payments.some((payment) => open.idsOf(payment).size === 0)
    const lines = all.filter((line) => !line.hasIds || hasNameless || !open.idsOf(line).isDisjointFrom(known))
    return lines.length === 0 ? [] : [{ payments, lines }]
  })
}
