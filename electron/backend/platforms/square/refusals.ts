import type { RefusalReason } from '../platform.ts'

/** One of the `errors` of an answer. */
export interface SquareError {
  readonly category: string
  readonly code: string
  readonly detail: string
  /** The part of the request that it is about ("order.line_items[0].base_price_money.amount"). */
  readonly field: string | null
}

/** Codes whose meaning does not depend on where they stand (developer.squareup.com/reference/square/enums/ErrorCode). */
const byCode: Readonly<Record<string, RefusalReason>> = {
  UNAUTHORIZED: 'bad-credentials', ACCESS_TOKEN_REVOKED: 'bad-credentials', CLIENT_DISABLED: 'bad-credentials', APPLICATION_DISABLED: 'bad-credentials',
  V1_APPLICATION: 'bad-credentials', V1_ACCESS_TOKEN: 'bad-credentials', ACCESS_TOKEN_EXPIRED: 'expired-credentials',
  INSUFFICIENT_SCOPES: 'missing-permission', FORBIDDEN: 'missing-permission', INSUFFICIENT_PERMISSIONS: 'missing-permission',
  INSUFFICIENT_PERMISSIONS_FOR_REFUND: 'missing-permission', MERCHANT_SUBSCRIPTION_NOT_FOUND: 'missing-permission',
  CARD_PROCESSING_NOT_ENABLED: 'not-supported', SANDBOX_NOT_SUPPORTED: 'not-supported', METHOD_NOT_ALLOWED: 'not-supported',
  API_VERSION_INCOMPATIBLE: 'not-supported', UNSUPPORTED_COUNTRY: 'not-supported',
  UNSUPPORTED_CURRENCY: 'currency-not-supported', CURRENCY_MISMATCH: 'currency-not-supported',
  AMOUNT_TOO_LOW: 'amount-too-small', AMOUNT_TOO_HIGH: 'amount-too-large', PAYMENT_LIMIT_EXCEEDED: 'amount-too-large', TRANSACTION_LIMIT: 'amount-too-large',
  REFUND_AMOUNT_INVALID: 'exceeds-refundable', REFUND_DECLINED: 'declined', RESERVATION_DECLINED: 'declined',
  REFUND_ALREADY_PENDING: 'wrong-state', PAYMENT_NOT_REFUNDABLE: 'wrong-state', PAYMENT_NOT_REFUNDABLE_DUE_TO_DISPUTE: 'wrong-state',
  REFUND_ERROR_PAYMENT_NEEDS_COMPLETION: 'wrong-state', ORDER_UNPAID_NOT_RETURNABLE: 'wrong-state', DELAYED_TRANSACTION_EXPIRED: 'wrong-state',
  DELAYED_TRANSACTION_CANCELED: 'wrong-state', DELAYED_TRANSACTION_CAPTURED: 'wrong-state', DELAYED_TRANSACTION_FAILED: 'wrong-state',
  CHECKOUT_EXPIRED: 'wrong-state', GONE: 'wrong-state', VERSION_MISMATCH: 'wrong-state',
  NOT_FOUND: 'not-found', IDEMPOTENCY_KEY_REUSED: 'key-reused',
}

/** What is certain of any code of the category, known to us or not. The categories that are missing here promise nothing. */
const byCategory: Readonly<Record<string, RefusalReason>> = {
  AUTHENTICATION_ERROR: 'bad-credentials', INVALID_REQUEST_ERROR: 'invalid-request', PAYMENT_METHOD_ERROR: 'declined', REFUND_ERROR: 'wrong-state',
  MERCHANT_SUBSCRIPTION_ERROR: 'missing-permission',
}

/** Codes that leave open whether something happened, or that pass by themselves, whatever category they come with. */
const doubtful = new Set([
  'CONFLICT', 'RATE_LIMITED', 'REQUEST_TIMEOUT', 'GATEWAY_TIMEOUT', 'BAD_GATEWAY', 'SERVICE_UNAVAILABLE', 'TEMPORARY_ERROR', 'INTERNAL_SERVER_ERROR',
])

/** The reason in our words; null when the error is not a certain no. */
export function refusalReasonOf(error: SquareError): RefusalReason | null {
  if (doubtful.has(error.code)) return null
  return byCode[error.code] ?? aboutMoney(error) ?? byCategory[error.category] ?? null
}

const TOO_LOW = /too (?:low|small)|at least|minimum|greater than|less than the/i
const TOO_HIGH = /too (?:high|large)|at most|maximum|exceed|greater than the/i

/** The general codes (VALUE_TOO_LOW, INVALID_VALUE, BAD_REQUEST) are about money when their field or their words say so. */
function aboutMoney({ category, code, detail, field }: SquareError): RefusalReason | null {
  if (category !== 'INVALID_REQUEST_ERROR') return null
  const place = field ?? ''
  if (/currency/i.test(place) || (place === '' && /currency/i.test(detail))) return 'currency-not-supported'
  if (!/amount|money|price|total/i.test(`${place} ${place === '' ? detail : ''}`)) return null
  if (code === 'VALUE_TOO_LOW') return 'amount-too-small'
  if (code === 'VALUE_TOO_HIGH') return 'amount-too-large'
  if (/currency/i.test(detail)) return 'currency-not-supported'
  if (TOO_HIGH.test(detail)) return 'amount-too-large'
  return TOO_LOW.test(detail) ? 'amount-too-small' : null
}

/** The permissions that the words name, else the part of the request. */
export function subjectOf({ code, detail, field }: SquareError): string | null {
  const permissions = detail.match(/\b[A-Z]+(?:_[A-Z]+)*_(?:READ|WRITE)\b/g)
  return code === 'INSUFFICIENT_SCOPES' && permissions !== null ? [...new Set(permissions)].join(' ') : field
}
