import type { Day } from '../../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../../shared/currency.ts'
import type { ChannelDatabase } from '../store/channel-file.ts'

/** A payout as it was booked on the merchant's bank account. */
interface BankEntry {
  readonly entryNo: number
  readonly payoutId: string
  readonly bankReference: string
  /** Signed, plus is money in. */
  readonly amountMinor: number
  readonly isReturn: 0 | 1
  readonly bookedOn: Day
}

export interface BankEntryRepository {
  insert(entry: { merchantId: string; payoutId: string; currency: CurrencyCode; amountMinor: number; isReturn: 0 | 1; bookedOn: Day }): void
  /** Up to and including the day, in the order of booking. */
  until(merchantId: string, currency: CurrencyCode, to: Day): readonly BankEntry[]
}

export function createBankEntryRepository(db: ChannelDatabase): BankEntryRepository {
  const insert = db.prepare(`
    INSERT INTO bank_entries (merchant_id, payout_id, currency, amount_minor, is_return, booked_on)
    VALUES (@merchantId, @payoutId, @currency, @amountMinor, @isReturn, @bookedOn)`)
  const until = db.prepare<[string, string, string], BankEntry>(`
    SELECT entry_no AS entryNo, payout_id AS payoutId, bank_reference AS bankReference, bank_entries.amount_minor AS amountMinor, is_return AS isReturn, booked_on AS bookedOn
      FROM bank_entries JOIN payouts USING (payout_id)
     WHERE bank_entries.merchant_id = ? AND bank_entries.currency = ? AND booked_on <= ? ORDER BY booked_on, entry_no`)
  return {
    insert: (entry) => void insert.run(entry),
    until: (merchantId, currency, to) => until.all(merchantId, currency, to),
  }
}
