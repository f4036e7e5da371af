import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import type { PayoutLine, PayoutSnapshot } from '../../../../electron/backend/platforms/platform.ts'
import { settlementColumns } from '../../../../electron/backend/platforms/sandbox/settlement-columns.ts'
import { money } from '../../../../shared/money.ts'
import { actOn, DAY, done, eur, HOUR, openShop, START, type Shop } from './shop.ts'

const payoutsOf = async (shop: Shop): Promise<readonly PayoutSnapshot[]> => done(await shop.platform.payoutsSince(0))

async function linesOf(shop: Shop, payout: PayoutSnapshot): Promise<readonly PayoutLine[]> {
  const page = done(await shop.platform.payoutLines(payout.platformReference, null))
  return page.lines
}

const brief = (lines: readonly PayoutLine[]) => lines.map(({ type, grossMinor, feeMinor, netMinor }) => [type, grossMinor, feeMinor, netMinor])
const berlin = (day: string, hour: number, minute = 0): number => Date.parse(`2026-${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+02:00`)

describe('a business day becomes a payout', () => {
  test('of everything that fell due in it, less fees, itemised', async () => {
    const shop = await openShop()
    const first = await shop.paid()
    await shop.paid({ amount: eur(2_500) }, 'boc')
    await shop.platform.refund({ ...actOn(first), amount: eur(4_000), refundReference: 'F1', reason: 'Cold', refundable: eur(10_000) })
    shop.clock.move(2 * DAY)
    const [payout, ...others] = await payoutsOf(shop)
    expect(others).toEqual([])
    expect(payout).toMatchObject({ amount: eur(9_680 + 2_470 - 4_000), status: 'paid', createdAt: berlin('10-15', 6), arrivesOn: '2026-10-15', isItemised: true })
    const lines = await linesOf(shop, payout!)
    expect(brief(lines)).toEqual([['payment', 10_000, 320, 9_680], ['payment', 2_500, 30, 2_470], ['refund', -4_000, 0, -4_000]])
    expect(lines[0]).toMatchObject({ merchantReference: 'R1', platformReference: first.platformReference, parentReference: null, method: 'card', text: 'Two coffees', occurredAt: START })
    expect(lines[2]).toMatchObject({ merchantReference: 'F1', platformReference: expect.stringMatching(/^re_/) as string, parentReference: first.platformReference, text: 'Cold' })
  })

  test('it is cut, sent and booked, each at its time', async () => {
    const shop = await openShop()
    await shop.paid()
    const states: unknown[] = []
    for (const at of [berlin('10-15', 5, 59), berlin('10-15', 6), berlin('10-15', 7), berlin('10-15', 16)]) {
      shop.clock.to(at)
      states.push((await payoutsOf(shop)).map(({ status }) => status))
    }
    expect(states).toEqual([[], ['pending'], ['in_transit'], ['paid']])
  })

  test('a sale after midnight belongs to the evening before, until the shop’s own hour', async () => {
    const shop = await openShop({ startAt: berlin('10-14', 3, 59) })
    await shop.paid({ amount: eur(100) })
    shop.clock.to(berlin('10-14', 4))
    await shop.paid({ amount: eur(200) })
    shop.clock.move(3 * DAY)
    expect((await payoutsOf(shop)).map(({ amount, arrivesOn }) => [amount.minor, arrivesOn])).toEqual([[100 - 33, '2026-10-14'], [200 - 36, '2026-10-15']])
  })

  test.each([['10-16', '2026-10-19'], ['10-17', '2026-10-19'], ['10-18', '2026-10-19'], ['10-19', '2026-10-20']])('a sale at noon of %s reaches the bank on %s', async (day, arrivesOn) => {
    const shop = await openShop({ startAt: berlin(day, 12) })
    await shop.paid()
    shop.clock.move(7 * DAY)
    expect((await payoutsOf(shop)).map((payout) => [payout.arrivesOn, payout.status])).toEqual([[arrivesOn, 'paid']])
  })

  test.each([
    ['Europe/Berlin', '2026-03-28T20:00:00Z', '2026-03-29T04:00:00Z'], // 23 hours: cut at 06:00 summer time
    ['Europe/Berlin', '2026-10-24T20:00:00Z', '2026-10-25T05:00:00Z'], // 25 hours: cut at 06:00 winter time
    ['America/New_York', '2026-03-07T22:00:00Z', '2026-03-08T10:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T08:00:00Z', '2026-10-03T19:00:00Z'], // half an hour
    ['Asia/Shanghai', '2026-10-14T04:00:00Z', '2026-10-14T22:00:00Z'],
  ])('in %s the day of %s is cut at %s', async (zone, soldAt, cutAt) => {
    const shop = await openShop({ startAt: Date.parse(soldAt), merchant: { zone } })
    await shop.paid()
    shop.clock.move(5 * DAY)
    expect((await payoutsOf(shop)).map(({ createdAt }) => new Date(createdAt).toISOString())).toEqual([new Date(cutAt).toISOString()])
  })

  test('each currency is paid out by itself, also those without decimals or with three', async () => {
    const shop = await openShop({ merchant: { currencies: ['JPY', 'KWD', 'EUR'] } })
    await shop.paid({ amount: money(1_000, 'JPY') })
    await shop.paid({ amount: money(10_000, 'KWD') })
    shop.clock.move(2 * DAY)
    expect((await payoutsOf(shop)).map(({ amount }) => amount)).toEqual([money(941, 'JPY'), money(9_410, 'KWD')])
  })

  test('it makes no difference who looks when', async () => {
    const outcomes = []
    for (const step of [HOUR, 7 * HOUR, 10 * DAY]) {
      const shop = await openShop()
      shop.controls.setSwitches(shop.credentials.keyId, { reserve: { rateBps: 500, days: 2 }, payoutMishap: 'returned', feePendingMs: HOUR })
      await shop.paid({ captureMode: 'manual' })
      await shop.paid()
      await shop.open()
      for (let at = START; at < START + 10 * DAY; at += step) {
        shop.clock.to(Math.min(at + step, START + 10 * DAY))
        shop.controls.settle()
      }
      outcomes.push([await payoutsOf(shop), done(await shop.platform.changesSince('start'))])
    }
    expect(outcomes[1]).toEqual(outcomes[0])
    expect(outcomes[2]).toEqual(outcomes[0])
  })

  test('a clock that was put back loses no money', async () => {
    const shop = await openShop()
    await shop.paid()
    shop.clock.move(3 * DAY)
    shop.controls.settle()
    shop.clock.to(START + HOUR)
    await shop.paid()
    shop.clock.move(3 * DAY)
    expect((await payoutsOf(shop)).map(({ amount }) => amount.minor)).toEqual([9_680, 9_680])
  })
})

describe('payouts that are not plain', () => {
  const indebted = async (shop: Shop) => {
    const paid = await shop.paid()
    shop.clock.move(2 * DAY)
    await shop.platform.refund({ ...actOn(paid), amount: eur(10_000), refundReference: 'F1', reason: '', refundable: eur(10_000) })
    shop.clock.move(2 * DAY)
  }

  test('a day below zero pays nothing and begins the next payout, whenever there is one', async () => {
    const shop = await openShop()
    await indebted(shop)
    shop.clock.move(10 * DAY)
    await shop.paid({ amount: eur(30_000) })
    shop.clock.move(3 * DAY)
    const payouts = await payoutsOf(shop)
    expect(payouts.map(({ amount, status }) => [amount.minor, status])).toEqual([[9_680, 'paid'], [0, 'paid'], [29_100 - 10_000, 'paid']])
    expect(brief(await linesOf(shop, payouts[1]!))).toEqual([['refund', -10_000, 0, -10_000], ['adjustment', 10_000, 0, 10_000]])
    const last = await linesOf(shop, payouts[2]!)
    expect(brief(last)).toEqual([['adjustment', -10_000, 0, -10_000], ['payment', 30_000, 900, 29_100]])
    expect(last[0]?.platformReference).toBe(payouts[1]?.platformReference)
  })

  test('with the switch on, a day below zero is taken from the bank', async () => {
    const shop = await openShop()
    shop.controls.setSwitches(shop.credentials.keyId, { negativePayout: true })
    await indebted(shop)
    shop.clock.move(2 * DAY)
    expect((await payoutsOf(shop)).map(({ amount, status }) => [amount.minor, status])).toEqual([[9_680, 'paid'], [-10_000, 'paid']])
  })

  test('a reserve is held back and released in a later payout', async () => {
    const shop = await openShop()
    shop.controls.setSwitches(shop.credentials.keyId, { reserve: { rateBps: 1_000, days: 3 } })
    await shop.paid()
    shop.clock.move(7 * DAY)
    const payouts = await payoutsOf(shop)
    expect(brief(await linesOf(shop, payouts[0]!))).toEqual([['payment', 10_000, 320, 9_680], ['reserve_hold', -1_000, 0, -1_000]])
    expect(brief(await linesOf(shop, payouts[1]!))).toEqual([['reserve_release', 1_000, 0, 1_000]])
  })

  test.each([
    ['failed', [['2026-10-15', 'in_transit'], ['2026-10-15', 'failed'], ['2026-10-16', 'in_transit'], ['2026-10-16', 'paid']]],
    ['returned', [['2026-10-15', 'in_transit'], ['2026-10-15', 'paid'], ['2026-10-15', 'failed'], ['2026-10-19', 'paid']]],
  ] as const)('a payout that was %s is paid again, and it happens once', async (payoutMishap, expected) => {
    const shop = await openShop()
    shop.controls.setSwitches(shop.credentials.keyId, { payoutMishap })
    await shop.paid()
    const seen: unknown[] = []
    for (const at of [berlin('10-15', 15), berlin('10-15', 17), berlin('10-16', 15), berlin('10-19', 17)]) {
      shop.clock.to(at)
      seen.push(...(await payoutsOf(shop)).map(({ arrivesOn, status }) => [arrivesOn, status]))
    }
    expect(seen).toEqual(expected)
    await shop.paid()
    shop.clock.move(3 * DAY)
    expect((await payoutsOf(shop)).map(({ status }) => status)).toEqual(['paid', 'paid'])
  })

  test('a dispute is a line of its day, and its fee another', async () => {
    const shop = await openShop()
    const paid = await shop.paid()
    await shop.paid({ amount: eur(50_000) })
    shop.controls.openDispute(shop.credentials.keyId, { payment: paid.platformReference, reason: 'Fraud' })
    shop.clock.move(2 * DAY)
    const lines = await linesOf(shop, (await payoutsOf(shop))[0]!)
    expect(brief(lines).slice(2)).toEqual([['chargeback', -10_000, 0, -10_000], ['dispute_fee', 0, 1_500, -1_500]])
    expect(lines[3]).toMatchObject({ merchantReference: 'R1', platformReference: expect.stringMatching(/^dp_/) as string, parentReference: paid.platformReference })
  })
})

describe('lists', () => {
  test('payouts that changed since a moment', async () => {
    const shop = await openShop()
    await shop.paid()
    shop.clock.move(DAY)
    await shop.paid()
    shop.clock.move(3 * DAY)
    const [first, second] = await payoutsOf(shop)
    expect(done(await shop.platform.payoutsSince(first!.asOf + 1))).toEqual([second])
    expect(done(await shop.platform.payoutsSince(second!.asOf))).toEqual([second])
  })

  test('many payouts and many lines come in pages', async () => {
    const shop = await openShop()
    for (let day = 0; day < 4; day += 1) {
      await shop.paid()
      shop.clock.move(DAY)
    }
    const pages: unknown[] = []
    let after = ''
    do {
      const { body } = await shop.call('GET', `/v1/payouts?limit=1${after}`) as { body: { payouts: { id: string }[]; next: string | null } }
      pages.push(body.payouts.map(({ id }) => id))
      after = body.next === null ? '' : `&after=${body.next}`
    } while (after !== '')
    const payouts = await payoutsOf(shop)
    expect(pages).toEqual(payouts.map(({ platformReference }) => [platformReference]))
    expect((await shop.call('GET', `/v1/payouts/${payouts[0]!.platformReference}/lines?limit=1&after=1`)).body).toMatchObject({ lines: [], next: null })
  })

  test('a payout of another merchant is not found', async () => {
    const shop = await openShop()
    expect(await shop.platform.payoutLines('po_none', null)).toMatchObject({ kind: 'refused', refusal: { reason: 'not-found' } })
  })
})

describe('the settlement file', () => {
  const fileOf = async (shop: Shop, payout: PayoutSnapshot) => {
    const { text, headers } = await shop.call('GET', `/v1/payouts/${payout.platformReference}/settlement.csv`)
    return { text, headers, rows: parse<Record<string, string>>(text, { columns: true }) }
  }

  test('tells the same lines as the API, with control totals at the end', async () => {
    const shop = await openShop()
    const paid = await shop.paid({ description: 'Tea, "green"\nand =cake' })
    await shop.platform.refund({ ...actOn(paid), amount: eur(5), refundReference: 'F1', reason: 'Drip', refundable: eur(10_000) })
    shop.clock.move(2 * DAY)
    const payout = (await payoutsOf(shop))[0]!
    const [first, second] = await linesOf(shop, payout)
    const { rows, text, headers } = await fileOf(shop, payout)
    const payoutId = payout.platformReference
    expect(rows).toEqual([
      {
        payout_id: payoutId, line_id: first!.nativeId, type: 'payment', merchant_reference: 'R1', payment_id: paid.platformReference, reference: '', parent_payment_id: '',
        occurred_at: '2026-10-14T10:00:00.000Z', gross: '100.00', fee: '3.20', net: '96.80', currency: 'EUR', method: 'card', payout_date: '2026-10-15', description: 'Tea, "green"\nand =cake',
      },
      {
        payout_id: payoutId, line_id: second!.nativeId, type: 'refund', merchant_reference: 'F1', payment_id: '', reference: second!.platformReference, parent_payment_id: paid.platformReference,
        occurred_at: '2026-10-14T10:00:00.000Z', gross: '-0.05', fee: '0.00', net: '-0.05', currency: 'EUR', method: 'card', payout_date: '2026-10-15', description: 'Drip',
      },
      {
        payout_id: '#total', line_id: '2', type: '', merchant_reference: '', payment_id: '', reference: '', parent_payment_id: '', occurred_at: '',
        gross: '99.95', fee: '3.20', net: '96.75', currency: 'EUR', method: '', payout_date: '', description: '',
      },
    ])
    expect(text.split('\r\n')[0]).toBe(settlementColumns.join(','))
    expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual(['text/csv; charset=utf-8', `attachment; filename="sandbox-settlement-2026-10-14-EUR-${payoutId}.csv"`])
  })

  test('does not change when a payout is sent again', async () => {
    const shop = await openShop()
    shop.controls.setSwitches(shop.credentials.keyId, { payoutMishap: 'failed' })
    await shop.paid()
    shop.clock.move(DAY)
    const payout = (await payoutsOf(shop))[0]!
    const before = await fileOf(shop, payout)
    shop.clock.move(5 * DAY)
    expect((await fileOf(shop, payout)).text).toBe(before.text)
  })
})
