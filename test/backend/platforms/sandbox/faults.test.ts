import { describe, expect, test } from 'vitest'
import type { Fault, FaultPlanInput } from '../../../../electron/backend/platforms/sandbox/channel/faults.ts'
import { randomFaults } from '../../../../electron/backend/platforms/sandbox/channel/faults.ts'
import { actOn, DAY, done, eur, handleOf, openShop, START, type Shop } from './shop.ts'

const plan = (fault: Fault, rest: Partial<FaultPlanInput['rules'][number]> = {}): FaultPlanInput => ({ seed: 's', rules: [{ fault, ...rest }] })
const onCreate = { method: 'POST', path: '/v1/payments' }

/** Whether the create call that was spoiled was carried out nevertheless. */
const isThere = async (shop: Shop): Promise<boolean> => {
  shop.controls.setFaults({ seed: '', rules: [] })
  const { body } = await shop.call('GET', '/v1/payments?merchant_reference=R1')
  return (body as { payment: unknown }).payment !== null
}

describe('a create call with a fault', () => {
  test.each<[string, Fault, object, boolean]>([
    ['dropped before it was carried out', { kind: 'drop', when: 'before' }, { kind: 'unknown', why: 'connection-lost' }, false],
    ['dropped after it was carried out', { kind: 'drop', when: 'after' }, { kind: 'unknown', why: 'connection-lost' }, true],
    ['too slow before', { kind: 'delay', when: 'before', ms: 400 }, { kind: 'unknown', why: 'timeout' }, true],
    ['too slow after', { kind: 'delay', when: 'after', ms: 400 }, { kind: 'unknown', why: 'timeout' }, true],
    ['500 before', { kind: 'status', when: 'before', status: 500 }, { kind: 'unknown', why: 'server-error' }, false],
    ['502 after', { kind: 'status', when: 'after', status: 502 }, { kind: 'unknown', why: 'server-error' }, true],
    ['429', { kind: 'status', when: 'before', status: 429, retryAfter: '7' }, { kind: 'not-done', why: 'rate-limited', retryAt: START + 7_000 }, false],
    ['409 from nobody knows whom', { kind: 'status', when: 'after', status: 409, code: 'wrong_state' }, { kind: 'unknown', why: 'bad-signature' }, true],
    ['malformed JSON', { kind: 'malformed-json' }, { kind: 'unknown', why: 'malformed-answer' }, true],
    ['a cut-off answer', { kind: 'truncated-body' }, { kind: 'unknown', why: 'connection-lost' }, true],
    ['a wrong signature', { kind: 'wrong-signature' }, { kind: 'unknown', why: 'bad-signature' }, true],
    ['an endless answer', { kind: 'oversize-answer' }, { kind: 'unknown', why: 'too-large-answer' }, true],
    ['a future answer', { kind: 'future-dated', byMs: 301_000 }, { kind: 'unknown', why: 'implausible-answer' }, true],
    ['a negative amount', { kind: 'negative-amount' }, { kind: 'unknown', why: 'implausible-answer' }, true],
    ['another currency', { kind: 'wrong-currency', currency: 'USD' }, { kind: 'unknown', why: 'implausible-answer' }, true],
  ])('%s', async (_name, fault, outcome, wasDone) => {
    const shop = await openShop({ timeoutMs: 300 })
    shop.controls.setFaults(plan(fault, onCreate))
    expect(await shop.platform.create(shop.order())).toMatchObject(outcome)
    await expect.poll(() => isThere(shop)).toBe(wasDone)
    expect(shop.errors).toEqual([])
  })

  test('a server whose clock lies is found out by its time', async () => {
    const shop = await openShop()
    shop.controls.setFaults(plan({ kind: 'lying-date', byMs: 600_000 }))
    await shop.platform.checkCredentials()
    expect(await shop.platform.checkCredentials()).toMatchObject({ kind: 'not-done', why: 'clock-skew' })
  })

  test('the amount that was asked for must come back', async () => {
    const shop = await openShop()
    const wish = shop.order()
    await shop.platform.create(wish)
    const { body } = await shop.call('GET', '/v1/payments?merchant_reference=R1')
    expect(body).toMatchObject({ payment: { amount: eur(10_000) } })
    expect(await shop.platform.query({ platformReference: (body as { payment: { id: string } }).payment.id, merchantReference: 'R1', currency: 'USD', platformData: {} })).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
  })
})

describe('the feed with faults', () => {
  const changed = async (fault: Fault) => {
    const shop = await openShop()
    const { cursor } = done(await shop.platform.changesSince(null))
    await shop.open()
    shop.clock.move(60_000)
    await shop.open()
    shop.controls.setFaults(plan(fault, { path: '/v1/changes' }))
    const page = done(await shop.platform.changesSince(cursor))
    return { shop, page, references: page.snapshots.map(({ merchantReference }) => merchantReference) }
  }

  test('tells things twice', async () => {
    expect((await changed({ kind: 'feed-duplicate' })).references).toEqual(['R1', 'R1', 'R2', 'R2'])
  })
  test('tells things in the wrong order', async () => {
    expect((await changed({ kind: 'feed-reorder' })).references).toEqual(['R2', 'R1'])
  })
  test('holds the newest back, says so, and loses nothing', async () => {
    const { shop, page, references } = await changed({ kind: 'feed-hold-back', ms: 30_000 })
    expect([references, page.completeUntil, page.more]).toEqual([['R1'], START + 30_000, false])
    shop.clock.move(30_000)
    expect(done(await shop.platform.changesSince(page.cursor)).snapshots.map(({ merchantReference }) => merchantReference)).toEqual(['R2'])
  })
  test('one implausible payment spoils its page', async () => {
    const shop = await openShop()
    const { cursor } = done(await shop.platform.changesSince(null))
    await shop.open()
    shop.controls.setFaults(plan({ kind: 'negative-amount' }))
    expect(await shop.platform.changesSince(cursor)).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
  })
})

describe('settlement with faults', () => {
  const settled = async (fault: Fault) => {
    const shop = await openShop()
    await shop.paid()
    await shop.paid()
    shop.clock.move(3 * DAY)
    const [payout] = done(await shop.platform.payoutsSince(0))
    shop.controls.setFaults(plan(fault))
    const { text } = await shop.call('GET', `/v1/payouts/${payout!.platformReference}/settlement.csv`)
    const { lines } = done(await shop.platform.payoutLines(payout!.platformReference, null))
    return { nets: lines.map(({ netMinor }) => netMinor), total: text.trim().split('\r\n').at(-1) }
  }

  test('a line is wrong, and the totals betray it', async () => {
    expect(await settled({ kind: 'wrong-settlement-line', byMinor: -100, restated: false })).toEqual({ nets: [9_580, 9_680], total: '#total,2,,,,,,,200.00,6.40,193.60,EUR,,,' })
  })
  test('a line is wrong, and the totals agree with it', async () => {
    expect(await settled({ kind: 'wrong-settlement-line', byMinor: -100, restated: true })).toEqual({ nets: [9_580, 9_680], total: '#total,2,,,,,,,199.00,6.40,192.60,EUR,,,' })
  })
  test('a line is missing', async () => {
    expect(await settled({ kind: 'missing-settlement-line', restated: true })).toEqual({ nets: [9_680], total: '#total,1,,,,,,,100.00,3.20,96.80,EUR,,,' })
  })
})

describe('plans', () => {
  test('a rule lets some requests through, strikes some times, and only where it is meant', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    shop.controls.setFaults(plan({ kind: 'drop', when: 'before' }, { skip: 1, times: 1, method: 'POST', path: '/v1/payments/*/refunds' }))
    const outcomes: string[] = []
    for (let count = 0; count < 3; count += 1) outcomes.push((await shop.platform.refund({ ...actOn(opened), amount: eur(1), refundReference: 'F', reason: '', refundable: eur(1) })).kind)
    outcomes.push((await shop.platform.query(handleOf(opened))).kind)
    expect(outcomes).toEqual(['refused', 'unknown', 'refused', 'done'])
  })

  test('a plan is set over HTTP, survives a restart of the rules, and can always be switched off', async () => {
    const shop = await openShop()
    const everything = randomFaults('x', { dropBefore: 1 })
    expect((await shop.call('POST', '/v1/controls/faults', everything)).status).toBe(200)
    await expect(shop.call('GET', '/v1/merchant')).rejects.toThrow('fetch failed')
    expect((await shop.call('POST', '/v1/controls/faults', { seed: '', rules: [] })).status).toBe(200)
    expect((await shop.call('GET', '/v1/merchant')).status).toBe(200)
  })

  test.each([{ seed: 's', rules: [{ fault: { kind: 'explode' } }] }, { rules: [] }, { seed: 's', rules: [{ fault: { kind: 'drop', when: 'before' }, probability: 2 }] }])('a plan that makes no sense is refused', async (nonsense) => {
    const shop = await openShop()
    expect(await shop.call('POST', '/v1/controls/faults', nonsense)).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } })
  })

  test('random trouble is the same in every run of a seed', async () => {
    const runs: string[][] = []
    for (const seed of ['a', 'a', 'b']) {
      const shop = await openShop({ faults: randomFaults(seed, { dropBefore: 0.3, serverErrorAfter: 0.3 }, '/v1/payments') })
      const outcomes: string[] = []
      for (let count = 0; count < 20; count += 1) outcomes.push((await shop.call('GET', '/v1/payments?merchant_reference=x').catch(() => ({ status: 0 }))).status.toString())
      runs.push(outcomes)
    }
    expect(runs[0]).toEqual(runs[1])
    expect(runs[0]).not.toEqual(runs[2])
    expect(new Set(runs[0])).toEqual(new Set(['0', '200', '502']))
  })
})

describe('controls over HTTP', () => {
  test('the customer pays, the clock moves, disputes are opened and decided, switches are set', async () => {
    const shop = await openShop()
    const { platformReference } = await shop.open()
    expect((await shop.call('POST', '/v1/controls/pay', { payment: 'R1', choice: 'cmb', decision: 'approve', customer: 'Li Lei' })).body).toMatchObject({ state: 'paid', customer: 'Li Lei', method: { label: 'China Merchants Bank' } })
    const { body } = await shop.call('POST', '/v1/controls/disputes', { payment: platformReference, amount_minor: 100, reason: 'Not delivered' }) as { body: { id: string } }
    expect((await shop.call('POST', `/v1/controls/disputes/${body.id}`, { verdict: 'won' })).body).toMatchObject({ state: 'won', amount: eur(100) })
    expect((await shop.call('POST', '/v1/controls/switches', { latePayment: true })).body).toMatchObject({ latePayment: true, payOtherByMinor: 0 })
    expect((await shop.call('POST', '/v1/controls/clock', { advance_ms: 1_000 })).body).toEqual({ now: new Date(START + 1_000).toISOString() })
    expect((await shop.call('POST', '/v1/controls/clock', { to: new Date(START + 5_000).toISOString() })).body).toEqual({ now: new Date(START + 5_000).toISOString() })
    expect((await shop.call('GET', '/v1/controls/clock')).body).toEqual({ now: new Date(START + 5_000).toISOString() })
    expect((await shop.call('POST', '/v1/controls/clock', { to: new Date(START).toISOString() })).status).toBe(400)
  })

  test('a merchant controls its own payments only', async () => {
    const shop = await openShop()
    shop.sandbox.credentialsFor({ label: 'Other', currencies: ['EUR'], zone: 'UTC', cutoffHour: 0 })
    expect((await shop.call('POST', '/v1/controls/pay', { payment: 'pay_other', choice: 'visa', decision: 'approve' })).status).toBe(404)
    expect((await shop.call('POST', '/v1/controls/disputes/dp_other', { verdict: 'won' })).status).toBe(404)
  })
})
