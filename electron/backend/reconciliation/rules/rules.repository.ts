import type { Day } from '../../../../shared/business-day.ts'
import type { Rule, SavedRule } from '../../../../shared/contract/rules.ts'
import type { Database } from '../../store/database.ts'
import type { VersionedRule } from '../passes/rules.ts'

interface Row extends Omit<SavedRule, 'rule' | 'isActive'> {
  readonly rule: string
  readonly isActive: 0 | 1
}

const columns = 'r.rule_id AS ruleId, r.version, r.rule, r.is_active AS isActive, r.saved_at AS savedAt, r.saved_by AS savedBy'
const isNewest = 'r.version = (SELECT MAX(n.version) FROM recon_rules n WHERE n.rule_id = r.rule_id)'
const ruleOf = ({ rule, isActive, ...row }: Row): SavedRule => ({ ...row, rule: JSON.parse(rule) as Rule, isActive: isActive === 1 })

export type RuleRepository = ReturnType<typeof createRuleRepository>

/** Rules with all their versions; nothing is ever overwritten, for matches name the version that made them. */
export function createRuleRepository(db: Database) {
  const selectNewest = db.prepare<[], Row>(`SELECT ${columns} FROM recon_rules r WHERE ${isNewest} ORDER BY r.position, r.rule_id`)
  const selectVersions = db.prepare<[string], Row>(`SELECT ${columns} FROM recon_rules r WHERE r.rule_id = ? ORDER BY r.version DESC`)
  const insert = db.prepare(
    'INSERT INTO recon_rules (rule_id, version, position, rule, is_active, saved_at, saved_by) VALUES (@ruleId, @version, @position, @rule, @isActive, @savedAt, @savedBy)',
  )
  return {
    newest: (): SavedRule[] => selectNewest.all().map(ruleOf),
    /** Newest first; empty when there is no such rule. */
    versions: (ruleId: string): SavedRule[] => selectVersions.all(ruleId).map(ruleOf),
    insert: (saved: SavedRule): void => void insert.run({ ...saved, position: saved.rule.order, rule: JSON.stringify(saved.rule), isActive: saved.isActive ? 1 : 0 }),
  }
}

/** The newest version of every rule that is switched on, in their order. */
export const activeRules = (db: Database): VersionedRule[] =>
  createRuleRepository(db).newest().filter(({ isActive }) => isActive).map(({ ruleId, version, rule }) => ({ ruleId, version, rule }))

/** Days on which the shop's banks are closed, beside the usual holidays of a currency. */
export function extraHolidays(db: Database): Day[] {
  const row = db.prepare<[], { value: string }>(`SELECT value ->> 'bankHolidays' AS value FROM settings WHERE name = 'shop' AND value ->> 'bankHolidays' IS NOT NULL`).get()
  return row === undefined ? [] : (JSON.parse(row.value) as Day[])
}
