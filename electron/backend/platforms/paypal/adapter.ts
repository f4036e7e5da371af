import type { Outcome, PaymentHandle, PaymentSnapshot, Platform, PlatformAccount, PlatformHttp } from '../platform.ts'
import { checkCredentials } from './credential-check.ts'
import { checkoutCapabilities, createCheckout } from './checkout.ts'
import { tellPickup } from './hand-over.ts'
import { captureHold, voidHold } from './holds.ts'
import { createInvoiceFeed } from './invoice-feed.ts'
import { createInvoices, invoiceCapabilities } from './invoices.ts'
import { refused } from './outcomes.ts'
import { createPayouts } from './payouts.ts'

/** Translates between the program and PayPal. Which of PayPal's two ways to collect is used is a setting of the account. */
export function createPayPalAdapter(http: PlatformHttp, account: PlatformAccount): Platform {
  const { model } = account.settings
  if (model === 'checkout') return checkoutPlatform(http, account)
  if (model === 'invoice') return invoicePlatform(http, account)
  return eitherPlatform(invoicePlatform(http, account), checkoutPlatform(http, account))
}

/** By invoice; where PayPal answers that there is no such thing, which it does not offer everywhere, by checkout order. */
function eitherPlatform(invoices: Platform, checkout: Platform): Platform {
  // Only orders keep what was asked for.
  const wayOf = ({ platformData: { asked } }: PaymentHandle): Platform => (asked === undefined ? invoices : checkout)
  return {
    ...invoices,
    create: async (wish) => {
      const made = await invoices.create(wish)
      return made.kind === 'refused' && made.refusal.reason === 'not-found' ? checkout.create(wish) : made
    },
    query: (handle) => wayOf(handle).query(handle),
    refund: (act) => wayOf(act).refund(act),
    cancel: (act) => wayOf(act).cancel(act),
    handOver: (act) => wayOf(act).handOver(act),
  }
}

const notSupported = (what: string): Promise<Outcome<never>> => Promise.resolve(refused('not-supported', 'NOT_SUPPORTED', what))

const wantsHandOver = ({ settings }: PlatformAccount): boolean => settings['handOver'] === 'local-pickup'

type Query = (handle: PaymentHandle) => Promise<Outcome<PaymentSnapshot>>

/** What both ways have in common. */
const shared = (http: PlatformHttp, account: PlatformAccount, query: Query, isInvoicing: boolean) => ({
  ...createPayouts(http),
  checkCredentials: () => checkCredentials(http, account, isInvoicing),
  handOver: ((wish) => (wantsHandOver(account) ? tellPickup(http, wish, query) : notSupported('this account does not tell of hand-overs'))) satisfies Platform['handOver'],
})

function invoicePlatform(http: PlatformHttp, account: PlatformAccount): Platform {
  const invoices = createInvoices(http)
  return {
    ...shared(http, account, invoices.query, true),
    ...invoices,
    ...createInvoiceFeed(http),
    capabilities: { ...invoiceCapabilities, wantsHandOver: wantsHandOver(account) },
    capture: () => notSupported('an invoice takes the money at once'),
    void: () => notSupported('an invoice holds no money'),
  }
}

function checkoutPlatform(http: PlatformHttp, account: PlatformAccount): Platform {
  const checkout = createCheckout(http, account)
  return {
    ...shared(http, account, checkout.query, false),
    ...checkout,
    capabilities: { ...checkoutCapabilities, wantsHandOver: wantsHandOver(account) },
    findByReference: () => notSupported('orders cannot be searched for'),
    changesSince: () => notSupported('nothing tells of orders'),
    capture: (wish) => captureHold(http, wish),
    void: (wish) => voidHold(http, wish),
    cancel: () => notSupported('an order lapses by itself'),
  }
}
