import type { Day } from '../../../shared/business-day.ts'
import { instantOf } from '../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { ledgerAccount } from '../ledger/chart.ts'
import type { LedgerService } from '../ledger/ledger.service.ts'
import type { PayoutRecord, PayoutRepository, PayoutStatus } from './payouts.repository.ts'

/** What a platform or a file says of a payout. */
export interface PayoutNews {
  readonly accountId: string
  readonly platformReference: string
  readonly amountMinor: number | null
  readonly currency: CurrencyCode
  readonly status: PayoutStatus
  readonly createdAt: number | null
  readonly arrivesOn: Day | null
  readonly bankReferences: readonly string[]
  readonly isItemised: boolean
  /** When it was so, UTC ms; older news never overrules newer. */
  readonly asOf: number
}

export interface PayoutServiceParts {
  readonly repository: PayoutRepository
  readonly ledger: LedgerService
  readonly newId: () => string
  readonly dayOf: (at: number) => Day
  readonly now: () => number
}

export type PayoutService = ReturnType<typeof createPayoutService>

/** A payout that has left the platform stands in transit until the bank has it; one that came back does not. */
const isSent = (status: PayoutStatus): boolean => status === 'in_transit' || status === 'paid'

export function createPayoutService({ repository, ledger, newId, dayOf, now }: PayoutServiceParts) {
  /** Moves the payout's money between clearing and in-transit as its status and amount say. */
  const post = (payout: PayoutRecord, before: PayoutRecord | null): string | null => {
    const isPosted = before?.entryId !== null && before?.entryId !== undefined
    const shouldBePosted = isSent(payout.status) && payout.amountMinor !== null && payout.amountMinor !== 0
    const isUnchanged = isPosted && shouldBePosted && before.amountMinor === payout.amountMinor
    if (isUnchanged) return before.entryId
    const at = payout.createdAt ?? (payout.arrivesOn === null ? now() : instantOf(payout.arrivesOn, 0, 'UTC'))
    if (isPosted) ledger.counter(before.entryId, now(), dayOf(now()), `payout ${payout.platformReference} as told before`)
    if (!shouldBePosted) return null
    const amount = payout.amountMinor
    return ledger.post({
      at, businessDay: dayOf(at), kind: 'payout', subject: payout.payoutId, text: payout.platformReference,
      postings: [
        { ledgerAccount: ledgerAccount.inTransit(payout.accountId), minor: amount, currency: payout.currency },
        { ledgerAccount: ledgerAccount.clearing(payout.accountId), minor: -amount, currency: payout.currency },
      ],
    })
  }

  return {
    /** Lines were found inside the payout: their sum, payout rows left out. */
    addLines: (payoutId: string, netMinor: number, count: number): void => repository.addLines(payoutId, netMinor, count),
    /** Writes down what is new about a payout. Inside the caller's transaction. Returns its id. */
    note: (news: PayoutNews): string => {
      const before = repository.findByReference(news.accountId, news.platformReference, news.currency)
      if (before !== null && news.asOf < before.asOf) return before.payoutId
      const merged: PayoutRecord = {
        payoutId: before?.payoutId ?? newId(), accountId: news.accountId, platformReference: news.platformReference, currency: news.currency, status: news.status,
        amountMinor: news.amountMinor ?? before?.amountMinor ?? null, createdAt: news.createdAt ?? before?.createdAt ?? null,
        arrivesOn: news.arrivesOn ?? before?.arrivesOn ?? null, isItemised: news.isItemised || before?.isItemised === true, asOf: news.asOf,
        bankReferences: [...new Set([...(before?.bankReferences ?? []), ...news.bankReferences])], entryId: before?.entryId ?? null,
        linesNetMinor: before?.linesNetMinor ?? 0, linesCount: before?.linesCount ?? 0, depositedMinor: before?.depositedMinor ?? 0,
      }
      const entryId = post(merged, before)
      repository.save({ ...merged, entryId })
      return merged.payoutId
    },
  }
}
