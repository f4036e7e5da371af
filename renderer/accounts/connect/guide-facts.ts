import type { Account } from '../../../shared/contract/accounts.ts'

type Asked = Exclude<Account['platform'], 'sandbox' | 'files'>

/** Where keys are made: the page, and what people know it by. */
export const keyPages: Readonly<Record<Asked, Readonly<Record<'test' | 'live', { readonly url: string; readonly place: string }>>>> = {
  stripe: {
    live: { url: 'https://dashboard.stripe.com/apikeys', place: 'dashboard.stripe.com' },
    test: { url: 'https://dashboard.stripe.com/test/apikeys', place: 'dashboard.stripe.com' },
  },
  paypal: {
    live: { url: 'https://developer.paypal.com/dashboard/applications/live', place: 'developer.paypal.com' },
    test: { url: 'https://developer.paypal.com/dashboard/applications/sandbox', place: 'developer.paypal.com' },
  },
  square: {
    live: { url: 'https://developer.squareup.com/apps', place: 'developer.squareup.com' },
    test: { url: 'https://developer.squareup.com/apps', place: 'developer.squareup.com' },
  },
}

interface Need {
  /** As the platform's own page names it, in whatever language that page is. */
  readonly name: string
  /** Its words under `permission`. */
  readonly key: string
}

/** A restricted key of Stripe: what is asked for by the check, one by one. Who may write may read. */
export const stripeNeeds: Readonly<Record<'write' | 'read', readonly Need[]>> = {
  write: [
    { name: 'Checkout Sessions', key: 'checkout_session' }, { name: 'Payment Links', key: 'payment_link' }, { name: 'Prices', key: 'price' },
    { name: 'Products', key: 'product' }, { name: 'Charges and Refunds', key: 'refund' }, { name: 'PaymentIntents', key: 'payment_intent' },
  ],
  read: [
    { name: 'Balance', key: 'balance' }, { name: 'Balance transactions', key: 'balance_transaction' }, { name: 'Payouts', key: 'payout' },
    { name: 'Disputes', key: 'dispute' }, { name: 'Events', key: 'event' },
  ],
}

/** Features of a PayPal app. */
export const paypalNeeds: readonly Need[] = [
  { name: 'Invoicing', key: 'Invoicing' }, { name: 'Transaction Search', key: 'Transaction Search' }, { name: 'Disputes', key: 'Disputes' },
]
