import { z } from 'zod'
import { isMore, parseMoney } from '../../../../shared/money.ts'
import { withOwnRefund } from '../own-refund.ts'
import type { Capabilities, CreatePayment, FindPayment, Outcome, PaymentAct, PaymentHandle, PaymentSnapshot, PlatformHttp, RefundAct } from '../platform.ts'
import { NewInvoice, SentInvoice, type Invoice } from './invoice-answers.ts'
import { invoicePath, pictureOf, readInvoice, readPayment } from './invoice-reading.ts'
import { findInvoice } from './invoice-search.ts'
import { deadlineMemo } from './invoice-deadline.ts'
import { invoiceSnapshot, type ExpectedInvoice } from './invoice-snapshot.ts'
import { act, ask, done, implausible, refused, type Heard } from './outcomes.ts'
import { giveBack, refundSnapshot } from './refunds.ts'
import { currencies, DEAREST_INVOICE, PAYMENT_KEY_MS } from './terms.ts'
import { noDecimals, wireAmount } from './wire.ts'

/** An invoice is paid without us, can be searched for and cancelled; PayPal never ends it by itself. */
export const invoiceCapabilities: Capabilities = {
  methods: ['wallet', 'card'],
  captureModes: ['automatic'],
  canVoid: false,
  canCancel: true,
  canRefundInPart: true,
  canCaptureInPart: false,
  wantsHandOver: false,
  expiryMinutes: null,
  // A cancelled invoice takes no money; the day is for a payment that was under way when it was cancelled.
  lateMoneyMs: 86_400_000,
  feed: 'live',
  findBy: 'reference',
  keyLifetimeMs: PAYMENT_KEY_MS,
  clockLimitMs: null,
  payouts: 'itemised',
  currencies,
}

/**
 * Payments as invoices with a share link (Invoicing v2). Making one takes two steps, a draft and its sending. What makes
 * them safe to repeat is the invoice number, which PayPal keeps unique in the account: a second draft is refused, and
 * sending twice has no effect.
 */
export function createInvoices(http: PlatformHttp) {
  async function create(wish: CreatePayment): Promise<Outcome<PaymentSnapshot>> {
    const amount = wireAmount(wish.amount)
    if (amount === null) return noDecimals(wish.amount)
    const objection = objectionTo(wish)
    if (objection !== null) return objection
    const expected: ExpectedInvoice = { merchantReference: wish.merchantReference, currency: wish.amount.currency, amount: wish.amount }
    const made = await ask(http, act('/v2/invoicing/invoices', draftOf(wish, amount), wish.idempotencyKey), NewInvoice)
    if (made.kind === 'refused' && made.refusal.reason === 'duplicate-reference') return adopt(wish, expected, made)
    if (made.kind !== 'done') return made
    const { body, at } = made.value
    if (!('id' in body)) return send(idInLink(body.href), expected, wish.idempotencyKey)
    if (body.amount === undefined) return send(body.id, expected, wish.idempotencyKey)
    const draft = invoiceSnapshot({ body, at }, expected)
    return draft.ok ? send(body.id, expected, wish.idempotencyKey) : implausible(draft.failure.detail)
  }

  /** The number is taken, most likely by an earlier send of this very call: if it is the same invoice, that one is gone on with. */
  async function adopt(wish: CreatePayment, expected: ExpectedInvoice, refusal: Outcome<never>): Promise<Outcome<PaymentSnapshot>> {
    const found = await findInvoice(http, wish.merchantReference)
    if (found.kind !== 'done') return found
    if (found.value === null) return refusal
    const heard = await readInvoice(http, found.value)
    if (heard.kind !== 'done') return heard
    const isSame = invoiceSnapshot(heard.value, { ...expected, invoiceId: found.value }).ok
    return isSame ? complete(heard.value, expected, wish.idempotencyKey) : refusal
  }

  /** Goes on where a create call was broken off. */
  const complete = (heard: Heard<Invoice>, expected: ExpectedInvoice, idempotencyKey: string): Promise<Outcome<PaymentSnapshot>> =>
    heard.body.status === 'DRAFT' ? send(heard.body.id, expected, idempotencyKey) : pictureOf(http, heard, { ...expected, invoiceId: heard.body.id })

  /** Makes the draft payable, without a mail to anybody. */
  async function send(invoiceId: string, expected: ExpectedInvoice, idempotencyKey: string): Promise<Outcome<PaymentSnapshot>> {
    const sent = await ask(http, act(`${invoicePath(invoiceId)}/send`, { send_to_recipient: false, send_to_invoicer: false }, `${idempotencyKey}-send`), SentInvoice)
    if (sent.kind !== 'done') return sent
    const shown = await readPayment(http, invoiceId, expected, { disputes: [], payUrl: sent.value.body.href })
    return shown.kind === 'done' || shown.kind === 'unknown' ? shown : { kind: 'unknown', why: 'connection-lost', detail: 'sent, but not shown' }
  }

  async function findByReference({ merchantReference, idempotencyKey }: FindPayment): Promise<Outcome<PaymentSnapshot | null>> {
    const found = await findInvoice(http, merchantReference)
    if (found.kind !== 'done' || found.value === null) return found.kind === 'done' ? done(null) : found
    const heard = await readInvoice(http, found.value)
    return heard.kind === 'done' ? complete(heard.value, { merchantReference }, idempotencyKey) : heard
  }

  const query = ({ platformReference, merchantReference, currency }: PaymentHandle): Promise<Outcome<PaymentSnapshot>> =>
    readPayment(http, platformReference, { merchantReference, currency })

  async function cancel(wish: PaymentAct): Promise<Outcome<PaymentSnapshot>> {
    const path = invoicePath(wish.platformReference)
    const outcome = await ask(http, act(`${path}/cancel`, { send_to_recipient: false, send_to_invoicer: false }, wish.idempotencyKey), z.unknown())
    const code = outcome.kind === 'refused' ? outcome.refusal.code : null
    if (code === 'CANNOT_CANCEL_DRAFT_INVOICE' || code === 'CANNOT_CANCEL_SCHEDULED_INVOICE') return remove(wish)
    return outcome.kind === 'done' || code === 'INVOICE_CANCELED_ALREADY' ? carriedOut(await query(wish)) : outcome
  }

  /** What nobody has been sent cannot be cancelled, only deleted; and then there is nothing left to look at. */
  async function remove(wish: PaymentAct): Promise<Outcome<PaymentSnapshot>> {
    const before = await query(wish)
    if (before.kind !== 'done') return before
    const outcome = await ask(http, { method: 'DELETE', path: invoicePath(wish.platformReference) }, z.unknown())
    return outcome.kind === 'done' ? done({ ...before.value, status: 'cancelled', asOf: outcome.value.at, payUrl: null }) : outcome
  }

  async function refund(wish: RefundAct): Promise<Outcome<PaymentSnapshot>> {
    const made = await giveBack(http, wish)
    if (made.kind !== 'done') return made
    const after = carriedOut(await query(wish))
    if (after.kind !== 'done') return after
    const mine = refundSnapshot(made.value, after.value.asOf)
    // The invoice may show it later, and knows nothing of our own id for it.
    const others = after.value.refunds.filter(({ platformReference }) => platformReference !== mine.platformReference)
    return withOwnRefund(done({ ...after.value, asOf: Math.max(after.value.asOf, mine.at), refunds: [...others, mine] }), mine.platformReference, wish.refundReference)
  }

  return { create, findByReference, query, cancel, refund }
}

/** After an act that was carried out, a look that fails says nothing against the act: its outcome is found out later. */
const carriedOut = (shown: Outcome<PaymentSnapshot>): Outcome<PaymentSnapshot> =>
  shown.kind === 'done' || shown.kind === 'unknown' ? shown : { kind: 'unknown', why: 'connection-lost', detail: 'carried out, but not shown' }

function objectionTo({ amount }: CreatePayment): Outcome<never> | null {
  if (amount.minor <= 0) return refused('amount-too-small', 'VALUE_CANNOT_BE_ZERO', 'the amount must be more than nothing', 'amount')
  const dearest = parseMoney(DEAREST_INVOICE, amount.currency)
  return dearest.ok && isMore(amount, dearest.value) ? refused('amount-too-large', 'INVALID_DECIMAL_VALUE', `an item of an invoice costs at most ${DEAREST_INVOICE}`, 'amount') : null
}

const draftOf = ({ merchantReference, description, expiresAt, amount: { currency } }: CreatePayment, amount: unknown): unknown => ({
  detail: {
    invoice_number: merchantReference,
    // The same again: by this an invoice of ours is told from one that was made in PayPal's own pages.
    reference: merchantReference,
    currency_code: currency,
    memo: deadlineMemo(expiresAt),
    payment_term: { term_type: 'DUE_ON_RECEIPT' },
  },
  items: [{ name: description === '' ? merchantReference : description.slice(0, 200), quantity: '1', unit_amount: amount }],
  configuration: { partial_payment: { allow_partial_payment: false }, allow_tip: false },
})

/** PayPal answered with the address of the new invoice instead of the invoice. */
const idInLink = (href: string): string => decodeURIComponent(href.split(/[?#]/)[0]!.replace(/\/+$/, '').split('/').at(-1) ?? '')
