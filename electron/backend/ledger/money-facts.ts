import { localHourStart } from '../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import type { Clock } from '../host.ts'
import type { MethodKind } from '../platforms/platform.ts'
import type { BusinessDays } from '../shop/business-days.ts'
import type { Database } from '../store/database.ts'
import { ledgerAccount } from './chart.ts'
import type { LedgerService } from './ledger.service.ts'

export type MoneyFactKind =
  | 'payment' | 'refund' | 'refund_returned' | 'fee' | 'fee_refund' | 'chargeback' | 'chargeback_reversal' | 'dispute_fee'

/** Money that moved at a platform, as its API told us. Plus is money to the shop: a fee or a refund is negative. */
export interface MoneyFact {
  readonly kind: MoneyFactKind
  readonly accountId: string
  readonly environment: 'test' | 'live'
  readonly orderId: string
  readonly paymentId: string
  /** The platform's id of what moved: payment, refund or dispute. */
  readonly platformReference: string
  readonly minor: number
  readonly currency: CurrencyCode
  readonly at: number
  readonly methodKind: MethodKind
}

export interface NotedFact extends MoneyFact {
  readonly factId: string
  readonly businessDay: string
  readonly hourAt: number
}

export interface MoneyFactParts {
  readonly db: Database
  readonly clock: Clock
  readonly newId: () => string
  readonly ledger: LedgerService
  readonly days: () => BusinessDays
  /** Keeps the day figures in step; part of the same transaction. */
  readonly count: (fact: NotedFact) => void
}

export interface MoneyFactService {
  /** Writes the fact, its ledger entry and its place in the day's figures. Inside the caller's transaction. */
  note(fact: MoneyFact): void
}

/** Which account stands against the platform's clearing account for each kind of fact. */
const counterAccount: Record<MoneyFactKind, (accountId: string) => string> = {
  payment: ledgerAccount.sales,
  refund: ledgerAccount.refunds,
  refund_returned: ledgerAccount.refunds,
  fee: ledgerAccount.fees,
  fee_refund: ledgerAccount.fees,
  dispute_fee: ledgerAccount.fees,
  chargeback: ledgerAccount.chargebacks,
  chargeback_reversal: ledgerAccount.chargebacks,
}

export function createMoneyFactService({ db, clock, newId, ledger, days, count }: MoneyFactParts): MoneyFactService {
  const insert = db.prepare(
    `INSERT INTO money_facts (fact_id, kind, account_id, environment, order_id, payment_id, platform_reference, minor, currency,
       at, business_day, hour_at, method_kind, noted_at)
     VALUES (@factId, @kind, @accountId, @environment, @orderId, @paymentId, @platformReference, @minor, @currency,
       @at, @businessDay, @hourAt, @methodKind, @notedAt)`,
  )
  return {
    note: (fact) => {
      if (fact.minor === 0) return
      const businessDay = days().dayOf(fact.at)
      const noted = { ...fact, factId: newId(), businessDay, hourAt: localHourStart(fact.at, days().ruleFor(businessDay).zone) }
      insert.run({ ...noted, notedAt: clock.now() })
      ledger.post({
        at: fact.at,
        businessDay,
        kind: fact.kind,
        subject: noted.factId,
        text: fact.platformReference,
        postings: [
          { ledgerAccount: ledgerAccount.clearing(fact.accountId), minor: fact.minor, currency: fact.currency },
          { ledgerAccount: counterAccount[fact.kind](fact.accountId), minor: -fact.minor, currency: fact.currency },
        ],
      })
      count(noted)
    },
  }
}
