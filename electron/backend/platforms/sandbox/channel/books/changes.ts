import type { ChannelDatabase } from '../store/channel-file.ts'

/** One entry of a merchant's change feed: what changed, not how. A thing that changes again moves to the end. */
export interface Change {
  readonly seq: number
  readonly what: 'payment' | 'payout'
  readonly id: string
}

/** At most `limit` changes after the place `after`, oldest first. */
export function createChangeFeed(db: ChannelDatabase): (merchantId: string, after: number, limit: number) => readonly Change[] {
  const select = db.prepare<[string, number, string, number, number], Change>(`
    SELECT seq, 'payment' AS what, payment_id AS id FROM payments WHERE merchant_id = ? AND seq > ?
     UNION ALL
    SELECT seq, 'payout' AS what, payout_id AS id FROM payouts WHERE merchant_id = ? AND seq > ?
     ORDER BY seq
     LIMIT ?`)
  return (merchantId, after, limit) => select.all(merchantId, after, merchantId, after, limit)
}
