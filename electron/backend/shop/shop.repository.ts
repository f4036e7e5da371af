import type { CurrencyCode } from '../../../shared/currency.ts'
import type { Database } from '../store/database.ts'
import type { DatedRule } from './business-days.ts'

export interface ShopRecord {
  readonly name: string
  readonly currency: CurrencyCode
  readonly referencePrefix: string
  readonly openedAt: number
}

export type ShopRepository = ReturnType<typeof createShopRepository>

export function createShopRepository(db: Database) {
  const selectShop = db.prepare<[], { name: string; currency: string; reference_prefix: string; opened_at: number }>(
    'SELECT name, currency, reference_prefix, opened_at FROM shop',
  )
  const insertShop = db.prepare(
    'INSERT INTO shop (only, name, currency, reference_prefix, opened_at) VALUES (1, ?, ?, ?, ?)',
  )
  const updateName = db.prepare('UPDATE shop SET name = ?')
  const selectRules = db.prepare<[], { valid_from_day: string; zone: string; cutoff_hour: number }>(
    'SELECT valid_from_day, zone, cutoff_hour FROM business_day_rules ORDER BY valid_from_day',
  )
  const upsertRule = db.prepare(
    `INSERT INTO business_day_rules (valid_from_day, zone, cutoff_hour) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET zone = excluded.zone, cutoff_hour = excluded.cutoff_hour`,
  )
  const selectSetting = db.prepare<[string], { value: string }>('SELECT value FROM settings WHERE name = ?')
  const upsertSetting = db.prepare(
    `INSERT INTO settings (name, value, changed_at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`,
  )
  return {
    find: (): ShopRecord | null => {
      const row = selectShop.get()
      return row === undefined
        ? null
        : { name: row.name, currency: row.currency, referencePrefix: row.reference_prefix, openedAt: row.opened_at }
    },
    insert: (shop: ShopRecord) => insertShop.run(shop.name, shop.currency, shop.referencePrefix, shop.openedAt),
    rename: (name: string) => updateName.run(name),
    rules: (): DatedRule[] =>
      selectRules.all().map((row) => ({ validFromDay: row.valid_from_day, zone: row.zone, cutoffHour: row.cutoff_hour })),
    saveRule: (rule: DatedRule) => upsertRule.run(rule.validFromDay, rule.zone, rule.cutoffHour),
    /** The stored JSON, or null. */
    setting: (name: string): unknown => {
      const row = selectSetting.get(name)
      return row === undefined ? null : JSON.parse(row.value)
    },
    saveSetting: (name: string, value: unknown, at: number) => upsertSetting.run(name, JSON.stringify(value), at),
  }
}
