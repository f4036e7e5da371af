import { gunzipSync, gzipSync } from 'node:zlib'
import type { ExchangeEvidence } from '../platforms/http-client.ts'
import type { Database } from '../store/database.ts'

export interface EvidenceAbout {
  readonly accountId: string
  readonly orderId: string | null
  readonly callId: string | null
}

export interface KeptExchange {
  readonly exchangeId: string
  readonly accountId: string
  readonly orderId: string | null
  readonly callId: string | null
  readonly at: number
  readonly durationMs: number
  readonly method: string
  readonly path: string
  readonly status: number | null
  readonly outcome: string
}

export interface KeptContent {
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody: string
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly responseText: string
  readonly detail: string | null
}

export interface EvidenceService {
  /** Keeps one exchange, which comes without secrets and card data already. */
  keep(about: EvidenceAbout, evidence: ExchangeEvidence): void
  ofOrder(orderId: string): KeptExchange[]
  content(exchangeId: string): KeptContent | null
  /** Exchanges about no order that are older than the instant go; those of orders stay as long as the orders. */
  prune(before: number): number
}

/** Answers to feed polls and health checks are kept when they went wrong; when all is well they say nothing new. */
const isWorthKeeping = (about: EvidenceAbout, { outcome, status }: ExchangeEvidence): boolean =>
  about.orderId !== null || about.callId !== null || outcome.kind !== 'answered' || (status ?? 0) >= 400

export function createEvidenceService(db: Database, newId: () => string): EvidenceService {
  const insert = db.prepare(
    `INSERT INTO exchanges (exchange_id, account_id, order_id, call_id, at, duration_ms, method, path, status, outcome, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const selectByOrder = db.prepare<[string], KeptExchange>(
    `SELECT exchange_id AS exchangeId, account_id AS accountId, order_id AS orderId, call_id AS callId, at, duration_ms AS durationMs,
            method, path, status, outcome
       FROM exchanges WHERE order_id = ? ORDER BY at, exchange_id`,
  )
  const selectContent = db.prepare<[string], { content: Buffer }>('SELECT content FROM exchanges WHERE exchange_id = ?')
  const deleteOld = db.prepare('DELETE FROM exchanges WHERE order_id IS NULL AND at < ?')
  return {
    keep: (about, evidence) => {
      if (!isWorthKeeping(about, evidence)) return
      const content: KeptContent = {
        requestHeaders: evidence.requestHeaders, requestBody: evidence.requestBody,
        responseHeaders: evidence.responseHeaders, responseText: evidence.responseText, detail: evidence.outcome.detail,
      }
      insert.run(
        newId(), about.accountId, about.orderId, about.callId, evidence.sentAt, evidence.receivedAt - evidence.sentAt, evidence.method,
        evidence.path, evidence.status, evidence.outcome.why ?? evidence.outcome.kind, gzipSync(JSON.stringify(content)),
      )
    },
    ofOrder: (orderId) => selectByOrder.all(orderId),
    content: (exchangeId) => {
      const row = selectContent.get(exchangeId)
      return row === undefined ? null : (JSON.parse(gunzipSync(row.content).toString('utf8')) as KeptContent)
    },
    prune: (before) => deleteOld.run(before).changes,
  }
}
