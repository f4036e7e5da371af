import type { Database } from '../../../electron/backend/store/database.ts'

/** Rows in tables that a version brought, as a shop would have them. What is written is read back column by column. */
const brought: Readonly<Record<number, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> = {
  10: {
    shop: { only: 1, name: '角落书店', currency: 'EUR', reference_prefix: 'AB3CD', opened_at: 1_767_225_600_000 },
    settings: { name: 'guardMinutes', value: '20', changed_at: 1_767_225_600_000 },
    business_day_rules: { valid_from_day: '2026-01-01', zone: 'Europe/Berlin', cutoff_hour: 4 },
    audit: { seq: 1, at: 1_767_225_600_000, actor: 'system', actor_name: 'Ada', act: 'shop.open', subject: 'shop', detail: '{}', previous_hash: '', hash: 'h1' },
  },
  20: {
    accounts: { account_id: 'acc-1', platform: 'stripe', label: 'Card', environment: 'live', settings: '{}', currency: 'EUR', created_at: 1 },
    orders: {
      order_id: 'order-1', number: 1, reference: 'AB3CD0001', account_id: 'acc-1', environment: 'live', amount_minor: 9_007_199_254_740_991, expected_minor: 1_234,
      currency: 'EUR', description: 'Café', customer: '', note: '', capture_mode: 'automatic', state: 'paid', state_at: 2, payment_id: 'payment-1', created_at: 1,
      business_day: '2026-01-01', created_by: 'ada', till: 'till-1', expires_at: 3,
    },
    payments: {
      payment_id: 'payment-1', order_id: 'order-1', attempt: 1, account_id: 'acc-1', merchant_reference: 'AB3CD0001', amount_minor: 1_234, currency: 'EUR',
      capture_mode: 'automatic', state: 'paid', captured_minor: 1_234, created_at: 1, expires_at: 3,
    },
    order_events: { event_id: 'event-1', order_id: 'order-1', at: 2, kind: 'paid', actor: 'platform', facts: '{"minor":1234}' },
  },
  30: {
    money_facts: {
      fact_id: 'fact-1', kind: 'payment', account_id: 'acc-1', environment: 'live', order_id: 'order-1', payment_id: 'payment-1', platform_reference: 'pi_1',
      minor: 1_234, currency: 'EUR', at: 2, business_day: '2026-01-01', hour_at: 0, method_kind: 'card', noted_at: 3,
    },
    journal_entries: { entry_id: 'entry-1', at: 2, business_day: '2026-01-01', kind: 'payment', subject: 'payment-1', text: 'paid' },
    postings: { entry_id: 'entry-1', line: 1, ledger_account: 'clearing:acc-1', minor: 1_234, currency: 'EUR' },
  },
  40: {
    work_items: { item_id: 'item-1', kind: 'late_money', subject: 'payment-1', opened_at: 3, facts: '{}', note: 'call them' },
    shift_notes: { note_id: 'note-1', written_at: 3, written_by: 'ada', words: '夜班', items: '[]' },
  },
  50: {
    source_files: {
      file_no: 1, file_id: 'file-1', sha256: 'aa', name: 'may.csv', source: 'file', side: 'statement', format: 'camt', encoding: 'utf-8', bytes: 3, state: 'accepted',
      report: '{}', answers: '{}', imported_at: 3, imported_by: 'ada',
    },
  },
  60: { recon_runs: { run_no: 1, started_at: 3, started_by: 'ada', state: 'committed', lines_below: 1, report: '{}' } },
  70: { exports: { export_id: 'export-1', made_at: 4, made_by: 'ada', path: '/home/ada/a.csv', manifest: '{}' } },
}

const upTo = (version: number) => Object.entries(brought).filter(([step]) => Number(step) <= version).flatMap(([, tables]) => Object.entries(tables))

/** Fills what the version knows. */
export function writeRowsOf(version: number, db: Database): void {
  for (const [table, row] of upTo(version)) {
    const columns = Object.keys(row)
    db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`).run(row)
  }
}

/** What was written; with a database, what it holds of it now. */
export function rowsOf(version: number, db?: Database): Record<string, unknown> {
  return Object.fromEntries(upTo(version).map(([table, row]) => [table, db === undefined ? [row] : db.prepare(`SELECT ${Object.keys(row).join(', ')} FROM ${table}`).all()]))
}
