import type { Day } from '../../../shared/business-day.ts'
import type { Database } from '../store/database.ts'
import type { Rule, VersionedRule } from './passes/rules.ts'

/** The newest version of every rule that is switched on, in their order. */
export const activeRules = (db: Database): VersionedRule[] =>
  db
    .prepare<[], { ruleId: string; version: number; rule: string }>(
      `SELECT r.rule_id AS ruleId, r.version, r.rule FROM recon_rules r
        WHERE r.is_active = 1 AND r.version = (SELECT MAX(n.version) FROM recon_rules n WHERE n.rule_id = r.rule_id) ORDER BY r.position, r.rule_id`,
    )
    .all()
    .map(({ ruleId, version, rule }) => ({ ruleId, version, rule: JSON.parse(rule) as Rule }))

/** Days on which the shop's banks are closed, beside the usual holidays of a currency. */
export function extraHolidays(db: Database): Day[] {
  const row = db.prepare<[], { value: string }>(`SELECT value ->> 'bankHolidays' AS value FROM settings WHERE name = 'shop' AND value ->> 'bankHolidays' IS NOT NULL`).get()
  return row === undefined ? [] : (JSON.parse(row.value) as Day[])
}
