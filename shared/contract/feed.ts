import { z } from 'zod'
import { anyone, eventIterator } from './values.ts'

export const Change = z.object({
  topic: z.enum(['session', 'shop', 'people', 'accounts', 'orders', 'figures', 'attention', 'jobs', 'settlements', 'reconciliation', 'exports']),
  id: z.string().nullable(),
})
export type Change = z.infer<typeof Change>

/** Says what changed, never the data: the page asks again for what it shows. */
export const feed = {
  changes: anyone.output(eventIterator(Change)),
}
