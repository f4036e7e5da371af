import { describe, expect, it } from 'vitest'
import { CsvMapping } from '../../../../../shared/csv-mapping.ts'
import { proposeMapping } from '../../../../../electron/backend/settlements/formats/bank-csv/propose-mapping.ts'
import type { Guess, Question } from '../../../../../electron/backend/settlements/formats/bank-csv/proposal.ts'
import { lines } from '../inspecting.ts'

const reasonsFor = (about: Guess['about'], text: string): readonly string[] => proposeMapping(text).guesses.filter((guess) => guess.about === about).map(({ reason }) => reason)
const openIn = (text: string): readonly Question['about'][] => proposeMapping(text).open.map(({ about }) => about)

describe('a proposal', () => {
  const text = lines('Buchungstag;Verwendungszweck;Empfänger;Betrag;Währung;Saldo', '02.11.2026;Miete;Haus;-1.234,50;EUR;765,50', '03.11.2026;Lohn;Firma;2.000,00;EUR;2.765,50')

  it('is plain JSON and says why it takes each thing for what it is', () => {
    const { mapping, guesses, open } = proposeMapping(text)
    expect(CsvMapping.parse(JSON.parse(JSON.stringify(mapping)))).toEqual(mapping)
    expect(open).toEqual([])
    expect(guesses).toEqual(expect.arrayContaining([
      { about: 'delimiter', reason: 'same-width-lines', facts: { delimiter: ';', lines: 3, width: 6 } }, { about: 'table', reason: 'header-words', facts: { line: 1, rows: 2 } },
      { about: 'bookedOn', reason: 'header-word', facts: { column: 'Buchungstag', place: 1 } }, { about: 'dateForm', reason: 'dotted-date', facts: { column: 'Buchungstag', example: '02.11.2026' } },
      { about: 'decimalSign', reason: 'telling-amount', facts: { column: 'Betrag', example: '-1.234,50' } }, { about: 'currency', reason: 'currency-column', facts: { column: 'Währung' } },
      { about: 'sign', reason: 'proved-by-balance', facts: { column: 'Saldo' } },
    ]))
  })

  it.each([
    ['Buchungstag;Betrag;Saldo\n02.11.2026;5;5\n03.11.2026;-2;3\n', 'as-written', 'proved-by-balance'],
    ['Date,Amount,Balance\n2026-11-02,5.00,95.00\n2026-11-03,-2.00,97.00\n', 'as-written', 'inverted-by-balance'],
    ['Card No,Date,Amount\n1,2026-11-02,5.00\n', 'as-written-card', 'as-written-card'],
    ['Date,Debit,Credit\n2026-11-02,5.00,\n2026-11-03,,2.00\n', '', 'debit-column-positive'],
    ['Date,Debit,Credit\n2026-11-02,-5.00,\n2026-11-03,,2.00\n', '', 'debit-column-negative'],
    ['Date,Amount,D/C\n2026-11-02,5.00,D\n2026-11-03,2.00,C\n', '', 'direction-words'],
  ])('of %j finds the sign: %s', (csv, _written, reason) => {
    expect(reasonsFor('sign', csv)).toContain(reason)
  })

  it('asks only what the file leaves open', () => {
    expect(openIn('Date,Description,Amount,Currency\n03/04/2026,x,5.00,EUR\n')).toEqual(['date-order'])
    expect(openIn('Date,Description,Amount,Currency\n2026-04-03,x,"1,234",EUR\n')).toEqual(['decimal-sign'])
    expect(openIn('Date,Description,Amount\n2026-04-03,x,5.00\n')).toEqual(['currency'])
    expect(openIn('Datum;Text;Betrag;Währung\n02.11.;x;5,00;EUR\n')).toEqual(['year'])
    expect(openIn('Date,Description,Debit,Credit,Currency\n2026-04-03,x,5.00,,EUR\n2026-04-03,x,-5.00,,EUR\n')).toEqual(['sign'])
    expect(openIn('hello\nworld\n')).toEqual(['column', 'column'])
    expect(openIn('Date,Description,Amount,Currency\n2026-11-02,x,5.00,EUR\n2026-11-02,x,"5,00",EUR\n')).toEqual(['decimal-sign'])
  })

  it('takes answers for questions', () => {
    const { mapping, open } = proposeMapping('Date,Amount\n03/04/2026,"1,234"\n', { dateOrder: 'month-first', decimal: '.', currency: 'USD' })
    expect([open, mapping]).toMatchObject([[], { dateForm: 'month-first', decimalSign: '.', currency: null }])
    expect(proposeMapping('Datum;Betrag;Währung\n02.11.;5,00;EUR\n', { year: 2026 }).open).toEqual([])
  })

  it.each([
    ['numbers above 12', 'Date,Amount\n03/14/2026,5.00\n', 'month-first', 'number-above-12'],
    ['dates that only run forward one way', 'Date,Amount\n11/01/2026,5.00\n12/01/2026,5.00\n01/02/2026,5.00\n', 'day-first', 'steady-order'],
    ['dots', 'Date,Amount\n03.04.2026,5.00\n', 'day-first', 'dotted-date'],
    ['decimal commas', 'Date;Amount\n03/04/2026;5,00\n', 'day-first', 'decimal-comma'],
    ['another language', 'Fecha;Importe\n03/04/2026;5.00\n', 'day-first', 'header-language'],
    ['a second date near the first', 'Transaction Date,Post Date,Amount\n04/03/2024,04/05/2024,5.00\n04/02/2024,04/03/2024,5.00\n', 'month-first', 'paired-dates'],
    ['serial numbers', 'Date,Amount\n46328,5.00\n', 'excel-serial', 'serial-numbers'],
    ['names of months', 'Date,Amount\n3 Apr 2026,5.00\n', 'plain', 'year-in-front'],
  ])('reads dates by %s', (_name, csv, dateForm, reason) => {
    expect([proposeMapping(csv).mapping?.dateForm, reasonsFor('dateForm', csv)]).toEqual([dateForm, [reason]])
  })

  it('takes the decimal sign from other columns where the amounts leave it open', () => {
    const csv = 'Date,Amount,Currency,Exchange Rate\n2026-11-02,29.000,CHF,1.000000\n2026-11-03,10.000,CHF,0.957818\n'
    expect([reasonsFor('decimalSign', csv), openIn(csv)]).toEqual([['other-column'], []])
  })

  it('leaves out a balance that no amounts explain', () => {
    const csv = 'Date,Amount,Balance\n2026-11-02,5.00,900.00\n2026-11-03,6.00,900.00\n2026-11-04,7.00,900.00\n'
    expect([proposeMapping(csv).mapping?.balance, reasonsFor('sign', csv)]).toEqual([null, ['balance-does-not-follow', 'as-written']])
  })

  it('finds the currency in a header, a frame or beside the amounts', () => {
    expect(proposeMapping('Date;Betrag in CHF\n2026-11-02;5.00\n').mapping?.currency).toEqual({ from: 'fixed', currency: 'CHF' })
    expect(proposeMapping('Währung:;CHF\n\nDatum;Betrag\n2026-11-02;5.00\n').mapping?.currency).toEqual({ from: 'fixed', currency: 'CHF' })
    expect(proposeMapping('Date;Amount\n2026-11-02;€5.00\n').mapping?.currency).toEqual({ from: 'cell' })
    expect(openIn('Date;Amount\n2026-11-02;$5.00\n')).toEqual(['currency'])
  })

  it('asks before it trusts a header in words that nobody knows', () => {
    const csv = 'Dagur;Lýsing;Fjárhæð;Mynt\n02.11.2026;x;5,00;EUR\n03.11.2026;y;6,00;EUR\n'
    const { mapping, open } = proposeMapping(csv)
    expect([mapping?.bookedOn.name, mapping?.amount]).toMatchObject(['Dagur', { column: { name: 'Fjárhæð' } }])
    expect(open).toEqual(expect.arrayContaining([{ about: 'column-by-content', column: 'Dagur', chosenFor: 'date' }, { about: 'column-by-content', column: 'Fjárhæð', chosenFor: 'amount' }]))
  })

  it('works without a header where the cells tell enough, and not where they do not', () => {
    expect(proposeMapping('"11/05/2026","-50.00","*","","RENT"\n"11/14/2026","97.10","*","","STRIPE"\n').mapping).toMatchObject({ header: null, dateForm: 'month-first', amount: { layout: 'signed', column: { index: 1 } } })
    const proved = '2026-11-02,a,5.00,105.00\n2026-11-03,b,-2.00,103.00\n2026-11-04,c,1.00,104.00\n'
    expect(proposeMapping(proved).mapping).toMatchObject({ header: null, amount: { column: { index: 2 } }, balance: { index: 3 } })
    expect(openIn(proved.replace('104.00', '99.00'))).toEqual(['column'])
  })

  it('of a header-only file is ready for the day that has movements', () => {
    expect(proposeMapping('Date,Description,Amount,Currency\n').mapping).toMatchObject({ bookedOn: { index: 0 }, amount: { column: { index: 2 } } })
  })
})
