import { z } from 'zod'
import { money } from '../../../../shared/money.ts'
import type { DisputeSnapshot, Outcome, PlatformHttp } from '../platform.ts'
import { ask, askBeside, done } from './outcomes.ts'
import { Amount, Id, instantText, linkOf, Links, Time } from './wire.ts'

const Dispute = z.object({
  dispute_id: Id,
  create_time: Time,
  update_time: Time.optional(),
  disputed_transactions: z.array(z.object({ seller_transaction_id: z.string().optional(), invoice_number: z.string().optional() })).optional(),
  reason: z.string().max(255).optional(),
  status: z.string().max(255),
  dispute_state: z.string().max(255).optional(),
  dispute_amount: Amount,
  dispute_outcome: z.object({ outcome_code: z.string().max(255).optional() }).optional(),
  money_movements: z.array(z.object({ affected_party: z.string().optional(), type: z.string().optional(), reason: z.string().optional(), amount: Amount.optional() })).optional(),
  seller_response_due_date: Time.optional(),
})
export type Dispute = z.infer<typeof Dispute>

const DisputeList = z.object({ items: z.array(z.object({ dispute_id: Id, update_time: Time.optional() })).optional(), links: Links })

const listPath = '/v1/customer/disputes'
const MOST_PAGES = 40

/** A line of the list of disputes: enough to see that one has changed. */
export interface DisputeNews {
  readonly disputeId: string
  readonly updatedAt: number
}

/** Disputes that changed at or after the instant; null where we may not look. */
export async function disputesSince(http: PlatformHttp, since: number): Promise<Outcome<readonly DisputeNews[] | null>> {
  const news: DisputeNews[] = []
  let path: string | null = `${listPath}?update_time_after=${instantText(since)}&page_size=50`
  for (let page = 0; path !== null && page < MOST_PAGES; page += 1) {
    const outcome = await askBeside(http, { method: 'GET', path }, DisputeList)
    if (outcome.kind !== 'done') return outcome
    if (outcome.value === null) return done(null)
    const { items, links } = outcome.value.body
    news.push(...(items ?? []).map(({ dispute_id: disputeId, update_time: updatedAt = 0 }) => ({ disputeId, updatedAt })))
    const next: string | null = linkOf(links, 'next')
    path = next === null ? null : `${listPath}${new URL(next).search}`
  }
  return done(news)
}

export async function readDispute(http: PlatformHttp, disputeId: string): Promise<Outcome<Dispute | null>> {
  const outcome = await askBeside(http, { method: 'GET', path: `${listPath}/${encodeURIComponent(disputeId)}` }, Dispute)
  return outcome.kind === 'done' ? done(outcome.value?.body ?? null) : outcome
}

/** All disputes about these transactions; none where we may not look. */
export async function disputesAbout(http: PlatformHttp, captureIds: readonly string[]): Promise<Outcome<readonly Dispute[]>> {
  const disputes: Dispute[] = []
  for (const captureId of captureIds) {
    const list = await askBeside(http, { method: 'GET', path: `${listPath}?disputed_transaction_id=${encodeURIComponent(captureId)}&page_size=50` }, DisputeList)
    if (list.kind !== 'done') return list
    for (const { dispute_id: disputeId } of list.value?.body.items ?? []) {
      const dispute = await ask(http, { method: 'GET', path: `${listPath}/${encodeURIComponent(disputeId)}` }, Dispute)
      if (dispute.kind !== 'done') return dispute
      // A list may hold more than was asked for.
      const transactions = dispute.value.body.disputed_transactions?.flatMap(({ seller_transaction_id: id }) => id ?? []) ?? []
      if (transactions.length === 0 || transactions.includes(captureId)) disputes.push(dispute.value.body)
    }
  }
  return done(disputes)
}

export function disputeSnapshot(dispute: Dispute): DisputeSnapshot {
  const isOver = dispute.status === 'RESOLVED'
  return {
    platformReference: dispute.dispute_id, status: isOver ? verdictOf(dispute) : openStatus(dispute), amount: dispute.dispute_amount, fee: feeOf(dispute),
    reason: dispute.reason ?? 'OTHER', openedAt: dispute.create_time, respondBy: isOver ? null : (dispute.seller_response_due_date ?? null),
    closedAt: isOver ? (dispute.update_time ?? dispute.create_time) : null,
  }
}

/** Whose turn it is: our own state of it where PayPal tells that, else the one that all parties see. */
function openStatus({ status, dispute_state: state }: Dispute): DisputeSnapshot['status'] {
  if (state !== undefined && state in ours) return ours[state]!
  return status === 'WAITING_FOR_SELLER_RESPONSE' || status === 'OPEN' ? 'needs_response' : 'under_review'
}

const ours: Readonly<Record<string, DisputeSnapshot['status']>> = {
  OPEN_INQUIRIES: 'needs_response', REQUIRED_ACTION: 'needs_response', REQUIRED_OTHER_PARTY_ACTION: 'under_review', UNDER_PAYPAL_REVIEW: 'under_review',
}

/** Without an outcome that we know, money that PayPal moved from us and not back decides. */
function verdictOf(dispute: Dispute): DisputeSnapshot['status'] {
  const told = verdicts[dispute.dispute_outcome?.outcome_code ?? '']
  if (told !== undefined) return told
  const lostMinor = (dispute.money_movements ?? [])
    .filter(({ affected_party: party, reason }) => party === 'SELLER' && reason === 'DISPUTE_SETTLEMENT')
    .reduce((sum, { type, amount }) => sum + (type === 'CREDIT' ? -1 : 1) * (amount?.minor ?? 0), 0)
  return lostMinor > 0 ? 'lost' : 'closed'
}

const verdicts: Readonly<Record<string, DisputeSnapshot['status']>> = {
  RESOLVED_BUYER_FAVOUR: 'lost', ACCEPTED: 'lost', RESOLVED_SELLER_FAVOUR: 'won', DENIED: 'won', CANCELED_BY_BUYER: 'closed',
}

/** What PayPal charged us for the dispute itself; a fee that it gave back is none. */
function feeOf({ money_movements: movements = [], dispute_amount: disputed }: Dispute): DisputeSnapshot['fee'] {
  const fees = movements.filter(({ affected_party: party, reason, amount }) => party === 'SELLER' && reason !== undefined && feeReasons.has(reason) && amount !== undefined)
  const [first] = fees
  if (first === undefined) return null
  const { currency } = first.amount ?? disputed
  const minor = fees.filter(({ amount }) => amount?.currency === currency).reduce((sum, { type, amount }) => sum + (type === 'CREDIT' ? -1 : 1) * amount!.minor, 0)
  return minor <= 0 ? null : money(minor, currency)
}

const feeReasons: ReadonlySet<string> = new Set(['DISPUTE_FEE', 'CHARGEBACK_FEE', 'DISPUTE_SETTLEMENT_FEE'])
