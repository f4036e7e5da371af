import { describe, expect, test } from 'vitest'
import type { HttpRequest, PaymentSnapshot, Platform } from '../../../../electron/backend/platforms/platform.ts'
import { money } from '../../../../shared/money.ts'
import { done, query } from '../../../platforms/calls.ts'
import { START, DAY } from './rig.ts'
import { answering } from './shop.ts'

/**
 * A stand-in that tells of each object only what its own act needs: nothing is expanded, lists are whole whatever was asked for and
 * do not say whether there is more, and nothing has a time but events and payouts.
 */
function bareStripe({ unknownParameter = null as string | null } = {}) {
  const session: Record<string, unknown> = {
    id: 'cs_test_1', object: 'checkout.session', amount_total: 1_000, currency: 'eur', status: 'open', payment_status: 'unpaid', url: 'https://checkout.example/cs_test_1', payment_intent: null,
  }
  const others = { id: 'cs_test_0', amount_total: 77, currency: 'eur', payment_status: 'paid', status: 'complete', payment_intent: 'pi_0', client_reference_id: 'OTHER-1' }
  const refunds: Record<string, unknown>[] = [{ id: 're_0', amount: 77, currency: 'eur', status: 'succeeded', payment_intent: 'pi_0' }]
  const disputes: Record<string, unknown>[] = [{ id: 'dp_0', amount: 77, currency: 'eur', status: 'lost', charge: 'ch_0' }]
  const events: Record<string, unknown>[] = [{ id: 'evt_0', type: 'balance.available', created: START / 1_000, data: { object: { object: 'balance' } } }]
  const note = (type: string, object: object): void => void events.unshift({ id: `evt_${events.length}`, type, created: START / 1_000, data: { object } })
  const links = { plink_1: { id: 'plink_1', active: true, url: 'https://buy.example/plink_1' } as Record<string, unknown> }

  const answer = ({ method, path, form }: HttpRequest): { status?: number; body: unknown } => {
    const [, , ...steps] = path.split('?')[0]!.split('/')
    switch (`${method} ${steps.join('/')}`) {
      case 'POST checkout/sessions':
        if (unknownParameter !== null && [...form!.keys()].some((name) => name.startsWith(unknownParameter))) {
          return { status: 400, body: { error: { type: 'invalid_request_error', code: 'parameter_unknown', param: unknownParameter, message: `Received unknown parameter: ${unknownParameter}` } } }
        }
        Object.assign(session, { client_reference_id: form!.get('client_reference_id') })
        return { body: session }
      case 'GET checkout/sessions/cs_test_1': return { body: session }
      case 'GET checkout/sessions': return { body: { data: [others, session] } }
      case 'POST checkout/sessions/cs_test_1/expire': return { body: Object.assign(session, { status: 'expired', url: null }) }
      case 'GET payment_intents/pi_1': return { body: { id: 'pi_1', amount: 1_000, currency: 'eur', status: 'succeeded', latest_charge: 'ch_1' } }
      case 'GET charges/ch_1': return { body: { id: 'ch_1', amount: 1_000, currency: 'eur', balance_transaction: 'txn_1' } }
      case 'GET balance_transactions/txn_1': return { body: { id: 'txn_1', amount: 1_000, fee: 59, currency: 'eur' } }
      case 'GET refunds': return { body: { data: refunds } }
      case 'GET disputes': return { body: { data: disputes } }
      case 'POST refunds': {
        refunds.push({ id: 're_1', amount: Number(form!.get('amount')), currency: 'eur', status: 'succeeded', payment_intent: 'pi_1' })
        return { body: refunds.at(-1) }
      }
      case 'GET events': return { body: { data: events } }
      case 'GET payouts': return { body: { data: [{ id: 'po_1', amount: 941, currency: 'eur', created: START / 1_000, status: 'paid' }] } }
      case 'GET balance_transactions': return { body: { data: [
        { id: 'txn_2', amount: -941, fee: 0, currency: 'eur', created: START / 1_000, type: 'payout', source: 'po_1' },
        { id: 'txn_1', amount: 1_000, fee: 59, currency: 'eur', created: START / 1_000, type: 'charge', source: 'ch_1' },
      ] } }
      case 'POST payment_links':
        Object.assign(links.plink_1, { metadata: { order_id: form!.get('metadata[order_id]') } })
        return { body: links.plink_1 }
      case 'GET payment_links/plink_1': return { body: links.plink_1 }
      case 'GET payment_links/plink_1/line_items': return { body: { data: [{ amount_total: 1_000, currency: 'eur' }] } }
      case 'GET account': return { body: { id: 'acct_1' } }
      default: return { status: 404, body: { error: { type: 'invalid_request_error', message: `Unrecognized request URL (${method}: ${path})` } } }
    }
  }
  const pay = (): void => {
    Object.assign(session, { status: 'complete', payment_status: 'paid', url: null, payment_intent: 'pi_1' })
    note('checkout.session.completed', { id: 'cs_test_1', object: 'checkout.session' })
    note('payment_intent.succeeded', { id: 'pi_1', object: 'payment_intent' })
  }
  return { ...answering(answer), pay, note, disputes, refunds }
}

const wish = { merchantReference: 'R1', idempotencyKey: 'k1', amount: money(1_000, 'EUR'), description: 'Tea', captureMode: 'automatic', methodHint: null, createdAt: START, expiresAt: START + 3_600_000, locale: 'en' } as const
const create = async (platform: Platform, more: object = {}): Promise<PaymentSnapshot> => done(await platform.create({ ...wish, ...more }))
const handleOf = ({ platformReference, platformData }: PaymentSnapshot) => ({ platformReference, platformData, merchantReference: 'R1', currency: 'EUR' })

describe('answers that tell only what they must', () => {
  test('are enough to charge, to hear of the payment from the feed, and to know its fee', async () => {
    const { platform, pay } = bareStripe()
    expect(await create(platform)).toMatchObject({ status: 'awaiting_payment', merchantReference: 'R1', payUrl: 'https://checkout.example/cs_test_1' })
    const { cursor } = done(await platform.changesSince(null))
    pay()
    const page = done(await platform.changesSince(cursor))
    // Two events that do not name each other are two looks at the same payment.
    expect(new Set(page.snapshots.map(({ platformReference }) => platformReference))).toEqual(new Set(['cs_test_1']))
    expect(page.snapshots[0]).toMatchObject({ status: 'paid', captured: money(1_000, 'EUR'), fee: money(59, 'EUR'), refunds: [], disputes: [] })
    expect(done(await platform.changesSince(page.cursor)).snapshots).toEqual([])
  })

  test('do not lend one payment the refunds and disputes of another', async () => {
    const { platform, pay, disputes } = bareStripe()
    const opened = await create(platform)
    pay()
    const paid = await query(platform, opened)
    const refunded = done(await platform.refund({ ...handleOf(paid), idempotencyKey: 'k2', amount: money(400, 'EUR'), refundReference: 'F1', reason: '', refundable: money(1_000, 'EUR') }))
    disputes.push({ id: 'dp_1', amount: 1_000, currency: 'eur', status: 'needs_response', charge: 'ch_1' })
    expect(refunded.refunds).toMatchObject([{ platformReference: 're_1', merchantReference: 'F1', amount: money(400, 'EUR'), status: 'succeeded', at: START }])
    expect((await query(platform, opened)).disputes).toMatchObject([{ platformReference: 'dp_1', status: 'needs_response', openedAt: START }])
  })

  test('may carry marks of others that are no text: ours beside them still count', async () => {
    const { platform, pay, refunds } = bareStripe()
    const opened = await create(platform)
    pay()
    refunds.push({ id: 're_2', amount: 100, currency: 'eur', status: 'succeeded', payment_intent: 'pi_1', metadata: { points: 7, refund_id: 'F2' } })
    expect((await query(platform, opened)).refunds).toMatchObject([{ platformReference: 're_2', merchantReference: 'F2' }])
  })

  test('find a payment by its intent in a list that was not filtered', async () => {
    const { platform, pay, note } = bareStripe()
    await create(platform)
    const { cursor } = done(await platform.changesSince(null))
    pay()
    const before = done(await platform.changesSince(cursor)).cursor
    note('charge.refunded', { id: 'ch_1', object: 'charge', payment_intent: 'pi_1' })
    expect(done(await platform.changesSince(before)).snapshots).toMatchObject([{ platformReference: 'cs_test_1', status: 'paid' }])
  })

  test('are enough to cancel, to find, and to open a link for days', async () => {
    const { platform } = bareStripe()
    const opened = await create(platform)
    expect(done(await platform.findByReference({ merchantReference: 'R1', idempotencyKey: 'k1', createdAt: START }))).toMatchObject({ platformReference: 'cs_test_1' })
    expect(['cancelled', 'expired']).toContain(done(await platform.cancel({ ...handleOf(opened), idempotencyKey: 'k3' })).status)
    expect(await create(platform, { idempotencyKey: 'k4', expiresAt: START + 3 * DAY })).toMatchObject({ platformReference: 'plink_1', status: 'awaiting_payment', amount: money(1_000, 'EUR') })
  })

  test('are enough for payouts and their lines', async () => {
    const { platform } = bareStripe()
    expect(done(await platform.payoutsSince(START - DAY))).toMatchObject([{ platformReference: 'po_1', status: 'paid', isItemised: true }])
    expect(done(await platform.payoutLines('po_1', null)).lines).toMatchObject([{ type: 'payout', netMinor: -941 }, { type: 'payment', grossMinor: 1_000, feeMinor: 59, netMinor: 941, platformReference: 'ch_1' }])
  })

  test('may come from one that does not know how to forbid other currencies; what else it does not know is refused', async () => {
    expect(await create(bareStripe({ unknownParameter: 'adaptive_pricing' }).platform)).toMatchObject({ status: 'awaiting_payment', platformReference: 'cs_test_1' })
    expect(await bareStripe({ unknownParameter: 'expires_at' }).platform.create(wish)).toMatchObject({ kind: 'refused', refusal: { code: 'parameter_unknown', subject: 'expires_at' } })
  })

  test('prove the key by the account where the balance is not shown', async () => {
    expect(done(await bareStripe().platform.checkCredentials())).toMatchObject({ merchant: 'acct_1', environment: 'test', missingPermissions: [] })
  })
})

test('a session whose state is left out is paid when it says so', async () => {
  const { platform } = answering(() => ({ body: { id: 'cs_test_1', amount_total: 1_000, currency: 'eur', payment_status: 'paid', client_reference_id: 'R1' } }))
  expect(done(await platform.query({ platformReference: 'cs_test_1', merchantReference: 'R1', currency: 'EUR', platformData: {} }))).toMatchObject({ status: 'paid', captured: money(1_000, 'EUR') })
})
