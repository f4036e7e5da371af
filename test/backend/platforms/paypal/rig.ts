import type { PaymentSnapshot, PlatformAccount } from '../../../../electron/backend/platforms/platform.ts'
import { paypalPlatform } from '../../../../electron/backend/platforms/paypal/paypal.ts'
import { money } from '../../../../shared/money.ts'
import type { Rig } from '../../../platforms/rig.ts'
import { startPayPal, type PayPalSimulator } from '../../../simulators/paypal/paypal-simulator.ts'

/** A Wednesday noon in Berlin. */
export const START = Date.UTC(2026, 9, 14, 10)
const DAY = 86_400_000

export const accountAt = (paypal: PayPalSimulator, settings: Readonly<Record<string, string>> = {}): PlatformAccount =>
  ({ accountId: 'a1', environment: 'test', baseUrl: paypal.baseUrl, settings, secrets: { clientId: paypal.app.id, clientSecret: paypal.app.secret } })

/** Searching changes nothing, and neither does fetching a token. */
export const isWrite = (method: string, path: string): boolean => method !== 'GET' && !path.startsWith('/v1/oauth2/') && !path.startsWith('/v2/invoicing/search-invoices')

/** What both ways to collect have in common. */
function rigOn(paypal: PayPalSimulator, settings: Readonly<Record<string, string>>, captureOf: (payment: PaymentSnapshot) => string) {
  const disputes = new Map<string, string>()
  return {
    kind: paypalPlatform,
    account: accountAt(paypal, settings),
    wrongSecrets: { clientId: paypal.app.id, clientSecret: 'EL-secret-of-somebody-else-9876543210' },
    amounts: [money(10_000, 'EUR'), money(1_999, 'JPY'), money(150_000, 'HUF')],
    now: () => paypal.now(),
    advance: (ms: number) => paypal.advance(ms),
    isWrite,
    backOffice: {
      openDispute: (payment: PaymentSnapshot) => {
        disputes.set(payment.platformReference, paypal.bank.challenge(captureOf(payment)).id)
      },
      decideDispute: (payment: PaymentSnapshot, verdict: 'won' | 'lost') =>
        paypal.bank.judge(disputes.get(payment.platformReference)!, verdict === 'won' ? 'RESOLVED_SELLER_FAVOUR' : 'RESOLVED_BUYER_FAVOUR'),
      payOut: () => {
        paypal.advance(1_000)
        paypal.merchant.withdraw('EUR')
        paypal.advance(DAY)
      },
    },
    stop: () => paypal.stop(),
  } as const
}

export async function startInvoiceRig(): Promise<Rig> {
  const paypal = await startPayPal({ startAt: START })
  const invoiceOf = ({ platformReference }: PaymentSnapshot) => paypal.books.invoices.get(platformReference)!
  return {
    ...rigOn(paypal, {}, (payment) => invoiceOf(payment).payments[0]!.id),
    refusedAmounts: [
      { amount: money(0, 'EUR'), reason: 'amount-too-small' }, { amount: money(100_000_001, 'EUR'), reason: 'amount-too-large' },
      { amount: money(1_000, 'KWD'), reason: 'currency-not-supported' }, { amount: money(12_345, 'HUF'), reason: 'invalid-request' },
    ],
    // Sending a draft answers with a link alone, in which no amount can be spoiled; its own losses are told in invoices.test.ts.
    isWrite: (method, path) => isWrite(method, path) && !path.endsWith('/send'),
    customer: {
      pays: (payment) => paypal.customer.payInvoice(payment.platformReference),
      // PayPal's page shows the decline to the customer, and nobody else hears of it.
      isDeclined: () => undefined,
    },
    feed: {
      delayMs: 0,
      holdBack: (payment) => paypal.index.holdBack(payment.platformReference),
      release: () => paypal.index.release(),
      reorder: () => paypal.index.reverse(),
    },
    payable: (merchantReference) => [...paypal.books.invoices.values()].filter(({ number, status }) => number === merchantReference && status !== 'DRAFT' && status !== 'CANCELLED').length,
  }
}

export async function startCheckoutRig(): Promise<Rig> {
  const paypal = await startPayPal({ startAt: START })
  const orderOf = ({ platformReference }: PaymentSnapshot) => paypal.books.orders.get(platformReference)!
  return {
    ...rigOn(paypal, { model: 'checkout', handOver: 'local-pickup' }, (payment) => orderOf(payment).captureIds[0]!),
    refusedAmounts: [
      { amount: money(0, 'EUR'), reason: 'amount-too-small' }, { amount: money(1_000, 'KWD'), reason: 'currency-not-supported' },
      { amount: money(12_345, 'HUF'), reason: 'invalid-request' },
    ],
    customer: {
      pays: (payment) => paypal.customer.approve(payment.platformReference),
      isDeclined: (payment) => void paypal.customer.approve(payment.platformReference, 1),
    },
    feed: { delayMs: 0, holdBack: () => undefined, release: () => undefined, reorder: () => undefined },
    payable: (merchantReference) => [...paypal.books.orders.values()].filter(({ customId }) => customId === merchantReference).length,
  }
}
