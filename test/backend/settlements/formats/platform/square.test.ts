import { describe, expect, it } from 'vitest'
import { squarePayoutsReader } from '../../../../../electron/backend/settlements/formats/platform/square-payouts.ts'
import { squareTransactionsReader } from '../../../../../electron/backend/settlements/formats/platform/square-transactions.ts'
import { inspect, lines, saidOf, silent } from '../inspecting.ts'
import { eventsOf, linesIn, noticesIn, refusalIn } from '../reading.ts'

const usd = { options: { currency: 'USD', zone: 'America/Los_Angeles' } } as const
const header =
  'Date,Time,Time Zone,Gross Sales,Tax,Tip,Total Collected,Source,Card,Cash,Square Gift Card,Other Tender,Other Tender Type,Fees,Net Total,Transaction ID,Payment ID,Card Brand,Description,Event Type,' +
  'Third Party Fees,Deposit ID,Deposit Date,Transaction Status,Order Reference ID'
const sale = '2026-11-02,14:03:04,Pacific Time (US & Canada),"$1,250.00",$0.00,$0.00,"$1,250.00",Register,"$1,250.00",$0.00,$0.00,$0.00,,-$36.55,"$1,213.45",T1,P1,Visa,Chair,Payment,$0.00,D1,2026-11-03,Complete,A1'

describe('Square transactions', () => {
  it('are read with the fee as a cost and in the zone that the file names', async () => {
    const read = await inspect(lines(header, sale), usd)
    expect([saidOf(read), read.report.format]).toEqual([silent, 'square-transactions'])
    expect(linesIn(read.events)).toMatchObject([{
      type: 'payment', grossMinor: 125_000, feeMinor: 3655, netMinor: 121_345, currency: 'USD', nativeId: 'P1', merchantReference: 'A1', platformReference: 'P1', payoutReference: 'D1', references: ['T1'],
      occurredAt: Date.UTC(2026, 10, 2, 22, 3, 4), occurredOn: '2026-11-02', availableOn: '2026-11-03', method: 'Visa', excluded: null,
    }])
  })

  it('settle only what was not paid in cash, by gift card or otherwise', async () => {
    const split = sale.replace('"$1,250.00",$0.00,$0.00,$0.00,,-$36.55', '"$1,000.00",$200.00,$50.00,$0.00,,-$36.55')
    const cash = sale.replace('"$1,250.00",$0.00,$0.00,$0.00,,-$36.55,"$1,213.45"', '$0.00,"$1,250.00",$0.00,$0.00,,$0.00,"$1,250.00"')
    expect(linesIn(await eventsOf(squareTransactionsReader, lines(header, split, cash), usd.options))).toMatchObject([
      { grossMinor: 100_000, feeMinor: 3655, netMinor: 96_345, excluded: null }, { grossMinor: 125_000, feeMinor: 0, excluded: 'Cash' },
    ])
  })

  it('tie a refund to its sale', async () => {
    const refund = sale.replaceAll('"$1,250.00"', '-$50.00').replace('-$36.55,"$1,213.45",T1,P1', '$0.00,-$50.00,T1,P2').replace('Payment,$0.00', 'Refund,$0.00')
    expect(linesIn(await eventsOf(squareTransactionsReader, lines(header, refund), usd.options))).toMatchObject([{ type: 'refund', netMinor: -5000, nativeId: 'P2', parentReference: 'T1' }])
  })

  it('need a currency where the sign is a dollar, and take it from other signs', async () => {
    expect(refusalIn(await eventsOf(squareTransactionsReader, lines(header, sale)))).toMatchObject({ reason: 'currency-needed', field: 'Total Collected' })
    expect(linesIn(await eventsOf(squareTransactionsReader, lines(header, sale.replaceAll('$', '£'))))).toMatchObject([{ currency: 'GBP', grossMinor: 125_000 }])
  })

  it('write the month first in America only', async () => {
    const slashed = sale.replace('2026-11-02', '11/02/2026').replace('14:03:04', '2:03:04 PM')
    expect(linesIn(await eventsOf(squareTransactionsReader, lines(header, slashed), usd.options))).toMatchObject([{ occurredOn: '2026-11-02', occurredAt: Date.UTC(2026, 10, 2, 22, 3, 4) }])
    expect(refusalIn(await eventsOf(squareTransactionsReader, lines(header, slashed.replace('Pacific Time (US & Canada)', 'London')), usd.options))).toMatchObject({ reason: 'date-order-needed' })
  })

  it('are read by name in old exports too', async () => {
    const old = lines('Transaction ID,Payment ID,Date,Time,Net Total,Fees,Total Collected', 'T1,P1,2018-11-02,10:00:00,£9.70,-£0.30,£10.00', 'T2,P2,2018-11-02,11:00:00,-£5.00,£0.00,-£5.00')
    expect(linesIn(await eventsOf(squareTransactionsReader, old)).map(({ type, netMinor }) => [type, netMinor])).toEqual([['payment', 970], ['refund', -500]])
  })

  it.each([
    ['do not add up', sale.replace('"$1,213.45"', '"$1,213.46"'), { rowErrors: ['arithmetic'] }],
    ['have no date', sale.replace('2026-11-02', ''), { rowErrors: ['not-a-date'] }],
    ['name an unknown zone', sale.replace('Pacific Time (US & Canada)', 'Middle Earth'), { warnings: ['unknown-zone'] }],
  ])('that %s say so', async (_name, row, expected) => {
    expect(saidOf(await inspect(lines(header, row), usd))).toMatchObject(expected)
  })
})

describe('Square payouts', () => {
  it('are told one by one', async () => {
    const read = await inspect(lines('Deposit ID,Deposit Date,Status,Gross,Fees,Deposit Amount,End-to-End ID', 'D1,2026-11-03,Sent,£100.00,-£3.00,£97.00,E2E1', 'D2,2026-11-04,Paid,£50.00,£1.50,£48.50,'))
    expect([saidOf(read), read.report.format, read.report.payoutNotices]).toEqual([silent, 'square-payouts', 2])
    expect(noticesIn(read.events)).toMatchObject([
      { payoutReference: 'D1', minor: 9700, currency: 'GBP', on: '2026-11-03', status: 'Sent', bankReferences: ['E2E1', 'D1'] }, { payoutReference: 'D2', minor: 4850 },
    ])
  })

  it('that do not add up are row errors', async () => {
    expect(saidOf(await inspect(lines('Payout ID,Payout Date,Gross,Fees,Net Amount,Currency', 'D1,2026-11-03,100.00,-3.00,97.01,GBP')))).toMatchObject({ rowErrors: ['arithmetic'] })
  })

  it('whose ids repeat are lines of payouts and refused', async () => {
    expect(refusalIn(await eventsOf(squarePayoutsReader, lines('Deposit ID,Deposit Date,Amount,Currency', 'D1,2026-11-03,1.00,GBP', 'D1,2026-11-03,2.00,GBP')))).toMatchObject({ reason: 'unsupported', line: 3 })
  })
})
