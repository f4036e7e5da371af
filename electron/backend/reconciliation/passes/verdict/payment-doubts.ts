import type { PaymentBucket } from '../items/payment-buckets.ts'
import type { Ambiguity, Pass } from '../matching.ts'
import { ambiguity } from './crowd.ts'
import type { Pairing } from './pairing.ts'

/** Payments and lines of a bucket that fit several of the other side. */
export const paymentDoubts = (pass: Pass, { payments, lines }: PaymentBucket, { unclearLefts, unclearRights }: Pairing): Ambiguity[] => [
  ...[...unclearLefts].map(([left, rights]) => ambiguity('L1', pass, 'payment', payments[left]!.paymentId, rights.map((right) => String(lines[right]!.lineId)))),
  ...[...unclearRights].map(([right, lefts]) => ambiguity('L1', pass, 'settlement_line', String(lines[right]!.lineId), lefts.map((left) => payments[left]!.paymentId))),
]
