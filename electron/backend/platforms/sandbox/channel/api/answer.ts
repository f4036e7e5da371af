import type { ChannelRefusal, RefusalCode } from '../acts/refusal.ts'

/** What the channel answers, before it is signed and written. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** `json` is written as JSON; `text` goes out as it is. */
  readonly body: { readonly json: unknown } | { readonly text: string; readonly type: string }
}

export const answerJson = (status: number, json: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({ status, headers, body: { json } })

export const answerText = (status: number, type: string, text: string, headers: Readonly<Record<string, string>> = {}): Answer => ({ status, headers, body: { text, type } })

export const answerRefusal = ({ kind, words, subject }: ChannelRefusal): Answer => answerJson(statuses[kind], { error: { code: kind, message: words, subject } })

const statuses: Readonly<Record<RefusalCode, number>> = {
  invalid_request: 400, unknown_key: 401, bad_signature: 401, clock_skew: 401, not_found: 404,
  wrong_state: 409, duplicate_reference: 409, key_reused: 409, cursor_unknown: 410,
  currency_not_supported: 422, amount_too_small: 422, amount_too_large: 422, exceeds_authorized: 422, exceeds_refundable: 422,
}
