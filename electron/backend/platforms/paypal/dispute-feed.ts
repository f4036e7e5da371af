import type { PaymentSnapshot, PlatformHttp } from '../platform.ts'
import { disputesSince, disputeSnapshot, readDispute, type DisputeNews } from './disputes.ts'
import { newsMark, type FeedCursor } from './feed-cursor.ts'
import { done } from './outcomes.ts'
import { FORBIDDEN_MS, paymentByNumber } from './report-feed.ts'
import { DISPUTES_BACK_MS } from './terms.ts'

/** Changes may be listed a little late. */
const OVERLAP_MS = 3_600_000

export interface DisputesTold {
  readonly snapshots: readonly PaymentSnapshot[]
  readonly disputes: FeedCursor['disputes']
}

const markOf = ({ disputeId, updatedAt }: DisputeNews): string => newsMark(disputeId, updatedAt)

/** The invoices whose disputes have changed. Never holds up the invoices' own feed. */
export async function lookAtDisputes(http: PlatformHttp, disputes: FeedCursor['disputes'], now: number): Promise<DisputesTold> {
  const nothing = { snapshots: [], disputes }
  if (now < disputes.notBefore) return nothing
  const list = await disputesSince(http, Math.max(disputes.at - OVERLAP_MS, now - DISPUTES_BACK_MS))
  if (list.kind === 'refused' || (list.kind === 'done' && list.value === null)) return { snapshots: [], disputes: { ...disputes, notBefore: now + FORBIDDEN_MS } }
  if (list.kind !== 'done') return nothing

  const listed = list.value ?? []
  const told = new Set(disputes.told)
  const snapshots: PaymentSnapshot[] = []
  let isWhole = true
  for (const news of listed.filter((one) => !told.has(markOf(one)))) {
    const snapshot = await paymentOf(http, news.disputeId)
    if (snapshot.kind === 'not-done' || (snapshot.kind === 'unknown' && snapshot.why !== 'implausible-answer')) {
      isWhole = false // comes with the next look
      continue
    }
    told.add(markOf(news))
    if (snapshot.kind === 'done' && snapshot.value !== null) snapshots.push(snapshot.value)
  }
  return { snapshots, disputes: { at: isWhole ? now : disputes.at, told: listed.map(markOf).filter((mark) => told.has(mark)), notBefore: 0 } }
}

async function paymentOf(http: PlatformHttp, disputeId: string) {
  const dispute = await readDispute(http, disputeId)
  if (dispute.kind !== 'done') return dispute
  const transaction = dispute.value?.disputed_transactions?.[0]
  if (dispute.value === null || transaction === undefined) return done(null)
  const payment = await paymentByNumber(http, transaction.invoice_number ?? null, transaction.seller_transaction_id ?? null)
  if (payment.kind !== 'done' || payment.value === null) return payment
  const own = disputeSnapshot(dispute.value)
  return done({ ...payment.value, disputes: own.amount.currency === payment.value.amount.currency ? [own] : [] })
}
