import { describe, expect, it } from 'vitest'
import { adyenSettlementReader } from '../../../../../electron/backend/settlements/formats/platform/adyen-settlement.ts'
import { inspect, lines, saidOf, silent } from '../inspecting.ts'
import { eventsOf, linesIn } from '../reading.ts'

const header =
  'Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Exchange Rate,' +
  'Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Markup (NC),Scheme Fees (NC),Interchange (NC),Payment Method Variant,Modification Merchant Reference,Batch Number,Reserved4'
const row = (psp: string, reference: string, type: string, modification: string, gross: string, net: string, fees = ',,,'): string =>
  `Shop,ShopNL,${psp},${reference},visa,2026-11-02 10:00:00,CET,${type},${modification},${gross},EUR,${net},${fees},visadebit,,7,`
const batch = lines(
  header,
  row('P1', 'A1', 'Settled', 'M1', 'EUR,,100.00,1', ',97.80', ',0.60,1.40,0.20'),
  row('P2', 'A2', 'Settled', 'M2', 'USD,,50.00,0.9', ',44.00', '1.00,,,'),
  row('P1', 'A1', 'Refunded', 'M3', 'EUR,20.00,,1', '20.00,'),
  row('P3', 'A3', 'Chargeback', 'M4', 'EUR,10.00,,1', '10.00,'),
  row('', '', 'Fee', '', ',,,', '0.30,'),
  row('', '', 'Balancetransfer', '', ',,,', ',5.00'),
  row('', '', 'SomethingNew', '', ',,,', ',1.00'),
  row('', '', 'MerchantPayout', '', ',,,', '117.50,'),
)

describe('Adyen settlement details', () => {
  it('are read in the payout\'s currency, and their rows come to nothing', async () => {
    const read = await inspect(batch)
    expect([saidOf(read), read.report]).toMatchObject([silent, { format: 'adyen-settlement', accounts: [{ account: 'ShopNL', statementId: '7', sequence: '7', currency: 'EUR', entries: 8 }] }])
    expect(linesIn(read.events)).toMatchObject([
      { type: 'payment', grossMinor: 10_000, feeMinor: 220, netMinor: 9780, merchantReference: 'A1', platformReference: 'P1', nativeId: '7/P1/M1/Settled', payoutReference: '7', original: null, method: 'visadebit', occurredAt: Date.UTC(2026, 10, 2, 9) },
      { type: 'payment', grossMinor: 4500, feeMinor: 100, netMinor: 4400, original: { minor: 5000, currency: 'USD', rate: '0.9' } },
      { type: 'refund', netMinor: -2000, platformReference: 'M3', parentReference: 'P1' },
      { type: 'chargeback', netMinor: -1000 },
      { type: 'fee', netMinor: -30, nativeId: null },
      { type: 'transfer', netMinor: 500 },
      { type: 'unknown_type', typeText: 'SomethingNew' },
      { type: 'payout', netMinor: -11_750 },
    ])
  })

  it.each([
    ['a payout that its rows do not explain', (text: string) => text.replace('117.50', '117.51'), { findings: ['control_total'] }],
    ['fees that do not explain the difference', (text: string) => text.replace(',97.80,', ',97.81,'), { rowErrors: ['arithmetic'], findings: ['control_total'] }],
    ['an unknown currency', (text: string) => text.replace('USD,,50.00', 'USX,,50.00'), { rowErrors: ['unknown-currency'], findings: ['control_total'] }],
    ['a broken date', (text: string) => text.replace('2026-11-02 10:00:00', '02-11-2026'), { rowErrors: ['not-a-date'], findings: ['control_total'] }],
  ])('with %s say so', async (_name, change, expected) => {
    expect(saidOf(await inspect(change(batch)))).toMatchObject(expected)
  })

  it('hold and release a deposit by its sign', async () => {
    const events = await eventsOf(adyenSettlementReader, lines(header, row('', '', 'DepositCorrection', '', ',,,', '5.00,'), row('', '', 'DepositCorrection', '', ',,,', ',5.00')))
    expect(linesIn(events).map(({ type }) => type)).toEqual(['reserve_hold', 'reserve_release'])
  })
})
