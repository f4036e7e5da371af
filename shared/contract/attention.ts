import { z } from 'zod'
import { Charge, counter, Instant, LongText, Money, Name, readers, resultOf, ShortText, Ulid } from './values.ts'

export const NeedKind = z.enum([
  'unknown_outcome', 'late_money', 'underpaid', 'overpaid', 'hold_lapsing', 'dispute_deadline', 'refund_failed', 'promised_payment', 'missing_file', 'account_broken',
])
export type NeedKind = z.infer<typeof NeedKind>

export const WorkItem = z.object({
  itemId: Ulid,
  kind: NeedKind,
  subject: z.string(),
  orderId: Ulid.nullable(),
  orderNumber: z.number().int().nullable(),
  since: Instant,
  dueAt: Instant.nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  owner: z.string().nullable(),
  note: z.string(),
  /** The next act, as a stable word. */
  nextAct: z.enum(['wait', 'decide', 'attach_or_refund', 'accept_or_ask_rest', 'accept_or_refund_excess', 'capture_or_void', 'answer_dispute', 'refund_again', 'settle_promise', 'fetch_file', 'repair_account']),
})
export type WorkItem = z.infer<typeof WorkItem>

export const Promise_ = z.object({
  promiseId: Ulid,
  amount: Money,
  customer: z.string(),
  contact: z.string(),
  description: z.string(),
  accountId: Ulid,
  promisedAt: Instant,
  promisedTo: z.string(),
  state: z.enum(['open', 'settled', 'dropped']),
  orderId: Ulid.nullable(),
})
export type PromisedPayment = z.infer<typeof Promise_>

export const ShiftNote = z.object({
  noteId: Ulid,
  writtenAt: Instant,
  writtenBy: z.string(),
  words: z.string(),
  items: z.array(WorkItem.omit({ nextAct: true, orderNumber: true })),
  acceptedAt: Instant.nullable(),
  acceptedBy: z.string().nullable(),
})
export type ShiftNote = z.infer<typeof ShiftNote>

const ItemNotFound = z.object({ kind: z.literal('item-not-found') })
const PromiseNotFound = z.object({ kind: z.literal('promise-not-found') })

export const attention = {
  list: readers.output(z.array(WorkItem)),
  count: readers.output(z.object({ count: z.number().int() })),
  take: counter.input(z.object({ itemId: Ulid, mine: z.boolean() })).output(resultOf(z.null(), ItemNotFound)),
  annotate: counter.input(z.object({ itemId: Ulid, note: LongText })).output(resultOf(z.null(), ItemNotFound)),

  shiftNotes: readers.output(z.array(ShiftNote)),
  writeShiftNote: counter.input(z.object({ words: LongText })).output(ShiftNote),
  acceptShiftNote: counter
    .input(z.object({ noteId: Ulid }))
    .output(resultOf(ShiftNote, z.discriminatedUnion('kind', [z.object({ kind: z.literal('note-not-found') }), z.object({ kind: z.literal('own-note') })]))),

  /** Payments that customers promised while a channel was down. */
  promises: readers.output(z.array(Promise_)),
  promise: counter
    .input(z.object({ promiseId: Ulid, amount: Charge, customer: Name, contact: ShortText, description: ShortText, accountId: Ulid, till: z.string().trim().min(1).max(40) }))
    .output(Promise_),
  /** Charges it now: the promise ends with the order that it became. */
  settlePromise: counter
    .input(z.object({ promiseId: Ulid, orderId: Ulid, accountId: Ulid }))
    .output(resultOf(z.object({ orderId: Ulid }), z.discriminatedUnion('kind', [PromiseNotFound, z.object({ kind: z.literal('charge-refused'), why: z.string() })]))),
  dropPromise: counter.input(z.object({ promiseId: Ulid, reason: z.string().trim().min(1).max(200) })).output(resultOf(z.null(), PromiseNotFound)),
}
