import * as fc from 'fast-check'
import { stringify } from 'csv-stringify/sync'
import { describe, expect, it } from 'vitest'
import { settlementColumns, settlementTotalMark } from '../../../../../electron/backend/platforms/sandbox/settlement-columns.ts'
import { hasControlCharacter } from '../../../../../electron/backend/settlements/formats/lines.ts'
import { sandboxReader } from '../../../../../electron/backend/settlements/formats/platform/sandbox.ts'
import { decimalText, money } from '../../../../../shared/money.ts'
import { inspect, saidOf, silent } from '../inspecting.ts'
import { eventsOf, linesIn, refusalIn } from '../reading.ts'

type Row = Partial<Record<(typeof settlementColumns)[number], string>>

const payment: Row = {
  payout_id: 'po_1', line_id: 'ln_1', type: 'payment', merchant_reference: 'A1', payment_id: 'pay_1', occurred_at: '2026-11-02T10:15:00.000Z', gross: '100.00', fee: '3.00',
  net: '97.00', currency: 'EUR', method: 'card', payout_date: '2026-11-04', description: 'Two chairs, "oak"',
}
const refund: Row = { ...payment, line_id: 'ln_2', type: 'refund', merchant_reference: 'R1', payment_id: '', reference: 're_1', parent_payment_id: 'pay_1', gross: '-20.00', fee: '0.00', net: '-20.00' }

const file = (...rows: readonly Row[]): string => stringify(rows.map((row) => settlementColumns.map((name) => row[name] ?? '')), { header: true, columns: [...settlementColumns], record_delimiter: '\r\n' })
const total = (count: number, gross: string, fee: string, net: string, currency = 'EUR'): Row => ({ payout_id: settlementTotalMark, line_id: String(count), gross, fee, net, currency })

describe('the sandbox settlement file', () => {
  it('is read by its columns, with the totals as controls', async () => {
    const read = await inspect(file(payment, refund, total(2, '80.00', '3.00', '77.00')))
    expect(saidOf(read)).toEqual(silent)
    expect(read.report).toMatchObject({ format: 'sandbox', side: 'settlement', accounts: [{ currency: 'EUR', entries: 2, creditsMinor: 9700, debitsMinor: 2000 }] })
    expect(linesIn(read.events)).toMatchObject([
      {
        type: 'payment', grossMinor: 10_000, feeMinor: 300, netMinor: 9700, nativeId: 'ln_1', merchantReference: 'A1', platformReference: 'pay_1', parentReference: null,
        payoutReference: 'po_1', occurredAt: Date.UTC(2026, 10, 2, 10, 15), occurredOn: '2026-11-02', availableOn: '2026-11-04', method: 'card', text: 'Two chairs, "oak"', line: 2,
      },
      { type: 'refund', grossMinor: -2000, merchantReference: 'R1', platformReference: 're_1', parentReference: 'pay_1', line: 3 },
    ])
  })

  it('without its totals is cut off and refused', async () => {
    expect(refusalIn(await eventsOf(sandboxReader, file(payment)))).toMatchObject({ reason: 'truncated', field: '#total' })
  })

  it.each([
    ['a row missing', [payment, total(2, '80.00', '3.00', '77.00')], { findings: ['control_total', 'control_total', 'control_total'] }],
    ['a wrong sum', [payment, total(1, '100.00', '3.00', '97.01')], { findings: ['control_total'] }],
    ['net that is not gross minus fee', [{ ...payment, net: '97.01' }, refund, total(2, '80.00', '3.00', '77.00')], { rowErrors: ['arithmetic'] }],
    ['a time that is none', [{ ...payment, occurred_at: '2026-11-31T10:15:00.000Z' }, total(1, '100.00', '3.00', '97.00')], { rowErrors: ['not-a-date'] }],
    ['a currency that is none', [{ ...payment, currency: 'EUX' }, total(1, '100.00', '3.00', '97.00')], { rowErrors: ['unknown-currency'] }],
    ['an amount that is none', [{ ...payment, gross: '1e2' }, total(1, '100.00', '3.00', '97.00')], { rowErrors: ['not-an-amount'] }],
    ['more decimals than the currency has', [{ ...payment, gross: '100.001' }, total(1, '100.00', '3.00', '97.00')], { rowErrors: ['too-many-decimals'] }],
  ] as const)('with %s says so', async (_name, rows, expected) => {
    expect(saidOf(await inspect(file(...rows)))).toMatchObject(expected)
  })

  it('keeps a type that nobody knows', async () => {
    expect(linesIn(await eventsOf(sandboxReader, file({ ...payment, type: 'cashback' }, total(1, '100.00', '3.00', '97.00'))))).toMatchObject([{ type: 'unknown_type', typeText: 'cashback' }])
  })

  it('that is written and read again says the same, to the minor unit of any currency', async () => {
    const line = fc.record({
      gross: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fee: fc.integer({ min: -10_000, max: 10_000 }), text: fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !hasControlCharacter(text) && !/^\s*[`'=]/.test(text)),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 30 }), fc.constantFrom('EUR', 'JPY', 'KWD'), async (lines, currency) => {
        const amount = (minor: number) => decimalText(money(minor, currency))
        const rows = lines.map(({ gross, fee, text }, index) => ({
          ...payment, line_id: `ln_${index}`, gross: amount(gross), fee: amount(fee), net: amount(gross - fee), currency, description: text,
        }))
        const sum = (pick: (line: { gross: number; fee: number }) => number) => amount(lines.reduce((all, one) => all + pick(one), 0))
        const read = await inspect(file(...rows, total(rows.length, sum(({ gross }) => gross), sum(({ fee }) => fee), sum(({ gross, fee }) => gross - fee), currency)))
        expect(saidOf(read)).toEqual(silent)
        expect(linesIn(read.events).map(({ grossMinor, feeMinor, text }) => [grossMinor, feeMinor, text])).toEqual(lines.map(({ gross, fee, text }) => [gross === 0 ? 0 : gross, fee === 0 ? 0 : fee, text.trim()]))
      }),
      { numRuns: 40 },
    )
  })
})
