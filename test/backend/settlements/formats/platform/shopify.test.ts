import { describe, expect, it } from 'vitest'
import { shopifyPayoutsReader } from '../../../../../electron/backend/settlements/formats/platform/shopify-payouts.ts'
import { shopifyReader } from '../../../../../electron/backend/settlements/formats/platform/shopify.ts'
import { inspect, lines, saidOf, silent } from '../inspecting.ts'
import { eventsOf, linesIn, noticesIn, refusalIn } from '../reading.ts'

const header =
  'Transaction Date,Type,Order,Card Brand,Card Source,Payout Status,Payout Date,Payout ID,Available On,Amount,Fee,Net,Checkout,Payment Method Name,Presentment Amount,Presentment Currency,Currency'
const row = (type: string, amounts: string, order = '#1001'): string => `2026-08-24 22:01:24 +0400,${type},${order},visa,online,paid,2026-08-26,900,2026-08-25,${amounts},#C1,card,375.00,SAR,AED`

describe('Shopify transactions', () => {
  it('are read with amount less fee as net', async () => {
    const read = await inspect(lines(
      header, row('charge', '367.30,10.95,356.35'), row('refund', '-100.00,0.00,-100.00'), row('chargeback', '-37.90,15.00,-52.90'), row('chargeback', '37.90,0.00,37.90'), row('adjustment', '1.00,0.00,1.00'),
      row('payout', '-242.35,0.00,-242.35', ''), row('mystery', '0.00,0.00,0.00', ''),
    ))
    expect([saidOf(read), read.report.format]).toEqual([silent, 'shopify'])
    expect(linesIn(read.events)).toMatchObject([
      {
        type: 'payment', grossMinor: 36_730, feeMinor: 1095, netMinor: 35_635, currency: 'AED', original: { minor: 37_500, currency: 'SAR' }, merchantReference: '#1001', references: ['1001', '#C1'],
        payoutReference: '900', availableOn: '2026-08-25', occurredAt: Date.UTC(2026, 7, 24, 18, 1, 24), method: 'card', nativeId: null,
      },
      { type: 'refund' }, { type: 'chargeback', feeMinor: 1500 }, { type: 'chargeback_reversal' }, { type: 'adjustment' }, { type: 'payout', netMinor: -24_235 }, { type: 'unknown_type' },
    ])
  })

  it('of old exports need a currency and are grouped by the payout\'s day', async () => {
    const old = lines('Transaction Date;Type;Order;Card Brand;Card Source;Payout Status;Payout Date;Available On;Amount;Fee;Net', '2026/6/12;charge;#1;visa;online;paid;2026/6/14;2026/6/13;$10.00;$0.59;$9.41')
    expect(refusalIn(await eventsOf(shopifyReader, old))).toMatchObject({ reason: 'currency-needed' })
    expect(linesIn(await eventsOf(shopifyReader, old, { currency: 'USD' }))).toMatchObject([{ netMinor: 941, payoutReference: '2026-06-14 USD', occurredOn: '2026-06-12' }])
  })

  it('that do not add up are row errors', async () => {
    expect(saidOf(await inspect(lines(header, row('charge', '367.30,10.95,356.36'))))).toMatchObject({ rowErrors: ['arithmetic'] })
  })
})

describe('Shopify payouts', () => {
  const payouts = (...rows: readonly string[]) => lines('Payout Date,Status,Charges,Refunds,Adjustments,Reserved Funds,Fees,Retried Amount,Total,Currency', ...rows)

  it.each([['a cost', '3.00'], ['a negative', '-3.00']])('with fees written as %s are told', async (_name, fees) => {
    const read = await inspect(payouts(`2026-11-04,paid,110.00,-10.00,0.00,0.00,${fees},0.00,97.00,EUR`))
    expect([saidOf(read), noticesIn(read.events)]).toMatchObject([silent, [{ minor: 9700, currency: 'EUR', on: '2026-11-04', status: 'paid', payoutReference: null }]])
  })

  it('of both fee signs in one file are row errors, and a file in which none adds up is refused', async () => {
    const good = '2026-11-04,paid,100.00,0.00,0.00,0.00,3.00,0.00,97.00,EUR'
    expect(saidOf(await inspect(payouts(good, '2026-11-05,paid,100.00,0.00,0.00,0.00,-3.00,0.00,97.00,EUR')))).toMatchObject({ rowErrors: ['arithmetic'], refused: null })
    expect(refusalIn(await eventsOf(shopifyPayoutsReader, payouts('2026-11-04,paid,100.00,0.00,0.00,0.00,3.00,0.00,96.00,EUR')))).toMatchObject({ reason: 'malformed', field: 'Fees' })
  })
})
