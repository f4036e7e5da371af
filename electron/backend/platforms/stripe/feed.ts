import type { ChangePage, Outcome, PaymentSnapshot } from '../platform.ts'
import { cursorAfter, cursorText, firstCursor, readCursor } from './feed-cursor.ts'
import { Events, eventTypes, happenedTo, isAboutPayout, mayBeOurs, type Happened, type StripeEvent } from './events.ts'
import { referenceIn } from './marks.ts'
import { lookAtLink, lookAtSession, type Account } from './looking.ts'
import { readSessionOfIntent } from './pictures.ts'
import { snapshotOf } from './snapshots.ts'
import { EVENT_OVERLAP_S, EVENTS_KEPT_MS, PAGE_SIZE } from './terms.ts'
import { done, type NotDone, type Wire } from './wire.ts'

/** Payments looked at at the same time. */
const AT_ONCE = 5

/**
 * One page of events, and one look at each payment that they name. Events are told up to two minutes late and not in order, so
 * each look goes back that far behind the last one and leaves out what it has seen. The cursor stays where it was until
 * everything on the page has been looked at.
 */
export async function readChanges(wire: Wire, account: Account, text: string | null): Promise<Outcome<ChangePage>> {
  const cursor = text === null ? null : readCursor(text)
  if (cursor === null) return text === null ? begin(wire) : unknownCursor('Nobody wrote this cursor.')
  const told = await wire.get('/v1/events', {
    types: eventTypes, created: { gte: String(Math.max(0, cursor.mark - EVENT_OVERLAP_S)) }, limit: PAGE_SIZE, starting_after: cursor.page?.after,
  }, Events)
  if (told.kind !== 'done') return told
  const { answer: { data: events, has_more: hasMore }, at } = told.value
  if (cursor.mark * 1_000 < at - EVENTS_KEPT_MS) return unknownCursor('Stripe does not keep events for so long.')

  const seen = new Set(cursor.seen)
  const news = events.filter(({ id }) => !seen.has(id))
  const looked = await lookAtAll(wire, account, happenedTo(news.filter((event) => !isAboutPayout(event) && mayBeOurs(event))))
  if (looked.kind !== 'done') return looked
  const settled = news.filter((event) => !looked.value.doubtful.has(event))
  return done({
    snapshots: looked.value.snapshots,
    cursor: cursorText(cursorAfter(cursor, events, settled, hasMore, at)),
    more: hasMore,
    completeUntil: hasMore ? null : at - EVENT_OVERLAP_S * 1_000,
    payoutsChanged: news.some(isAboutPayout),
  })
}

/** The feed begins with the next event, by Stripe's clock. */
async function begin(wire: Wire): Promise<Outcome<ChangePage>> {
  const told = await wire.get('/v1/events', { types: eventTypes, limit: '1' }, Events)
  if (told.kind !== 'done') return told
  const { at } = told.value
  return done({ snapshots: [], cursor: cursorText(firstCursor(at)), more: false, completeUntil: at - EVENT_OVERLAP_S * 1_000, payoutsChanged: false })
}

const unknownCursor = (words: string): NotDone => ({ kind: 'refused', refusal: { reason: 'not-found', code: 'cursor_unknown', words, subject: null } })

interface Looked {
  readonly snapshots: readonly PaymentSnapshot[]
  /** Events about payments whose picture cannot be true: looked at again as long as the overlap tells them. They must not hold up the others. */
  readonly doubtful: ReadonlySet<StripeEvent>
}

async function lookAtAll(wire: Wire, account: Account, happened: readonly Happened[]): Promise<Outcome<Looked>> {
  const snapshots: PaymentSnapshot[] = []
  const doubtful = new Set<StripeEvent>()
  for (let start = 0; start < happened.length; start += AT_ONCE) {
    const some = happened.slice(start, start + AT_ONCE)
    const outcomes = await Promise.all(some.map(({ subject }) => lookAt(wire, account, subject)))
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.kind === 'done') {
        if (outcome.value !== null) snapshots.push(outcome.value)
      } else if (outcome.kind === 'unknown' && outcome.why === 'implausible-answer') {
        for (const event of some[index]!.events) doubtful.add(event)
      } else if (outcome.kind !== 'refused' || outcome.refusal.reason !== 'not-found') {
        return outcome
      }
    }
  }
  return done({ snapshots: snapshots.toSorted((a, b) => a.asOf - b.asOf), doubtful })
}

/** Null: not a payment of ours. */
async function lookAt(wire: Wire, account: Account, { kind, id }: Happened['subject']): Promise<Outcome<PaymentSnapshot | null>> {
  if (kind === 'link') return lookAtLink(wire, account, id, {}, null)
  if (kind === 'session') return lookAtSession(wire, account, id, {}, null)
  const picture = await readSessionOfIntent(wire, id)
  if (picture.kind !== 'done' || picture.value === null) return picture.kind === 'done' ? done(null) : picture
  const { session } = picture.value
  if (referenceIn(session.metadata) === null && session.client_reference_id === null) return done(null)
  if (session.payment_link !== null) return lookAtLink(wire, account, session.payment_link, {}, null)
  const read = snapshotOf(picture.value, { isLive: account.isLive })
  return read.ok ? done(read.value) : { kind: 'unknown', why: 'implausible-answer', detail: read.failure.detail }
}
