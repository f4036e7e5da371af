import { describe, expect, test } from 'vitest'
import { money } from '../../../../shared/money.ts'
import { actOn, DAY, done, eur, handleOf, HOUR, openShop, START, type Shop } from './shop.ts'

const look = async (shop: Shop, handle: Parameters<Shop['platform']['query']>[0]) => done(await shop.platform.query(handle))

describe('opening an order', () => {
  test('an order is open, with a page for the customer', async () => {
    const { open, sandbox } = await openShop()
    expect(await open()).toMatchObject({
      merchantReference: 'R1', status: 'awaiting_payment', asOf: START, amount: eur(10_000), authorized: null, captured: eur(0), fee: null, method: null, paidAt: null,
      expiresAt: START + HOUR, payUrl: expect.stringMatching(new RegExp(`^${sandbox.baseUrl}/pay/[\\w-]{32}$`)) as string, refunds: [], disputes: [],
    })
  })

  test('the same key and body is the same order, with the first answer', async () => {
    const { platform, order, call } = await openShop()
    const wish = order()
    const [first, second] = [done(await platform.create(wish)), done(await platform.create(wish))]
    expect(second).toEqual(first)
    const json = { merchant_reference: 'X1', amount: eur(5) }
    const again = [await call('POST', '/v1/payments', json, { 'idempotency-key': 'k' }), await call('POST', '/v1/payments', json, { 'idempotency-key': 'k' })]
    expect(again.map(({ headers, status }) => [headers.get('sandbox-replayed'), status])).toEqual([[null, 201], ['true', 201]])
    expect(again[0]?.text).toBe(again[1]?.text)
  })

  test('the same key for another body is refused', async () => {
    const { platform, order } = await openShop()
    const wish = order()
    await platform.create(wish)
    expect(await platform.create({ ...wish, amount: eur(1) })).toMatchObject({ kind: 'refused', refusal: { reason: 'key-reused', code: 'key_reused' } })
  })

  test('a refusal is repeated for its key as well', async () => {
    const { platform, paid } = await openShop()
    const refund = { ...actOn(await paid()), amount: eur(20_000), refundReference: 'F1', reason: '', refundable: eur(10_000) }
    const [first, second] = [await platform.refund(refund), await platform.refund(refund)]
    expect(first).toMatchObject({ kind: 'refused', refusal: { reason: 'exceeds-refundable', subject: '10000' } })
    expect(second).toEqual(first)
  })

  test('a key is forgotten after thirty days', async () => {
    const { platform, order, clock } = await openShop()
    const wish = order()
    const { platformReference } = done(await platform.create(wish))
    clock.move(30 * DAY)
    const late = { ...wish, expiresAt: START + 31 * DAY }
    expect(await platform.create(late)).toMatchObject({ kind: 'refused', refusal: { reason: 'duplicate-reference', subject: platformReference } })
  })

  test('a reference belongs to one order of a merchant', async () => {
    const { platform, order, sandbox } = await openShop()
    const { platformReference } = done(await platform.create(order({ merchantReference: 'SAME' })))
    expect(await platform.create(order({ merchantReference: 'SAME' }))).toMatchObject({ kind: 'refused', refusal: { reason: 'duplicate-reference', subject: platformReference } })
    const other = sandbox.credentialsFor({ label: 'Other', currencies: ['EUR'], zone: 'UTC', cutoffHour: 0 })
    expect(sandbox.controls.pay(other.keyId, { payment: platformReference, choice: 'visa', decision: 'approve' })).toMatchObject({ ok: false, failure: { kind: 'not_found' } })
  })

  test.each([
    ['a currency that the merchant does not take', { amount: money(100, 'USD') }, 'currency-not-supported', 'USD'],
    ['nothing', { amount: eur(0) }, 'amount-too-small', '1'],
    ['less than nothing', { amount: eur(-5) }, 'amount-too-small', '1'],
    ['a fortune', { amount: eur(10_000_000_001) }, 'amount-too-large', '10000000000'],
    ['an end in the past', { expiresAt: START }, 'invalid-request', 'expires_at'],
    ['an end too far away', { expiresAt: START + 8 * DAY }, 'invalid-request', 'expires_at'],
    ['a reference with blanks', { merchantReference: 'a b' }, 'invalid-request', 'merchant_reference'],
    ['no key', { idempotencyKey: '' }, 'invalid-request', 'idempotency-key'],
  ] as const)('%s is refused', async (_name, wish, reason, subject) => {
    const { platform, order } = await openShop()
    expect(await platform.create(order(wish))).toMatchObject({ kind: 'refused', refusal: { reason, subject } })
  })

  test('an order is found by reference, by key, and by id', async () => {
    const { platform, open, call } = await openShop()
    const opened = await open()
    expect(done(await platform.findByReference({ merchantReference: 'R1', idempotencyKey: 'create-1', createdAt: START }))).toEqual(opened)
    expect(done(await platform.findByReference({ merchantReference: 'R2', idempotencyKey: 'create-2', createdAt: START }))).toBeNull()
    expect((await call('GET', '/v1/payments?idempotency_key=create-1')).body).toMatchObject({ payment: { id: opened.platformReference } })
    expect(done(await platform.query(handleOf(opened)))).toEqual(opened)
    expect(await platform.query({ ...handleOf(opened), platformReference: 'pay_none' })).toMatchObject({ kind: 'refused', refusal: { reason: 'not-found' } })
  })
})

describe('paying', () => {
  test.each([['visa', 'card', 'Visa', '4242', 320], ['boc', 'unionpay', 'Bank of China', '6013', 120], ['blue_wallet', 'wallet', 'Blue wallet', null, 60]] as const)(
    'with %s the method and its fee are told', async (choice, kind, label, last4, feeMinor) => {
      const { paid } = await openShop()
      expect(await paid({}, choice)).toMatchObject({ status: 'paid', captured: eur(10_000), fee: eur(feeMinor), method: { kind, label, last4 }, paidAt: START, payUrl: null })
    })

  test.each([['JPY', 1_000, 59], ['KWD', 10_000, 590], ['EUR', 50, 31], ['EUR', 5_017, 175]])('the fee in %s of %i is %i', async (currency, minor, fee) => {
    const { paid } = await openShop({ merchant: { currencies: [currency] } })
    expect((await paid({ amount: money(minor, currency) })).fee).toEqual(money(fee, currency))
  })

  test('a merchant may have fees of its own', async () => {
    const { paid } = await openShop({ merchant: { fees: { card: { rateBps: 100, fixed: '0', fixedWhole: '0' } } } })
    expect((await paid()).fee).toEqual(eur(100))
  })

  test('after a refusal by the bank the order stays open, and says why', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    shop.customer(opened, 'decline')
    expect(await look(shop, handleOf(opened))).toMatchObject({ status: 'awaiting_payment', detail: 'Declined by the bank: insufficient funds', payUrl: opened.payUrl })
    shop.customer(opened, 'approve', 'icbc')
    expect(await look(shop, handleOf(opened))).toMatchObject({ status: 'paid', detail: null, method: { label: 'ICBC' } })
  })

  test('who walks away changes nothing', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    shop.customer(opened, 'leave')
    expect(await look(shop, handleOf(opened))).toEqual(opened)
  })

  test('a paid order cannot be paid again', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    shop.customer(opened)
    expect(shop.customer(opened)).toMatchObject({ ok: false, failure: { kind: 'wrong_state', subject: 'paid' } })
    expect(shop.controls.balance(shop.credentials.keyId, 'EUR').unpaidMinor).toBe(9_680)
  })

  test.each([[250, 10_250], [-9_999, 1], [-20_000, 1]])('told to pay %i more, the customer does', async (payOtherByMinor, captured) => {
    const shop = await openShop()
    shop.controls.setSwitches(shop.credentials.keyId, { payOtherByMinor })
    expect(await shop.paid()).toMatchObject({ status: 'paid', amount: eur(10_000), captured: eur(captured) })
  })

  test('a fee that is told later comes as a change of its own', async () => {
    const shop = await openShop()
    shop.controls.setSwitches(shop.credentials.keyId, { feePendingMs: 60_000 })
    const paid = await shop.paid()
    expect(paid.fee).toBeNull()
    shop.clock.move(HOUR)
    expect(await look(shop, handleOf(paid))).toMatchObject({ fee: eur(320), asOf: START + 60_000 })
  })
})

describe('holds', () => {
  const manual = { captureMode: 'manual' } as const

  test('a manual order is held until it is captured', async () => {
    const shop = await openShop()
    const held = await shop.paid(manual)
    expect(held).toMatchObject({ status: 'authorized', authorized: eur(10_000), captured: eur(0), authorizedAt: START, captureBefore: START + 7 * DAY, paidAt: null })
    const captured = done(await shop.platform.capture({ ...actOn(held), amount: eur(10_000), authorized: eur(10_000) }))
    expect(captured).toMatchObject({ status: 'paid', captured: eur(10_000), fee: eur(320) })
  })

  test('a part is captured and the rest given back', async () => {
    const shop = await openShop()
    const held = await shop.paid(manual)
    const capture = { ...actOn(held), amount: eur(4_000), authorized: eur(10_000) }
    expect(done(await shop.platform.capture(capture))).toMatchObject({ status: 'paid', authorized: eur(10_000), captured: eur(4_000) })
    expect(await shop.platform.capture({ ...capture, ...actOn(held) })).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state' } })
  })

  test('freezing an automatic order holds it too', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    shop.customer(opened, 'freeze')
    expect(await look(shop, handleOf(opened))).toMatchObject({ status: 'authorized', captured: eur(0) })
  })

  test('more than is on hold is refused', async () => {
    const shop = await openShop()
    const held = await shop.paid(manual)
    expect(await shop.platform.capture({ ...actOn(held), amount: eur(10_001), authorized: eur(10_000) })).toMatchObject({ kind: 'refused', refusal: { reason: 'exceeds-authorized', subject: '10000' } })
  })

  test('a void gives the hold back, and nothing can be captured', async () => {
    const shop = await openShop()
    const held = await shop.paid(manual)
    expect(done(await shop.platform.void(actOn(held)))).toMatchObject({ status: 'cancelled', captured: eur(0) })
    expect(await shop.platform.capture({ ...actOn(held), amount: eur(1), authorized: eur(1) })).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state' } })
  })

  test('a hold lapses after seven days, as of that moment', async () => {
    const shop = await openShop()
    const held = await shop.paid(manual)
    shop.clock.move(9 * DAY)
    expect(await look(shop, handleOf(held))).toMatchObject({ status: 'expired', asOf: START + 7 * DAY, detail: 'The hold has lapsed' })
  })
})

describe('the end of an order', () => {
  test('an open order is cancelled; a paid one is not', async () => {
    const shop = await openShop()
    expect(done(await shop.platform.cancel(actOn(await shop.open())))).toMatchObject({ status: 'cancelled', payUrl: null })
    expect(await shop.platform.cancel(actOn(await shop.paid()))).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state', subject: 'paid' } })
  })

  test('a cancelled order takes no money', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    await shop.platform.cancel(actOn(opened))
    expect(shop.customer(opened)).toMatchObject({ ok: false, failure: { kind: 'wrong_state' } })
  })

  test('an order expires at its end, whoever looks when', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    shop.clock.move(HOUR - 1)
    expect((await look(shop, handleOf(opened))).status).toBe('awaiting_payment')
    shop.clock.move(5 * HOUR)
    expect(await look(shop, handleOf(opened))).toMatchObject({ status: 'expired', asOf: START + HOUR, payUrl: null })
    expect(shop.customer(opened)).toMatchObject({ ok: false, failure: { kind: 'wrong_state' } })
  })

  test('with the switch on, a bank page that stayed open still pays, for a day', async () => {
    const shop = await openShop()
    shop.controls.setSwitches(shop.credentials.keyId, { latePayment: true })
    const [early, late] = [await shop.open(), await shop.open()]
    shop.clock.move(2 * HOUR)
    expect((await look(shop, handleOf(early))).status).toBe('expired')
    shop.customer(early)
    expect(await look(shop, handleOf(early))).toMatchObject({ status: 'paid', captured: eur(10_000) })
    shop.clock.move(DAY)
    expect(shop.customer(late)).toMatchObject({ ok: false })
  })

  test('handing over is noted once', async () => {
    const shop = await openShop()
    const paid = await shop.paid()
    const first = done(await shop.platform.handOver(actOn(paid)))
    shop.clock.move(1_000)
    expect(done(await shop.platform.handOver(actOn(paid))).asOf).toBe(first.asOf)
    expect(await shop.platform.handOver(actOn(await shop.open()))).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state' } })
  })
})

describe('giving back', () => {
  test('parts are given back until nothing is left', async () => {
    const shop = await openShop()
    const paid = await shop.paid()
    const refund = (refundReference: string, minor: number) => shop.platform.refund({ ...actOn(paid), amount: eur(minor), refundReference, reason: 'Cold coffee', refundable: eur(10_000) })
    await refund('F1', 4_000)
    shop.clock.move(1_000)
    expect(done(await refund('F2', 6_000))).toMatchObject({
      status: 'paid', captured: eur(10_000), fee: eur(320),
      refunds: [{ merchantReference: 'F1', amount: eur(4_000), status: 'succeeded', at: START, feeReturned: null }, { merchantReference: 'F2', amount: eur(6_000), at: START + 1_000 }],
    })
    expect(await refund('F3', 1)).toMatchObject({ kind: 'refused', refusal: { reason: 'exceeds-refundable', subject: '0' } })
  })

  test('a refund is asked for twice and made once, by key and by reference', async () => {
    const shop = await openShop()
    const paid = await shop.paid()
    const wish = { ...actOn(paid), amount: eur(1_000), refundReference: 'F1', reason: '', refundable: eur(10_000) }
    await shop.platform.refund(wish)
    await shop.platform.refund(wish)
    expect(done(await shop.platform.refund({ ...wish, ...actOn(paid) })).refunds).toHaveLength(1)
    expect((await shop.call('GET', '/v1/refunds?refund_reference=F1')).body).toMatchObject({ refund: { refund_reference: 'F1', payment_id: paid.platformReference, amount: eur(1_000) } })
    expect(await shop.platform.refund({ ...wish, ...actOn(paid), amount: eur(2_000) })).toMatchObject({ kind: 'refused', refusal: { reason: 'duplicate-reference' } })
  })

  test('what was not taken cannot be given back', async () => {
    const shop = await openShop()
    expect(await shop.platform.refund({ ...actOn(await shop.open()), amount: eur(1), refundReference: 'F1', reason: '', refundable: eur(0) })).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state' } })
  })
})

describe('disputes', () => {
  const disputed = async (shop: Shop, wish: { amountMinor?: number } = {}) => {
    const paid = await shop.paid()
    const opened = shop.controls.openDispute(shop.credentials.keyId, { payment: paid.platformReference, reason: 'Not recognised', ...wish })
    if (!opened.ok) throw new Error('no dispute')
    return { paid, disputeId: opened.value.disputeId }
  }

  test('a dispute takes the money back at once, with a fee and a deadline', async () => {
    const shop = await openShop()
    const { paid, disputeId } = await disputed(shop)
    expect(await look(shop, handleOf(paid))).toMatchObject({
      status: 'paid', disputes: [{ platformReference: disputeId, status: 'needs_response', amount: eur(10_000), fee: eur(1_500), reason: 'Not recognised', openedAt: START, respondBy: START + 7 * DAY, closedAt: null }],
    })
    expect(shop.controls.balance(shop.credentials.keyId, 'EUR').unpaidMinor).toBe(9_680 - 10_000 - 1_500)
  })

  test('a disputed amount cannot be refunded as well, until the dispute is won', async () => {
    const shop = await openShop()
    const { paid, disputeId } = await disputed(shop, { amountMinor: 7_000 })
    const refund = (refundReference: string) => shop.platform.refund({ ...actOn(paid), amount: eur(10_000), refundReference, reason: '', refundable: eur(10_000) })
    expect(await refund('F1')).toMatchObject({ kind: 'refused', refusal: { reason: 'exceeds-refundable', subject: '3000' } })
    shop.controls.decideDispute(shop.credentials.keyId, disputeId, 'under_review')
    shop.controls.decideDispute(shop.credentials.keyId, disputeId, 'won')
    expect(shop.controls.balance(shop.credentials.keyId, 'EUR').unpaidMinor).toBe(9_680 - 1_500)
    expect((await refund('F2')).kind).toBe('done')
    expect(shop.controls.decideDispute(shop.credentials.keyId, disputeId, 'lost')).toMatchObject({ ok: false, failure: { kind: 'wrong_state' } })
  })

  test('without an answer it is lost at the deadline', async () => {
    const shop = await openShop()
    const { paid } = await disputed(shop)
    shop.clock.move(8 * DAY)
    expect((await look(shop, handleOf(paid))).disputes).toMatchObject([{ status: 'lost', closedAt: START + 7 * DAY }])
  })

  test('an unpaid order cannot be disputed', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    expect(shop.controls.openDispute(shop.credentials.keyId, { payment: opened.platformReference, reason: '' })).toMatchObject({ ok: false, failure: { kind: 'wrong_state' } })
  })
})
