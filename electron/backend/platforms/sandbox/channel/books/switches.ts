import { z } from 'zod'

/** What a merchant's sandbox can be told to do differently, for training and tests. They stay until they are set again. */
export const Switches = z.strictObject({
  /** A bank page that was open when the order expired can still approve for a day. */
  latePayment: z.boolean(),
  /** The customer pays this many minor units more or less than asked. */
  payOtherByMinor: z.int().min(-1_000_000_000).max(1_000_000_000),
  /** The fee of a payment is told only this long after it; null: at once. */
  feePendingMs: z.int().min(1).max(86_400_000).nullable(),
  /** A payout below zero is taken from the bank account instead of being carried to the next one. */
  negativePayout: z.boolean(),
  /** Part of each day's payments is held back for some days. */
  reserve: z.strictObject({ rateBps: z.int().min(1).max(10_000), days: z.int().min(1).max(365) }).nullable(),
  /** The next payout does not reach the bank, or is sent back by it, and is paid again later. Goes off by itself. */
  payoutMishap: z.enum(['failed', 'returned']).nullable(),
  /** The bank statement shows entries that have nothing to do with the channel. */
  unrelatedEntries: z.boolean(),
})
export type Switches = z.infer<typeof Switches>

export const usualSwitches: Switches = {
  latePayment: false, payOtherByMinor: 0, feePendingMs: null, negativePayout: false, reserve: null, payoutMishap: null, unrelatedEntries: false,
}
