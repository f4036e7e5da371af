import { addDays, type Day } from '../../../../shared/business-day.ts'
import { linesPerFile } from '../../settlements/line-ids.ts'
import type { Database } from '../../store/database.ts'
import { bankLinesSince, payoutsSince } from '../open-items.ts'
import { confirmedAliases, declinedKeys, openPaymentItems } from '../pass-inputs.ts'
import type { RuleItems } from '../passes/rule-language/evaluate-rule.ts'
import { extraHolidays } from './rules.repository.ts'

/** Most items a side; more are counted as not looked at. */
const mostItems = 20_000

const liveMatch = 'm.undone_by IS NULL AND m.undoes IS NULL'

export interface PreviewTerms {
  readonly since: Day
  readonly dayOf: (at: number) => Day
  readonly sendersOf: (accountId: string) => readonly string[]
  readonly shouldStop: () => boolean
}

/** Payouts and bank lines since a day, as if nothing had been matched by resemblance yet. */
export function depositItems(db: Database, { since, sendersOf, shouldStop }: PreviewTerms): RuleItems & { link: 'L4' } {
  return {
    link: 'L4', payouts: payoutsSince(db, sendersOf, addDays(since, -7), mostItems), bankLines: bankLinesSince(db, since, mostItems),
    declined: declinedKeys(db), extraHolidays: extraHolidays(db), shouldStop,
  }
}

/** Lines and payments that no id connects, whether or not something else has connected them since. */
export function paymentItems(db: Database, { since, dayOf, shouldStop }: PreviewTerms): RuleItems & { link: 'L1' } {
  db.exec(`
    CREATE TEMP TABLE preview_lines (line_id INTEGER PRIMARY KEY) STRICT;
    CREATE TEMP TABLE preview_payments (payment_id TEXT PRIMARY KEY, account_id TEXT, order_id TEXT, captured_minor INTEGER, currency TEXT, paid_at INTEGER, method_kind TEXT, merchant_reference TEXT) STRICT`)
  try {
    db.prepare(
      `INSERT INTO temp.preview_lines (line_id)
       SELECT l.line_id FROM settlement_lines l JOIN source_files f ON f.file_no = l.line_id / ${linesPerFile}
        WHERE l.occurred_on >= ? AND l.type = 'payment' AND f.state = 'accepted' AND l.line_id IN (
          SELECT line_id FROM open_settlement_lines
          UNION SELECT CAST(a.subject AS INTEGER) FROM matches m JOIN allocations a ON a.match_no = m.match_no AND a.side = 'settlement_line' WHERE m.link = 'L1' AND ${liveMatch})`,
    ).run(since)
    db.exec(`
      INSERT INTO temp.preview_payments SELECT payment_id, account_id, order_id, captured_minor, currency, paid_at, method_kind, merchant_reference FROM open_payments;
      INSERT OR IGNORE INTO temp.preview_payments
      SELECT p.payment_id, p.account_id, p.order_id, p.captured_minor, p.currency, p.paid_at, COALESCE(p.method_kind, 'other'), p.merchant_reference
        FROM matches m JOIN allocations a ON a.match_no = m.match_no AND a.side = 'payment' JOIN payments p ON p.payment_id = a.subject WHERE m.link = 'L1' AND ${liveMatch} AND p.paid_at IS NOT NULL`)
    const { payments, lines } = openPaymentItems(db, { lines: 'temp.preview_lines', payments: 'temp.preview_payments' })
    return { link: 'L1', payments, lines, declined: declinedKeys(db), extraHolidays: extraHolidays(db), dayOf, aliases: confirmedAliases(db), shouldStop }
  } finally {
    db.exec('DROP TABLE temp.preview_lines; DROP TABLE temp.preview_payments')
  }
}
