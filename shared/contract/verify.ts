import { z } from 'zod'
import { books, Currency, Minor, resultOf } from './values.ts'
import { JobCancelled } from './jobs.ts'

/** One proof. `problems` names what is wrong in facts; empty when it holds. */
const Proof = z.object({ name: z.string(), holds: z.boolean(), problems: z.array(z.record(z.string(), z.unknown())) })

/** Every minor unit that customers paid, in exactly one place; the places sum to the whole. */
const Conservation = z.object({
  environment: z.string(),
  currency: Currency,
  takenMinor: Minor,
  places: z.object({
    pending: Minor, settled: Minor, inTransit: Minor, banked: Minor, fee: Minor, refund: Minor, held: Minor, lost: Minor, writtenOff: Minor,
    /** Changed into another currency, or (minus) out of one. */
    converted: Minor, unexplained: Minor,
  }),
  isClosed: z.boolean(),
})

export const VerifyReport = z.object({ holds: z.boolean(), proofs: z.array(Proof), conservation: z.array(Conservation) })
export type VerifyReport = z.infer<typeof VerifyReport>

export const verify = {
  run: books.output(resultOf(VerifyReport, JobCancelled)),
}
