import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * How requests and answers of the sandbox are proved; channel and adapter share it. HMAC-SHA256 with the merchant's secret
 * over lines joined by a line feed. Times are ISO 8601 in UTC with milliseconds.
 */
export const signatureHeaders = {
  key: 'sandbox-key',
  at: 'sandbox-timestamp',
  signature: 'sandbox-signature',
  answerAt: 'sandbox-answer-timestamp',
  answerSignature: 'sandbox-answer-signature',
} as const

/** `path` with its query, as on the wire; `body` empty for none. */
export const signRequest = (secret: string, request: { method: string; path: string; at: string; body: string }): string =>
  hmac(secret, [request.method, request.path, request.at, sha256(request.body)])

export const signAnswer = (secret: string, answer: { status: number; at: string; body: string }): string =>
  hmac(secret, [String(answer.status), answer.at, sha256(answer.body)])

/** Takes the same time wherever the two differ. */
export function isSameSignature(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

export const instantText = (at: number): string => new Date(at).toISOString()

/** UTC ms of a time written by `instantText`, else null. */
export function instantFrom(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}

const hmac = (secret: string, lines: readonly string[]): string => createHmac('sha256', secret).update(lines.join('\n')).digest('hex')
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
