import type { ChannelDatabase } from '../store/channel-file.ts'

export interface Dispute {
  readonly disputeId: string
  readonly paymentId: string
  readonly amountMinor: number
  readonly feeMinor: number
  readonly reason: string
  readonly state: 'needs_response' | 'under_review' | 'won' | 'lost'
  readonly openedAt: number
  readonly respondBy: number
  readonly closedAt: number | null
}

export interface DisputeRepository {
  insert(dispute: Dispute): void
  save(dispute: Dispute): void
  find(disputeId: string): Dispute | undefined
  /** Oldest first. */
  ofPayment(paymentId: string): readonly Dispute[]
}

export function createDisputeRepository(db: ChannelDatabase): DisputeRepository {
  const columns = `dispute_id AS disputeId, payment_id AS paymentId, amount_minor AS amountMinor, fee_minor AS feeMinor, reason, state,
    opened_at AS openedAt, respond_by AS respondBy, closed_at AS closedAt`
  const insert = db.prepare(`
    INSERT INTO disputes (dispute_id, payment_id, amount_minor, fee_minor, reason, state, opened_at, respond_by, closed_at)
    VALUES (@disputeId, @paymentId, @amountMinor, @feeMinor, @reason, @state, @openedAt, @respondBy, @closedAt)`)
  const update = db.prepare('UPDATE disputes SET state = @state, closed_at = @closedAt WHERE dispute_id = @disputeId')
  const byId = db.prepare<[string], Dispute>(`SELECT ${columns} FROM disputes WHERE dispute_id = ?`)
  const ofPayment = db.prepare<[string], Dispute>(`SELECT ${columns} FROM disputes WHERE payment_id = ? ORDER BY rowid`)
  return {
    insert: (dispute) => void insert.run(dispute),
    save: (dispute) => void update.run(dispute),
    find: (disputeId) => byId.get(disputeId),
    ofPayment: (paymentId) => ofPayment.all(paymentId),
  }
}
