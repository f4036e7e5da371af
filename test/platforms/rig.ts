import type { PaymentSnapshot, PlatformAccount, PlatformKind, RefusalReason } from '../../electron/backend/platforms/platform.ts'
import type { Money } from '../../shared/money.ts'

type Maybe<T> = T | Promise<T>

/** A platform's simulator for one test, with everything that happens on the other side of the wire. */
export interface Rig {
  readonly kind: PlatformKind
  /** The account to connect; its `baseUrl` is where the simulator listens. */
  readonly account: PlatformAccount
  /** Credentials of the right form that the simulator does not know. */
  readonly wrongSecrets: Readonly<Record<string, string>>
  /** One at least in each number of decimals that the platform takes. The first has two decimals and serves where any amount will do. */
  readonly amounts: readonly [Money, ...Money[]]
  /** How long an order lives; left out: an hour. */
  readonly lifeMs?: number
  /** Amounts that the platform refuses, and why. */
  readonly refusedAmounts: readonly { readonly amount: Money; readonly reason: RefusalReason }[]
  /** The platform's clock, UTC ms, which is the program's too. Stands still unless advanced; then everything due happens. */
  now(): number
  advance(ms: number): void
  readonly customer: Customer
  readonly backOffice: BackOffice
  readonly feed: FeedMoods
  /** How many things the platform holds under our reference that can take or have taken money. */
  payable(merchantReference: string): Maybe<number>
  /** Tells writes from safe requests and token requests; without it everything but GET is a write. */
  isWrite?(method: string, path: string): boolean
  stop(): Promise<void>
}

interface Customer {
  /** Pays what is asked, or allows the hold. False: the platform does not take it (any more). */
  pays(payment: PaymentSnapshot): Maybe<boolean>
  /** Tries and is declined; the page stays open. */
  isDeclined(payment: PaymentSnapshot): Maybe<void>
  /** Pays on a page that was open when the payment ended; left out where the platform knows no such thing. */
  paysLate?(payment: PaymentSnapshot): Maybe<void>
}

/** What the platform does by itself; left out is what it, or its simulator, does not do. */
interface BackOffice {
  openDispute?(payment: PaymentSnapshot): Maybe<void>
  decideDispute?(payment: PaymentSnapshot, verdict: 'won' | 'lost'): Maybe<void>
  /** Pays out everything on the balance, and lets the time pass until the bank has it. */
  payOut?(): Maybe<void>
}

interface FeedMoods {
  /** How long after a change the feed tells it, in ms; 0 where it does so at once. */
  readonly delayMs: number
  /** What happens to this payment from now on is told only after `release`. */
  holdBack(payment: PaymentSnapshot): void
  release(): void
  /** From now on entries are told in the wrong order, as far as the platform may do that. */
  reorder(): void
}
