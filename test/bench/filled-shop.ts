import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { createBackend } from '../../electron/backend/backend.ts'
import { createNodeHost } from '../../electron/node-host/node-host.ts'

/*
 * A shop with very many orders, for measuring only. The shop, its owner and its account are made through the program; the
 * orders, payments and money facts are then written by SQL, because a million real sales would take hours.
 */

export interface FilledShop {
  readonly folder: string
  readonly accountId: string
  readonly orders: number
}

const methods = ['card', 'card', 'card', 'unionpay', 'wallet'] as const
const dayMs = 86_400_000
/** Orders of one shop in two years. */
const spanDays = 730
const lastDay = Date.UTC(2026, 5, 30, 20)

const hostOf = (folder: string) =>
  createNodeHost({ kind: 'cli', dataFolder: folder, version: 'bench', jobWorker: new URL('../../dist/electron/job-worker.js', import.meta.url) })

export async function openBackend(folder: string) {
  const begun = await createBackend({ ...hostOf(folder), log: { info: () => undefined, warn: () => undefined, error: (event, facts) => console.error(event, facts) } })
  if (!begun.ok) throw new Error(begun.failure.kind)
  return { backend: begun.value, ...begun.value.carriers.connectInProcess(begun.value.operatorSession('bench')) }
}

/** When order `n` of `count` was paid: evenly spread over the span, at the hours of a shop. */
export const paidAtOf = (n: number, count: number): number => {
  const perDay = Math.max(1, Math.ceil(count / spanDays))
  const day = Math.floor(n / perDay)
  const days = Math.ceil(count / perDay)
  return lastDay - (days - 1 - day) * dayMs - 12 * 3_600_000 + Math.floor(((n % perDay) / perDay) * 11 * 3_600_000)
}
export const amountOf = (n: number): number => 150 + ((n * 7919) % 19_850)
export const feeOf = (n: number): number => Math.round(amountOf(n) * 0.014) + 25
export const referenceOf = (n: number): string => `BENCH${String(n + 1).padStart(7, '0')}`
export const chargeOf = (n: number): string => `ch_${String(n + 1).padStart(24, '0')}`

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const idOf = (kind: string, n: number): string => {
  let [digits, rest] = ['', n]
  while (rest > 0) [digits, rest] = [crockford[rest % 32]! + digits, Math.floor(rest / 32)]
  return `01${kind}${digits.padStart(24 - kind.length, '0')}`
}

/** `withFacts`: also words to search, money facts and day figures, as the statistics want them. */
export async function fillShop(count: number, { withFacts }: { withFacts: boolean }): Promise<FilledShop> {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-bench-'))
  const { backend, client, close } = await openBackend(folder)
  await client.session.firstRun({ shopName: 'Bench', currency: 'EUR', zone: 'Europe/Berlin', cutoffHour: 4, ownerName: 'Owner', ownerPin: '1234' })
  const added = await client.accounts.add({ platform: 'files', label: 'Platform', environment: 'live', baseUrl: null, settings: {}, secrets: {} })
  if (!added.ok) throw new Error(added.failure.kind)
  const { accountId } = added.value
  close()
  await backend.close()
  writeRows(path.join(folder, 'counterfoil.db'), accountId, count, withFacts)
  return { folder, accountId, orders: count }
}

function writeRows(file: string, accountId: string, count: number, withFacts: boolean): void {
  const db = new Database(file)
  db.pragma('foreign_keys = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -400000')
  const order = db.prepare(
    `INSERT INTO orders (row, order_id, number, reference, account_id, environment, amount_minor, expected_minor, currency, description, customer, note, capture_mode, state, state_at,
       captured_minor, refunded_minor, fee_minor, fee_currency, method_kind, method_label, payment_id, created_at, business_day, created_by, till, expires_at, paid_at, paid_day)
     VALUES (@row, @orderId, @row, @reference, @accountId, 'live', @minor, @minor, 'EUR', @description, @customer, '', 'automatic', @state, @paidAt, @captured, @refunded, @fee, 'EUR', @method, @method,
       @paymentId, @createdAt, @day, 'owner', 'till-1', @paidAt, @paidAt, @day)`,
  )
  const payment = db.prepare(
    `INSERT INTO payments (payment_id, order_id, attempt, account_id, merchant_reference, platform_reference, amount_minor, currency, capture_mode, state, as_of, captured_minor, fee_minor, fee_currency,
       method_kind, created_at, expires_at, paid_at)
     VALUES (@paymentId, @orderId, 1, @accountId, @reference, @charge, @minor, 'EUR', 'automatic', 'paid', @paidAt, @captured, @fee, 'EUR', @method, @createdAt, @paidAt, @paidAt)`,
  )
  const open = db.prepare(
    `INSERT INTO open_payments (account_id, merchant_reference, payment_id, order_id, captured_minor, fee_minor, fee_currency, currency, paid_at, paid_day, method_kind)
     VALUES (@accountId, @reference, @paymentId, @orderId, @minor, @fee, 'EUR', 'EUR', @paidAt, @day, @method)`,
  )
  const reference = db.prepare('INSERT INTO payment_references (account_id, reference, payment_id) VALUES (@accountId, @charge, @paymentId)')
  const words = db.prepare('INSERT INTO order_words (rowid, words) VALUES (?, ?)')
  const fact = db.prepare(
    `INSERT INTO money_facts (fact_id, kind, account_id, environment, order_id, payment_id, platform_reference, minor, currency, at, business_day, hour_at, method_kind, noted_at)
     VALUES (@factId, @kind, @accountId, 'live', @orderId, @paymentId, @charge, @amount, 'EUR', @at, @day, @hourAt, @method, @at)`,
  )
  const step = 50_000
  for (let start = 0; start < count; start += step) {
    db.transaction(() => {
      for (let n = start; n < Math.min(start + step, count); n += 1) {
        const paidAt = paidAtOf(n, count)
        const isRefunded = n % 37 === 0
        const minor = amountOf(n)
        const row = {
          row: n + 1, orderId: idOf('D', n), paymentId: idOf('P', n), reference: referenceOf(n), charge: chargeOf(n), accountId, minor, captured: minor, refunded: isRefunded ? minor : 0, fee: feeOf(n),
          state: isRefunded ? 'refunded' : 'paid', method: methods[n % methods.length]!, paidAt, createdAt: paidAt - 40_000, day: new Date(paidAt).toISOString().slice(0, 10),
          description: `Basket ${n % 977}`, customer: n % 3 === 0 ? `Customer ${n % 50_021}` : '',
        }
        order.run(row)
        payment.run(row)
        reference.run(row)
        if (!withFacts) open.run(row)
        if (withFacts) {
          words.run(row.row, `${row.row} ${row.reference} ${row.description} ${row.customer}`)
          const at = { ...row, at: paidAt, hourAt: paidAt - (paidAt % 3_600_000) }
          fact.run({ ...at, factId: idOf('F', n * 2), kind: 'payment', amount: minor })
          fact.run({ ...at, factId: idOf('F', n * 2 + 1), kind: 'fee', amount: -row.fee })
          if (isRefunded) fact.run({ ...at, factId: idOf('G', n), kind: 'refund', amount: -minor })
        }
      }
    })()
  }
  if (withFacts) {
    db.exec(`
      INSERT INTO day_figures (environment, currency, business_day, hour_at, account_id, method_kind, payments, gross_minor, refunds, refunds_minor, fees_minor)
      SELECT environment, currency, business_day, hour_at, account_id, method_kind, SUM(kind = 'payment'), SUM(CASE kind WHEN 'payment' THEN minor ELSE 0 END), SUM(kind = 'refund'),
             -SUM(CASE kind WHEN 'refund' THEN minor ELSE 0 END), -SUM(CASE kind WHEN 'fee' THEN minor ELSE 0 END)
        FROM money_facts GROUP BY 1, 2, 3, 4, 5, 6;
      INSERT INTO day_orders (environment, currency, business_day, account_id, created, paid, unpaid) SELECT environment, currency, business_day, account_id, COUNT(*), COUNT(*), 0 FROM orders GROUP BY 1, 2, 3, 4`)
  }
  db.exec('PRAGMA optimize; ANALYZE')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}
