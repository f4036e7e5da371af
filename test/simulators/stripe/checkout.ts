import { chargeable } from './amounts.ts'
import type { Books } from './books.ts'
import { found, Refused } from './refusing.ts'
import type { IntentWish, Link, Metadata, Session } from './things.ts'

/** A form as nested names: text at the leaves. */
export type Fields = Readonly<Record<string, unknown>>

const HALF_AN_HOUR = 1_800
const DAY = 86_400

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const metadataOf = (value: unknown): Metadata => ({ ...(fields(value) as Metadata) })

function needed(form: Fields, name: string): string {
  const value = text(form[name])
  if (value === undefined || value === '') throw new Refused(400, { code: 'parameter_missing', param: name, message: `Missing required param: ${name}.` })
  return value
}

const wishOf = (form: Fields): IntentWish => {
  const data = fields(form['payment_intent_data'])
  return { capture_method: data['capture_method'] === 'manual' ? 'manual' : 'automatic', description: text(data['description']) ?? null, metadata: metadataOf(data['metadata']) }
}

function totalOf(form: Fields): { amount: number; currency: string; name: string } {
  const [line] = Array.isArray(form['line_items']) ? (form['line_items'] as Fields[]) : []
  if (line === undefined) throw new Refused(400, { code: 'parameter_missing', param: 'line_items', message: 'Missing required param: line_items.' })
  const price = fields(line['price_data'])
  const currency = needed(price, 'currency')
  const name = needed(fields(price['product_data']), 'name')
  return { amount: chargeable(needed(price, 'unit_amount'), currency, 'line_items[0][price_data]') * Number(text(line['quantity']) ?? '1'), currency, name }
}

export function createSession(books: Books, form: Fields): Session {
  needed(form, 'mode')
  const success = needed(form, 'success_url')
  if (!success.startsWith('https://')) throw new Refused(400, { code: 'url_invalid', param: 'success_url', message: 'Not a valid URL' })
  const { amount, currency } = totalOf(form)
  const now = books.seconds()
  const expiresAt = form['expires_at'] === undefined ? now + DAY : Number(form['expires_at'])
  if (expiresAt < now + HALF_AN_HOUR) throw new Refused(400, { param: 'expires_at', message: 'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.' })
  if (expiresAt > now + DAY) throw new Refused(400, { param: 'expires_at', message: 'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.' })
  return openSession(books, { amount, currency, expiresAt, metadata: metadataOf(form['metadata']), reference: text(form['client_reference_id']) ?? null, success, link: null }, wishOf(form))
}

interface NewSession {
  readonly amount: number
  readonly currency: string
  readonly expiresAt: number
  readonly metadata: Metadata
  readonly reference: string | null
  readonly success: string | null
  readonly link: string | null
}

function openSession(books: Books, { amount, currency, expiresAt, metadata, reference, success, link }: NewSession, wish: IntentWish): Session {
  const id = books.newId('cs_test')
  const session: Session = Object.assign({
    id, object: 'checkout.session' as const, created: books.seconds(), currency, amount_total: amount, expires_at: expiresAt, payment_link: link, metadata,
    client_reference_id: reference, status: 'open' as const, payment_status: 'unpaid' as const, payment_intent: null, url: `https://checkout.stripe.com/c/pay/${id}`, customer_details: null,
  }, {
    livemode: false, mode: 'payment', automatic_tax: { enabled: false, status: null }, custom_fields: [], custom_text: { shipping_address: null, submit: null }, payment_method_types: ['card'],
    shipping_options: [], success_url: success, cancel_url: null, amount_subtotal: amount, ui_mode: 'hosted_page', locale: null, expires_at: expiresAt,
  })
  books.sessions.set(id, session)
  books.wishes.set(id, wish)
  books.after(expiresAt - books.seconds(), () => {
    if (session.status === 'open') endSession(books, session)
  })
  return session
}

export function expireSession(books: Books, id: string): Session {
  const session = found(books.sessions, 'checkout.session', id, 'session')
  if (session.status !== 'open') {
    throw new Refused(400, { message: `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.` })
  }
  endSession(books, session)
  return session
}

function endSession(books: Books, session: Session): void {
  session.status = 'expired'
  session.url = null
  const intent = session.payment_intent === null ? undefined : books.intents.get(session.payment_intent)
  if (intent !== undefined && intent.status === 'requires_payment_method') {
    Object.assign(intent, { status: 'canceled', cancellation_reason: 'automatic', canceled_at: books.seconds() })
    books.tell('payment_intent.canceled', intent)
  }
  books.tell('checkout.session.expired', session)
}

export function createLink(books: Books, form: Fields): Link {
  const { amount, currency, name } = totalOf(form)
  const id = books.newId('plink')
  const limit = Number(fields(fields(form['restrictions'])['completed_sessions'])['limit'] ?? Number.NaN)
  const line = { id: books.newId('li'), object: 'item', amount_discount: 0, amount_subtotal: amount, amount_tax: 0, amount_total: amount, currency, description: name, quantity: 1 }
  const link: Link = Object.assign({
    id, object: 'payment_link' as const, currency, metadata: metadataOf(form['metadata']), url: `https://buy.stripe.com/${id}`, active: true,
    line_items: { object: 'list', data: [line], has_more: false, url: `/v1/payment_links/${id}/line_items` },
    restrictions: Number.isNaN(limit) ? null : { completed_sessions: { count: 0, limit } },
  }, {
    livemode: false, after_completion: { type: 'hosted_confirmation', hosted_confirmation: { custom_message: null } }, allow_promotion_codes: false, automatic_tax: { enabled: false },
    billing_address_collection: 'auto', custom_fields: [], custom_text: { shipping_address: null, submit: null }, customer_creation: 'if_required', payment_method_collection: 'always',
    phone_number_collection: { enabled: false }, shipping_options: [], submit_type: 'auto', tax_id_collection: { enabled: false }, payment_method_types: null,
  })
  books.links.set(id, link)
  books.wishes.set(id, wishOf(form))
  return link
}

export function updateLink(books: Books, id: string, form: Fields): Link {
  const link = found(books.links, 'payment_link', id, 'payment_link')
  if (form['active'] !== undefined) link.active = form['active'] === 'true'
  return link
}

/** Somebody opens the link: a session of its own. Undefined where the link shows its closed page. */
export function visitLink(books: Books, link: Link): Session | undefined {
  if (!link.active) return undefined
  const [line] = link.line_items.data
  return openSession(books, { amount: line!.amount_total, currency: link.currency, expiresAt: books.seconds() + DAY, metadata: link.metadata, reference: null, success: null, link: link.id }, books.wishes.get(link.id)!)
}
