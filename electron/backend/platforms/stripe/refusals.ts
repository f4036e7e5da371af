import { z } from 'zod'
import type { HttpAnswer, Outcome, Refusal, RefusalReason } from '../platform.ts'
import { Words } from './answer-values.ts'

/** What was being done: the same code means different things to a refund and to a capture. */
export type Doing = 'looking' | 'creating' | 'capturing' | 'refunding' | 'ending'

const ErrorAnswer = z.object({ error: z.object({ type: Words, code: Words, decline_code: Words, message: Words, param: Words }) })
type StripeError = z.infer<typeof ErrorAnswer>['error']

/** Another request is at work on the object or with the key: nothing was carried out, and the same request may be made again. */
const busyCodes: ReadonlySet<string> = new Set(['lock_timeout', 'idempotency_key_in_use', 'rate_limit'])

const reasonsByCode: Readonly<Record<string, RefusalReason>> = {
  amount_too_small: 'amount-too-small', amount_too_large: 'amount-too-large', charge_exceeds_transaction_limit: 'amount-too-large',
  charge_already_refunded: 'exceeds-refundable',
  charge_disputed: 'wrong-state', refund_disputed_payment: 'wrong-state', charge_not_refundable: 'wrong-state', charge_already_captured: 'wrong-state',
  charge_expired_for_capture: 'wrong-state', capture_charge_authorization_expired: 'wrong-state', capture_unauthorized_payment: 'wrong-state',
  payment_intent_unexpected_state: 'wrong-state', intent_invalid_state: 'wrong-state', status_transition_invalid: 'wrong-state', balance_insufficient: 'wrong-state',
  payment_method_currency_mismatch: 'currency-not-supported',
  livemode_mismatch: 'wrong-environment', testmode_charges_only: 'wrong-environment',
  api_key_expired: 'expired-credentials', platform_api_key_expired: 'expired-credentials', secret_key_required: 'bad-credentials',
  resource_missing: 'not-found',
  capability_not_active: 'not-supported', payment_method_unactivated: 'not-supported',
}

const reasonsByStatus: Readonly<Record<number, RefusalReason>> = { 401: 'bad-credentials', 402: 'declined', 403: 'missing-permission', 404: 'not-found' }

/** Cases that Stripe tells apart in words only. The words are years old and quoted in many threads. */
const reasonsByWords: readonly (readonly [RegExp, RefusalReason])[] = [
  [/a similar object exists in (live|test) mode/i, 'wrong-environment'],
  [/greater than (the )?(unrefunded amount|charge amount|amount on charge)|refunds already issued|has already been refunded/i, 'exceeds-refundable'],
  [/capture amount is greater than|greater than the (authorized|capturable) amount/i, 'exceeds-authorized'],
  [/does not have a successful charge to refund|only checkout sessions with a status in|could not be (captured|canceled) because it has a status|has a status of/i, 'wrong-state'],
  [/invalid currency|currency is not supported|does not support the currency|not available in .* currency/i, 'currency-not-supported'],
  [/amount.* must (convert to|be|add up to) at least/i, 'amount-too-small'],
  [/amount.* must be no more than/i, 'amount-too-large'],
]

/** The name that a restricted key's missing permission has at Stripe: "rak_checkout_session_write". */
export const permissionIn = (words: string): string | null => /'(rak_\w+|\w+_(?:read|write))' permission/.exec(words)?.[1] ?? null

/** What an answer of 400 and above means. A no that nobody understands is not a certain no. */
export function refusalOf({ status, headers, body }: HttpAnswer, doing: Doing): Exclude<Outcome<never>, { kind: 'done' }> {
  const parsed = ErrorAnswer.safeParse(body)
  if (!parsed.success) return { kind: 'unknown', why: 'malformed-answer', detail: `HTTP ${status} without a reason` }
  const { error } = parsed.data
  const words = error.message ?? ''
  const isBusy = status === 409 || headers['stripe-should-retry'] === 'true' || busyCodes.has(error.code ?? '')
  if (isBusy) return { kind: 'not-done', why: 'busy', retryAt: null, detail: `HTTP ${status}: ${error.code ?? words}`.slice(0, 300) }
  if (error.type === 'api_error' || error.type === null) return { kind: 'unknown', why: 'server-error', detail: `HTTP ${status}: ${words}`.slice(0, 300) }
  const reason = reasonOf(status, error, doing)
  const subject = reason === 'missing-permission' ? permissionIn(words) : error.param
  return { kind: 'refused', refusal: { reason, code: error.decline_code ?? error.code ?? error.type, words, subject } satisfies Refusal }
}

function reasonOf(status: number, error: StripeError, doing: Doing): RefusalReason {
  if (error.type === 'idempotency_error') return 'key-reused'
  const words = error.message ?? ''
  const byWords = reasonsByWords.find(([pattern]) => pattern.test(words))?.[1]
  if (byWords === 'wrong-environment') return byWords
  const byCode = reasonsByCode[error.code ?? '']
  if (byCode === 'amount-too-large' && doing === 'refunding') return 'exceeds-refundable'
  if (byCode === 'amount-too-large' && doing === 'capturing') return 'exceeds-authorized'
  const isAboutCurrency = error.param !== null && /(^|\[)currency\]?$/.test(error.param)
  return byCode ?? reasonsByStatus[status] ?? byWords ?? (isAboutCurrency ? 'currency-not-supported' : 'invalid-request')
}
