import type { Day } from '../../../shared/business-day.ts'
import type { Database } from '../store/database.ts'
import { linesPerFile } from '../settlements/line-ids.ts'
import { amountCell, countCell, instantCell, type Cell } from './cells.ts'

export interface ExportScope {
  readonly from: Day
  readonly to: Day
  readonly environment: 'test' | 'live' | null
}

export interface ExportSums {
  /** Column, currency, minor units. */
  add(column: string, currency: string | null, minor: number | null): void
}

/** What can be exported: one column list, used for the file and nothing else. Every money row has its currency, payout and zone. */
export interface ExportSubject {
  readonly columns: readonly string[]
  rows(db: Database, scope: ExportScope, zone: string, sums: ExportSums): Iterable<readonly Cell[]>
}

type Row = Record<string, string | number | null>
const text = (value: string | number | null | undefined): Cell => (value === null || value === undefined ? null : String(value))
const minor = (value: string | number | null | undefined): number | null => (typeof value === 'number' ? value : null)
const word = (value: string | number | null | undefined): string | null => (typeof value === 'string' ? value : null)

const inEnvironment = (column: string): string => `(@environment IS NULL OR ${column} = @environment)`

const orders: ExportSubject = {
  columns: [
    'number', 'reference', 'business_day', 'state', 'amount', 'captured', 'refunded', 'fee', 'net', 'currency', 'fee_currency', 'method', 'description', 'customer',
    'created_at_utc', 'paid_at_utc', 'handed_over_at_utc', 'account', 'platform', 'environment', 'platform_reference', 'payout_reference', 'staff', 'till', 'order_id', 'time_zone',
  ],
  *rows(db, scope, zone, sums) {
    const statement = db.prepare<[ExportScope], Row>(
      `SELECT o.number, o.reference, o.business_day, o.state, o.amount_minor, o.captured_minor, o.refunded_minor, o.fee_minor, o.currency, o.fee_currency,
              o.method_label, o.description, o.customer, o.created_at, o.paid_at, o.handed_over_at, a.label AS account, a.platform, o.environment, p.platform_reference,
              COALESCE(s.name, o.created_by) AS staff, o.till, o.order_id,
              (SELECT group_concat(DISTINCT l.payout_reference) FROM line_matches m JOIN settlement_lines l ON l.line_id = m.line_id
                WHERE m.kind = 'payment' AND m.subject = p.payment_id) AS payout_reference
         FROM orders o JOIN accounts a ON a.account_id = o.account_id JOIN payments p ON p.payment_id = o.payment_id LEFT JOIN people s ON s.person_id = o.created_by
        WHERE o.business_day BETWEEN @from AND @to AND ${inEnvironment('o.environment')} ORDER BY o.row`,
    )
    for (const row of statement.iterate(scope)) {
      const currency = word(row['currency'])
      const feeCurrency = word(row['fee_currency'])
      const net = feeCurrency === currency && minor(row['fee_minor']) !== null ? minor(row['captured_minor'])! - minor(row['refunded_minor'])! - minor(row['fee_minor'])! : null
      for (const [column, value] of [['amount', row['amount_minor']], ['captured', row['captured_minor']], ['refunded', row['refunded_minor']]] as const) sums.add(column, currency, minor(value))
      sums.add('fee', feeCurrency, minor(row['fee_minor']))
      sums.add('net', currency, net)
      yield [
        String(row['number']).padStart(4, '0'), text(row['reference']), text(row['business_day']), text(row['state']), amountCell(minor(row['amount_minor']), currency),
        amountCell(minor(row['captured_minor']), currency), amountCell(minor(row['refunded_minor']), currency), amountCell(minor(row['fee_minor']), feeCurrency),
        amountCell(net, currency), currency, feeCurrency, text(row['method_label']), text(row['description']), text(row['customer']), instantCell(minor(row['created_at'])),
        instantCell(minor(row['paid_at'])), instantCell(minor(row['handed_over_at'])), text(row['account']), text(row['platform']), text(row['environment']),
        text(row['platform_reference']), text(row['payout_reference']), text(row['staff']), text(row['till']), text(row['order_id']), zone,
      ]
    }
  },
}

const settlements: ExportSubject = {
  columns: [
    'occurred_on', 'occurred_at_utc', 'type', 'platform_type', 'gross', 'fee', 'net', 'currency', 'payout_reference', 'available_on', 'merchant_reference', 'platform_reference',
    'native_id', 'order_number', 'match', 'method', 'description', 'account', 'platform', 'source_file', 'source_line', 'time_zone',
  ],
  *rows(db, scope, zone, sums) {
    const statement = db.prepare<[ExportScope], Row>(
      `SELECT l.occurred_on, l.occurred_at, l.type, l.type_text, l.gross_minor, l.fee_minor, l.net_minor, l.currency, l.payout_reference, l.available_on, l.merchant_reference,
              l.platform_reference, l.native_id, o.number, CASE WHEN m.line_id IS NULL THEN 'open' WHEN m.difference_minor <> 0 THEN 'differs' ELSE 'matched' END AS match,
              l.method, l.text, a.label AS account, a.platform, f.name, l.source_line
         FROM settlement_lines l JOIN source_files f ON f.file_no = l.line_id / ${linesPerFile} JOIN accounts a ON a.account_id = f.account_id
         LEFT JOIN line_matches m ON m.line_id = l.line_id LEFT JOIN payments p ON m.kind = 'payment' AND p.payment_id = m.subject
         LEFT JOIN refunds r ON m.kind = 'refund' AND r.refund_id = m.subject LEFT JOIN orders o ON o.order_id = COALESCE(p.order_id, r.order_id)
        WHERE COALESCE(l.occurred_on, l.available_on) BETWEEN @from AND @to AND ${inEnvironment('a.environment')} AND l.excluded IS NULL ORDER BY l.line_id`,
    )
    for (const row of statement.iterate(scope)) {
      const currency = word(row['currency'])
      for (const column of ['gross', 'fee', 'net']) sums.add(column, currency, minor(row[`${column}_minor`]))
      yield [
        text(row['occurred_on']), instantCell(minor(row['occurred_at'])), text(row['type']), text(row['type_text']), amountCell(minor(row['gross_minor']), currency),
        amountCell(minor(row['fee_minor']), currency), amountCell(minor(row['net_minor']), currency), currency, text(row['payout_reference']), text(row['available_on']),
        text(row['merchant_reference']), text(row['platform_reference']), text(row['native_id']), row['number'] === null ? null : String(row['number']).padStart(4, '0'),
        text(row['match']), text(row['method']), text(row['text']), text(row['account']), text(row['platform']), text(row['name']), countCell(Number(row['source_line'])), zone,
      ]
    }
  },
}

const exceptions: ExportSubject = {
  columns: ['code', 'severity', 'state', 'amount_at_stake', 'currency', 'day', 'subject', 'account', 'owner', 'note', 'opened_at_utc', 'payout_reference', 'facts', 'time_zone'],
  *rows(db, scope, zone, sums) {
    const statement = db.prepare<[ExportScope], Row>(
      `SELECT e.code, e.severity, e.state, e.minor, e.currency, e.day, e.subject, a.label AS account, COALESCE(s.name, e.owner) AS owner, e.note, e.opened_at, e.facts,
              json_extract(e.facts, '$.payout') AS payout_reference
         FROM exceptions e LEFT JOIN accounts a ON a.account_id = e.account_id LEFT JOIN people s ON s.person_id = e.owner
        WHERE (e.day IS NULL OR e.day BETWEEN @from AND @to) AND (a.environment IS NULL OR ${inEnvironment('a.environment')}) ORDER BY e.code, e.subject`,
    )
    for (const row of statement.iterate(scope)) {
      const currency = word(row['currency'])
      sums.add('amount_at_stake', currency, minor(row['minor']))
      yield [
        text(row['code']), text(row['severity']), text(row['state']), amountCell(minor(row['minor']), currency), currency, text(row['day']), text(row['subject']), text(row['account']),
        text(row['owner']), text(row['note']), instantCell(minor(row['opened_at'])), text(row['payout_reference']), text(row['facts']), zone,
      ]
    }
  },
}

const journal: ExportSubject = {
  columns: ['entry_id', 'business_day', 'kind', 'line', 'ledger_account', 'debit', 'credit', 'currency', 'text', 'subject', 'payout_reference', 'counters', 'posted_at_utc', 'time_zone'],
  *rows(db, scope, zone, sums) {
    const statement = db.prepare<[ExportScope], Row>(
      `SELECT j.entry_id, j.business_day, j.kind, p.line, p.ledger_account, p.minor, p.currency, j.text, j.subject, j.counters, j.at,
              CASE WHEN j.kind = 'payout' THEN j.text END AS payout_reference
         FROM journal_entries j JOIN postings p ON p.entry_id = j.entry_id
        WHERE j.business_day BETWEEN @from AND @to ORDER BY j.business_day, j.entry_id, p.line`,
    )
    for (const row of statement.iterate(scope)) {
      const currency = word(row['currency'])
      const amount = minor(row['minor'])!
      sums.add('debit', currency, amount > 0 ? amount : 0)
      sums.add('credit', currency, amount < 0 ? -amount : 0)
      yield [
        text(row['entry_id']), text(row['business_day']), text(row['kind']), countCell(Number(row['line'])), text(row['ledger_account']),
        amountCell(amount > 0 ? amount : null, currency), amountCell(amount < 0 ? -amount : null, currency), currency, text(row['text']), text(row['subject']),
        text(row['payout_reference']), text(row['counters']), instantCell(minor(row['at'])), zone,
      ]
    }
  },
}

export const exportSubjects = { orders, settlements, exceptions, journal } as const
export type ExportSubjectName = keyof typeof exportSubjects
