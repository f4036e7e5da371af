import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hour, minute, openTestShop, second, type TestShop } from '../../harness/shop.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(async () => {
  await shop.close()
})

describe('charging', () => {
  it('gives the order a number, a reference and a page to pay on', async () => {
    const { order, payUrl } = await shop.charge(1_234)
    expect(order).toMatchObject({ number: 1, state: 'awaiting_payment', amount: { minor: 1_234, currency: 'EUR' }, businessDay: '2026-06-15' })
    expect(order.reference).toMatch(/^[0-9A-Z]{5}000001$/u)
    expect(payUrl).toContain('http://127.0.0.1:')
  })

  it('makes one order of one id, however often it is asked for', async () => {
    const orderId = shop.newId()
    const asks = await Promise.all([1, 2, 3].map(() => shop.charge(500, { orderId })))
    expect(new Set(asks.map(({ order }) => order.number))).toEqual(new Set([1]))
    expect(asks[0]!.calls).toHaveLength(1)
    expect((await shop.client.orders.list({ filter: emptyFilter, before: null, limit: 10 })).orders).toHaveLength(1)
  })

  it('stops at a like order at the same till that is not resolved, and goes on with a reason', async () => {
    const first = await shop.charge(500)
    const wish = {
      orderId: shop.newId(), accountId: shop.accountId, amount: { minor: 500, currency: 'EUR' }, description: '', customer: '', note: '', methodHint: null,
      captureMode: 'automatic' as const, expiresInMinutes: null, till: 'till-1', reference: null, despite: null,
    }
    expect(await shop.client.orders.create(wish)).toMatchObject({ ok: false, failure: { kind: 'similar-open-order', orderId: first.order.orderId, number: 1 } })
    expect(await shop.client.orders.create({ ...wish, till: 'till-2' })).toMatchObject({ ok: true })
    expect(await shop.client.orders.create({ ...wish, orderId: shop.newId(), amount: { minor: 501, currency: 'EUR' } })).toMatchObject({ ok: true })
    const despite = await shop.client.orders.create({ ...wish, orderId: shop.newId(), despite: { orderId: first.order.orderId, reason: 'two guests, same bill' } })
    expect(despite).toMatchObject({ ok: true })
    const timeline = despite.ok ? (await shop.order(despite.value.orderId)).timeline : []
    expect(timeline.find(({ kind }) => kind === 'charged_despite')?.facts).toMatchObject({ reason: 'two guests, same bill' })
  })

  it('does not stop once the like order is resolved or long past', async () => {
    const first = await shop.charge(500)
    shop.pay(first)
    await shop.poll()
    await shop.charge(500)
    shop.clock.advance(11 * minute)
    expect((await shop.charge(500)).order.number).toBe(3)
  })

  it('refuses a reference that is taken and names the order that has it', async () => {
    await shop.charge(500, { reference: 'INV-1' })
    await expect(shop.charge(700, { reference: 'INV-1' })).rejects.toThrow('"reference-taken","number":1')
  })

  it('steps around references that people have chosen, and refuses one that an attempt has', async () => {
    const [next] = [(await shop.charge(500)).order.reference.replace(/\d$/u, '3')]
    await shop.charge(600, { reference: next })
    expect((await shop.charge(700)).order.reference).toBe(`${next}_1`)
    const again = await shop.charge(800, { reference: 'R1' })
    await shop.charge(900, { reference: 'R1-2' })
    await shop.client.orders.cancel({ orderId: again.order.orderId })
    await shop.settled(again.order.orderId)
    expect(await shop.client.orders.retry({ orderId: again.order.orderId, accountId: null, expiresInMinutes: null })).toMatchObject({ ok: true })
    expect((await shop.order(again.order.orderId)).payments.map(({ merchantReference }) => merchantReference)).toEqual(['R1', 'R1-3'])
    await expect(shop.charge(1_000, { reference: 'R1-3' })).rejects.toThrow('"reference-taken","number":4')
  })

  it('refuses amounts that are no amounts at the door', async () => {
    await expect(shop.charge(0)).rejects.toThrow('validation')
    await expect(shop.charge(-5)).rejects.toThrow('validation')
    await expect(shop.charge(1.5)).rejects.toThrow('validation')
  })
})

const emptyFilter = { search: '', states: [], accountId: null, createdBy: null, from: null, to: null, onlyFlagged: false }

describe('the result', () => {
  it('is known with method, fee and net after one look at the feed', async () => {
    const asked = await shop.charge(1_000)
    shop.pay(asked)
    await shop.poll()
    const { order } = await shop.order(asked.order.orderId)
    expect(order).toMatchObject({ state: 'paid', methodKind: 'card', fee: { minor: 59, currency: 'EUR' }, net: { minor: 941, currency: 'EUR' } })
  })

  it('of a decline leaves the order payable, and the next try pays it once', async () => {
    const asked = await shop.charge(1_000)
    shop.pay(asked, 'decline')
    await shop.poll()
    expect((await shop.order(asked.order.orderId)).order.state).toBe('awaiting_payment')
    shop.pay(asked)
    await shop.poll()
    const { order, payments } = await shop.order(asked.order.orderId)
    expect([order.state, order.captured.minor, payments.length]).toEqual(['paid', 1_000, 1])
  })

  it('of an order that nobody pays is expired', async () => {
    const asked = await shop.charge(1_000)
    await shop.pass(16 * minute)
    await shop.pass(minute)
    expect((await shop.order(asked.order.orderId)).order.state).toBe('expired')
  })

  it('survives a restart of the program', async () => {
    const asked = await shop.charge(1_000)
    shop.pay(asked)
    await shop.restart()
    await shop.poll()
    expect((await shop.order(asked.order.orderId)).order.state).toBe('paid')
  })
})

describe('a hold', () => {
  it('is captured in part, and the order expects no more', async () => {
    const asked = await shop.charge(1_000, { captureMode: 'manual' })
    shop.pay(asked)
    await shop.poll()
    expect((await shop.order(asked.order.orderId)).order.state).toBe('authorized')
    await shop.client.orders.capture({ orderId: asked.order.orderId, amount: { minor: 600, currency: 'EUR' } })
    const { order } = await shop.settled(asked.order.orderId)
    expect(order).toMatchObject({ state: 'paid', captured: { minor: 600 }, amountVerdict: 'exact' })
  })

  it('is given back', async () => {
    const asked = await shop.charge(1_000, { captureMode: 'manual' })
    shop.pay(asked)
    await shop.poll()
    await shop.client.orders.void({ orderId: asked.order.orderId })
    expect((await shop.settled(asked.order.orderId)).order.state).toBe('cancelled')
  })

  it('is not captured beyond what is held, nor captured and voided at once', async () => {
    const asked = await shop.charge(1_000, { captureMode: 'manual' })
    shop.pay(asked)
    await shop.poll()
    const orderId = asked.order.orderId
    expect(await shop.client.orders.capture({ orderId, amount: { minor: 1_001, currency: 'EUR' } })).toMatchObject({ ok: false, failure: { kind: 'exceeds-authorized' } })
    const [captured, voided] = await Promise.all([shop.client.orders.capture({ orderId, amount: null }), shop.client.orders.void({ orderId })])
    expect([captured.ok, voided.ok]).toEqual([true, false])
  })

  it('that is about to lapse needs a person', async () => {
    const asked = await shop.charge(1_000, { captureMode: 'manual' })
    shop.pay(asked)
    await shop.poll()
    await shop.pass(6 * 24 * hour + hour)
    expect(await shop.client.attention.list()).toMatchObject([{ kind: 'hold_lapsing', orderNumber: 1, nextAct: 'capture_or_void' }])
  })
})

describe('refunds', () => {
  const paid = async (minor: number): Promise<string> => {
    const asked = await shop.charge(minor)
    shop.pay(asked)
    await shop.poll()
    return asked.order.orderId
  }

  it('in parts never exceed what was taken', async () => {
    const orderId = await paid(1_000)
    await shop.client.orders.refund({ orderId, refundId: shop.newId(), amount: { minor: 300, currency: 'EUR' }, reason: 'cold soup' })
    expect((await shop.settled(orderId)).order).toMatchObject({ state: 'partially_refunded', refunded: { minor: 300 } })
    const tooMuch = await shop.client.orders.refund({ orderId, refundId: shop.newId(), amount: { minor: 701, currency: 'EUR' }, reason: '' })
    expect(tooMuch).toMatchObject({ ok: false, failure: { kind: 'exceeds-refundable', refundable: { minor: 700 } } })
    await shop.client.orders.refund({ orderId, refundId: shop.newId(), amount: null, reason: '' })
    expect((await shop.settled(orderId)).order).toMatchObject({ state: 'refunded', refunded: { minor: 1_000 } })
  })

  it('of one id are paid once, however often they are asked for', async () => {
    const orderId = await paid(1_000)
    const refundId = shop.newId()
    await Promise.all([1, 2, 3].map(() => shop.client.orders.refund({ orderId, refundId, amount: { minor: 300, currency: 'EUR' }, reason: '' })))
    const { order, refunds } = await shop.settled(orderId)
    expect([order.refunded.minor, refunds.length]).toEqual([300, 1])
  })

  it('of another currency are refused', async () => {
    const orderId = await paid(1_000)
    expect(await shop.client.orders.refund({ orderId, refundId: shop.newId(), amount: { minor: 1, currency: 'USD' }, reason: '' })).toMatchObject({ ok: false, failure: { kind: 'mixed-currency' } })
  })
})

describe('handing over', () => {
  it('is recorded for paid orders only', async () => {
    const asked = await shop.charge(1_000)
    expect(await shop.client.orders.handOver({ orderId: asked.order.orderId })).toMatchObject({ ok: false, failure: { kind: 'wrong-state' } })
    shop.pay(asked)
    await shop.poll()
    await shop.client.orders.handOver({ orderId: asked.order.orderId })
    expect((await shop.settled(asked.order.orderId)).order.handedOverAt).toBe(shop.clock.now())
  })
})

describe('finding orders', () => {
  it('works by number, reference, amount, customer and note, and by characters of unspaced scripts', async () => {
    await shop.charge(1_234, { customer: 'Zoë Müller', note: 'window table', description: 'two coffees' })
    await shop.charge(9_900, { customer: '王小明', description: '茶叶礼盒', reference: 'TEA-77' })
    const find = async (search: string): Promise<number[]> =>
      (await shop.client.orders.list({ filter: { ...emptyFilter, search }, before: null, limit: 10 })).orders.map(({ number }) => number)
    expect(await find('0001')).toEqual([1])
    expect(await find('12.34')).toEqual([1])
    expect(await find('12,34')).toEqual([1])
    expect(await find('99')).toEqual([2])
    expect(await find('muller')).toEqual([1])
    expect(await find('coff')).toEqual([1])
    expect(await find('window')).toEqual([1])
    expect(await find('TEA-77')).toEqual([2])
    expect(await find('小明')).toEqual([2])
    expect(await find('礼盒')).toEqual([2])
    expect(await find('" OR 1')).toEqual([])
    expect(await find('nothing')).toEqual([])
  })

  it('pages through all of them by key, newest first', async () => {
    for (let minor = 101; minor <= 107; minor += 1) await shop.charge(minor)
    const numbers: number[] = []
    let before: number | null = null
    do {
      const page: { orders: { number: number }[]; next: number | null } = await shop.client.orders.list({ filter: emptyFilter, before, limit: 3 })
      numbers.push(...page.orders.map(({ number }) => number))
      before = page.next
    } while (before !== null)
    expect(numbers).toEqual([7, 6, 5, 4, 3, 2, 1])
  })

  it('filters by state, day and flag', async () => {
    const first = await shop.charge(101)
    await shop.charge(102)
    shop.pay(first)
    await shop.poll()
    const count = async (filter: object): Promise<number> => (await shop.client.orders.list({ filter: { ...emptyFilter, ...filter }, before: null, limit: 10 })).orders.length
    expect(await count({ states: ['paid'] })).toBe(1)
    expect(await count({ from: '2026-06-16' })).toBe(0)
    expect(await count({ from: '2026-06-15', to: '2026-06-15' })).toBe(2)
    expect(await count({ onlyFlagged: true })).toBe(0)
  })
})

describe('money that does not come as asked', () => {
  it('after the end of the order waits for a person, who attaches it', async () => {
    shop.sandbox.controls.setSwitches(shop.keyId, { latePayment: true })
    const asked = await shop.charge(1_000)
    await shop.pass(16 * minute)
    await shop.pass(minute)
    shop.pay(asked)
    await shop.pass(second)
    const orderId = asked.order.orderId
    expect((await shop.order(orderId)).order).toMatchObject({ state: 'expired', hasLateMoney: true })
    expect(await shop.client.attention.list()).toMatchObject([{ kind: 'late_money', nextAct: 'attach_or_refund' }])
    await shop.client.orders.attachLateMoney({ orderId })
    expect((await shop.order(orderId)).order).toMatchObject({ state: 'paid', hasLateMoney: false })
    expect(await shop.client.attention.list()).toEqual([])
  })

  it('after the end of the order can be sent back instead', async () => {
    shop.sandbox.controls.setSwitches(shop.keyId, { latePayment: true })
    const asked = await shop.charge(1_000)
    await shop.pass(16 * minute)
    await shop.pass(minute)
    shop.pay(asked)
    await shop.pass(second)
    await shop.client.orders.refund({ orderId: asked.order.orderId, refundId: shop.newId(), amount: null, reason: 'came too late' })
    expect((await shop.settled(asked.order.orderId)).order).toMatchObject({ state: 'expired', hasLateMoney: false })
    expect(await shop.client.attention.list()).toEqual([])
  })
})
