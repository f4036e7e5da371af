import { z } from 'zod'
import { books, Instant, PageSize } from './values.ts'

export const AuditEntry = z.object({
  seq: z.number().int(),
  at: Instant,
  actor: z.string(),
  actorName: z.string(),
  act: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const audit = {
  list: books
    .input(z.object({ before: z.number().int().nullable(), limit: PageSize }))
    .output(z.object({ entries: z.array(AuditEntry), next: z.number().int().nullable() })),
}
