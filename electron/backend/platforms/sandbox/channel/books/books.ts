import type { RandomSource } from '../randomness.ts'
import type { ChannelDatabase } from '../store/channel-file.ts'
import { createBankEntryRepository, type BankEntryRepository } from './bank-entries.ts'
import { createBankVisitRepository, type BankVisitRepository } from './bank-visits.ts'
import { createDisputeRepository, type DisputeRepository } from './disputes.ts'
import { createMerchantRepository, type MerchantRepository } from './merchants.ts'
import { createMovementRepository, type MovementRepository } from './movements.ts'
import { createPaymentRepository, type PaymentRepository } from './payments.ts'
import { createPayoutRepository, type PayoutRepository } from './payouts.ts'
import { createRefundRepository, type RefundRepository } from './refunds.ts'
import { createTimerRepository, type TimerRepository } from './timers.ts'

/** Everything the channel has written down. */
export interface Books {
  readonly merchants: MerchantRepository
  readonly payments: PaymentRepository
  readonly visits: BankVisitRepository
  readonly refunds: RefundRepository
  readonly disputes: DisputeRepository
  readonly movements: MovementRepository
  readonly payouts: PayoutRepository
  readonly bankEntries: BankEntryRepository
  readonly timers: TimerRepository
}

export function createBooks(db: ChannelDatabase, random: RandomSource): Books {
  const merchants = createMerchantRepository(db)
  return {
    merchants,
    payments: createPaymentRepository(db, merchants),
    visits: createBankVisitRepository(db),
    refunds: createRefundRepository(db),
    disputes: createDisputeRepository(db),
    movements: createMovementRepository(db, random),
    payouts: createPayoutRepository(db, merchants),
    bankEntries: createBankEntryRepository(db),
    timers: createTimerRepository(db),
  }
}
