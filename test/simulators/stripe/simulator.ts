import type { AddressInfo } from 'node:net'
import { createBooks, type Books } from './books.ts'
import { visitLink } from './checkout.ts'
import { confirm, decline, visa } from './paying.ts'
import type { Moods } from './routes.ts'
import { createStripeServer, type Keys } from './server.ts'
import type { Session } from './things.ts'

export type StripeSimulator = Awaited<ReturnType<typeof startStripeSimulator>>

export const SECRET_KEY = 'sk_test_51SimulatedKeyOfTheCornerCafe'

/**
 * A Stripe account on 127.0.0.1, written from the documentation and not from the adapter: Checkout, links, intents, refunds,
 * disputes, balance, payouts, events that lag and come in disorder, idempotency, restricted keys.
 */
export async function startStripeSimulator({ startAt }: { startAt: number }) {
  const books = createBooks(startAt)
  const moods: Moods = { feeDelay: 2, refundStatus: 'succeeded', isShuffled: false }
  const keys: Keys = { secret: SECRET_KEY, restricted: new Map(), expired: new Set() }
  const server = createStripeServer(books, moods, keys)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    books, moods, keys,
    customer: createCustomer(books, moods),
    stop: () => new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

/** The person with the page in front of them; `id` is of a session or a link. */
function createCustomer(books: Books, moods: Moods) {
  /** The page that is open, or that a link opens now. */
  const pageOf = (id: string): Session | undefined => {
    const link = books.links.get(id)
    if (link === undefined) return books.sessions.get(id)
    return [...books.sessions.values()].find(({ payment_link, status }) => payment_link === id && status === 'open') ?? visitLink(books, link)
  }
  return {
    pageOf,
    pays: (id: string, method: { readonly type: string } & Record<string, unknown> = visa): boolean => {
      const page = pageOf(id)
      return page !== undefined && confirm(books, moods, page, method)
    },
    isDeclined: (id: string): void => {
      const page = pageOf(id)
      if (page !== undefined) decline(books, page)
    },
  }
}
