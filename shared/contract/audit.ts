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

/** Null: whoever, whatever. All that are given must hold. */
export const AuditFilter = z.object({ actor: z.string().max(200).nullable(), act: z.string().max(100).nullable(), subject: z.string().max(200).nullable() })
export type AuditFilter = z.infer<typeof AuditFilter>

export const audit = {
  list: books
    .input(z.object({ filter: AuditFilter.default({ actor: null, act: null, subject: null }), before: z.number().int().nullable(), limit: PageSize }))
    .output(z.object({ entries: z.array(AuditEntry), next: z.number().int().nullable() })),
  /** Who and what there is to filter by. A name is the latest that the actor acted under. */
  choices: books.output(z.object({ actors: z.array(z.object({ actor: z.string(), name: z.string() })), acts: z.array(z.string()) })),
}
