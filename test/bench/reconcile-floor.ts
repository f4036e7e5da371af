import { createReadStream } from 'node:fs'
import { performance } from 'node:perf_hooks'
import Database from 'better-sqlite3'
import { parse } from 'csv-parse'
import { peakMemoryMb } from './peak-memory.ts'

/*
 * The least that any program must do with such a file: parse it, insert the same columns into a bare table, and join them
 * with the payments over the index that is there. No proof, no identity, no evidence. Arguments: CSV, new database, the shop's.
 */

const [csv, file, shop] = process.argv.slice(2) as [string, string, string]
const begun = performance.now()
const db = new Database(file)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = NORMAL')
db.exec(`
  CREATE TABLE lines (line_id INTEGER PRIMARY KEY, identity INTEGER, content INTEGER, type TEXT, type_text TEXT, native_id TEXT, payout_reference TEXT, merchant_reference TEXT, platform_reference TEXT,
    parent_reference TEXT, gross_minor INTEGER, fee_minor INTEGER, net_minor INTEGER, currency TEXT, occurred_at INTEGER, occurred_on TEXT, available_on TEXT, method TEXT, text TEXT, original TEXT,
    excluded TEXT, source_line INTEGER, raw TEXT) STRICT`)
db.prepare('ATTACH ? AS shop').run(shop)
const insert = db.prepare(`INSERT INTO lines VALUES (${Array.from({ length: 23 }, () => '?').join(', ')})`)
const minor = (text: string): number => Number(text.replace('.', ''))
let n = 0
db.exec('BEGIN')
for await (const { record, raw } of createReadStream(csv).pipe(parse({ columns: true, raw: true })) as AsyncIterable<{ record: Record<string, string>; raw: string }>) {
  n += 1
  insert.run(
    n, n, n, 'payment', record['reporting_category'], record['balance_transaction_id'], record['automatic_payout_id'], record['payment_metadata[order_id]'], record['charge_id'], null, minor(record['gross']!),
    minor(record['fee']!), minor(record['net']!), 'EUR', Date.parse(`${record['created_utc']}Z`), record['created_utc']!.slice(0, 10), record['available_on_utc'], record['payment_method_type'], record['description'],
    null, null, n + 1, raw,
  )
}
db.exec('COMMIT')
const { joined } = db
  .prepare<[], { joined: number }>('SELECT COUNT(*) AS joined FROM lines l JOIN shop.payments p ON p.account_id = (SELECT account_id FROM shop.accounts) AND p.merchant_reference = l.merchant_reference AND p.captured_minor = l.gross_minor')
  .get()!
db.close()
console.log(JSON.stringify({ lines: n, joined, ms: performance.now() - begun, cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000, peakMb: peakMemoryMb() }))
