import type { Day } from '../../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../../shared/currency.ts'
import type { ChannelDatabase } from '../store/channel-file.ts'
import type { MerchantRepository } from './merchants.ts'

export interface Payout {
  readonly payoutId: string
  readonly merchantId: string
  readonly currency: CurrencyCode
  /** Signed: below zero it is taken from the bank account. */
  readonly amountMinor: number
  readonly businessDay: Day
  readonly state: 'pending' | 'in_transit' | 'paid' | 'failed'
  /** The day it was first meant to arrive; what the settlement file says for ever. */
  readonly plannedOn: Day
  readonly arrivesOn: Day
  /** End-to-end reference in the bank's text. */
  readonly bankReference: string
  /** What will go wrong with it on its first journey. */
  readonly mishap: 'failed' | 'returned' | null
  readonly detail: string | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly seq: number
}

export interface PayoutRepository {
  insert(payout: Omit<Payout, 'updatedAt' | 'seq'>): Payout
  change(payout: Payout, changes: Partial<Pick<Payout, 'state' | 'arrivesOn' | 'mishap' | 'detail'>>, at: number): Payout
  get(payoutId: string): Payout
  find(merchantId: string, payoutId: string): Payout | undefined
  /** Changed at or after `since` and made after the payout `after` (null: from the first), oldest first. */
  changedSince(merchantId: string, since: number, after: string | null, limit: number): readonly Payout[]
  /** Sum of the payouts that are in this state. */
  sumMinor(merchantId: string, currency: CurrencyCode, isPaid: boolean): number
}

const columns = `payout_id AS payoutId, merchant_id AS merchantId, currency, amount_minor AS amountMinor, business_day AS businessDay, state,
  planned_on AS plannedOn, arrives_on AS arrivesOn, bank_reference AS bankReference, mishap, detail, created_at AS createdAt, updated_at AS updatedAt, seq`

export function createPayoutRepository(db: ChannelDatabase, merchants: MerchantRepository): PayoutRepository {
  const insert = db.prepare(`
    INSERT INTO payouts (payout_id, merchant_id, currency, amount_minor, business_day, state, planned_on, arrives_on, bank_reference, mishap, detail,
      created_at, updated_at, seq)
    VALUES (@payoutId, @merchantId, @currency, @amountMinor, @businessDay, @state, @plannedOn, @arrivesOn, @bankReference, @mishap, @detail,
      @createdAt, @updatedAt, @seq)`)
  const update = db.prepare(`
    UPDATE payouts SET state = @state, arrives_on = @arrivesOn, mishap = @mishap, detail = @detail, updated_at = @updatedAt, seq = @seq
     WHERE payout_id = @payoutId`)
  const byId = db.prepare<[string], Payout>(`SELECT ${columns} FROM payouts WHERE payout_id = ?`)
  const byMerchant = db.prepare<[string, string], Payout>(`SELECT ${columns} FROM payouts WHERE payout_id = ? AND merchant_id = ?`)
  const changedSince = db.prepare<[string, number, string, number], Payout>(`
    SELECT ${columns} FROM payouts
     WHERE merchant_id = ? AND updated_at >= ? AND payout_no > COALESCE((SELECT payout_no FROM payouts WHERE payout_id = ?), 0)
     ORDER BY payout_no LIMIT ?`)
  const sum = db.prepare<[string, string, number], number>(`
    SELECT COALESCE(SUM(amount_minor), 0) FROM payouts WHERE merchant_id = ? AND currency = ? AND (state = 'paid') = ?`).pluck()
  return {
    insert(fresh) {
      const payout = { ...fresh, updatedAt: fresh.createdAt, seq: merchants.nextSeq(fresh.merchantId) }
      insert.run(payout)
      return payout
    },
    change(payout, changes, at) {
      const changed = { ...payout, ...changes, updatedAt: Math.max(at, payout.updatedAt + 1), seq: merchants.nextSeq(payout.merchantId) }
      update.run(changed)
      return changed
    },
    get(payoutId) {
      const payout = byId.get(payoutId)
      if (payout === undefined) throw new Error(`the channel has no payout ${payoutId}`)
      return payout
    },
    find: (merchantId, payoutId) => byMerchant.get(payoutId, merchantId),
    changedSince: (merchantId, since, after, limit) => changedSince.all(merchantId, since, after ?? '', limit),
    sumMinor: (merchantId, currency, isPaid) => sum.get(merchantId, currency, Number(isPaid)) ?? 0,
  }
}
