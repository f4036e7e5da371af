import type { Outcome } from '../platform.ts'
import { BalanceTransaction, Charge, Disputes, Intent, Link, Refunds, Sessions, Session, type Dispute, type Refund } from './answers.ts'
import type { Form } from './form.ts'
import { done, pathTo, type Told, type Wire } from './wire.ts'

/** A session with everything that belongs to it, all of one moment as far as Stripe gives it in one answer. */
export interface Picture {
  readonly session: Session
  readonly intent: Intent | null
  readonly charge: Charge | null
  readonly balance: BalanceTransaction | null
  readonly refunds: readonly Refund[]
  readonly disputes: readonly Dispute[]
  /** Stripe's clock, UTC ms. */
  readonly at: number
}

/** A link with its completed sessions; more than one only if Stripe breaks its word that a link is paid once. */
export interface LinkPicture {
  readonly link: Link
  readonly completed: readonly Picture[]
  readonly at: number
}

/** Four levels may be expanded, `data` included. */
const wholeIntent = ['payment_intent.latest_charge.balance_transaction', 'payment_intent.latest_charge.refunds']
export const wholeSession: Form = { expand: wholeIntent }
export const wholeSessions: Form = { expand: wholeIntent.map((path) => `data.${path}`) }
export const wholeLink: Form = { expand: ['line_items'] }

/** One request for a payment that was never disputed and seldom refunded. */
export async function readSession(wire: Wire, id: string): Promise<Outcome<Picture>> {
  const told = await wire.get(pathTo('checkout/sessions', id), wholeSession, Session)
  return told.kind === 'done' ? completed(wire, told.value) : told
}

/** The session that owns an intent; null for intents that were made otherwise. */
export async function readSessionOfIntent(wire: Wire, intentId: string): Promise<Outcome<Picture | null>> {
  const told = await wire.get('/v1/checkout/sessions', { payment_intent: intentId, limit: '1', ...wholeSessions }, Sessions)
  if (told.kind !== 'done') return told
  const [session] = told.value.answer.data
  return session === undefined ? done(null) : completed(wire, { ...told.value, answer: session })
}

export async function readLink(wire: Wire, id: string): Promise<Outcome<LinkPicture>> {
  const link = await wire.get(pathTo('payment_links', id), wholeLink, Link)
  if (link.kind !== 'done') return link
  const sessions = await wire.all('/v1/checkout/sessions', { payment_link: id, status: 'complete', ...wholeSessions }, Sessions)
  if (sessions.kind !== 'done') return sessions
  const pictures: Picture[] = []
  for (const session of sessions.value.answer.filter(({ status }) => status === 'complete')) {
    const picture = await completed(wire, { ...sessions.value, answer: session })
    if (picture.kind !== 'done') return picture
    pictures.push(picture.value)
  }
  return done({ link: link.value.answer, completed: pictures, at: link.value.at })
}

/** Fetches what the answer only named: nothing where expansions were obeyed, unless there are disputes or many refunds. */
export async function completed(wire: Wire, { answer: session, at }: Pick<Told<Session>, 'answer' | 'at'>): Promise<Outcome<Picture>> {
  const expandCharge = { expand: ['latest_charge.balance_transaction', 'latest_charge.refunds'] }
  const intent = await whole(session.payment_intent, (id) => wire.get(pathTo('payment_intents', id), expandCharge, Intent))
  if (intent.kind !== 'done') return intent
  const charge = await whole(intent.value?.latest_charge ?? null, (id) => wire.get(pathTo('charges', id), { expand: ['balance_transaction', 'refunds'] }, Charge))
  if (charge.kind !== 'done') return charge
  const balance = await whole(charge.value?.balance_transaction ?? null, (id) => wire.get(pathTo('balance_transactions', id), {}, BalanceTransaction))
  if (balance.kind !== 'done') return balance
  const refunds = await refundsOf(wire, charge.value)
  if (refunds.kind !== 'done') return refunds
  const disputes = charge.value?.disputed === true ? await wire.all('/v1/disputes', { charge: charge.value.id }, Disputes) : null
  if (disputes !== null && disputes.kind !== 'done') return disputes
  return done({ session, intent: intent.value, charge: charge.value, balance: balance.value, refunds: refunds.value, disputes: disputes?.value.answer ?? [], at })
}

async function whole<A>(value: string | A | null, fetch: (id: string) => Promise<Outcome<Told<A>>>): Promise<Outcome<A | null>> {
  if (typeof value !== 'string') return done(value)
  const told = await fetch(value)
  return told.kind === 'done' ? done(told.value.answer) : told
}

/** A charge carries its ten newest refunds, where it carries any. */
async function refundsOf(wire: Wire, charge: Charge | null): Promise<Outcome<readonly Refund[]>> {
  if (charge === null || !charge.captured) return done([])
  if (charge.refunds !== null && charge.refunds !== undefined && !charge.refunds.has_more) return done(charge.refunds.data)
  const told = await wire.all('/v1/refunds', { charge: charge.id }, Refunds)
  return told.kind === 'done' ? done(told.value.answer) : told
}
