import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hundredths, signedHundredths } from '../../../../../electron/backend/settlements/formats/platform/paypal-amounts.ts'
import { paypalLineType } from '../../../../../electron/backend/settlements/formats/platform/paypal-events.ts'
import { paypalSettlementReader } from '../../../../../electron/backend/settlements/formats/platform/paypal-settlement.ts'
import { inspect, lines, saidOf, silent } from '../inspecting.ts'
import { eventsOf, linesIn, refusalIn } from '../reading.ts'

const head = ['"RH",2026/11/03 06:41:54 -0800,"A","MERCHANT1",009,', '"FH",01']
const section = '"SH",2026/11/02 00:00:00 -0800,2026/11/02 23:59:59 -0800,"MERCHANT1",""'
const names =
  '"CH","Transaction ID","Invoice ID","PayPal Reference ID","PayPal Reference ID Type","Transaction Event Code","Transaction Initiation Date","Transaction Completion Date",' +
  '"Transaction  Debit or Credit","Gross Transaction Amount","Gross Transaction Currency","Fee Debit or Credit","Fee Amount","Fee Currency","Custom Field","Consumer ID","Payment Tracking ID","Store ID","Bank Reference ID"'
const body = (id: string, code: string, gross: readonly [string, number, string], fee: readonly [string, number] = ['', 0], more: { invoice?: string; parent?: string; bank?: string } = {}): string =>
  `"SB","${id}","${more.invoice ?? ''}","${more.parent ?? ''}","${more.parent === undefined ? '' : 'TXN'}","${code}",2026/11/02 10:00:00 -0800,2026/11/02 10:00:01 -0800,` +
  `"${gross[0]}",${gross[1]},"${gross[2]}","${fee[0]}",${fee[1]},"${gross[2]}","","","","","${more.bank ?? ''}",,`
const totals = (currency: string, [gc, gd, fc1, fd]: readonly number[], [begin, end]: readonly number[], count: number): string =>
  `"SF","${currency}",${gc},${gd},${fc1},${fd},"CR",0,"CR",0,"CR",${begin},"CR",${end},"CR",0,"CR",0,${count}`

const report = lines(
  ...head, section, names,
  body('1A', 'T0006', ['CR', 10_000, 'USD'], ['DR', 329], { invoice: 'A1' }),
  body('2A', 'T1107', ['DR', 2500, 'USD'], ['', 0], { parent: '1A' }),
  body('3A', 'T0006', ['CR', 10_000, 'JPY'], ['DR', 4000]),
  body('4A', 'T0400', ['DR', 7000, 'USD'], ['', 0], { bank: 'BANK9' }),
  totals('USD', [10_000, 9500, 0, 329], [500, 671], 3), totals('JPY', [10_000, 0, 0, 4000], [0, 6000], 1), '"SC",4', '"RF","USD",1,1,1,1,1', '"RC",4', '"FF",4',
)

describe('PayPal settlement report', () => {
  it('is read with its frame as proof, each currency by itself', async () => {
    const read = await inspect(report)
    expect(saidOf(read)).toEqual(silent)
    expect(read.report).toMatchObject({
      format: 'paypal-settlement',
      accounts: [
        { account: 'MERCHANT1', currency: 'USD', entries: 3, openingMinor: 500, closingMinor: 671, proof: 'proved', from: '2026-11-02', to: '2026-11-02' },
        { account: 'MERCHANT1', currency: 'JPY', entries: 1, openingMinor: 0, closingMinor: 60, proof: 'proved' },
      ],
    })
    expect(linesIn(read.events)).toMatchObject([
      { type: 'payment', typeText: 'T0006', grossMinor: 10_000, feeMinor: 329, netMinor: 9671, merchantReference: 'A1', platformReference: '1A', nativeId: '1A', occurredAt: Date.UTC(2026, 10, 2, 18) },
      { type: 'refund', grossMinor: -2500, parentReference: '1A' },
      { type: 'payout', netMinor: -7000, payoutReference: '4A', references: ['BANK9'] },
      // 100.00 of a currency without decimals is 100 of it.
      { type: 'payment', currency: 'JPY', grossMinor: 100, feeMinor: 40, netMinor: 60 },
    ])
  })

  it.each([
    ['a row missing', (text: string) => text.replace(/"SB","1A".*\r\n/, ''), { findings: expect.arrayContaining(['control_total', 'file_arithmetic']) }],
    ['a section without its count', (text: string) => text.slice(0, text.indexOf('"SF"')), { refused: 'truncated' }],
    ['a total that the balances contradict', (text: string) => text.replace('"SF","USD",10000', '"SF","USD",10001'), { warnings: ['control-total-differs'] }],
    ['yen with decimals', (text: string) => text.replace('"CR",10000,"JPY"', '"CR",10050,"JPY"'), { rowErrors: ['too-many-decimals'] }],
    ['no direction', (text: string) => text.replace('"DR",2500', '"",2500'), { rowErrors: ['missing-direction'] }],
    ['a fee in another currency', (text: string) => text.replace('"DR",329,"USD"', '"DR",329,"EUR"'), { rowErrors: ['mixed-currency'] }],
    ['an unknown record', (text: string) => text.replace('"RC",4', '"XX",4'), { rowErrors: ['unreadable'] }],
    ['a body row before the names', (text: string) => text.replace(/"CH".*\r\n/, ''), { refused: 'malformed' }],
    ['a needed column missing', (text: string) => text.replace('"Fee Amount"', '"Free Amount"'), { refused: 'missing-column' }],
    ['a needed column twice', (text: string) => text.replace('"Custom Field"', '"Fee Amount"'), { refused: 'duplicate-header' }],
  ])('with %s says so', async (_name, change, expected) => {
    expect(saidOf(await inspect(change(report)))).toMatchObject(expected)
  })

  it('without movements is a report of nothing', async () => {
    expect(saidOf(await inspect(lines(...head, section, names, totals('USD', [0, 0, 0, 0], [500, 500], 0), '"SC",0', '"RC",0', '"FF",0')))).toEqual(silent)
  })

  it('of several sections keeps their accounts apart', async () => {
    const other = section.replace('"MERCHANT1",""', '"PARTNER","MERCHANT2"')
    const read = await inspect(lines(...head, section, names, body('1A', 'T0006', ['CR', 100, 'EUR']), '"SC",1', other, names, body('1B', 'T0006', ['CR', 200, 'EUR']), '"SC",1', '"RC",2', '"FF",2'))
    expect([saidOf(read), read.report.accounts.map(({ account, creditsMinor }) => [account, creditsMinor])]).toEqual([silent, [['MERCHANT1', 100], ['MERCHANT2', 200]]])
  })

  it('with details counts what is settled and keeps what is pending or denied', async () => {
    const detailed = names.replace('"Bank Reference ID"', '"Bank Reference ID","Transactional Status"')
    const row = (id: string, status: string) => body(id, 'T0006', ['CR', 100, 'EUR']).replace(/,,$/, `,"${status}"`)
    const events = await eventsOf(paypalSettlementReader, lines(...head, section, detailed, row('1A', 'S'), row('2A', 'P'), row('3A', 'D'), row('4A', 'V'), '"SF",4', '"SC",4', '"RC",4', '"FF",4'))
    expect(linesIn(events).map(({ excluded }) => excluded)).toEqual([null, 'P', 'D', null])
  })

  it('of subscriptions tells of no money and is refused by name', async () => {
    expect(refusalIn(await eventsOf(paypalSettlementReader, lines(...head, section, '"CH","Subscription ID","Subscription Action Type"', '"SB","I-1","S0000"')))).toMatchObject({ reason: 'unsupported' })
  })
})

describe('amounts in hundredths', () => {
  it('are of every currency', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (value) => {
      expect([hundredths(String(value), 'USD'), hundredths(String(value * 100), 'JPY'), hundredths(String(value), 'KWD')]).toEqual([value, value, value * 10])
    }))
  })

  it('have their sign beside them', () => {
    expect([signedHundredths('5', 'CR', 'USD'), signedHundredths('5', 'DR', 'USD'), signedHundredths('', '', 'USD'), signedHundredths('0', '', 'USD'), signedHundredths('0.00', 'DR', 'USD'), signedHundredths('5.00', 'CR', 'USD'), signedHundredths('-5', 'CR', 'USD')])
      .toEqual([5, -5, 0, 0, 0, 'not-an-amount', 'not-an-amount'])
  })
})

describe('event codes', () => {
  it.each([
    ['T0006', 1, 'payment'], ['T0000', -1, 'transfer'], ['T0200', -1, 'fx'], ['T0400', -1, 'payout'], ['T0400', 1, 'payout_return'], ['T1107', -1, 'refund'], ['T1106', -1, 'chargeback'],
    ['T1201', -1, 'chargeback'], ['T1202', 1, 'chargeback_reversal'], ['T1105', 1, 'reserve_release'], ['T1110', -1, 'reserve_hold'], ['T1111', 1, 'reserve_release'], ['T2101', -1, 'reserve_hold'],
    ['T0100', -1, 'fee'], ['T0100', 1, 'fee_refund'], ['T0300', 1, 'transfer'], ['T1900', 1, 'adjustment'], ['T9700', 1, 'unknown_type'], ['', 1, 'unknown_type'],
  ] as const)('%s of %d is %s', (code, minor, type) => {
    expect(paypalLineType(code, minor)).toBe(type)
  })
})
