import * as fc from 'fast-check'
import { stringify } from 'csv-stringify/sync'
import { describe, expect, it } from 'vitest'
import { bankCsvReader } from '../../../../../electron/backend/settlements/formats/bank-csv/bank-csv.ts'
import { headerSignature } from '../../../../../electron/backend/settlements/formats/bank-csv/mapping.ts'
import type { CsvMapping } from '../../../../../shared/csv-mapping.ts'
import { previewRows } from '../../../../../electron/backend/settlements/formats/bank-csv/preview.ts'
import { proposeMapping } from '../../../../../electron/backend/settlements/formats/bank-csv/propose-mapping.ts'
import { unmappedBankCsvReader } from '../../../../../electron/backend/settlements/formats/bank-csv/unmapped.ts'
import { decimalText, money } from '../../../../../shared/money.ts'
import { inspect, lines, saidOf, silent } from '../inspecting.ts'
import { decoded, eventsOf, refusalIn } from '../reading.ts'

const text = lines('Date,Description,Amount,Currency,Balance,Reference', '2026-11-02,Sale,100.00,EUR,1100.00,A1', '2026-11-03,Rent,-500.00,EUR,600.00,NONREF', '2026-11-03,=SUM(A1),-1.00,EUR,599.00,-')
const mappingOf = (csv: string): CsvMapping => proposeMapping(csv).mapping!

describe('a file without a saved mapping', () => {
  it.each([
    ['no currency', 'Date,Amount\n2026-11-02,5.00\n', 'currency-needed'],
    ['dates of both orders', 'Date,Amount,Currency\n03/04/2026,5.00,EUR\n', 'date-order-needed'],
    ['amounts of both signs', 'Date,Amount,Currency\n2026-11-02,"1,234",EUR\n', 'decimal-needed'],
    ['several things open', 'Date,Amount\n03/04/2026,"1,234"\n', 'mapping-needed'],
    ['a header in unknown words', 'Päivä;Selite;Määrä;Tili\n02.11.2026;x;5,00;1\n03.11.2026;y;6,00;2\n', 'mapping-needed'],
    ['no columns that are known', 'a,b\nc,d\n', 'mapping-needed'],
    ['nothing', ' \n', 'empty-file'],
  ])('with %s is refused', async (_name, csv, reason) => {
    expect(refusalIn(await eventsOf(unmappedBankCsvReader, csv))).toMatchObject({ reason })
  })

  it('is read with what the person answered beforehand', async () => {
    const events = await eventsOf(unmappedBankCsvReader, 'Date,Amount\n03/04/2026,"1,234"\n', { currency: 'KWD', dateOrder: 'month-first', decimal: '.' })
    expect(events).toMatchObject([{ kind: 'statement', currency: 'KWD' }, { kind: 'entry', minor: 1_234_000, bookedOn: '2026-03-04' }, { kind: 'statement-end' }])
  })

  it('keeps formulas as text and leaves placeholders out of the references', async () => {
    const read = await inspect(text)
    expect([saidOf(read), read.entries]).toMatchObject([silent, [{ references: ['A1'], raw: '2026-11-02,Sale,100.00,EUR,1100.00,A1', line: 2 }, { references: [] }, { text: '=SUM(A1)' }]])
    expect(read.report.accounts).toMatchObject([{ openingMinor: 100_000, closingMinor: 59_900, proof: 'proved' }])
  })

  it('without rows says so, or is a statement of nothing', async () => {
    expect(await eventsOf(unmappedBankCsvReader, 'Date,Description,Amount,Currency\n')).toMatchObject([{ kind: 'warning', code: 'no-rows' }])
    expect(await eventsOf(unmappedBankCsvReader, 'Date,Description,Amount\n', { currency: 'EUR' })).toMatchObject([{ kind: 'statement', currency: 'EUR' }, { kind: 'statement-end' }])
  })

  it('of several currencies or accounts becomes several statements', async () => {
    const read = await inspect(lines('Date,Account,Amount,Currency', '2026-11-02,X1,1.00,EUR', '2026-11-02,X2,2.00,EUR', '2026-11-02,X1,3.00,USD', '2026-11-02,X1,4.00,EUR'))
    expect(read.report.accounts.map(({ account, currency, creditsMinor }) => [account, currency, creditsMinor])).toEqual([['X1', 'EUR', 500], ['X2', 'EUR', 200], ['X1', 'USD', 300]])
  })

  it('with headers of prototypes is read like any other', async () => {
    const read = await inspect(lines('__proto__,Date,constructor,Amount,Currency,toString', 'a,2026-11-02,b,5.00,EUR,c'))
    expect([saidOf(read), read.entries]).toMatchObject([silent, [{ minor: 500 }]])
  })

  it.each([
    ['a date', text.replace('2026-11-03,Rent', '2026-11-31,Rent'), { rowErrors: ['not-a-date'], findings: [], warnings: ['balance-chain-broken'] }],
    ['an amount', text.replace('-500.00', '-500.00.0'), { rowErrors: ['not-an-amount'], warnings: ['balance-chain-broken'] }],
    ['a currency', text.replace('-500.00,EUR', '-500.00,EUX'), { rowErrors: ['unknown-currency'], warnings: ['balance-chain-broken'] }],
    ['a missing amount', text.replace('-500.00', ''), { rowErrors: ['missing-amount'] }],
    ['a missing cell', text.replace(',A1', ''), { rowErrors: ['wrong-width'] }],
    ['a control character', text.replace('Rent', 'Re\u0000nt'), { rowErrors: ['control-character'] }],
    ['decimals that the currency has not', text.replace('-500.00,EUR', '-500.005,EUR'), { rowErrors: ['too-many-decimals'] }],
  ])('with a bad row reports it and reads the others: %s', async (_name, csv, expected) => {
    const read = await inspect(csv)
    expect([saidOf(read), read.entries]).toMatchObject([expected, { length: 2 }])
  })

  it('whose balance contradicts the amounts does not add up', async () => {
    const rows = Array.from({ length: 8 }, (_, index) => `2026-11-1${index},x,1.00,EUR,${101 + index + (index > 4 ? 5 : 0)}.00,r`)
    expect(saidOf(await inspect(lines('Date,Description,Amount,Currency,Balance,Reference', ...rows)))).toMatchObject({ warnings: ['balance-chain-broken'], findings: ['file_arithmetic'] })
  })
})

describe('a file with a running balance', () => {
  const accident = fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), length: fc.integer({ min: 0, max: 40 }), byte: fc.constantFrom(...'0123456789.,;"-\n a'.split('')) })

  it('hides no changed or lost amount, wherever it is damaged', async () => {
    const amounts = (read: Awaited<ReturnType<typeof inspect>>) => read.entries.map(({ minor, currency }) => `${minor} ${currency}`).join()
    const whole = amounts(await inspect(text))
    await fc.assert(
      fc.asyncProperty(accident, async ({ at, length, byte }) => {
        const place = Math.floor(at * text.length)
        const read = await inspect(text.slice(0, place) + byte + text.slice(place + length))
        const isSilent = JSON.stringify(saidOf(read)) === JSON.stringify(silent)
        // Losing the first or the last rows whole leaves a chain that holds: only the next file can show it.
        const rest = amounts(read)
        expect(!isSilent || whole.includes(rest)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})

describe('a mapping', () => {
  it('is found again by its header, however that is written', () => {
    expect(headerSignature(['Date', 'Betrag (EUR)'])).toBe(headerSignature([' DATE ', 'Betrag（EUR）']))
    expect(headerSignature(['Date', 'Betrag'])).not.toBe(headerSignature(['Betrag', 'Date']))
    expect(headerSignature(null, 5)).not.toBe(headerSignature(null, 6))
  })

  it('reads files whose columns moved or grew more', async () => {
    const reader = bankCsvReader(mappingOf(text))
    const moved = lines('My bank', '', 'Reference,New,Balance,Amount,Currency,Description,Date', 'A1,x,1100.00,100.00,EUR,Sale,2026-11-02')
    expect(reader.recognises({ bytes: Buffer.from(moved), text: moved })).toBe(true)
    expect((await eventsOf(reader, moved)).filter(({ kind }) => kind === 'entry')).toMatchObject([{ minor: 10_000, bookedOn: '2026-11-02', references: ['A1'], text: 'Sale' }])
  })

  it('refuses files that lack a column, with its name', async () => {
    const reader = bankCsvReader(mappingOf(text))
    const poorer = text.replace('Reference', 'Refs')
    expect([reader.recognises({ bytes: Buffer.from(poorer), text: poorer }), refusalIn(await eventsOf(reader, poorer))]).toMatchObject([false, { reason: 'missing-column', line: 1, field: 'Reference' }])
    expect(refusalIn(await eventsOf(reader, 'Hello, world\n'))).toMatchObject({ reason: 'not-recognised' })
  })

  it('tells two columns of one name apart by their order', async () => {
    const csv = lines('Datum;Saldo;Währung;Betrag;Währung', '2026-11-02;100,00;EUR;5,00;USD', '2026-11-03;106,50;EUR;6,50;USD')
    expect((await eventsOf(bankCsvReader(mappingOf(csv)), csv)).filter(({ kind }) => kind === 'entry')).toMatchObject([{ currency: 'USD', minor: 500 }, { currency: 'USD' }])
  })

  it('turns the sign where the bank writes it the other way', async () => {
    const inverted = { ...mappingOf(text), isInverted: true, balance: null }
    expect((await eventsOf(bankCsvReader(inverted), text)).filter(({ kind }) => kind === 'entry')).toMatchObject([{ minor: -10_000 }, { minor: 50_000 }, { minor: 100 }])
  })

  it('shows in the preview what the import will store', async () => {
    const source = await decoded(text.replace('-500.00', 'x'))
    const mapping = mappingOf(text)
    const imported = (await eventsOf(bankCsvReader(mapping), text.replace('-500.00', 'x'))).filter(({ kind }) => kind === 'entry' || kind === 'row-error')
    expect(await previewRows(source, mapping, { zone: 'UTC' })).toEqual({ rows: imported, refused: null })
    expect((await previewRows(source, mapping, { zone: 'UTC' }, 2)).rows).toEqual(imported.slice(0, 2))
    expect(await previewRows(await decoded('a,b\n'), mapping, { zone: 'UTC' })).toMatchObject({ rows: [], refused: { reason: 'not-recognised' } })
  })

  it('too wide is refused by its limit', async () => {
    const wide = `${text.split('\r\n')[0]}${',x'.repeat(300)}\r\n`
    expect(refusalIn(await eventsOf(bankCsvReader(mappingOf(text)), wide))).toMatchObject({ reason: 'too-many-columns' })
  })
})

describe('rows that are written in any layout and read again', () => {
  const row = fc.record({ minor: fc.integer({ min: -99_999_999, max: 99_999_999 }), day: fc.integer({ min: 0, max: 20_000 }), text: fc.constantFrom('Sale', 'Miete; 2', 'a "b"', '收款', '=1+1', 'x,y') })
  const dayText = (day: number) => new Date(Date.UTC(1995, 0, 1) + day * 86_400_000).toISOString().slice(0, 10)
  const grouped = (minor: number, decimal: ',' | '.', group: string) => decimalText(money(minor, 'EUR')).replace('.', decimal).replaceAll(/(?<=\d)(?=(?:\d{3})+(?:[.,]))/g, group)

  it('are the same, to the minor unit', async () => {
    const layout = fc.record({ kind: fc.constantFrom('signed', 'split', 'directed'), comma: fc.boolean(), dots: fc.boolean(), newestFirst: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 2, maxLength: 25 }), layout, async (rows, { kind, comma, dots, newestFirst }) => {
        const ordered = rows.toSorted((a, b) => (newestFirst ? b.day - a.day : a.day - b.day))
        const amount = (minor: number) => (comma ? grouped(minor, ',', '.') : grouped(minor, '.', "'"))
        const amountsIn = { signed: ['Amount'], split: ['Debit', 'Credit'], directed: ['Amount', 'D/C'] } as const
        const cellsFor = {
          signed: (minor: number) => [amount(minor)], split: (minor: number) => (minor < 0 ? [amount(-minor), ''] : ['', amount(minor)]), directed: (minor: number) => [amount(Math.abs(minor)), minor < 0 ? 'D' : 'C'],
        } as const
        const date = (day: number) => (dots ? dayText(day).split('-').toReversed().join('.') : dayText(day))
        const header = ['Booking Date', 'Description', ...amountsIn[kind], 'Currency']
        const csv = stringify([header, ...ordered.map(({ minor, day, text: words }) => [date(day), words, ...cellsFor[kind](minor), 'EUR'])], { delimiter: ';' })
        const events = await eventsOf(unmappedBankCsvReader, csv)
        const asks = events.find(({ kind: what }) => what === 'refused')
        fc.pre(asks === undefined) // a file may truly leave a question open
        const read = events.flatMap((event) => (event.kind === 'entry' ? [[event.minor, event.bookedOn, event.text]] : []))
        // A zero in two columns is a zero; its side does not matter.
        expect(read).toEqual(ordered.map(({ minor, day, text: words }) => [minor === 0 ? 0 : minor, dayText(day), words]))
      }),
      { numRuns: 60 },
    )
  })
})
