import { describe, expect, test } from 'vitest'
import { Intent, Session } from '../../../../electron/backend/platforms/stripe/answers.ts'
import { standingOf } from '../../../../electron/backend/platforms/stripe/standing.ts'
import { listed, skipReason } from '../../../platforms/enums.ts'
import { START } from './rig.ts'
import { intentAnswer, sessionAnswer } from './shop.ts'

const HOUR = 3_600_000
const FILE = 'stripe.enums.2026-10-28.json'

const standing = (session: object, intent: object | null, ending: { seenAt?: number; wasCancelled?: boolean; isOurEnd?: boolean } = {}) =>
  standingOf(Session.parse({ ...sessionAnswer, payment_status: 'unpaid', ...session }), intent === null ? null : Intent.parse({ ...intentAnswer, ...intent }), { seenAt: START, wasCancelled: false, isOurEnd: false, ...ending })

/** Session status, intent status (null: none yet), what we make of it. Every pair that Stripe's words allow. */
const table: readonly (readonly [string, string | null, string])[] = [
  ['open', null, 'awaiting_payment'], ['open', 'requires_payment_method', 'awaiting_payment'], ['open', 'requires_confirmation', 'awaiting_payment'],
  ['open', 'requires_action', 'awaiting_payment'], ['open', 'processing', 'awaiting_payment'], ['open', 'requires_capture', 'authorized'], ['open', 'succeeded', 'paid'],
  ['open', 'canceled', 'awaiting_payment'],
  ['complete', null, 'awaiting_payment'], ['complete', 'requires_payment_method', 'failed'], ['complete', 'requires_confirmation', 'awaiting_payment'],
  ['complete', 'requires_action', 'awaiting_payment'], ['complete', 'processing', 'awaiting_payment'], ['complete', 'requires_capture', 'authorized'], ['complete', 'succeeded', 'paid'],
  ['complete', 'canceled', 'cancelled'],
  ['expired', null, 'expired'], ['expired', 'requires_payment_method', 'expired'], ['expired', 'requires_confirmation', 'expired'], ['expired', 'requires_action', 'expired'],
  ['expired', 'processing', 'expired'], ['expired', 'requires_capture', 'authorized'], ['expired', 'succeeded', 'paid'], ['expired', 'canceled', 'expired'],
]

describe('where a payment stands', () => {
  test.each(table)('session %s, intent %s: %s', (session, intent, status) => {
    expect(standing({ status: session }, intent === null ? null : { status: intent }, { seenAt: START + 2 * HOUR }).status).toBe(status)
  })

  test.skipIf(listed(FILE, 'payment_intent', 'PaymentIntent.Status').length === 0)(`the table knows every status of the official list [${skipReason} otherwise]`, () => {
    expect(new Set(table.map(([session]) => session))).toEqual(new Set(listed(FILE, 'checkout.session', 'Session.Status')))
    expect(new Set(table.flatMap(([, intent]) => intent ?? []))).toEqual(new Set(listed(FILE, 'payment_intent', 'PaymentIntent.Status')))
    expect(table).toHaveLength(3 * (7 + 1))
  })

  test.each([
    ['automatic', 'expired'], ['expired', 'expired'], ['requested_by_customer', 'cancelled'], ['duplicate', 'cancelled'], ['fraudulent', 'cancelled'], ['abandoned', 'cancelled'],
    ['failed_invoice', 'cancelled'], ['void_invoice', 'cancelled'], [null, 'cancelled'], ['a_new_reason', 'cancelled'],
  ])('a hold that is cancelled for %j: %s', (cancellation_reason, status) => {
    expect(standing({ status: 'complete' }, { status: 'canceled', cancellation_reason }).status).toBe(status)
  })

  test('paid without an intent is paid: Stripe says so', () => {
    expect(standing({ status: 'complete', payment_status: 'paid' }, null).status).toBe('paid')
  })

  test.each([['complete', 'no_payment_required', null], ['paused', 'unpaid', null], ['complete', 'unpaid', 'pondering'], ['open', 'unpaid', 'pondering'], [null, 'unpaid', null]])(
    'words that are new to us (%s, %s, %s) leave it open, and are shown', (status, payment_status, intent) => {
      const told = standing({ status, payment_status }, intent === null ? null : { status: intent })
      expect(told.status).toBe('awaiting_payment')
      expect(told.detail ?? '').toContain(status === 'open' || status === null ? '' : (intent ?? (status === 'paused' ? 'paused' : payment_status)))
    })

  test('a declined attempt is a detail of an open page', () => {
    const last_payment_error = { code: 'card_declined', decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' }
    expect(standing({ status: 'open' }, { status: 'requires_payment_method', last_payment_error })).toEqual({ status: 'awaiting_payment', detail: 'card_declined (insufficient_funds): Your card has insufficient funds.' })
  })
})

describe('the end of a session', () => {
  test.each([
    ['before its deadline, by us', START + 10 * 60_000, { isOurEnd: true }, 'cancelled'], ['before its deadline, by anybody else', START + 10 * 60_000, {}, 'expired'],
    ['at its deadline, by us', START + HOUR, { isOurEnd: true }, 'expired'], ['later', START + 5 * HOUR, {}, 'expired'], ['later, and known to have been cancelled', START + 5 * HOUR, { wasCancelled: true }, 'cancelled'],
  ])('seen %s', (_name, seenAt, ending, status) => {
    expect(standing({ status: 'expired' }, null, { seenAt, ...ending }).status).toBe(status)
  })
  test('without a deadline of ours is taken for its own', () => {
    expect(standing({ status: 'expired', metadata: {} }, null, { seenAt: START }).status).toBe('expired')
  })
})
