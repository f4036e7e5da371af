import { isCurrencyCode } from '../../../../shared/currency.ts'
import type { Outcome, PayoutLine, PayoutLinePage, PayoutSnapshot } from '../platform.ts'
import { lineTypeOf } from './line-types.ts'
import { referenceIn, refundReferenceIn } from './marks.ts'
import { Lines, Payouts, type Line, type Payout, type Source } from './payout-answers.ts'
import { PAGE_SIZE, PAYOUT_BOUNCES_MS } from './terms.ts'
import { fromWire } from './wire-amounts.ts'
import { done, unbelievable, type Wire } from './wire.ts'

const statuses: Readonly<Record<string, PayoutSnapshot['status']>> = { paid: 'paid', pending: 'pending', in_transit: 'in_transit', canceled: 'cancelled', failed: 'failed' }

/**
 * Stripe lists payouts by their own days and not by when they changed. One that changed since `since` was made since, or
 * arrived so lately that it can still bounce.
 */
export async function readPayouts(wire: Wire, isLive: boolean, since: number): Promise<Outcome<readonly PayoutSnapshot[]>> {
  const from = String(Math.max(0, Math.floor((since - PAYOUT_BOUNCES_MS) / 1_000)))
  const told = await wire.all('/v1/payouts', { arrival_date: { gte: from } }, Payouts)
  if (told.kind !== 'done') return told
  const { at } = told.value
  const answer = told.value.answer.filter((payout) => 'status' in payout)
  const foreign = answer.find(({ livemode }) => livemode !== null && livemode !== isLive)
  if (foreign !== undefined) return unbelievable(`${foreign.id}: livemode is ${foreign.livemode}`)
  return done(answer.map((payout) => payoutOf(payout, at)).toSorted((a, b) => a.createdAt - b.createdAt))
}

function payoutOf({ id, amount, status, created, arrival_date, automatic, reconciliation_status, trace_id }: Payout, at: number): PayoutSnapshot {
  const trace = trace_id?.value ?? null
  return {
    platformReference: id, amount, status: statuses[status] ?? 'pending', createdAt: created,
    // Told as midnight UTC of the day.
    arrivesOn: arrival_date === null ? null : dayOf(arrival_date),
    bankReferences: [...(trace === null || trace === '' ? [] : [trace]), id],
    // The list of lines is whole only when Stripe has finished it; manual and instant payouts never have one.
    isItemised: automatic !== false && (reconciliation_status === null || reconciliation_status === 'completed'),
    asOf: at,
  }
}

export async function readPayoutLines(wire: Wire, payoutReference: string, page: string | null): Promise<Outcome<PayoutLinePage>> {
  const told = await wire.get('/v1/balance_transactions', { payout: payoutReference, limit: PAGE_SIZE, starting_after: page, expand: ['data.source'] }, Lines)
  if (told.kind !== 'done') return told
  const { answer: { data, has_more: hasMore }, raw } = told.value
  const rows = (raw as { data: readonly object[] }).data
  return done({ lines: data.map((line, index) => lineOf(line, rows[index]!)), next: hasMore ? (data.at(-1)?.id ?? null) : null })
}

function lineOf(line: Line, row: object): PayoutLine {
  const whole = typeof line.source === 'string' ? null : line.source
  const sourceId = typeof line.source === 'string' ? line.source : (whole?.id ?? null)
  const word = line.reporting_category ?? line.type ?? ''
  const type = lineTypeOf(word, line.net.minor, /^d[pu]_/.test(sourceId ?? ''))
  const isPayment = type === 'payment'
  const payment = isPayment ? (whole?.payment_intent ?? sourceId) : (whole?.payment_intent ?? whole?.charge ?? null)
  return {
    nativeId: line.id, type, typeText: word, grossMinor: line.amount.minor, feeMinor: line.fee.minor, netMinor: line.net.minor, currency: line.net.currency,
    merchantReference: whole === null ? null : isPayment ? referenceIn(whole.metadata) : refundReferenceIn(whole.metadata),
    platformReference: isPayment ? payment : sourceId,
    parentReference: isPayment ? null : payment,
    references: [...new Set([sourceId, whole?.payment_intent, whole?.charge].filter((id) => typeof id === 'string'))],
    occurredAt: line.created, availableOn: line.available_on === null ? null : dayOf(line.available_on), method: whole?.payment_method_details?.type ?? null,
    text: line.description ?? '', original: originalOf(line, whole),
    // As it came, but for what was expanded: a source changes later, and the line does not.
    raw: JSON.stringify({ ...row, source: sourceId }),
  }
}

/** What the customer paid, where that was in another currency than the payout. */
function originalOf({ net, exchange_rate }: Line, source: Source | null): PayoutLine['original'] {
  const currency = source?.currency?.toUpperCase() ?? ''
  if (source === null || source.amount === null || !isCurrencyCode(currency) || currency === net.currency) return null
  const amount = fromWire(source.amount, currency)
  return amount.ok ? { minor: amount.value.minor, currency, rate: exchange_rate === null || exchange_rate === undefined ? null : String(exchange_rate) } : null
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
