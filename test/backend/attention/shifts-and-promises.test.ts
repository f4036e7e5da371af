import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { day, openTestShop, type TestShop } from '../../harness/shop.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

/** Another person at the same console. */
const asAnother = (name: string) => shop.backend.carriers.connectInProcess(shop.backend.operatorSession(name))

const promise = (promiseId: string) =>
  shop.client.attention.promise({
    promiseId, amount: { minor: 4_200, currency: 'EUR' }, customer: 'Mrs Li', contact: '+49 30 1234', description: 'Bicycle tube', accountId: shop.accountId, till: 'till-1',
  })

describe('handing over a shift', () => {
  it('takes the open things along, is accepted by the next person once, and by nobody for themselves', async () => {
    await promise(shop.newId())
    const note = await shop.client.attention.writeShiftNote({ words: 'Mrs Li comes at six.' })
    expect(note).toMatchObject({ words: 'Mrs Li comes at six.', acceptedAt: null, items: [{ kind: 'promised_payment', facts: { customer: 'Mrs Li' } }] })
    expect(await shop.client.attention.acceptShiftNote({ noteId: note.noteId })).toEqual({ ok: false, failure: { kind: 'own-note' } })
    const next = asAnother('next')
    const accepted = await next.client.attention.acceptShiftNote({ noteId: note.noteId })
    if (!accepted.ok) throw new Error(accepted.failure.kind)
    shop.clock.advance(day)
    expect(await next.client.attention.acceptShiftNote({ noteId: note.noteId })).toEqual(accepted)
    expect(await next.client.attention.acceptShiftNote({ noteId: shop.newId() })).toEqual({ ok: false, failure: { kind: 'note-not-found' } })
    next.close()
  })

  it('keeps what stood on the note, whatever becomes of it afterwards', async () => {
    const promiseId = shop.newId()
    await promise(promiseId)
    await shop.client.attention.writeShiftNote({ words: '' })
    await shop.client.attention.dropPromise({ promiseId, reason: 'paid in cash' })
    expect(await shop.client.attention.list()).toEqual([])
    expect((await shop.client.attention.shiftNotes())[0]!.items).toHaveLength(1)
  })
})

describe('a thing that needs a person', () => {
  it('is taken and annotated, and counted wherever the number stands', async () => {
    await promise(shop.newId())
    const [item] = await shop.client.attention.list()
    await shop.client.attention.take({ itemId: item!.itemId, mine: true })
    await shop.client.attention.annotate({ itemId: item!.itemId, note: 'called, no answer' })
    expect(await shop.client.attention.list()).toMatchObject([{ owner: expect.any(String) as string, note: 'called, no answer', nextAct: 'settle_promise' }])
    await shop.client.attention.take({ itemId: item!.itemId, mine: false })
    expect(await shop.client.attention.list()).toMatchObject([{ owner: null }])
    expect(await shop.client.attention.count()).toEqual({ count: 1 })
    expect(shop.backend.attentionCount()).toBe(1)
    expect(await shop.client.attention.take({ itemId: shop.newId(), mine: true })).toEqual({ ok: false, failure: { kind: 'item-not-found' } })
  })
})

describe('a promised payment', () => {
  it('is kept once per id, and needs a person until it is charged or dropped', async () => {
    const promiseId = shop.newId()
    expect(await promise(promiseId)).toEqual(await promise(promiseId))
    expect(await shop.client.attention.promises()).toHaveLength(1)
    const orderId = shop.newId()
    expect(await shop.client.attention.settlePromise({ promiseId, orderId, accountId: shop.accountId })).toEqual({ ok: true, value: { orderId } })
    expect((await shop.settled(orderId)).order).toMatchObject({ amount: { minor: 4_200 }, customer: 'Mrs Li', till: 'till-1', state: 'awaiting_payment' })
    expect(await shop.client.attention.promises()).toEqual([])
    expect(await shop.client.attention.list()).toEqual([])
  })

  it('becomes one order, however often and with whatever id it is charged', async () => {
    const promiseId = shop.newId()
    await promise(promiseId)
    const orderId = shop.newId()
    await shop.client.attention.settlePromise({ promiseId, orderId, accountId: shop.accountId })
    expect(await shop.client.attention.settlePromise({ promiseId, orderId: shop.newId(), accountId: shop.accountId })).toEqual({ ok: true, value: { orderId } })
  })

  it('is stopped by the till like any other charge', async () => {
    await shop.charge(4_200)
    const promiseId = shop.newId()
    await promise(promiseId)
    expect(await shop.client.attention.settlePromise({ promiseId, orderId: shop.newId(), accountId: shop.accountId })).toEqual({
      ok: false, failure: { kind: 'charge-refused', why: 'similar-open-order' },
    })
    expect(await shop.client.attention.promises()).toHaveLength(1)
  })
})
