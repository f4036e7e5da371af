import type { Outcome } from '../platform.ts'
import { BalanceTransaction, Charge, Disputes, Intent, Link, LinkLines, Refunds, Sessions, Session, type Dispute, type Refund } from './answers.ts'
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
const wholeSessions: Form = { expand: wholeIntent.map((path) => `data.${path}`) }
export const wholeLink: Form = { expand: ['line_items'] }

/** One request for a payment that was never disputed and seldom refunded. */
export async function readSession(wire: Wire, id: string): Promise<Outcome<Picture>> {
  const told = await wire.get(pathTo('checkout/sessions', id), wholeSession, Session)
  return told.kind === 'done' ? completed(wire, told.value) : told
}

/** The session that owns an intent; null for intents that were made otherwise. */
export async function readSessionOfIntent(wire: Wire, intentId: string): Promise<Outcome<Picture | null>> {
  const told = await wire.get('/v1/checkout/sessions', { payment_intent: intentId, ...wholeSessions }, Sessions)
  if (told.kind !== 'done') return told
  const session = told.value.answer.data.find(({ payment_intent: intent }) => idOf(intent) === intentId)
  return session === undefined ? done(null) : completed(wire, { ...told.value, answer: session })
}

export async function readLink(wire: Wire, id: string): Promise<Outcome<LinkPicture>> {
  const link = await withLines(wire, await wire.get(pathTo('payment_links', id), wholeLink, Link))
  if (link.kind !== 'done') return link
  const sessions = await wire.all('/v1/checkout/sessions', { payment_link: id, status: 'complete', ...wholeSessions }, Sessions)
  if (sessions.kind !== 'done') return sessions
  const pictures: Picture[] = []
  for (const session of sessions.value.answer.filter(({ status, payment_link: link }) => status === 'complete' && link === id)) {
    const picture = await completed(wire, { ...sessions.value, answer: session })
    if (picture.kind !== 'done') return picture
    pictures.push(picture.value)
  }
  return done({ link: link.value.answer, completed: pictures, at: link.value.at })
}

/** A link's lines have an address of their own, for the case that they do not come with it. */
async function withLines(wire: Wire, told: Outcome<Told<Link>>): Promise<Outcome<Told<Link>>> {
  if (told.kind !== 'done' || (told.value.answer.line_items ?? null) !== null) return told
  const lines = await wire.get(pathTo('payment_links', told.value.answer.id, '/line_items'), {}, LinkLines)
  return lines.kind === 'done' ? done({ ...told.value, answer: { ...told.value.answer, line_items: lines.value.answer } }) : lines
}

/**
 * Fetches what the answer only named: nothing where expansions were obeyed, unless there are disputes or many refunds. The intent
 * decides; what stands beside it and is not shown to us does not hold up what is known of the money.
 */
export async function completed(wire: Wire, { answer: session, at }: Pick<Told<Session>, 'answer' | 'at'>): Promise<Outcome<Picture>> {
  const expandCharge = { expand: ['latest_charge.balance_transaction', 'latest_charge.refunds'] }
  const intent = await whole(session.payment_intent, (id) => wire.get(pathTo('payment_intents', id), expandCharge, Intent))
  if (intent.kind !== 'done') return intent
  const charge = shown(await whole(intent.value?.latest_charge ?? null, (id) => wire.get(pathTo('charges', id), { expand: ['balance_transaction', 'refunds'] }, Charge)), null)
  if (charge.kind !== 'done') return charge
  const balance = shown(await whole(charge.value?.balance_transaction ?? null, (id) => wire.get(pathTo('balance_transactions', id), {}, BalanceTransaction)), null)
  if (balance.kind !== 'done') return balance
  const refunds = shown(await refundsOf(wire, intent.value, charge.value), [])
  if (refunds.kind !== 'done') return refunds
  const disputes = shown(await disputesOf(wire, intent.value, charge.value), [])
  if (disputes.kind !== 'done') return disputes
  return done({ session, intent: intent.value, charge: charge.value, balance: balance.value, refunds: refunds.value, disputes: disputes.value, at })
}

/** What Stripe does not show, or not to this key, is as good as not there. */
const shown = <A, N>(outcome: Outcome<A>, nothing: N): Outcome<A | N> =>
  outcome.kind === 'refused' && (outcome.refusal.reason === 'not-found' || outcome.refusal.reason === 'missing-permission') ? done(nothing) : outcome

async function whole<A>(value: string | A | null, fetch: (id: string) => Promise<Outcome<Told<A>>>): Promise<Outcome<A | null>> {
  if (typeof value !== 'string') return done(value)
  const told = await fetch(value)
  return told.kind === 'done' ? done(told.value.answer) : told
}

/** A charge carries its ten newest refunds, where it carries any. */
async function refundsOf(wire: Wire, intent: Intent | null, charge: Charge | null): Promise<Outcome<readonly Refund[]>> {
  if (intent === null || intent.status !== 'succeeded' || charge?.captured === false) return done([])
  if (charge?.refunds !== null && charge?.refunds !== undefined && !charge.refunds.has_more) return done(charge.refunds.data)
  const told = await wire.all('/v1/refunds', { payment_intent: intent.id }, Refunds)
  return told.kind === 'done' ? done(told.value.answer.filter((refund) => isAbout(refund, intent, charge))) : told
}

/** Asked for only where the charge says that there are some, or does not say. */
async function disputesOf(wire: Wire, intent: Intent | null, charge: Charge | null): Promise<Outcome<readonly Dispute[]>> {
  if (intent === null || charge === null || !charge.captured || charge.disputed === false) return done([])
  const told = await wire.all('/v1/disputes', { payment_intent: intent.id }, Disputes)
  return told.kind === 'done' ? done(told.value.answer.filter((dispute) => isAbout(dispute, intent, charge))) : told
}

/** False for what names another payment: a list may hold more than was asked for. */
const isAbout = ({ payment_intent: intentId, charge: chargeId }: Refund | Dispute, intent: Intent, charge: Charge | null): boolean =>
  intentId === null ? chargeId === null || charge === null || chargeId === charge.id : intentId === intent.id

const idOf = (value: string | { readonly id: string } | null): string | null => (typeof value === 'string' ? value : (value?.id ?? null))
