import type { PaymentSnapshot, PlatformAccount } from '../../../../electron/backend/platforms/platform.ts'
import { squarePlatform } from '../../../../electron/backend/platforms/square/square.ts'
import { money } from '../../../../shared/money.ts'
import type { Rig } from '../../../platforms/rig.ts'
import { isSquareWrite, startSquareSimulator, type SquareSimulator } from '../../../simulators/square/square-simulator.ts'

const DAY = 86_400_000

export const accountOf = ({ baseUrl, locationId, accessToken }: SquareSimulator): PlatformAccount =>
  ({ accountId: 'a1', environment: 'test', baseUrl, settings: { locationId }, secrets: { accessToken } })

/** The simulator as a rig: its controls are the customer, the back office and the moods of the feed. */
export async function startSquareRig(): Promise<Rig> {
  const square = await startSquareSimulator()
  square.moods.listDelayMs = 4_000
  square.moods.fulfillmentType = 'SHIPMENT' // the description does not know the DIGITAL of its own examples
  const paymentOf = ({ platformReference }: PaymentSnapshot) =>
    [...square.books.tables.payments.values()].find(({ order_id, status }) => order_id === platformReference && status === 'COMPLETED')!
  const disputeOf = (payment: PaymentSnapshot) =>
    [...square.books.tables.disputes.values()].find(({ disputed_payment }) => disputed_payment.payment_id === paymentOf(payment).id)!
  return {
    kind: squarePlatform,
    account: accountOf(square),
    wrongSecrets: { accessToken: 'EAAAl-nobody-knows-this-one' },
    amounts: [money(10_000, 'USD')],
    refusedAmounts: [
      { amount: money(0, 'USD'), reason: 'amount-too-small' }, { amount: money(5_000_001, 'USD'), reason: 'amount-too-large' },
      { amount: money(100, 'EUR'), reason: 'currency-not-supported' },
    ],
    now: square.now,
    advance: square.advance,
    customer: {
      pays: ({ platformReference }) => square.payOnPage(platformReference),
      isDeclined: ({ platformReference }) => void square.decline(platformReference),
      paysLate: ({ platformReference }) => void square.pay(platformReference),
    },
    backOffice: {
      openDispute: (payment) => void square.openDispute(paymentOf(payment).id),
      decideDispute: (payment, verdict) => square.decideDispute(disputeOf(payment).id, verdict.toUpperCase()),
      payOut: () => {
        square.advance(1_000)
        square.payOut()
        square.advance(2 * DAY)
      },
    },
    feed: {
      delayMs: square.moods.listDelayMs,
      holdBack: (payment) => {
        for (const id of [payment.platformReference, ...Object.values(payment.platformData)]) square.books.hold(id)
      },
      release: () => square.books.release(),
      reorder: () => void (square.moods.isShuffled = true),
    },
    payable: (merchantReference) => [...square.books.tables.orders.values()].filter(({ reference_id, state }) => reference_id === merchantReference && state !== 'CANCELED').length,
    isWrite: isSquareWrite,
    stop: square.stop,
  }
}
