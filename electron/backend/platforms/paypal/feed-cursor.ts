import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { FoundInvoice } from './invoice-answers.ts'

/** Where the feed stands. Everything in it is PayPal's time, UTC ms; marks are of what was told and may show up again. */
const Cursor = z.object({
  v: z.literal(1),
  /** Invoices have been looked at up to here. */
  at: z.int().min(0),
  /** Marks of invoices, as they were when they were told. */
  told: z.array(z.string().max(20)),
  disputes: z.object({ at: z.int().min(0), told: z.array(z.string().max(20)), notBefore: z.int().min(0) }),
  /** `until`: the reports know everything up to here; null before they have told. */
  reports: z.object({ at: z.int().min(0), told: z.array(z.string().max(20)), notBefore: z.int().min(0), until: z.int().min(0).nullable() }),
})
export type FeedCursor = z.infer<typeof Cursor>

export const cursorText = (cursor: FeedCursor): string => JSON.stringify(cursor)

/** Null for a text that is no cursor of ours. */
export function cursorFrom(text: string): FeedCursor | null {
  try {
    const parsed = Cursor.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Short enough to keep thousands, long enough that two things of one window do not share it: 60 bits. */
const markOf = (...parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 10)

/** An invoice in one state. What a search does not tell leaves no mark, so only what it tells can make news. */
export const invoiceMark = ({ id, status, due_amount: due, payments, refunds }: FoundInvoice): string => markOf(id, status, due, payments, refunds)

export const newsMark = (id: string, ...state: readonly (string | number)[]): string => markOf(id, ...state)
