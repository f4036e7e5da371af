import { payOut as payOutOfStripe } from '../simulators/stripe/payouts.ts'
import { SECRET_KEY, startStripeSimulator } from '../simulators/stripe/simulator.ts'
import { startPayPal } from '../simulators/paypal/paypal-simulator.ts'
import { startSquareSimulator } from '../simulators/square/square-simulator.ts'

const DAY = 86_400_000

/** A platform on this machine with the people on its side of the wire. Its clock follows the real one. */
export interface Counterpart {
  readonly platform: 'stripe' | 'paypal' | 'square'
  readonly baseUrl: string
  readonly secrets: Readonly<Record<string, string>>
  readonly settings: Readonly<Record<string, string>>
  /** The clock is set to the real one, and what falls due happens. */
  catchUp(): void
  pay(platformReference: string): boolean | void
  /** Pays out the balance and lets days pass until the bank has it; the clock is ahead from then on. */
  payOut(): void
  stop(): Promise<void>
}

/** Whole seconds, as platforms tell their time. */
const wholeSecond = (): number => Math.floor(Date.now() / 1_000) * 1_000

export async function startStripe(): Promise<Counterpart> {
  const { baseUrl, books, customer, stop } = await startStripeSimulator({ startAt: wholeSecond() })
  return {
    platform: 'stripe', baseUrl, secrets: { secretKey: SECRET_KEY }, settings: {}, stop,
    catchUp: () => books.advance(Math.max(0, wholeSecond() - books.now())),
    pay: (reference) => customer.pays(reference),
    payOut: () => {
      books.advance(DAY)
      payOutOfStripe(books)
      books.advance(4 * DAY)
    },
  }
}

export async function startPayPalBy(model: 'invoice' | 'checkout'): Promise<Counterpart> {
  const paypal = await startPayPal({ startAt: wholeSecond() })
  return {
    platform: 'paypal', baseUrl: paypal.baseUrl, secrets: { clientId: paypal.app.id, clientSecret: paypal.app.secret }, settings: model === 'invoice' ? {} : { model },
    stop: paypal.stop,
    catchUp: () => paypal.advance(Math.max(0, wholeSecond() - paypal.now())),
    pay: (reference) => (model === 'invoice' ? paypal.customer.payInvoice(reference) : paypal.customer.approve(reference)),
    payOut: () => {
      paypal.advance(1_000)
      paypal.merchant.withdraw('USD')
      paypal.advance(DAY)
    },
  }
}

export async function startSquare(): Promise<Counterpart> {
  const square = await startSquareSimulator({ startAt: wholeSecond() })
  const { baseUrl, accessToken, locationId } = square
  return {
    platform: 'square', baseUrl, secrets: { accessToken }, settings: { locationId }, stop: square.stop,
    catchUp: () => square.advance(Math.max(0, wholeSecond() - square.now())),
    pay: (reference) => square.payOnPage(reference),
    payOut: () => {
      square.advance(DAY)
      square.payOut()
      square.advance(2 * DAY)
    },
  }
}
