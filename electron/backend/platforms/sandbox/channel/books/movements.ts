import { businessDayOf, type Day } from '../../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../../shared/currency.ts'
import type { SettlementLineType } from '../../../../../../shared/settlement-line-type.ts'
import { newId, type RandomSource } from '../randomness.ts'
import type { ChannelDatabase } from '../store/channel-file.ts'
import type { Merchant } from './merchants.ts'

/** Money that moved on a merchant's balance. Written once; becomes a line of the payout that pays it. */
export interface Movement {
  readonly lineId: string
  readonly merchantId: string
  readonly type: SettlementLineType
  readonly merchantReference: string | null
  readonly paymentId: string | null
  /** The refund, dispute or payout that it comes from. */
  readonly reference: string | null
  readonly grossMinor: number
  readonly feeMinor: number
  readonly currency: CurrencyCode
  readonly method: string | null
  readonly description: string
  readonly occurredAt: number
  readonly businessDay: Day
  readonly payoutId: string | null
}

type NewMovement = Omit<Movement, 'lineId' | 'merchantId' | 'businessDay' | 'payoutId'>

export interface MovementRepository {
  /** On the business day of `occurredAt` unless `businessDay` says otherwise. */
  insert(merchant: Merchant, movement: NewMovement, businessDay?: Day): Movement
  find(lineId: string): Movement | undefined
  /** In no payout yet and due by the day, oldest first. */
  unpaid(merchantId: string, currency: CurrencyCode, by: Day): readonly Movement[]
  unpaidCurrencies(merchantId: string, by: Day): readonly CurrencyCode[]
  putInto(payoutId: string, movements: readonly Movement[]): void
  /** At most `limit` lines of a payout after the first `skip`. */
  ofPayout(payoutId: string, skip: number, limit: number): readonly Movement[]
  /** Net of everything in no payout yet. */
  unpaidMinor(merchantId: string, currency: CurrencyCode): number
}

export function createMovementRepository(db: ChannelDatabase, random: RandomSource): MovementRepository {
  const columns = `line_id AS lineId, merchant_id AS merchantId, type, merchant_reference AS merchantReference, payment_id AS paymentId, reference,
    gross_minor AS grossMinor, fee_minor AS feeMinor, currency, method, description, occurred_at AS occurredAt, business_day AS businessDay, payout_id AS payoutId`
  const insert = db.prepare(`
    INSERT INTO movements (line_id, merchant_id, type, merchant_reference, payment_id, reference, gross_minor, fee_minor, currency, method, description,
      occurred_at, business_day, payout_id)
    VALUES (@lineId, @merchantId, @type, @merchantReference, @paymentId, @reference, @grossMinor, @feeMinor, @currency, @method, @description,
      @occurredAt, @businessDay, NULL)`)
  const byId = db.prepare<[string], Movement>(`SELECT ${columns} FROM movements WHERE line_id = ?`)
  const unpaid = db.prepare<[string, string, string], Movement>(`
    SELECT ${columns} FROM movements WHERE payout_id IS NULL AND merchant_id = ? AND currency = ? AND business_day <= ? ORDER BY movement_no`)
  const unpaidCurrencies = db.prepare<[string, string], string>(`
    SELECT DISTINCT currency FROM movements WHERE payout_id IS NULL AND merchant_id = ? AND business_day <= ? ORDER BY currency`).pluck()
  const putInto = db.prepare('UPDATE movements SET payout_id = ? WHERE line_id = ?')
  const ofPayout = db.prepare<[string, number, number], Movement>(`SELECT ${columns} FROM movements WHERE payout_id = ? ORDER BY movement_no LIMIT ? OFFSET ?`)
  const unpaidMinor = db.prepare<[string, string], number>(`
    SELECT COALESCE(SUM(gross_minor - fee_minor), 0) FROM movements WHERE payout_id IS NULL AND merchant_id = ? AND currency = ?`).pluck()
  return {
    insert(merchant, fresh, businessDay) {
      const movement = {
        ...fresh, lineId: newId('ln', random), merchantId: merchant.merchantId,
        businessDay: businessDay ?? businessDayOf(fresh.occurredAt, merchant.rule), payoutId: null,
      }
      insert.run(movement)
      return movement
    },
    find: (lineId) => byId.get(lineId),
    unpaid: (merchantId, currency, by) => unpaid.all(merchantId, currency, by),
    unpaidCurrencies: (merchantId, by) => unpaidCurrencies.all(merchantId, by),
    putInto(payoutId, movements) {
      for (const { lineId } of movements) putInto.run(payoutId, lineId)
    },
    ofPayout: (payoutId, skip, limit) => ofPayout.all(payoutId, limit, skip),
    unpaidMinor: (merchantId, currency) => unpaidMinor.get(merchantId, currency) ?? 0,
  }
}

export const netOf = (movements: readonly Pick<Movement, 'grossMinor' | 'feeMinor'>[]): number =>
  movements.reduce((sum, { grossMinor, feeMinor }) => sum + grossMinor - feeMinor, 0)
