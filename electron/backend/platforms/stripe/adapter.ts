import type { Capabilities, Outcome, PaymentSnapshot, Platform, PlatformAccount, PlatformHttp } from '../platform.ts'
import { createActs } from './acts.ts'
import { findPayment, openPayment } from './collecting.ts'
import { checkCredentials } from './credentials.ts'
import { readChanges } from './feed.ts'
import { look, type Account } from './looking.ts'
import { readPayoutLines, readPayouts } from './payouts.ts'
import { KEY_LIFETIME_MS, LATE_MONEY_MS } from './terms.ts'
import { createWire } from './wire.ts'

const capabilities: Capabilities = {
  methods: ['card', 'unionpay', 'wallet', 'bank', 'pay_later', 'other'],
  captureModes: ['automatic', 'manual'],
  canVoid: true,
  canCancel: true,
  canRefundInPart: true,
  canCaptureInPart: true,
  wantsHandOver: false,
  // A session ends by itself within a day and not before half an hour, a link never: the deadline is kept by cancelling both.
  expiryMinutes: null,
  lateMoneyMs: LATE_MONEY_MS,
  feed: 'live',
  findBy: 'listing',
  keyLifetimeMs: KEY_LIFETIME_MS,
  clockLimitMs: null,
  payouts: 'itemised',
  currencies: null,
}

/**
 * Where the customer goes after paying when the shop has no page of its own. A hosted session needs one
 * (github.com/stripe/stripe-node/issues/1944); this is the page of the company that the customer has just dealt with.
 */
const PAGE_WITHOUT_SHOP = 'https://stripe.com/'

/** Translates between the program and Stripe's API. */
export function createStripeAdapter(http: PlatformHttp, platformAccount: PlatformAccount): Platform {
  const wire = createWire(http)
  const returnUrl = (platformAccount.settings['returnUrl'] ?? '').trim()
  const account: Account = { isLive: platformAccount.environment === 'live', returnUrl: returnUrl === '' ? PAGE_WITHOUT_SHOP : returnUrl, hasReturnUrl: returnUrl !== '' }
  const acts = createActs(wire, account)
  const notSupported: Outcome<PaymentSnapshot> = { kind: 'refused', refusal: { reason: 'not-supported', code: 'not_sent', words: 'Stripe does not ask for the hand-over.', subject: null } }

  return {
    capabilities,
    checkCredentials: () => checkCredentials(wire, platformAccount),
    create: (wish) => openPayment(wire, account, wish),
    findByReference: (wanted) => findPayment(wire, account, wanted),
    query: (handle) => look(wire, account, handle),
    changesSince: (cursor) => readChanges(wire, account, cursor),
    ...acts,
    handOver: () => Promise.resolve(notSupported),
    payoutsSince: (since) => readPayouts(wire, account.isLive, since),
    payoutLines: (payoutReference, page) => readPayoutLines(wire, payoutReference, page),
  }
}
