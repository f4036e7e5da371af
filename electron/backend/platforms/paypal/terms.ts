import type { CurrencyCode } from '../../../../shared/currency.ts'

/** What PayPal promises, by its own documentation. Durations in ms. */

const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * An order that nobody approves is gone after three hours, by default and without a parameter; PayPal's staff can raise it.
 * Source: github.com/paypal/Checkout-PHP-SDK/issues/84.
 */
export const ORDER_LIFE_MS = 3 * HOUR

/** How long a request id is remembered: orders, and captures, refunds and voids. Source: developer.paypal.com/reference/guidelines/idempotency. */
export const ORDER_KEY_MS = 6 * HOUR
export const PAYMENT_KEY_MS = 45 * DAY

/** Disputes can be listed back to here. */
export const DISPUTES_BACK_MS = 179 * DAY

/** Transactions can be searched back to here, in stretches of at most 31 days. */
export const REPORTS_BACK_MS = 3 * 365 * DAY
export const REPORT_STRETCH_MS = 30 * DAY

/** An item of an invoice costs at most this much, in whole units of any currency. */
export const DEAREST_INVOICE = '1000000'

/** Currencies of payments. Source: developer.paypal.com/api/rest/reference/currency-codes. */
export const currencies: readonly CurrencyCode[] = [
  'AUD', 'BRL', 'CAD', 'CHF', 'CNY', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'ILS', 'INR', 'JPY', 'MXN', 'MYR', 'NOK', 'NZD', 'PHP', 'PLN', 'RUB', 'SEK',
  'SGD', 'THB', 'TWD', 'USD',
]

/** Those of them that PayPal takes in whole units only, whatever ISO 4217 says. Same source. */
export const withoutDecimals: ReadonlySet<CurrencyCode> = new Set(['HUF', 'JPY', 'TWD'])

/** Every access token of the sandbox names this app; no live one does. */
export const SANDBOX_APP_ID = 'APP-80W284485P519543T'
