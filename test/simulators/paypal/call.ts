import type { IncomingMessage } from 'node:http'
import { decimalText, parseMoney, type Money } from '../../../shared/money.ts'

/** One request as PayPal sees it. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly text: string
  /** The body as JSON; an empty object when there is none. */
  readonly json: Json
  /** What stood in the place of the route's variable. */
  readonly id: string
  /** Where the simulator listens, for links. */
  readonly origin: string
}

export interface Json { readonly [name: string]: unknown }

export interface Reply {
  readonly status: number
  readonly json?: unknown
  readonly html?: string
}

export const reply = (status: number, json?: unknown): Reply => (json === undefined ? { status } : { status, json })

let debugIds = 0

/** PayPal's envelope for no. Without an issue, the message itself says what is wrong. */
export function problem(status: number, name: string, issue?: string, description?: string, field?: string): Reply {
  debugIds += 1
  const details = issue === undefined ? {} : { details: [{ ...(field === undefined ? {} : { field, location: 'body' }), issue, description: description ?? words[issue] ?? issue }] }
  const message = issue === undefined ? (description ?? '') : (messages[status] ?? '')
  return reply(status, { name, message, debug_id: `f${String(debugIds).padStart(12, '0')}`, ...details })
}

const messages: Readonly<Record<number, string>> = {
  400: 'Request is not well-formed, syntactically incorrect, or violates schema.',
  403: 'Authorization failed due to insufficient permissions.',
  404: 'The specified resource does not exist.',
  422: 'The requested action could not be performed, semantically incorrect, or failed business validation.',
}

export const unprocessable = (issue: string, description?: string): Reply => problem(422, 'UNPROCESSABLE_ENTITY', issue, description)
export const invalid = (issue: string, description?: string, field?: string): Reply => problem(400, 'INVALID_REQUEST', issue, description, field)
export const notFound = (): Reply => problem(404, 'RESOURCE_NOT_FOUND', 'INVALID_RESOURCE_ID')

/** PayPal's own sentences, as the official descriptions have them. */
const words: Readonly<Record<string, string>> = {
  INVALID_RESOURCE_ID: 'Specified resource ID does not exist. Please check the resource ID and try again.',
  PERMISSION_DENIED: 'You do not have permission to access or perform operations on this resource.',
  INVALID_CURRENCY_CODE: 'Currency code is invalid or is not currently supported. Please refer https://developer.paypal.com/api/rest/reference/currency-codes/ for list of supported currency codes.',
  DECIMAL_PRECISION: 'If the currency supports decimals, only two decimal place precision is supported.',
  CANNOT_BE_ZERO_OR_NEGATIVE: 'Must be greater than zero. If the currency supports decimals, only two decimal place precision is supported.',
  INSTRUMENT_DECLINED: "The instrument presented  was either declined by the processor or bank, or it can't be used for this payment.",
  DUPLICATE_INVOICE_ID: 'Duplicate Invoice ID detected. To avoid a potential duplicate transaction your account setting requires that Invoice Id be unique for each transaction.',
  ORDER_NOT_APPROVED: "Payer has not yet approved the Order for payment. Please redirect the payer to the 'rel':'approve' url returned as part of the HATEOAS links within the Create Order call or provide a valid `payment_source` in the request.",
  ORDER_ALREADY_CAPTURED: "Order already captured.If 'intent=CAPTURE' only one capture per order is allowed.",
  ORDER_ALREADY_AUTHORIZED: "Order already authorized.If 'intent=AUTHORIZE' only one authorization per order is allowed.",
  AUTHORIZATION_VOIDED: 'A voided authorization cannot be captured or reauthorized. ',
  AUTHORIZATION_ALREADY_CAPTURED: 'Authorization has previously been captured.',
  AUTHORIZATION_EXPIRED: 'An expired authorization cannot be captured.',
  PREVIOUSLY_VOIDED: 'Authorization has been previously voided and hence cannot be voided again.',
  PREVIOUSLY_CAPTURED: 'Authorization has been previously captured and hence cannot be voided.',
  PENDING_CAPTURE: 'Cannot initiate a refund as the capture is pending. Capture is typically pending when the payer has funded the transaction using e-check/bank funded.',
  CAPTURE_FULLY_REFUNDED: 'The capture has already been fully refunded',
  REFUND_AMOUNT_EXCEEDED: 'The refund amount must be less than or equal to the capture amount that has not yet been refunded.',
  CANNOT_CANCEL_DRAFT_INVOICE: 'Draft invoice cannot be canceled.',
  CANNOT_CANCEL_PAID_INVOICE: 'Cannot cancel a paid or partially paid invoice.',
  CANNOT_CANCEL_REFUNDED_INVOICE: 'Cannot cancel a refunded or partially refunded invoice.',
  CANNOT_CANCEL_SCHEDULED_INVOICE: 'Cannot cancel a scheduled invoice.',
  INVOICE_CANCELED_ALREADY: 'Invoice is already cancelled.',
  DUPLICATE_INVOICE_NUMBER: 'Invoice number already exists.',
}

const withoutDecimals = new Set(['HUF', 'JPY', 'TWD'])
const taken = new Set('AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS INR JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD'.split(' '))

export const amountText = (amount: Money): { currency_code: string; value: string } =>
  ({ currency_code: amount.currency, value: withoutDecimals.has(amount.currency) ? decimalText(amount).split('.')[0]! : decimalText(amount) })

/** An amount of a request, or PayPal's answer to what is none. */
export function readAmount(value: unknown): Money | Reply {
  const { currency_code: currency, value: text } = (value ?? {}) as { currency_code?: string; value?: string }
  if (currency === undefined || text === undefined) return invalid('MISSING_REQUIRED_PARAMETER', 'A required field / parameter is missing.')
  if (!taken.has(currency)) return unprocessable('INVALID_CURRENCY_CODE')
  const [, decimals = ''] = text.split('.')
  if (decimals.length > (withoutDecimals.has(currency) ? 0 : 2)) return unprocessable('DECIMAL_PRECISION')
  const amount = parseMoney(text, currency)
  if (!amount.ok) return invalid('INVALID_PARAMETER_SYNTAX', 'The value of a field does not conform to the expected format.')
  return amount.value.minor <= 0 ? unprocessable('CANNOT_BE_ZERO_OR_NEGATIVE') : amount.value
}

export const isReply = (value: Money | Reply): value is Reply => 'status' in value

export const timeText = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`
export const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10)
/** The reports write the zone without its colon. */
export const reportTime = (at: number): string => timeText(at).replace('Z', '+0000')
