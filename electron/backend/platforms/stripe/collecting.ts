import type { CreatePayment, FindPayment, MethodKind, Outcome, PaymentSnapshot, Refusal } from '../platform.ts'
import { Link, Session, Sketches } from './answers.ts'
import type { Form } from './form.ts'
import { paymentMarks, referenceIn } from './marks.ts'
import { lookAtLink, lookAtSession, type Account } from './looking.ts'
import { wholeLink, wholeSession } from './pictures.ts'
import { CLOCK_ROOM_MS, PAGE_SIZE, SESSION_LEAST_MS, SESSION_MOST_MS } from './terms.ts'
import { toWire, type NotChargeable } from './wire-amounts.ts'
import { done, unbelievable, type Wire } from './wire.ts'

/**
 * Opens a payment: a Checkout Session, or, when the customer may take longer than a session can live, a Payment Link that
 * can be paid once. The same wish always makes the same request, because Stripe compares a repeated key with its body.
 */
export async function openPayment(wire: Wire, account: Account, wish: CreatePayment): Promise<Outcome<PaymentSnapshot>> {
  const units = toWire(wish.amount)
  if (!units.ok) return { kind: 'refused', refusal: notChargeable(wish, units.failure) }
  return wish.expiresAt - wish.createdAt > SESSION_MOST_MS ? openLink(wire, account, wish, units.value) : openSession(wire, account, wish, units.value)
}

async function openSession(wire: Wire, account: Account, wish: CreatePayment, units: string): Promise<Outcome<PaymentSnapshot>> {
  const form: Form = {
    ...payable(wish, units),
    mode: 'payment',
    success_url: account.returnUrl,
    client_reference_id: wish.merchantReference,
    expires_at: seconds(sessionEnd(wish)),
    locale: localeOf(wish.locale),
    ...wholeSession,
  }
  const asked = await wire.post('/v1/checkout/sessions', { ...form, ...ownCurrencyOnly }, wish.idempotencyKey, Session, 'creating')
  // What does not know the wish does not do what it forbids. Another request needs a key of its own.
  const told = isUnknown(asked, ownCurrencyOnly) ? await wire.post('/v1/checkout/sessions', form, `${wish.idempotencyKey}:plain`, Session, 'creating') : asked
  if (told.kind !== 'done') return told
  const expected = { merchantReference: wish.merchantReference, amount: wish.amount }
  // The answer to an earlier request tells how things were then.
  return lookAtSession(wire, account, told.value.answer.id, expected, told.value.isReplay ? null : told.value)
}

/** Otherwise the customer could be asked for another currency, and pay another amount than ours. Newer than some that speak this interface. */
const ownCurrencyOnly: Form = { adaptive_pricing: { enabled: 'false' } }

const isUnknown = (outcome: Outcome<unknown>, wish: Form): boolean =>
  outcome.kind === 'refused' && outcome.refusal.code === 'parameter_unknown' && Object.keys(wish).some((name) => outcome.refusal.subject?.startsWith(name))

async function openLink(wire: Wire, account: Account, wish: CreatePayment, units: string): Promise<Outcome<PaymentSnapshot>> {
  const form: Form = {
    ...payable(wish, units),
    after_completion: account.hasReturnUrl ? { type: 'redirect', redirect: { url: account.returnUrl } } : { type: 'hosted_confirmation' },
    restrictions: { completed_sessions: { limit: '1' } },
    ...wholeLink,
  }
  const told = await wire.post('/v1/payment_links', form, wish.idempotencyKey, Link, 'creating')
  if (told.kind !== 'done') return told
  // Should the lines not come with it, the link is looked at, which asks for them.
  const { answer, at, isReplay } = told.value
  return lookAtLink(wire, account, answer.id, { merchantReference: wish.merchantReference, amount: wish.amount }, isReplay || (answer.line_items ?? null) === null ? null : { link: answer, completed: [], at })
}

/** What a session and a link have in common. Marks stand in both places, because those of a session do not reach its charge. */
function payable(wish: CreatePayment, units: string): Form {
  const { merchantReference, description, captureMode, amount } = wish
  const name = (description.trim() === '' ? merchantReference : description.trim()).slice(0, 250).toWellFormed()
  const marks = paymentMarks(wish)
  return {
    line_items: [{ quantity: '1', price_data: { currency: amount.currency.toLowerCase(), unit_amount: units, product_data: { name } } }],
    metadata: marks,
    payment_intent_data: { metadata: marks, description: name, capture_method: captureMode === 'manual' ? 'manual' : undefined },
    payment_method_types: cardHints.has(wish.methodHint) ? ['card'] : undefined,
  }
}

/** To Stripe, UnionPay is a card like others. Other hints stay hints: the Dashboard decides which methods the shop offers. */
const cardHints: ReadonlySet<MethodKind | null> = new Set(['card', 'unionpay'])

/**
 * Stripe's own end of the session is a net below ours, which is in the marks and kept by cancelling. It lies later, so that
 * the request is good however late it is sent, and within the day that Stripe allows.
 */
const sessionEnd = ({ createdAt, expiresAt }: CreatePayment): number =>
  Math.min(expiresAt + SESSION_LEAST_MS + CLOCK_ROOM_MS, createdAt + SESSION_MOST_MS - CLOCK_ROOM_MS)

const seconds = (at: number): string => String(Math.floor(at / 1_000))
const localeOf = (locale: string): string => (locale.startsWith('zh') ? 'zh' : locale.startsWith('en') ? 'en' : 'auto')

function notChargeable({ amount }: CreatePayment, why: NotChargeable): Refusal {
  const refused = { code: 'not_sent', subject: 'amount' }
  return why.kind === 'amount-too-small'
    ? { ...refused, reason: 'amount-too-small', words: 'The amount is not above zero.' }
    : { ...refused, reason: 'invalid-request', words: `Stripe takes ${amount.currency} in steps of ${why.step}.` }
}

/** Links have no time of their own; ours carry it, and the newest come first. */
const MOST_LINK_PAGES = 10

/** Looks through what was made since the wish. Sessions first: nearly all payments are. */
export async function findPayment(wire: Wire, account: Account, { merchantReference, createdAt }: FindPayment): Promise<Outcome<PaymentSnapshot | null>> {
  const sessions = await wire.all('/v1/checkout/sessions', { created: { gte: seconds(createdAt - CLOCK_ROOM_MS) } }, Sketches)
  if (sessions.kind !== 'done') return sessions
  const own = sessions.value.answer.filter((session) => session.client_reference_id === merchantReference || referenceIn(session.metadata) === merchantReference)
  const found = own.find(({ status }) => status === 'complete') ?? own[0]
  if (found === undefined) return findLink(wire, account, merchantReference)
  return found.payment_link === null
    ? lookAtSession(wire, account, found.id, { merchantReference }, null)
    : lookAtLink(wire, account, found.payment_link, { merchantReference }, null)
}

async function findLink(wire: Wire, account: Account, merchantReference: string): Promise<Outcome<PaymentSnapshot | null>> {
  let after: string | undefined
  for (let page = 0; page < MOST_LINK_PAGES; page += 1) {
    const links = await wire.get('/v1/payment_links', { limit: PAGE_SIZE, starting_after: after }, Sketches)
    if (links.kind !== 'done') return links
    const { data, has_more } = links.value.answer
    const found = data.find(({ metadata }) => referenceIn(metadata) === merchantReference)
    if (found !== undefined) return lookAtLink(wire, account, found.id, { merchantReference }, null)
    after = data.at(-1)?.id
    if (!has_more || after === undefined) return done(null)
  }
  return unbelievable('more payment links than can be looked through')
}

