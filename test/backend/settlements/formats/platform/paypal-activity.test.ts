import { describe, expect, it } from 'vitest'
import { paypalActivityReader } from '../../../../../electron/backend/settlements/formats/platform/paypal-activity.ts'
import { isFinished, isMemo, paypalTypeOfWords } from '../../../../../electron/backend/settlements/formats/platform/paypal-words.ts'
import { readZone } from '../../../../../electron/backend/settlements/formats/platform/zones.ts'
import { inspect, lines, saidOf, silent } from '../inspecting.ts'
import { eventsOf, linesIn, refusalIn } from '../reading.ts'

const german = lines(
  '\uFEFF"Datum","Uhrzeit","Zeitzone","Name","Typ","Status","Währung","Brutto","Gebühr","Netto","Absender E-Mail-Adresse","Transaktionscode","Zugehöriger Transaktionscode","Rechnungsnummer","Guthaben","Auswirkung auf Guthaben"',
  '"02.11.2026","10:00:00","CET","Anna","PayPal Express-Zahlung","Abgeschlossen","EUR","1.234,50","-40,00","1.194,50","a@b","1A","","R1","1.194,50","Haben"',
  '"02.11.2026","10:05:00","CET","Ben","PayPal Express-Zahlung","Ausstehend","EUR","10,00","0,00","10,00","","1B","","R2","1.194,50","Memo"',
  '"02.11.2026","11:00:00","CET","Anna","Rückzahlung","Abgeschlossen","EUR","-34,50","0,00","-34,50","","1C","1A","R1","1.160,00","Soll"',
  '"03.11.2026","11:00:00","CET","","Allgemeine Währungsumrechnung","Abgeschlossen","USD","20,00","0,00","20,00","","1D","","","20,00","Haben"',
  '"03.11.2026","12:00:00","CET","","Allgemeine Abbuchung – Bankkonto","Abgeschlossen","EUR","-1.000,00","0,00","-1.000,00","","1E","","","160,00","Soll"',
)

const english = (...rows: readonly string[]): string => lines('Date,Time,TimeZone,Name,Type,Status,Currency, Gross ,Fee, Net,Transaction ID,Reference Txn ID,Invoice Number,Balance,Balance Impact', ...rows)

describe('PayPal activity download', () => {
  it('in German is read with its own decimals, days and words', async () => {
    const read = await inspect(german)
    expect(saidOf(read)).toEqual(silent)
    expect(read.report).toMatchObject({
      format: 'paypal-activity',
      accounts: [{ currency: 'EUR', entries: 3, excludedLines: 1, openingMinor: 0, closingMinor: 16_000, proof: 'proved' }, { currency: 'USD', entries: 1, closingMinor: 2000, proof: 'proved' }],
    })
    expect(linesIn(read.events)).toMatchObject([
      { type: 'payment', grossMinor: 123_450, feeMinor: 4000, netMinor: 119_450, merchantReference: 'R1', nativeId: '1A', occurredAt: Date.UTC(2026, 10, 2, 9), occurredOn: '2026-11-02', text: 'Anna' },
      { type: 'payment', excluded: 'Memo' },
      { type: 'refund', netMinor: -3450, parentReference: '1A' },
      { type: 'payout', netMinor: -100_000, payoutReference: '1E' },
      { type: 'fx', currency: 'USD' },
    ])
  })

  it.each([
    ['Spanish', 'Fecha,Hora,Zona horaria,Nombre,Tipo,Estado,Divisa,Bruto,Comisión,Neto,Id. de transacción,Saldo', 'Pago con Express Checkout', 'Completado', 'Reembolso'],
    ['French', 'Date,Heure,Fuseau horaire,Nom,Type,État,Devise,Avant commission,Commission,Net,Numéro de transaction,Solde', 'Paiement Express Checkout', 'Terminé', 'Remboursement'],
    ['Italian', 'Data,Orario,Fuso orario,Nome,Tipo,Stato,Valuta,Lordo,Tariffa,Netto,Codice transazione,Saldo', 'Pagamento Express Checkout', 'Completata', 'Rimborso'],
    ['Dutch', 'Datum,Tijd,Tijdzone,Naam,Type,Status,Valuta,Bruto,Kosten,Net,Transactiereferentie,Saldo', 'Express Checkout-betaling', 'Voltooid', 'Terugbetaling'],
    ['Portuguese', 'Data,Hora,Fuso horário,Nome,Tipo,Status,Moeda,Bruto,Tarifa,Líquido,ID da transação,Saldo', 'Pagamento com Express Checkout', 'Concluída', 'Reembolso de pagamento'],
    ['Chinese', '日期,时间,时区,名称,类型,状态,币种,总额,费用,净额,交易号,余额', '快速结账付款', '已完成', '付款退款'],
  ])('in %s is read', async (_language, header, payment, completed, refund) => {
    const read = await inspect(lines(
      header, `02/11/2026,10:00:00,CET,A,${payment},${completed},EUR,"100,00","-3,00","97,00",1A,"97,00"`, `03/11/2026,10:00:00,CET,A,${refund},${completed},EUR,"-20,00","0,00","-20,00",1B,"77,00"`,
    ))
    expect(saidOf(read)).toEqual(silent)
    expect(linesIn(read.events)).toMatchObject([{ type: 'payment', feeMinor: 300, occurredOn: '2026-11-02' }, { type: 'refund', netMinor: -2000 }])
  })

  it('in English leaves the day order to the dates, else to a person', async () => {
    const row = (date: string) => `${date},10:00:00,PST,A,Express Checkout Payment,Completed,USD,"1,234.50",-40.00,"1,194.50",1A,,R1,,Credit`
    expect(linesIn(await eventsOf(paypalActivityReader, english(row('11/13/2026')), { zone: 'America/Los_Angeles' }))).toMatchObject([{ occurredOn: '2026-11-13' }])
    expect(linesIn(await eventsOf(paypalActivityReader, english(row('13/11/2026'))))).toMatchObject([{ occurredOn: '2026-11-13' }])
    expect(refusalIn(await eventsOf(paypalActivityReader, english(row('11/02/2026'))))).toMatchObject({ reason: 'date-order-needed', detail: '11/02/2026' })
    expect(linesIn(await eventsOf(paypalActivityReader, english(row('11/02/2026')), { dateOrder: 'month-first' }))).toMatchObject([{ occurredOn: '2026-11-02' }])
  })

  it('keeps holds and their release, and counts neither authorisations nor orders', async () => {
    const row = (type: string, gross: string, id = '1A') => `11/13/2026,10:00:00,PST,A,${type},Completed,USD,${gross},0.00,${gross},${id},,,,Credit`
    const events = await eventsOf(paypalActivityReader, english(row('Payment Hold', '-10.00'), row('Payment Release', '10.00'), row('General Authorization', '5.00'), row('Order', '5.00')))
    expect(linesIn(events).map(({ type, excluded }) => [type, excluded])).toEqual([['reserve_hold', null], ['reserve_release', null], ['reserve_hold', 'General Authorization'], ['reserve_hold', 'Order']])
  })

  it('of yen has thousands and no decimals', async () => {
    const events = await eventsOf(paypalActivityReader, english('13/11/2026,10:00:00,JST,A,Website Payment,Completed,JPY,"1,234",-134,"1,100",1A,,,,Credit'))
    expect(linesIn(events)).toMatchObject([{ grossMinor: 1234, netMinor: 1100 }])
    const euros = english('13/11/2026,10:00:00,CET,A,Website Payment,Completed,EUR,"1,234",0,"1,234",1A,,,,Credit')
    expect(refusalIn(await eventsOf(paypalActivityReader, euros))).toMatchObject({ reason: 'decimal-needed' })
    expect(linesIn(await eventsOf(paypalActivityReader, euros, { decimal: '.' }))).toMatchObject([{ grossMinor: 123_400 }])
  })

  it('reports rows that do not add up and chains that break', async () => {
    expect(saidOf(await inspect(german.replace('"1.194,50","a@b"', '"1.194,51","a@b"')))).toMatchObject({ rowErrors: ['arithmetic'] })
    expect(saidOf(await inspect(german.replace('"1.160,00","Soll"', '"1.159,00","Soll"')))).toMatchObject({ warnings: ['balance-chain-broken'] })
    expect(saidOf(await inspect(german.replace('"Abgeschlossen","USD"', '"Neu","USD"').replace('"CET","Ben"', '"XYZ","Ben"')))).toMatchObject({ warnings: ['unknown-zone', 'unknown-status'] })
  })
})

describe('words of an account\'s language', () => {
  it.each([
    ['Payment Refund', -1, 'refund'], ['Chargeback Fee', -1, 'dispute_fee'], ['Chargeback Reversal', 1, 'chargeback_reversal'], ['Payment Reversal', -1, 'chargeback'],
    ['General Withdrawal', -1, 'payout'], ['Bank Deposit to PP Account ', 1, 'transfer'], ['General Currency Conversion', -1, 'fx'], ['Mobile Payment', -1, 'transfer'],
    ['Von Nutzer eingeleitete Abbuchung', -1, 'payout'], ['Transferencia a banco: retirada', -1, 'payout'], ['Conversion de devise', 1, 'fx'], ['Rimborso di pagamento', -1, 'refund'], ['提现', -1, 'payout'],
    ['Something new', 1, 'unknown_type'],
  ] as const)('%s of %d is %s', (words, minor, type) => {
    expect(paypalTypeOfWords(words, minor).type).toBe(type)
  })

  it('tell what has not happened yet', () => {
    expect([isFinished('Completed'), isFinished('Abgeschlossen'), isFinished('En attente'), isFinished('Denied'), isFinished('???'), isMemo('Mémo'), isMemo('Haben')]).toEqual([true, true, false, false, null, true, false])
  })

  it('name zones', () => {
    expect([readZone('PDT'), readZone('GMT+08:00'), readZone('America/New_York'), readZone('Mars')]).toEqual([{ offsetMinutes: -420 }, { offsetMinutes: 480 }, { zone: 'America/New_York' }, null])
  })
})
