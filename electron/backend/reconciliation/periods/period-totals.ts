import type { Day } from '../../../../shared/business-day.ts'
import type { Period } from '../../../../shared/contract/periods.ts'
import type { Database } from '../../store/database.ts'

/** Opening, movement and closing of each book of an account over a period, per currency. */
export function periodTotals(db: Database, span: { accountId: string; from: Day; to: Day }): Period['totals'] {
  return db
    .prepare<[typeof span], Period['totals'][number]>(
      `SELECT p.currency, substr(p.ledger_account, 1, instr(p.ledger_account, ':') - 1) AS book,
              SUM(CASE WHEN j.business_day < @from THEN p.minor ELSE 0 END) AS openingMinor,
              SUM(CASE WHEN j.business_day >= @from THEN p.minor ELSE 0 END) AS movedMinor, SUM(p.minor) AS closingMinor
         FROM postings p JOIN journal_entries j ON j.entry_id = p.entry_id
        WHERE substr(p.ledger_account, instr(p.ledger_account, ':') + 1) = @accountId AND j.business_day <= @to
        GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    .all(span)
}
