import { describe, expect, test } from 'vitest'
import type { ChangePage } from '../../../../electron/backend/platforms/platform.ts'
import { actOn, DAY, done, eur, openShop, START, type Shop } from './shop.ts'

/** Reads the feed from a cursor to its end. */
async function follow(shop: Shop, from: string | null): Promise<ChangePage> {
  const page = done(await shop.platform.changesSince(from))
  if (!page.more) return page
  const rest = await follow(shop, page.cursor)
  return { ...rest, snapshots: [...page.snapshots, ...rest.snapshots], payoutsChanged: page.payoutsChanged || rest.payoutsChanged }
}

const told = ({ snapshots }: ChangePage) => snapshots.map(({ merchantReference, status }) => [merchantReference, status])

describe('the change feed', () => {
  test('without a cursor it begins now', async () => {
    const shop = await openShop()
    await shop.open()
    expect(done(await shop.platform.changesSince(null))).toMatchObject({ snapshots: [], more: false, completeUntil: START - 1, payoutsChanged: false })
  })

  test('what changed is told once, in the order of the last change', async () => {
    const shop = await openShop()
    const { cursor } = done(await shop.platform.changesSince(null))
    const [first] = [await shop.open(), await shop.open()]
    shop.customer(first)
    const page = done(await shop.platform.changesSince(cursor))
    expect(told(page)).toEqual([['R2', 'awaiting_payment'], ['R1', 'paid']])
    expect(done(await shop.platform.changesSince(page.cursor)).snapshots).toEqual([])
  })

  test('the same cursor tells the same again', async () => {
    const shop = await openShop()
    const { cursor } = done(await shop.platform.changesSince(null))
    await shop.paid()
    expect(done(await shop.platform.changesSince(cursor))).toEqual(done(await shop.platform.changesSince(cursor)))
  })

  test('expiry and payouts are told without anybody doing anything', async () => {
    const shop = await openShop()
    await shop.open()
    await shop.paid()
    const { cursor } = done(await shop.platform.changesSince(null))
    shop.clock.move(2 * DAY)
    expect(await follow(shop, cursor)).toMatchObject({ snapshots: [{ merchantReference: 'R1', status: 'expired' }], payoutsChanged: true, completeUntil: START + 2 * DAY - 1 })
  })

  test('a long feed comes in pages, each complete up to nowhere but the last', async () => {
    const shop = await openShop()
    shop.controls.together(() => shop.controls.settle())
    for (let count = 0; count < 130; count += 1) await shop.open()
    const first = (await shop.call('GET', '/v1/changes?after=start')).body as { cursor: string; more: boolean; complete_until: null }
    expect([first.more, first.complete_until]).toEqual([true, null])
    const page = done(await shop.platform.changesSince('start'))
    expect([page.snapshots.length, page.more, page.completeUntil]).toEqual([100, true, null])
    expect((await follow(shop, 'start')).snapshots).toHaveLength(130)
  })

  test.each(['nonsense', 'ch_other.5', 'ch_other.', '.5'])('the cursor "%s" is of no sandbox that we know', async (cursor) => {
    const shop = await openShop()
    expect(await shop.platform.changesSince(cursor)).toMatchObject({ kind: 'refused', refusal: { reason: 'not-found', code: 'cursor_unknown' } })
  })

  test('a cursor from before the sandbox was wiped is answered clearly', async () => {
    const before = await openShop({ random: { bytes: (count) => new Uint8Array(count).fill(7) } })
    const { cursor } = done(await before.platform.changesSince(null))
    expect(await (await openShop()).platform.changesSince(cursor)).toMatchObject({ kind: 'refused', refusal: { code: 'cursor_unknown' } })
  })

  test('a place that the feed has not reached is of a file that was put back', async () => {
    const shop = await openShop()
    const { cursor } = done(await shop.platform.changesSince(null))
    expect(await shop.platform.changesSince(cursor.replace(/\d+$/, '99'))).toMatchObject({ kind: 'refused', refusal: { code: 'cursor_unknown' } })
  })

  test('every change gives the payment a later time, even in the same millisecond', async () => {
    const shop = await openShop()
    const paid = await shop.paid()
    const refund = (refundReference: string) => shop.platform.refund({ ...actOn(paid), amount: eur(1), refundReference, reason: '', refundable: eur(10_000) })
    const times = [paid.asOf, done(await refund('F1')).asOf, done(await refund('F2')).asOf]
    expect(times).toEqual([START + 1, START + 2, START + 3])
  })
})
