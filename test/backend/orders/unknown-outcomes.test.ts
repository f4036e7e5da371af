import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FaultPlanInput } from '../../../electron/backend/platforms/sandbox/channel/faults.ts'
import { openTestShop, hour, minute, second, type TestShop } from '../../harness/shop.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(async () => {
  await shop.close()
})

const once = (fault: FaultPlanInput['rules'][number]['fault'], method: string, path: string): FaultPlanInput => ({ seed: 'x', rules: [{ fault, times: 1, method, path }] })
const always = (fault: FaultPlanInput['rules'][number]['fault'], path: string): FaultPlanInput => ({ seed: 'x', rules: [{ fault, path }] })
const lostAnswer = { kind: 'drop', when: 'after' } as const
const lostRequest = { kind: 'drop', when: 'before' } as const

const paidOrder = async (minor: number): Promise<string> => {
  const asked = await shop.charge(minor)
  shop.pay(asked)
  await shop.poll()
  return asked.order.orderId
}
/** Lets the resolver ask as often as its curve says within the time. */
const letResolve = async (ms: number): Promise<void> => {
  for (let passed = 0; passed < ms; passed += 2 * second) await shop.pass(2 * second)
}

describe('a charge whose answer was lost', () => {
  it('is unknown, needs a person to wait, and is found again as one payment', async () => {
    shop.sandbox.controls.setFaults(once(lostAnswer, 'POST', '/v1/payments'))
    const asked = await shop.charge(1_000)
    expect(asked.order).toMatchObject({ state: 'created', unknownCalls: 1 })
    expect(asked.calls).toMatchObject([{ kind: 'create', state: 'unknown', sends: 1 }])
    expect(await shop.client.attention.list()).toMatchObject([{ kind: 'unknown_outcome', nextAct: 'wait' }])
    await letResolve(6 * second)
    const found = await shop.order(asked.order.orderId)
    expect(found.order).toMatchObject({ state: 'awaiting_payment', unknownCalls: 0 })
    expect(found.calls).toMatchObject([{ state: 'succeeded', sends: 1 }])
    expect(await shop.client.attention.list()).toEqual([])
    shop.pay(found)
    await shop.poll()
    expect((await shop.order(asked.order.orderId)).order.state).toBe('paid')
  })

  it('blocks the same amount at the till until it is known', async () => {
    shop.sandbox.controls.setFaults(once(lostAnswer, 'POST', '/v1/payments'))
    await shop.charge(1_000)
    await expect(shop.charge(1_000)).rejects.toThrow('similar-open-order')
  })

  it('that never arrived is sent again with its own key, after the platform has said twice that it does not know it', async () => {
    shop.sandbox.controls.setFaults(once(lostRequest, 'POST', '/v1/payments'))
    const asked = await shop.charge(1_000)
    expect(asked.calls).toMatchObject([{ state: 'unknown', sends: 1 }])
    await letResolve(12 * second)
    const found = await shop.order(asked.order.orderId)
    expect(found.calls).toMatchObject([{ state: 'succeeded', sends: 2 }])
    expect(found.timeline.filter(({ kind }) => kind === 'not_found')).toHaveLength(2)
    expect(found.order.state).toBe('awaiting_payment')
  })

  it('ends with a person when asking finds nothing out, and the decision is recorded', async () => {
    shop.sandbox.controls.setFaults(always(lostRequest, '/v1/'))
    const asked = await shop.charge(1_000)
    for (let hours = 0; hours < 30; hours += 1) await shop.pass(hour)
    expect(await shop.client.attention.list()).toMatchObject([{ kind: 'unknown_outcome', nextAct: 'decide' }])
    const callId = asked.calls[0]!.callId
    expect(await shop.client.orders.decideCall({ callId, decision: 'it_did_not_happen', reason: 'asked their support' })).toEqual({ ok: true, value: null })
    const decided = await shop.order(asked.order.orderId)
    expect(decided.order).toMatchObject({ state: 'failed', unknownCalls: 0 })
    expect(decided.timeline.find(({ kind }) => kind === 'decided')?.facts).toMatchObject({ decision: 'it_did_not_happen', reason: 'asked their support' })
    expect(await shop.client.orders.decideCall({ callId, decision: 'it_happened', reason: 'no' })).toMatchObject({ ok: false })
  })

  it('can be cancelled meanwhile: the cancellation waits for the answer and then goes out', async () => {
    shop.sandbox.controls.setFaults(once(lostAnswer, 'POST', '/v1/payments'))
    const asked = await shop.charge(1_000)
    expect(await shop.client.orders.cancel({ orderId: asked.order.orderId })).toMatchObject({ ok: true })
    await letResolve(12 * second)
    expect((await shop.order(asked.order.orderId)).order.state).toBe('cancelled')
  })
})

describe('a refund whose answer was lost', () => {
  it('counts as spent while it is unknown, and is found again once', async () => {
    const orderId = await paidOrder(1_000)
    shop.sandbox.controls.setFaults(once(lostAnswer, 'POST', '/v1/payments/*/refunds'))
    await shop.client.orders.refund({ orderId, refundId: shop.newId(), amount: { minor: 600, currency: 'EUR' }, reason: '' })
    const unknown = await shop.settled(orderId)
    expect(unknown.refunds).toMatchObject([{ state: 'unknown' }])
    expect(unknown.order).toMatchObject({ state: 'paid', unknownCalls: 1 })
    expect(await shop.client.orders.refund({ orderId, refundId: shop.newId(), amount: { minor: 500, currency: 'EUR' }, reason: '' })).toMatchObject({
      ok: false, failure: { kind: 'exceeds-refundable', refundable: { minor: 400 } },
    })
    await letResolve(6 * second)
    const found = await shop.order(orderId)
    expect(found.order).toMatchObject({ state: 'partially_refunded', refunded: { minor: 600 }, unknownCalls: 0 })
    expect(found.refunds).toMatchObject([{ state: 'succeeded' }])
  })

  it('that never arrived is paid once, with the key of the first wish', async () => {
    const orderId = await paidOrder(1_000)
    shop.sandbox.controls.setFaults(once(lostRequest, 'POST', '/v1/payments/*/refunds'))
    await shop.client.orders.refund({ orderId, refundId: shop.newId(), amount: { minor: 600, currency: 'EUR' }, reason: '' })
    await shop.settled(orderId)
    await letResolve(12 * second)
    const { order, calls } = await shop.order(orderId)
    expect(order.refunded.minor).toBe(600)
    expect(calls.find(({ kind }) => kind === 'refund')).toMatchObject({ state: 'succeeded', sends: 2 })
  })
})

describe('a call that had to wait', () => {
  it('goes on to be found or sent again by itself, however often the platform had put it off before', async () => {
    const orderId = await paidOrder(1_000)
    const rules: FaultPlanInput['rules'] = [
      { fault: { kind: 'status', when: 'before', status: 429, retryAfter: '1' }, times: 8, method: 'POST', path: '/v1/payments/*/refunds' },
      { fault: lostRequest, skip: 8, times: 3, method: 'POST', path: '/v1/payments/*/refunds' },
    ]
    shop.sandbox.controls.setFaults({ seed: 'x', rules })
    await shop.client.orders.refund({ orderId, refundId: shop.newId(), amount: null, reason: '' })
    await shop.settled(orderId)
    for (let minutes = 0; minutes < 90; minutes += 1) await shop.pass(minute)
    const { order, calls } = await shop.order(orderId)
    expect(order).toMatchObject({ state: 'refunded', unknownCalls: 0 })
    expect(calls.find(({ kind }) => kind === 'refund')).toMatchObject({ state: 'succeeded', sends: 12 })
  })

  it('is known from the feed, when the questions about it are not answered', async () => {
    shop.sandbox.controls.setFaults({ seed: 'x', rules: [
      { fault: lostAnswer, times: 1, method: 'POST', path: '/v1/payments' },
      { fault: lostRequest, method: 'GET', path: '/v1/payments' },
    ] })
    await shop.poll()
    const asked = await shop.charge(1_000)
    expect(asked.calls).toMatchObject([{ state: 'unknown' }])
    await shop.poll()
    const known = await shop.order(asked.order.orderId)
    expect(known.order).toMatchObject({ state: 'awaiting_payment', unknownCalls: 0 })
    expect(known.calls).toMatchObject([{ state: 'succeeded', sends: 1 }])
    expect(await shop.client.attention.list()).toEqual([])
  })
})

describe('a capture whose answer was lost', () => {
  it('is found by looking at the payment', async () => {
    const asked = await shop.charge(1_000, { captureMode: 'manual' })
    shop.pay(asked)
    await shop.poll()
    shop.sandbox.controls.setFaults(once(lostAnswer, 'POST', '/v1/payments/*/capture'))
    await shop.client.orders.capture({ orderId: asked.order.orderId, amount: null })
    expect((await shop.settled(asked.order.orderId)).order.unknownCalls).toBe(1)
    await letResolve(6 * second)
    expect((await shop.order(asked.order.orderId)).order).toMatchObject({ state: 'paid', captured: { minor: 1_000 }, unknownCalls: 0 })
  })
})

describe('answers that cannot be believed', () => {
  it.each<[string, FaultPlanInput['rules'][number]['fault']]>([
    ['malformed', { kind: 'malformed-json' }],
    ['cut off', { kind: 'truncated-body' }],
    ['wrongly signed', { kind: 'wrong-signature' }],
    ['oversize', { kind: 'oversize-answer' }],
    ['negative', { kind: 'negative-amount' }],
    ['in another currency', { kind: 'wrong-currency', currency: 'USD' }],
    ['dated in the future', { kind: 'future-dated', byMs: 365 * 24 * hour }],
    ['errors of the server', { kind: 'status', when: 'after', status: 500 }],
  ])('%s, leave the charge unknown and watched, and it is found again', async (_name, fault) => {
    shop.sandbox.controls.setFaults(once(fault, 'POST', '/v1/payments'))
    const asked = await shop.charge(1_000)
    expect(asked.order).toMatchObject({ state: 'created', unknownCalls: 1 })
    await letResolve(6 * second)
    expect((await shop.order(asked.order.orderId)).order).toMatchObject({ state: 'awaiting_payment', unknownCalls: 0 })
  })

  it('in the feed change nothing, and the payment is known with the next good one', async () => {
    const asked = await shop.charge(1_000)
    await shop.poll()
    shop.pay(asked)
    shop.sandbox.controls.setFaults(once({ kind: 'negative-amount' }, 'GET', '/v1/changes'))
    await shop.poll()
    expect((await shop.order(asked.order.orderId)).order.state).toBe('awaiting_payment')
    await shop.poll()
    expect((await shop.order(asked.order.orderId)).order.state).toBe('paid')
  })
})

describe('a picture in the feed that cannot be true', () => {
  it.each<[string, FaultPlanInput['rules'][number]['fault']]>([
    ['in another currency', { kind: 'wrong-currency', currency: 'USD' }],
    ['dated in the future', { kind: 'future-dated', byMs: 365 * 24 * hour }],
    ['negative', { kind: 'negative-amount' }],
  ])('%s, of an expired payment that was paid late after all, does not end the watch', async (_name, fault) => {
    shop.sandbox.controls.setSwitches(shop.keyId, { latePayment: true })
    const asked = await shop.charge(1_000)
    await shop.pass(20 * minute)
    shop.pay(asked)
    shop.sandbox.controls.setFaults(once(fault, 'GET', '/v1/changes'))
    await shop.poll()
    expect((await shop.order(asked.order.orderId)).order).toMatchObject({ state: 'expired', hasLateMoney: false })
    await shop.pass(5 * second)
    expect((await shop.order(asked.order.orderId)).order).toMatchObject({ state: 'expired', hasLateMoney: true })
  })
})

describe('a platform that asks us to wait', () => {
  it('gets the charge later, with the same key, and nothing was unknown', async () => {
    shop.sandbox.controls.setFaults(once({ kind: 'status', when: 'before', status: 429, retryAfter: '2' }, 'POST', '/v1/payments'))
    const asked = await shop.charge(1_000)
    expect(asked.calls).toMatchObject([{ state: 'pending' }])
    expect(asked.order.unknownCalls).toBe(0)
    await letResolve(6 * second)
    expect((await shop.order(asked.order.orderId)).order.state).toBe('awaiting_payment')
  })
})

describe('a program that ends in the middle of a call', () => {
  it('takes the call for unknown when it starts again, and finds it', async () => {
    const asked = await shop.charge(1_000)
    const { store } = (await import('../../harness/reach-in.ts')).openStore(shop.folder)
    store.prepare(`UPDATE platform_calls SET state = 'in_flight', due_at = NULL`).run()
    store.close()
    await shop.restart()
    expect((await shop.order(asked.order.orderId)).calls).toMatchObject([{ state: 'unknown', reason: 'program-ended' }])
    await letResolve(6 * second)
    expect((await shop.order(asked.order.orderId)).calls).toMatchObject([{ state: 'succeeded' }])
  })

  it('does not send a charge whose customer has long gone', async () => {
    shop.sandbox.controls.setFaults(always({ kind: 'status', when: 'before', status: 429, retryAfter: '60' }, '/v1/payments'))
    const asked = await shop.charge(1_000)
    shop.clock.advance(20 * minute)
    shop.sandbox.controls.setFaults({ seed: '', rules: [] })
    await shop.restart()
    await shop.poll()
    const { order, calls } = await shop.order(asked.order.orderId)
    expect(order.state).toBe('expired')
    expect(calls).toMatchObject([{ state: 'refused', reason: 'never-sent' }])
  })
})
