import { z } from 'zod'
import { owner } from './values.ts'

const RoundReport = z.object({
  accounts: z.number().int(),
  requests: z.number().int(),
  changed: z.number().int(),
  calls: z.number().int(),
  failures: z.array(z.object({ accountId: z.string(), reason: z.string() })),
})

export const polling = {
  /** One full look at everything, at once: for the command line. A running console does this by itself. */
  once: owner.output(RoundReport),
}
