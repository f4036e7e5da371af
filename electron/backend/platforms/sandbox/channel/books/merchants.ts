import type { BusinessDayRule, Day } from '../../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../../shared/currency.ts'
import type { ChannelDatabase } from '../store/channel-file.ts'
import type { Fees } from './fees.ts'
import type { Switches } from './switches.ts'

export interface Merchant {
  readonly merchantId: string
  readonly label: string
  readonly keyId: string
  readonly secret: string
  readonly currencies: readonly CurrencyCode[]
  readonly rule: BusinessDayRule
  readonly fees: Fees
  readonly switches: Switches
  /** Spans of days in which unrelated bank entries are shown; `to` null: still. */
  readonly bankNoise: readonly { readonly from: Day; readonly to: Day | null }[]
  readonly createdAt: number
}

export interface MerchantRepository {
  insert(merchant: Merchant): void
  find(merchantId: string): Merchant | undefined
  get(merchantId: string): Merchant
  findByKey(keyId: string): Merchant | undefined
  findByLabel(label: string): Merchant | undefined
  saveSwitches(merchant: Merchant): void
  /** The next number of the merchant's change feed. */
  nextSeq(merchantId: string): number
  lastSeq(merchantId: string): number
}

interface MerchantRow {
  merchantId: string; label: string; keyId: string; secret: string; currencies: string; zone: string; cutoffHour: number
  fees: string; switches: string; bankNoise: string; createdAt: number
}

export function createMerchantRepository(db: ChannelDatabase): MerchantRepository {
  const columns = `merchant_id AS merchantId, label, key_id AS keyId, secret, currencies, zone, cutoff_hour AS cutoffHour, fees, switches, bank_noise AS bankNoise, created_at AS createdAt`
  const insert = db.prepare(`
    INSERT INTO merchants (merchant_id, label, key_id, secret, currencies, zone, cutoff_hour, fees, switches, bank_noise, last_seq, created_at)
    VALUES (@merchantId, @label, @keyId, @secret, @currencies, @zone, @cutoffHour, @fees, @switches, @bankNoise, 0, @createdAt)`)
  const byId = db.prepare<[string], MerchantRow>(`SELECT ${columns} FROM merchants WHERE merchant_id = ?`)
  const byKey = db.prepare<[string], MerchantRow>(`SELECT ${columns} FROM merchants WHERE key_id = ?`)
  const byLabel = db.prepare<[string], MerchantRow>(`SELECT ${columns} FROM merchants WHERE label = ?`)
  const saveSwitches = db.prepare('UPDATE merchants SET switches = ?, bank_noise = ? WHERE merchant_id = ?')
  const nextSeq = db.prepare<[string], number>('UPDATE merchants SET last_seq = last_seq + 1 WHERE merchant_id = ? RETURNING last_seq').pluck()
  const lastSeq = db.prepare<[string], number>('SELECT last_seq FROM merchants WHERE merchant_id = ?').pluck()

  const find = (merchantId: string): Merchant | undefined => fromRow(byId.get(merchantId))
  return {
    insert(merchant) {
      insert.run({
        ...merchant, ...merchant.rule, currencies: merchant.currencies.join(' '), fees: JSON.stringify(merchant.fees),
        switches: JSON.stringify(merchant.switches), bankNoise: JSON.stringify(merchant.bankNoise), rule: null,
      })
    },
    find,
    get: (merchantId) => present(find(merchantId)),
    findByKey: (keyId) => fromRow(byKey.get(keyId)),
    findByLabel: (label) => fromRow(byLabel.get(label)),
    saveSwitches: (merchant) => void saveSwitches.run(JSON.stringify(merchant.switches), JSON.stringify(merchant.bankNoise), merchant.merchantId),
    nextSeq: (merchantId) => present(nextSeq.get(merchantId)),
    lastSeq: (merchantId) => present(lastSeq.get(merchantId)),
  }
}

function fromRow(row: MerchantRow | undefined): Merchant | undefined {
  if (row === undefined) return undefined
  const { zone, cutoffHour, currencies, fees, switches, bankNoise, ...rest } = row
  return {
    ...rest, currencies: currencies.split(' '), rule: { zone, cutoffHour },
    fees: JSON.parse(fees) as Fees, switches: JSON.parse(switches) as Switches, bankNoise: JSON.parse(bankNoise) as Merchant['bankNoise'],
  }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the channel has no such merchant')
  return value
}
