import type { PaymentSnapshot } from '../../../../electron/backend/platforms/platform.ts'
import { stripePlatform } from '../../../../electron/backend/platforms/stripe/stripe.ts'
import { money } from '../../../../shared/money.ts'
import type { Rig } from '../../../platforms/rig.ts'
import { moveDispute, openDispute } from '../../../simulators/stripe/giving-back.ts'
import { payOut } from '../../../simulators/stripe/payouts.ts'
import { SECRET_KEY, startStripeSimulator, type StripeSimulator } from '../../../simulators/stripe/simulator.ts'
import type { Intent } from '../../../simulators/stripe/things.ts'

/** A Wednesday noon in Berlin. */
export const START = Date.UTC(2026, 9, 14, 10)
export const DAY = 86_400_000

export const intentOf = ({ books }: StripeSimulator, { platformReference }: PaymentSnapshot): Intent => {
  const session = books.sessions.get(platformReference) ?? [...books.sessions.values()].find(({ payment_link, status }) => payment_link === platformReference && status === 'complete')
  return books.intents.get(session?.payment_intent ?? '')!
}

export interface StripeRig extends Rig {
  readonly simulator: StripeSimulator
}

export async function startStripeRig(): Promise<StripeRig> {
  const simulator = await startStripeSimulator({ startAt: START })
  const { books, customer, moods } = simulator
  return {
    simulator,
    kind: stripePlatform,
    account: { accountId: 'a1', environment: 'test', baseUrl: simulator.baseUrl, settings: { returnUrl: 'https://shop.example/thanks' }, secrets: { secretKey: SECRET_KEY } },
    wrongSecrets: { secretKey: 'sk_test_51AnotherKeyThatNobodyKnows' },
    amounts: [money(10_000, 'EUR'), money(1_999, 'JPY'), money(12_340, 'KWD'), money(1_500, 'ISK'), money(150_000, 'MGA'), money(50_050, 'HUF')],
    refusedAmounts: [
      { amount: money(0, 'EUR'), reason: 'amount-too-small' }, { amount: money(49, 'EUR'), reason: 'amount-too-small' }, { amount: money(100_000_000, 'EUR'), reason: 'amount-too-large' },
      { amount: money(10_000, 'AFN'), reason: 'currency-not-supported' }, { amount: money(12_345, 'KWD'), reason: 'invalid-request' },
    ],
    now: books.now,
    advance: books.advance,
    customer: {
      pays: ({ platformReference }) => customer.pays(platformReference),
      isDeclined: ({ platformReference }) => customer.isDeclined(platformReference),
    },
    backOffice: {
      openDispute: (payment) => void openDispute(books, intentOf(simulator, payment), 'needs_response'),
      decideDispute: (payment, verdict) => {
        for (const dispute of books.disputes.values()) if (dispute.payment_intent === intentOf(simulator, payment).id) moveDispute(books, dispute, verdict)
      },
      payOut: () => {
        books.advance(DAY)
        payOut(books)
        books.advance(4 * DAY)
      },
    },
    feed: {
      delayMs: 0,
      holdBack: ({ platformReference, merchantReference }) => books.hide(platformReference, merchantReference ?? ''),
      release: () => books.showAll(),
      reorder: () => void (moods.isShuffled = true),
    },
    payable: (merchantReference) => {
      const isOurs = ({ metadata }: { metadata: Record<string, string> }): boolean => metadata['order_id'] === merchantReference
      const sessions = [...books.sessions.values()].filter((session) => isOurs(session) && session.payment_link === null && session.status !== 'expired')
      const links = [...books.links.values()].filter((link) => isOurs(link) && (link.active || (link.restrictions?.completed_sessions.count ?? 0) > 0))
      return sessions.length + links.length
    },
    stop: () => simulator.stop(),
  }
}
