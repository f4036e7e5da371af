import { describe, expect, test } from 'vitest'
import { createSquareAdapter } from '../../../../electron/backend/platforms/square/adapter.ts'
import type { HttpOutcome, HttpRequest, PaymentSnapshot } from '../../../../electron/backend/platforms/platform.ts'
import { money } from '../../../../shared/money.ts'
import { done, query } from '../../../platforms/calls.ts'

const START = Date.UTC(2026, 9, 14, 10)
const DAY = 86_400_000
const usd = (amount: number) => ({ amount, currency: 'USD' })

type Answer = { readonly status?: number; readonly body: unknown }
const missing: Answer = { status: 404, body: { errors: [{ code: 'NOT_FOUND' }] } }

/**
 * A stand-in that knows links, orders, payments, refunds and payouts, and tells of each only what its own act needs: no times, no
 * totals, no tenders, and nothing of disputes, searches or several orders at once.
 */
function bareSquare() {
  const order: Record<string, unknown> = { id: 'o1' }
  const payments: Record<string, unknown>[] = []
  const refunds: Record<string, unknown>[] = []
  const answer = ({ method, path, json }: HttpRequest): Answer => {
    switch (`${method} ${path.split('?')[0]}`) {
      case 'POST /v2/online-checkout/payment-links': {
        const { order: asked } = json as { order: Record<string, unknown> }
        Object.assign(order, asked)
        return { body: { payment_link: { id: 'l1', order_id: 'o1', url: 'https://square.example/l1' } } }
      }
      case 'DELETE /v2/online-checkout/payment-links/l1':
        order['state'] = 'CANCELED'
        return { body: { id: 'l1', cancelled_order_id: 'o1' } }
      case 'GET /v2/orders/o1': return { body: { order } }
      case 'GET /v2/payments': return { body: payments.length === 0 ? {} : { payments } }
      case 'GET /v2/payments/p1': return { body: { payment: payments[0] } }
      case 'GET /v2/refunds': return { body: { refunds } }
      case 'POST /v2/refunds': {
        const { amount_money, payment_id } = json as Record<string, unknown>
        refunds.push({ id: 'r1', status: 'PENDING', amount_money, payment_id })
        return { body: { refund: refunds[0] } }
      }
      case 'GET /v2/payouts': return { body: { payouts: [{ id: 'po_1', status: 'PAID', created_at: '2026-10-14T09:00:00', amount_money: usd(970) }] } }
      case 'GET /v2/payouts/po_1/payout-entries': return { body: { payout_entries: [{ id: 'poe_1', type: 'CHARGE', gross_amount_money: usd(1_000), fee_amount_money: usd(30), net_amount_money: usd(970), type_charge_details: { payment_id: 'p1' } }] } }
      case 'GET /v2/locations/L1': return { body: { location: { id: 'L1' } } }
      default: return missing
    }
  }
  const send = (request: HttpRequest): Promise<HttpOutcome> => {
    const { status = 200, body } = answer(request)
    return Promise.resolve({ kind: 'answered', status, headers: {}, body, text: JSON.stringify(body), sentAt: START, receivedAt: START, serverAt: null })
  }
  const platform = createSquareAdapter({ send }, { accountId: 'a1', environment: 'test', baseUrl: 'http://127.0.0.1:1', settings: { locationId: 'L1' }, secrets: { accessToken: 't' } })
  return { platform, pay: (): void => void payments.push({ id: 'p1', status: 'COMPLETED', order_id: 'o1', amount_money: usd(1_000) }), refunds }
}

const wish = { merchantReference: 'R1', idempotencyKey: 'k1', amount: money(1_000, 'USD'), description: 'Tea', captureMode: 'automatic', methodHint: null, createdAt: START, expiresAt: START + 3_600_000, locale: 'en' } as const
const handleOf = ({ platformReference, platformData }: PaymentSnapshot) => ({ platformReference, platformData, merchantReference: 'R1', currency: 'USD' })

describe('answers that tell only what they must', () => {
  test('are enough to charge, to hear of the payment from the feed, and to refund', async () => {
    const { platform, pay, refunds } = bareSquare()
    const opened = done(await platform.create(wish))
    expect(opened).toMatchObject({ status: 'awaiting_payment', payUrl: 'https://square.example/l1' })
    const { cursor } = done(await platform.changesSince(null))
    pay()
    const page = done(await platform.changesSince(cursor))
    expect(page.snapshots).toMatchObject([{ platformReference: 'o1', status: 'paid', amount: money(1_000, 'USD'), captured: money(1_000, 'USD'), fee: null, paidAt: START }])
    const handle = handleOf({ ...opened, platformData: { ...opened.platformData, ...page.snapshots[0]!.platformData } })
    const refunded = done(await platform.refund({ ...handle, idempotencyKey: 'k2', amount: money(400, 'USD'), refundReference: 'F1', reason: '', refundable: money(1_000, 'USD') }))
    expect(refunded.refunds).toMatchObject([{ platformReference: 'r1', merchantReference: 'F1', status: 'pending', at: START }])
    Object.assign(refunds[0]!, { status: 'COMPLETED' })
    expect(done(await platform.changesSince(page.cursor)).snapshots.flatMap((told) => told.refunds)).toMatchObject([{ status: 'succeeded' }])
  })

  test('are enough to cancel', async () => {
    const { platform } = bareSquare()
    const opened = done(await platform.create(wish))
    expect(done(await platform.cancel({ ...handleOf(opened), idempotencyKey: 'k3' })).status).toBe('cancelled')
    expect((await query(platform, { ...opened, platformData: { ...opened.platformData } })).status).toBe('cancelled')
  })

  test('are enough for payouts and their lines', async () => {
    const { platform } = bareSquare()
    expect(done(await platform.payoutsSince(START - DAY))).toMatchObject([{ platformReference: 'po_1', status: 'paid', createdAt: START - 3_600_000, isItemised: true }])
    expect(done(await platform.payoutLines('po_1', null)).lines).toMatchObject([{ type: 'payment', netMinor: 970, platformReference: 'p1', occurredAt: START }])
  })

  test('prove the token by its location; what cannot be asked is not called missing', async () => {
    expect(done(await bareSquare().platform.checkCredentials())).toMatchObject({ merchant: 'L1', environment: 'test', missingPermissions: [] })
  })
})
