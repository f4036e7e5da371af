import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Outcome, PayoutLinePage, PayoutSnapshot } from '../platform.ts'
import type { FeedPlace } from './feed-cursor.ts'
import { done } from './outcomes.ts'
import type { PayoutAnswer } from './payout-answers.ts'
import { lineOf, missingCharges } from './payout-lines.ts'
import { PAYOUT_LIFE_MS, PAYOUT_LOOK_MS } from './terms.ts'
import { through, type Wire } from './wire.ts'

/** Payouts made or changed at or after the instant, oldest first. The list is by time of making, so it is read from earlier on. */
export async function readPayouts(wire: Wire, since: number): Promise<Outcome<readonly PayoutSnapshot[]>> {
  const payouts: PayoutAnswer[] = []
  const read = await through((page) => wire.payouts({ from: Math.max(0, since - PAYOUT_LIFE_MS), page }), (items) => {
    payouts.push(...items)
    return null
  })
  if (read.kind !== 'done') return read
  const changed = payouts.filter(({ created_at, updated_at }) => created_at >= since || (updated_at ?? 0) >= since)
  return done(changed.toSorted((a, b) => a.created_at - b.created_at).map(payoutOf))
}

const statuses: Readonly<Record<string, PayoutSnapshot['status']>> = { SENT: 'in_transit', PAID: 'paid', FAILED: 'failed' }

function payoutOf({ id, amount_money, status, created_at, updated_at, arrival_date, end_to_end_id, type }: PayoutAnswer): PayoutSnapshot {
  const bankReference = end_to_end_id ?? ''
  return {
    platformReference: id, amount: amount_money, status: statuses[status ?? ''] ?? 'pending', createdAt: created_at, arrivesOn: arrival_date ?? null,
    bankReferences: bankReference === '' ? [id] : [bankReference, id], isItemised: type !== 'SIMPLE', asOf: updated_at ?? created_at,
  }
}

/** A page further on, with what the pages before it came to. */
const LinePlace = z.object({ cursor: z.string().nullable(), entriesMinor: z.int() })

/** A page of a payout's lines. Behind the last entry stand the payout's own fees, if the entries do not hold them. */
export async function readLines(wire: Wire, payoutId: string, page: string | null): Promise<Outcome<PayoutLinePage>> {
  const place = page === null ? { cursor: null, entriesMinor: 0 } : LinePlace.parse(JSON.parse(page))
  const entries = await wire.payoutEntries(payoutId, place.cursor)
  if (entries.kind !== 'done') return entries
  const lines = entries.value.items.map((entry) => lineOf(entry, entries.value.serverAt))
  const entriesMinor = lines.reduce((sum, { netMinor }) => sum + netMinor, place.entriesMinor)
  if (entries.value.next !== null) return done({ lines, next: JSON.stringify({ cursor: entries.value.next, entriesMinor } satisfies z.infer<typeof LinePlace>) })
  const payout = await wire.payout(payoutId)
  // The entries are whole without it; only fees of its own would be missing.
  if (payout.kind === 'refused' && payout.refusal.reason === 'not-found') return done({ lines, next: null })
  if (payout.kind !== 'done') return payout
  return done({ lines: [...lines, ...missingCharges(payout.value, entriesMinor)], next: null })
}

/** Whether there are payouts that the feed has not told of. Looked at now and then; a look that fails is made again. */
export async function lookAtPayouts(wire: Wire, place: FeedPlace['payouts'], serverAt: number): Promise<{ hasChanged: boolean; place: FeedPlace['payouts'] }> {
  if (place.lookedAt !== null && Math.abs(serverAt - place.lookedAt) < PAYOUT_LOOK_MS) return { hasChanged: false, place }
  const latest = await wire.payouts({ from: null, page: null }, 'DESC', 20)
  if (latest.kind !== 'done') return { hasChanged: false, place }
  const versions = latest.value.items.map(({ id, status, updated_at }) => `${id} ${status} ${updated_at}`).toSorted()
  const seen = versions.length === 0 ? '' : createHash('sha256').update(versions.join('\n')).digest('base64url')
  return { hasChanged: seen !== place.seen, place: { lookedAt: serverAt, seen } }
}
