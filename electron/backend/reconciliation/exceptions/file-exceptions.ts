import { addDays } from '../../../../shared/business-day.ts'
import type { Database } from '../../store/database.ts'
import type { FoundExceptions } from './found-exceptions.ts'

/** Exceptions about files and about the chain of statements: held files, gaps, overlaps, rows that could not be read. */
export function findFileExceptions(found: FoundExceptions, db: Database): void {
  found.addFrom('file_arithmetic', `
    SELECT 'file:' || f.file_id AS subject, f.account_id AS account_id, 0 AS minor, NULL AS currency, NULL AS day,
           json_object('file', f.name, 'fileId', f.file_id, 'findings', json(json_extract(f.report, '$.findings'))) AS facts
      FROM source_files f WHERE f.state = 'held' AND json_array_length(f.report, '$.findings') > 0`)
  found.addFrom('unreadable_row', `
    SELECT 'file:' || f.file_id AS subject, f.account_id AS account_id, 0 AS minor, NULL AS currency, NULL AS day,
           json_object('file', f.name, 'fileId', f.file_id, 'rows', json(json_extract(f.report, '$.rowErrors')), 'count', json_extract(f.report, '$.rowErrorCount')) AS facts
      FROM source_files f WHERE f.state IN ('held', 'accepted') AND json_extract(f.report, '$.rowErrorCount') > 0`)
  found.addFrom('duplicate_row', `
    SELECT 'file:' || f.file_id AS subject, f.account_id AS account_id, 0 AS minor, NULL AS currency, NULL AS day,
           json_object('file', f.name, 'fileId', f.file_id, 'rows', f.known) AS facts
      FROM source_files f WHERE f.state = 'accepted' AND f.source = 'file' AND f.known > 0`)
  found.addFrom('test_or_memo_row', `
    SELECT 'file:' || f.file_id AS subject, f.account_id AS account_id, 0 AS minor, NULL AS currency, NULL AS day,
           json_object('file', f.name, 'fileId', f.file_id, 'rows', e.lines) AS facts
      FROM (SELECT value AS account, f2.file_no AS file_no, SUM(json_extract(value, '$.excludedLines')) AS lines
              FROM source_files f2, json_each(f2.report, '$.accounts') GROUP BY f2.file_no) e
      JOIN source_files f ON f.file_no = e.file_no WHERE f.state = 'accepted' AND e.lines > 0`)
  findStatementChainBreaks(found, db)
}

interface StatementRow {
  statementId: string
  bankAccountId: string
  label: string
  currency: string
  sequence: string | null
  fromDay: string | null
  toDay: string | null
  openingMinor: number | null
  closingMinor: number | null
  file: string
}

/** Statements of an account must join: what one closes with, the next opens with, and no day is told twice. */
function findStatementChainBreaks(found: FoundExceptions, db: Database): void {
  const statements = db
    .prepare<[], StatementRow>(
      `SELECT s.statement_id AS statementId, s.bank_account_id AS bankAccountId, a.label, a.currency, s.sequence, s.from_day AS fromDay, s.to_day AS toDay,
              s.opening_minor AS openingMinor, s.closing_minor AS closingMinor, f.name AS file
         FROM bank_statements s JOIN bank_accounts a ON a.bank_account_id = s.bank_account_id JOIN source_files f ON f.file_no = s.file_no
        WHERE s.purpose = 'statement' AND f.state = 'accepted' ORDER BY s.bank_account_id, s.from_day, s.to_day, s.statement_id`,
    )
    .all()
  let before: StatementRow | null = null
  for (const statement of statements) {
    if (before?.bankAccountId === statement.bankAccountId) judgeNeighbours(found, before, statement)
    before = statement
  }
}

function judgeNeighbours(found: FoundExceptions, before: StatementRow, after: StatementRow): void {
  const facts = {
    account: after.label, file: after.file, previousFile: before.file, closing: before.closingMinor, opening: after.openingMinor, previousTo: before.toDay, from: after.fromDay,
  }
  const common = { subject: `statement:${after.statementId}`, accountId: null, currency: after.currency, day: after.fromDay, facts }
  const isSame = before.fromDay === after.fromDay && before.toDay === after.toDay && before.openingMinor === after.openingMinor && before.closingMinor === after.closingMinor
  if (isSame) return // the same statement in another file: its entries were known
  const overlaps = before.toDay !== null && after.fromDay !== null && after.fromDay < before.toDay
  if (overlaps) {
    found.add({ ...common, code: 'statement_overlap', minor: 0 })
    return
  }
  const jump = before.closingMinor === null || after.openingMinor === null ? 0 : after.openingMinor - before.closingMinor
  const daysMissing = before.toDay !== null && after.fromDay !== null && after.fromDay > addDays(before.toDay, 1)
  // Days without movements need no statement; money that appears between two statements does.
  if (jump !== 0) found.add({ ...common, code: 'statement_gap', minor: Math.abs(jump) })
  else if (daysMissing && (before.closingMinor === null || after.openingMinor === null)) found.add({ ...common, code: 'statement_gap', minor: 0 })
}
