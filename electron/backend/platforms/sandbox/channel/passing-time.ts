import { assertNever } from '../../../../../shared/result.ts'
import { lapseHold } from './acts/capturing.ts'
import { expirePayment } from './acts/collecting.ts'
import { endDisputeAtDeadline } from './acts/giving-back.ts'
import { tellFee } from './acts/paying.ts'
import type { Books } from './books/books.ts'
import type { Timer } from './books/timers.ts'
import { cutPayouts, releaseReserve } from './payouts/payout-cut.ts'
import { bookPayout, returnPayout, sendPayout } from './payouts/payout-journey.ts'
import type { RandomSource } from './randomness.ts'

/**
 * Makes everything happen that is due at `now`, in the order of time and each as of its own moment. So it makes no
 * difference who looks when: expiry, lapse and payouts come out the same.
 */
export function letTimePass(parts: { books: Books; random: RandomSource }, now: number): void {
  for (let timer = parts.books.timers.takeDue(now); timer !== undefined; timer = parts.books.timers.takeDue(now)) ring(parts, timer)
}

function ring(parts: { books: Books; random: RandomSource }, { kind, subject, at }: Timer): void {
  switch (kind) {
    case 'expire': return expirePayment(parts, subject, at)
    case 'hold-lapse': return lapseHold(parts, subject, at)
    case 'fee-known': return tellFee(parts, subject, at)
    case 'dispute-deadline': return endDisputeAtDeadline(parts, subject, at)
    case 'payout-sent': return sendPayout(parts, subject, at)
    case 'payout-arrives': return bookPayout(parts, subject, at)
    case 'payout-returned': return returnPayout(parts, subject, at)
    case 'reserve-release': return releaseReserve(parts, subject, at)
    case 'payout-cut': {
      const [merchantId, day] = subject.split(' ') as [string, string]
      return cutPayouts(parts, parts.books.merchants.get(merchantId), day, at)
    }
    default: return assertNever(kind)
  }
}
