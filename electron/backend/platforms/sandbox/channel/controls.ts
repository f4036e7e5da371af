import { isTimeZone, localDayOf, type Day } from '../../../../../shared/business-day.ts'
import { isCurrencyCode, type CurrencyCode } from '../../../../../shared/currency.ts'
import { ok, type Result } from '../../../../../shared/result.ts'
import { bankStatement } from './bank/bank-statement.ts'
import { decideDispute, openDispute } from './acts/giving-back.ts'
import { actAsCustomer, type Decision } from './acts/paying.ts'
import { refuse, type ChannelRefusal } from './acts/refusal.ts'
import type { Dispute } from './books/disputes.ts'
import { usualFees, type Fees } from './books/fees.ts'
import type { Merchant } from './books/merchants.ts'
import { findChoice } from './books/methods.ts'
import type { Payment } from './books/payments.ts'
import type { Payout } from './books/payouts.ts'
import { linePictureOf } from './books/pictures.ts'
import { Switches, usualSwitches } from './books/switches.ts'
import type { Channel } from './channel.ts'
import type { Faults, FaultPlanInput } from './faults.ts'
import { settlementCsv, settlementFileName } from './payouts/settlement-csv.ts'
import { newId } from './randomness.ts'

export interface NewMerchant {
  /** Unique in the channel; also the name on the customer's page. */
  readonly label: string
  readonly currencies: readonly CurrencyCode[]
  /** IANA name. */
  readonly zone: string
  readonly cutoffHour: number
  readonly fees?: Partial<Fees>
}

export interface MerchantCredentials {
  readonly keyId: string
  readonly secret: string
}

interface ActAsCustomer {
  /** The channel's id or the merchant's own reference. */
  readonly payment: string
  /** A code of `methodChoices`: "visa", "boc", "blue_wallet" … */
  readonly choice: string
  readonly decision: Decision
  readonly customer?: string
}

/** What a merchant's balance consists of, minor units of one currency. */
interface BalanceParts {
  /** In no payout yet. */
  readonly unpaidMinor: number
  /** In payouts that have not reached the bank. */
  readonly onTheWayMinor: number
  readonly paidOutMinor: number
}

interface SandboxFile {
  readonly name: string
  readonly text: string
}

/** The channel from inside: for tests, demonstration data and training. Merchants are named by their key id. */
export interface SandboxControls {
  /** Throws on a label that is taken, and on a currency, zone or hour that does not exist. */
  createMerchant(wish: NewMerchant): MerchantCredentials
  findMerchant(label: string): MerchantCredentials | undefined
  /** The channel's time, UTC ms. */
  now(): number
  /** Moves the channel's time forward and lets everything happen that falls due. */
  advanceClock(byMs: number): void
  /** Lets happen what is due. Every act and every request does so by itself. */
  settle(): void
  pay(keyId: string, act: ActAsCustomer): Result<Payment, ChannelRefusal>
  openDispute(keyId: string, wish: { payment: string; amountMinor?: number; reason: string }): Result<Dispute, ChannelRefusal>
  decideDispute(keyId: string, disputeId: string, verdict: 'under_review' | 'won' | 'lost'): Result<Dispute, ChannelRefusal>
  setSwitches(keyId: string, changes: Partial<Switches>): Switches
  setFaults(plan: FaultPlanInput): void
  balance(keyId: string, currency: CurrencyCode): BalanceParts
  /** The merchant's payouts, oldest first. */
  payouts(keyId: string): readonly Payout[]
  /** The settlement file of a payout, as the platform offers it for download; null without such a payout. */
  settlementFile(keyId: string, payoutId: string): SandboxFile | null
  /** The statement of the merchant's bank account, days that are not over left out. */
  bankStatement(keyId: string, span: { readonly from: Day; readonly to: Day; readonly currency: CurrencyCode }): Result<SandboxFile, ChannelRefusal>
  /** Many acts in one transaction: thousands are written in the time of one. All of them or none. */
  together<T>(acts: () => T): T
}

export function createControls(channel: Channel, faults: Faults): SandboxControls {
  const { books, clock, random, perform } = channel
  const parts = { books, random }

  const merchantOf = (keyId: string): Merchant => {
    const merchant = books.merchants.findByKey(keyId)
    if (merchant === undefined) throw new Error('the channel has no merchant with this key')
    return merchant
  }
  const paymentOf = ({ merchantId }: Merchant, text: string): Payment | undefined => books.payments.find(merchantId, text) ?? books.payments.findByReference(merchantId, text)
  const noSuch = (what: string, subject: string) => refuse('not_found', `This merchant has no such ${what}.`, subject)

  return {
    createMerchant: (wish) => perform((at) => {
      if (!wish.currencies.every(isCurrencyCode) || wish.currencies.length === 0 || !isTimeZone(wish.zone)) throw new RangeError(`not a merchant: ${JSON.stringify(wish)}`)
      const credentials = { keyId: newId('sk', random), secret: newId('secret', random) + newId('', random) }
      books.merchants.insert({
        ...credentials, merchantId: newId('mer', random), label: wish.label, currencies: [...new Set(wish.currencies)], rule: { zone: wish.zone, cutoffHour: wish.cutoffHour },
        fees: { ...usualFees, ...wish.fees }, switches: usualSwitches, bankNoise: [], createdAt: at,
      })
      return credentials
    }),
    findMerchant(label) {
      const merchant = books.merchants.findByLabel(label)
      return merchant === undefined ? undefined : { keyId: merchant.keyId, secret: merchant.secret }
    },
    now: () => clock.now(),
    advanceClock(byMs) {
      clock.advance(byMs)
      perform(() => undefined)
    },
    settle: () => perform(() => undefined),
    pay: (keyId, act) => perform((at) => {
      const merchant = merchantOf(keyId)
      const payment = paymentOf(merchant, act.payment)
      const choice = findChoice(act.choice)
      if (payment === undefined) return noSuch('payment', act.payment)
      if (choice === undefined) return refuse('invalid_request', 'There is no such way to pay.', act.choice)
      // As if the bank's page had been open since the order was made.
      return actAsCustomer(parts, merchant, payment, { choice, decision: act.decision, customer: act.customer ?? null, openedAt: payment.createdAt }, at)
    }),
    openDispute: (keyId, wish) => perform((at) => {
      const merchant = merchantOf(keyId)
      const payment = paymentOf(merchant, wish.payment)
      return payment === undefined ? noSuch('payment', wish.payment) : openDispute(parts, merchant, payment, { amountMinor: wish.amountMinor ?? null, reason: wish.reason }, at)
    }),
    decideDispute: (keyId, disputeId, verdict) => perform((at) => {
      const merchant = merchantOf(keyId)
      const dispute = books.disputes.find(disputeId)
      const isTheirs = dispute !== undefined && books.payments.find(merchant.merchantId, dispute.paymentId) !== undefined
      return isTheirs ? decideDispute(parts, merchant, dispute, verdict, at) : noSuch('dispute', disputeId)
    }),
    setSwitches: (keyId, changes) => perform((at) => {
      const merchant = merchantOf(keyId)
      const switches = Switches.parse({ ...merchant.switches, ...changes })
      books.merchants.saveSwitches({ ...merchant, switches, bankNoise: bankNoiseAfter(merchant, switches.unrelatedEntries, at) })
      return switches
    }),
    setFaults: (plan) => faults.set(plan),
    balance: (keyId, currency) => perform(() => {
      const { merchantId } = merchantOf(keyId)
      return {
        unpaidMinor: books.movements.unpaidMinor(merchantId, currency),
        onTheWayMinor: books.payouts.sumMinor(merchantId, currency, false),
        paidOutMinor: books.payouts.sumMinor(merchantId, currency, true),
      }
    }),
    payouts: (keyId) => perform(() => books.payouts.changedSince(merchantOf(keyId).merchantId, 0, null, Number.MAX_SAFE_INTEGER)),
    settlementFile: (keyId, payoutId) => perform(() => {
      const payout = books.payouts.find(merchantOf(keyId).merchantId, payoutId)
      if (payout === undefined) return null
      const lines = books.movements.ofPayout(payoutId, 0, Number.MAX_SAFE_INTEGER).map(linePictureOf)
      return { name: settlementFileName(payout), text: settlementCsv(payout, lines) }
    }),
    bankStatement: (keyId, span) => perform((at) => {
      const statement = bankStatement(channel, merchantOf(keyId), span, at)
      return statement.ok ? ok({ name: `sandbox-bank-${span.currency}-${span.from}-to-${span.to}.xml`, text: statement.value }) : statement
    }),
    together: (acts) => perform(acts),
  }
}

/** Unrelated entries begin on the day of the switch and end before the day on which it goes off; what was on a statement stays there. */
function bankNoiseAfter({ bankNoise, rule }: Merchant, isOn: boolean, at: number): Merchant['bankNoise'] {
  const today = localDayOf(at, rule.zone)
  const isNoisy = bankNoise.at(-1)?.to === null
  if (isOn === isNoisy) return bankNoise
  return isOn ? [...bankNoise, { from: today, to: null }] : bankNoise.map((span) => (span.to === null ? { ...span, to: today } : span))
}
