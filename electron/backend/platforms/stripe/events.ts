import { z } from 'zod'
import { Id, IdOf, listOf, Metadata, Words } from './answer-values.ts'
import { referenceIn } from './marks.ts'

/**
 * What the feed asks for; a request may name twenty types at most. Two of the usual list are left out because another
 * event always comes with them (payment_intent.processing with checkout.session.completed, charge.expired with
 * payment_intent.canceled), in favour of what a payout goes through.
 */
export const eventTypes = [
  'checkout.session.completed', 'checkout.session.async_payment_succeeded', 'checkout.session.async_payment_failed', 'checkout.session.expired',
  'payment_intent.succeeded', 'payment_intent.payment_failed', 'payment_intent.canceled', 'payment_intent.amount_capturable_updated',
  'charge.updated', 'charge.refunded', 'refund.created', 'refund.updated', 'refund.failed', 'charge.dispute.created', 'charge.dispute.updated', 'charge.dispute.closed',
  'payout.created', 'payout.paid', 'payout.failed', 'payout.reconciliation_completed',
] as const

/**
 * Only the names in an event are used: the object inside is as it was then, in the version of the interface that the account
 * had then. What it is now is asked for with our own.
 */
const Named = z.object({
  // Not every thing that events are about has one (a balance).
  id: Id.nullish().catch(null).transform((id) => id ?? ''),
  object: Words, metadata: Metadata, payment_intent: IdOf, payment_link: IdOf, client_reference_id: Words,
})

/** `showsMarks`: the object inside tells its metadata, which may be empty. */
export const StripeEvent = z.object({ id: Id, type: z.string().max(200), created: z.int().min(0), data: z.object({ object: z.unknown() }) })
  .transform(({ data, ...event }, context) => {
    const named = Named.safeParse(data.object)
    if (named.success) return { ...event, data: { object: named.data }, showsMarks: ((data.object as { metadata?: unknown }).metadata ?? null) !== null }
    context.addIssue({ code: 'custom', message: 'an event about nothing' })
    return z.NEVER
  })
export type StripeEvent = z.infer<typeof StripeEvent>
export const Events = listOf(StripeEvent)

/** A payment that something happened to, as far as the events of one page name it. */
interface Subject {
  readonly kind: 'session' | 'link' | 'intent'
  readonly id: string
}

export interface Happened {
  readonly subject: Subject
  readonly events: readonly StripeEvent[]
}

/** Each payment once, however many events speak of it: the session knows its intent, and the other events are about the intent. */
export function happenedTo(events: readonly StripeEvent[]): readonly Happened[] {
  const subjects = new Map<string, { subject: Subject; events: StripeEvent[] }>()
  const ownerOf = new Map<string, string>()
  const note = (key: string, subject: Subject, event: StripeEvent): void => {
    const known = subjects.get(key)
    if (known === undefined) subjects.set(key, { subject, events: [event] })
    else known.events.push(event)
  }
  for (const event of events.filter((one) => isAboutSession(one) && one.data.object.id !== '')) {
    const { id, payment_intent: intent, payment_link: link } = event.data.object
    const key = link ?? id
    if (intent !== null) ownerOf.set(intent, key)
    note(key, link === null ? { kind: 'session', id } : { kind: 'link', id: link }, event)
  }
  for (const event of events.filter((one) => !isAboutSession(one))) {
    const intent = intentOf(event)
    if (intent !== null && intent !== '') note(ownerOf.get(intent) ?? intent, { kind: 'intent', id: intent }, event)
  }
  return [...subjects.values()]
}

const isAboutSession = ({ type }: StripeEvent): boolean => type.startsWith('checkout.session.')

export const isAboutPayout = ({ type }: StripeEvent): boolean => type.startsWith('payout.')

/**
 * False where the event proves that another program made the payment. Refunds and disputes prove nothing: a refund made in
 * the Dashboard has no marks.
 */
export function mayBeOurs({ type, showsMarks, data: { object } }: StripeEvent): boolean {
  if (!showsMarks) return true
  if (type.startsWith('checkout.session.')) return referenceIn(object.metadata) !== null || object.client_reference_id !== null
  const carriesMarks = type.startsWith('payment_intent.') || type === 'charge.updated'
  return !carriesMarks || referenceIn(object.metadata) !== null
}

const intentOf = ({ type, data: { object } }: StripeEvent): string | null => (type.startsWith('payment_intent.') ? object.id : object.payment_intent)
