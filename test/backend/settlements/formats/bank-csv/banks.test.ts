import { describe, expect, it } from 'vitest'
import { amountsOf, inspect, lines, saidOf, silent } from '../inspecting.ts'

/** Own examples in the shape of banks' exports: file, amounts, days, and what else is worth a look. */
const banks: readonly (readonly [string, string, { amounts: readonly number[]; days: readonly string[]; account?: object; entries?: readonly object[]; warnings?: readonly string[] }])[] = [
  ['a German savings bank', lines(
    '"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";"Kundenreferenz (End-to-End)";"Beguenstigter/Zahlungspflichtiger";"Kontonummer/IBAN";"Betrag";"Waehrung";"Info"',
    '"DE11222233334444555566";"03.11.26";"03.11.26";"GUTSCHRIFT";"STRIPE PAYOUT po_1";"PO1";"STRIPE";"DE99888877776666555544";"97,10";"EUR";"Umsatz gebucht"',
    '"DE11222233334444555566";"02.11.26";"02.11.26";"LASTSCHRIFT";"Miete";"NOTPROVIDED";"Vermieter";"DE99888877776666555543";"-1.200,00";"EUR";"Umsatz vorgemerkt"',
  ), {
    amounts: [9710, -120_000], days: ['2026-11-03', '2026-11-02'], account: { account: 'DE11222233334444555566', currency: 'EUR', entries: 1, pendingEntries: 1 },
    entries: [{ references: ['PO1'], text: 'STRIPE PAYOUT po_1', counterpartyName: 'STRIPE', counterpartyAccount: 'DE99888877776666555544', typeCode: 'GUTSCHRIFT' }, { references: [], status: 'pending' }],
  }],
  ['a German direct bank with a frame', lines(
    'Umsatzanzeige;Datei erstellt am: 05.11.2026 10:00', '', 'IBAN;DE00 5001 0517 1234 5678 90', 'Zeitraum;01.11.2026 - 05.11.2026', 'Saldo;1.087,50;EUR', '', 'In der CSV-Datei finden Sie alle bereits gebuchten Umsätze.', '',
    'Buchung;Wertstellungsdatum;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Saldo;Währung;Betrag;Währung', '05.11.2026;05.11.2026;A;Gutschrift;Text;1.087,50;EUR;100,00;EUR', '04.11.2026;04.11.2026;B;Lastschrift;Text;987,50;EUR;-12,50;EUR',
  ), { amounts: [10_000, -1250], days: ['2026-11-05', '2026-11-04'], account: { account: 'DE00500105171234567890', openingMinor: 100_000, closingMinor: 108_750, proof: 'proved' } }],
  ['a German bank with payer and payee apart', lines(
    '"Girokonto";"DE12120300001234567890"', '"Kontostand vom 05.11.2026:";"1.234,56 €"', '""', '"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"Umsatztyp";"IBAN";"Betrag (€)"',
    '"04.11.26";"04.11.26";"Gebucht";"Shop";"Haus";"Miete";"Ausgang";"DE2";"-1.000"', '"03.11.26";"03.11.26";"Gebucht";"Kunde";"Shop";"Zahlung";"Eingang";"DE3";"99,99"',
  ), { amounts: [-100_000, 9999], days: ['2026-11-04', '2026-11-03'], account: { account: 'DE12120300001234567890', closingMinor: 123_456 }, entries: [{ counterpartyName: 'Haus' }, { counterpartyName: 'Kunde' }] }],
  ['a Dutch bank with Af and Bij', lines(
    '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";"Bedrag (EUR)";"Mutatiesoort";"Mededelingen";"Saldo na mutatie"', '"20261105";"Stripe";"NL01INGB0001234567";"NL02";"OV";"Bij";"97,10";"Overschrijving";"po_1";"597,10"',
    '"20261104";"Huur";"NL01INGB0001234567";"NL03";"GT";"Af";"500,00";"Online";"huur";"500,00"',
  ), { amounts: [9710, -50_000], days: ['2026-11-05', '2026-11-04'], account: { account: 'NL01INGB0001234567', openingMinor: 100_000, proof: 'proved' } }],
  ['a French bank in two columns', lines('Téléchargement du 05/11/2026;', '', 'Compte courant n° 12345678901;', '', 'Date;Libellé;Débit euros;Crédit euros;', '05/11/2026;VIREMENT STRIPE;;1\u00A0097,10;', '04/11/2026;PRLV LOYER;800,00;;'), {
    amounts: [109_710, -80_000], days: ['2026-11-05', '2026-11-04'], account: { currency: 'EUR' },
  }],
  ['a Spanish bank', lines('F.Valor;Fecha;Concepto;Movimiento;Importe;Divisa;Disponible;Divisa;Observaciones', '05/11/2026;05/11/2026;Transferencia;Stripe;97,10;EUR;1097,10;EUR;po_1', '04/11/2026;04/11/2026;Adeudo;Luz;-50,00;EUR;1000,00;EUR;'), {
    amounts: [9710, -5000], days: ['2026-11-05', '2026-11-04'], account: { openingMinor: 105_000, proof: 'proved' },
  }],
  ['an Italian bank with negative debits', lines('Data contabile;Data valuta;Descrizione;Accrediti;Addebiti;Divisa', '05/11/2026;05/11/2026;BONIFICO;97,10;;EUR', '04/11/2026;04/11/2026;ADDEBITO;;-50,00;EUR'), {
    amounts: [9710, -5000], days: ['2026-11-05', '2026-11-04'],
  }],
  ['a Portuguese bank with a balance below', lines(
    'Conta ;0123456789 - EUR - Conta', '', 'Data mov. ;Data valor ;Descrição ;Débito ;Crédito ;Saldo contabilístico ;', '05-11-2026;05-11-2026;TRF STRIPE ;;97,10;1.097,10;', '04-11-2026;04-11-2026;RENDA ;500,00;;1.000,00;', ' ; ; ; ;Saldo contabilístico ;1.097,10 EUR ;',
  ), { amounts: [9710, -50_000], days: ['2026-11-05', '2026-11-04'], account: { account: '0123456789', currency: 'EUR', proof: 'proved' } }],
  ['a Swiss bank with a disclaimer', lines('Datum von:;="2026-11-01"', 'Konto:;="CH1234567890"', 'Währung:;="CHF"', '', 'Datum;Bewegungstyp;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF', '05.11.2026;Gutschrift;STRIPE;97.10;', '04.11.2026;Lastschrift;MIETE;;-500', '', 'Disclaimer:'), {
    amounts: [9710, -50_000], days: ['2026-11-05', '2026-11-04'], account: { account: 'CH1234567890', currency: 'CHF' }, warnings: ['text-outside-table'],
  }],
  ['a Chinese bank in two columns', lines(
    '"账户:",6222****1234', '交易日期,摘要,交易场所,记账金额(收入),记账金额(支出),记账币种,余额,对方户名,', '2026-11-02,网银转账,,"1,000.00",,人民币,"2,000.00",客户', '2026-11-03,手续费,,,10.00,人民币,"1,990.00",', '合计,,,"1,000.00",10.00,,,',
  ), { amounts: [100_000, -1000], days: ['2026-11-02', '2026-11-03'], account: { account: '6222****1234', currency: 'CNY', proof: 'proved' } }],
  ['a Chinese bank with tabs in its cells', lines('# 银行交易记录', '"交易日期","收入","支出","余额","交易类型","交易备注","币种"', '"\t20261102","\t97.10","\t","\t1097.10","\t转账","\t客户","CNY"', '"\t20261103","\t","\t10.00","\t1087.10","\t手续费","\t","CNY"'), {
    amounts: [9710, -1000], days: ['2026-11-02', '2026-11-03'], account: { proof: 'proved' },
  }],
  ['a British bank', lines('Date,Type,Description,Paid out,Paid in,Balance,Currency', '02 Nov 2026,BP,RENT,500.00,,500.00,GBP', '03 Nov 2026,CR,STRIPE,,97.10,597.10,GBP'), { amounts: [-50_000, 9710], days: ['2026-11-02', '2026-11-03'], account: { proof: 'proved' } }],
  ['an American bank with a summary above', lines(
    'Description,,Summary Amt.', 'Beginning balance as of 11/01/2026,,"1,000.00"', 'Total credits,,"97.10"', '', 'Date,Description,Amount (USD),Running Bal.', '11/01/2026,Beginning balance as of 11/01/2026,,"1,000.00"', '11/02/2026,STRIPE,"97.10","1,097.10"',
    '11/25/2026,RENT,"-50.00","1,047.10"',
  ), { amounts: [9710, -5000], days: ['2026-11-02', '2026-11-25'], account: { openingMinor: 100_000, closingMinor: 104_710, proof: 'proved' } }],
  ['an Indian bank', lines('Date,Narration,Chq./Ref.No.,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance,Currency', '02/11/26,UPI,0000123,02/11/26,,"1,00,000.00","2,00,000.00",INR', '13/11/26,RENT,0000124,13/11/26,"50,000.00",,"1,50,000.00",INR'), {
    amounts: [10_000_000, -5_000_000], days: ['2026-11-02', '2026-11-13'], account: { proof: 'proved' },
  }],
  ['a money app that takes fees besides', lines(
    'Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance', 'TOPUP,Current,2026-11-01 10:00:00,2026-11-01 10:00:05,Top-up,100.00,0.00,GBP,COMPLETED,100.00',
    'CARD_PAYMENT,Current,2026-11-02 10:00:00,,Shop,-12.00,0.00,GBP,PENDING,', 'CARD_PAYMENT,Current,2026-11-02 09:00:00,2026-11-03 10:00:00,Shop,-20.00,0.50,GBP,COMPLETED,79.50',
  ), { amounts: [10_000, -1200, -2050], days: ['2026-11-01', '2026-11-02', '2026-11-03'], account: { proof: 'proved', pendingEntries: 1 }, entries: [{}, { status: 'pending' }, { chargesMinor: 50 }] }],
  ['a Chinese bank that says the direction twice', lines('序号,交易日期,借贷,交易金额,余额,币种,摘要', '1,2026-11-02,贷 Cr,97.10,1097.10,人民币,收款', '2,2026-11-03,借 Dr,10.00,1087.10,人民币,手续费'), {
    amounts: [9710, -1000], days: ['2026-11-02', '2026-11-03'], account: { currency: 'CNY', proof: 'proved' },
  }],
  ['a Chinese card with two sets of amounts', lines(
    '交易日期,记账日期,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种', '2026-11-01,2026-11-02,,10.00,美元,,71.00,人民币', '2026-11-02,2026-11-03,97.10,,人民币,97.10,,人民币', '人民币合计,,,,,97.10,71.00,',
  ), { amounts: [-7100, 9710], days: ['2026-11-02', '2026-11-03'], account: { currency: 'CNY', entries: 2 } }],
  ['a Chinese card account with several cards', lines('交易日,银行记账日,卡号后四位,交易描述,存入,支出,币种', '2026-11-01,2026-11-02,4260,商店,,50.00,CNY', '2026-11-02,2026-11-03,2875,商店,,0.59,CNY', '2026-11-03,2026-11-04,,还款,97.10,,CNY'), {
    amounts: [-5000, -59, 9710], days: ['2026-11-02', '2026-11-03', '2026-11-04'], account: { account: '', entries: 3 },
  }],
  ['a card with the amount of the purchase beside that of the account', lines('Datum;Beschreibung;Betrag;Währung;Betrag in EUR', '13.11.2026;HOTEL;-110,00;USD;-97,10', '14.11.2026;REWE;-5,00;EUR;-5,00'), {
    amounts: [-9710, -500], days: ['2026-11-13', '2026-11-14'], account: { currency: 'EUR' },
  }],
  ['a money app with the currency of the purchase behind its own', lines(
    '"Date","Payee","Amount (EUR)","Amount (Foreign Currency)","Type Foreign Currency","Exchange Rate"', '"2026-11-13","STRIPE","97.10","","",""', '"2026-11-14","HOTEL","-97.10","-110.00","USD","0.88"',
  ), { amounts: [9710, -9710], days: ['2026-11-13', '2026-11-14'], account: { currency: 'EUR' } }],
  ['a bank with a column of plus and minus', lines('Date;Description;Amount;+/-;Currency', '2026-11-13;STRIPE;97,10;+;EUR', '2026-11-14;RENT;500,00;-;EUR'), { amounts: [9710, -50_000], days: ['2026-11-13', '2026-11-14'] }],
  ['a bank with a currency for each amount', lines('Date,Description,Billing amount,Billing currency,Balance,Balance currency', '13/11/2026,STRIPE,97.10,HKD,"1,097.10",HKD', '12/11/2026,RENT,-500.00,HKD,"1,000.00",HKD'), {
    amounts: [9710, -50_000], days: ['2026-11-13', '2026-11-12'], account: { currency: 'HKD' },
  }],
  ['a German cooperative bank with its marks in a nameless column and its balances among the rows', lines(
    '"Buchungstag";"Valuta";"Empfänger/Zahlungspflichtiger";"IBAN";"Vorgang/Verwendungszweck";"Kundenreferenz";"Währung";"Umsatz";" "',
    '"05.11.2026";"05.11.2026";"STRIPE";"DE1";"po_1";"";"EUR";"97,10";"H"', '"04.11.2026";"04.11.2026";"Vermieter";"DE2";"Miete";"";"EUR";"150,00";"S"',
    '"01.11.2026";;;;;"Anfangssaldo";"EUR";"100,00";"H"', '"05.11.2026";;;;;"Endsaldo";"EUR";"47,10";"H"',
  ), { amounts: [9710, -15_000], days: ['2026-11-05', '2026-11-04'], account: { entries: 2, openingMinor: 10_000, closingMinor: 4710, proof: 'proved' } }],
  ['a Baltic bank with balances and turnovers among the rows', lines(
    '"Kliendi konto";"Kuupäev";"Saaja/Maksja";"Selgitus";"Summa";"Valuuta";"Deebet/Kreedit";"Arhiveerimistunnus"', '"EE1";"01.11.2026";"";"Algsaldo";"1000,00";"EUR";"K";""', '"EE1";"05.11.2026";"STRIPE";"po_1";"97,10";"EUR";"K";"A1"',
    '"EE1";"06.11.2026";"OÜ Rent";"üür";"500,00";"EUR";"D";"A2"', '"EE1";"06.11.2026";"";"Käive";"500,00";"EUR";"D";""', '"EE1";"06.11.2026";"";"Lõppsaldo";"597,10";"EUR";"K";""',
  ), { amounts: [9710, -50_000], days: ['2026-11-05', '2026-11-06'], account: { account: 'EE1', openingMinor: 100_000, closingMinor: 59_710, proof: 'proved' }, entries: [{ nativeId: 'A1' }, { counterpartyName: 'OÜ Rent' }] }],
  ['a Brazilian bank that closes with a row in spaced letters', lines('"Data","Histórico","Valor"', '"25/11/2026","Pix STRIPE","97.10 BRL"', '"26/11/2026","ALUGUEL","-50.00 BRL"', '"26/11/2026","S A L D O","47.10 BRL"'), {
    amounts: [9710, -5000], days: ['2026-11-25', '2026-11-26'], account: { currency: 'BRL', closingMinor: 4710 },
  }],
  ['a Danish bank', lines('"Dato";"Tekst";"Beløb";"Saldo";"Valuta";"Status"', '"04.11.2026";"Husleje";"-500,00";"1.000,00";"DKK";"Udført"', '"05.11.2026";"STRIPE";"97,10";"1.097,10";"DKK";"Udført"', '"06.11.2026";"Kort";"-10,00";"1.087,10";"DKK";"Venter"'), {
    amounts: [-50_000, 9710, -1000], days: ['2026-11-04', '2026-11-05', '2026-11-06'], account: { currency: 'DKK', pendingEntries: 1 },
  }],
  ['a Swedish bank', lines('Bokföringsdag;Belopp;Avsändare;Mottagare;Namn;Rubrik;Saldo;Valuta', '2026/11/05;97,10;;;;STRIPE;1097,10;SEK', '2026/11/04;-500,00;;;;HYRA;1000,00;SEK'), { amounts: [9710, -50_000], days: ['2026-11-05', '2026-11-04'], account: { currency: 'SEK' } }],
  ['a Norwegian bank in two columns', lines('Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto;Valuta', '05.11.2026;STRIPE;05.11.2026;;97,10;NOK', '04.11.2026;Husleie;04.11.2026;500,00;;NOK'), { amounts: [9710, -50_000], days: ['2026-11-05', '2026-11-04'], account: { currency: 'NOK' } }],
  ['a Finnish bank', lines('Kirjauspäivä;Arvopäivä;Määrä EUROA;Saaja/Maksaja;Viite;Viesti', '2026-11-05;2026-11-05;97,10;STRIPE;ref;po_1', '2026-11-04;2026-11-04;-500,00;VUOKRA OY;ref;vuokra'), { amounts: [9710, -50_000], days: ['2026-11-05', '2026-11-04'], account: { currency: 'EUR' } }],
  ['a Polish bank with a remark in its header', lines(
    '"Data transakcji";"Data księgowania";"Dane kontrahenta";"Tytuł";"Kwota transakcji (waluta rachunku)";"Waluta";"Saldo po transakcji";"Waluta"', '2026-11-05;2026-11-05;"STRIPE";"po_1";97,10;PLN;1097,10;PLN', '2026-11-04;2026-11-04;"WYNAJEM";"CZYNSZ";-1 500,00;PLN;1000,00;PLN',
  ), { amounts: [9710, -150_000], days: ['2026-11-05', '2026-11-04'], account: { currency: 'PLN' } }],
  ['a Czech bank', lines('číslo účtu;datum zaúčtování;částka;měna;zůstatek;název účtu protistrany;variabilní symbol;poznámka', '1/0300;05.11.2026;97,10;CZK;1097,10;STRIPE;;po_1', '1/0300;04.11.2026;-500,00;CZK;1000,00;Nájem;;najem'), {
    amounts: [9710, -50_000], days: ['2026-11-05', '2026-11-04'], account: { account: '1/0300', currency: 'CZK', proof: 'proved' },
  }],
  ['a Hungarian bank with points after its days', lines('Könyvelés dátuma;Partner neve;Összeg;Devizanem;Közlemény', '2026.11.05.;STRIPE;97 100;HUF;po_1', '2026. 11. 04.;BÉRLET;-500 000;HUF;bér'), { amounts: [9_710_000, -50_000_000], days: ['2026-11-05', '2026-11-04'], account: { currency: 'HUF' } }],
  ['a Japanese bank', lines('取引日,入出金(円),取引後残高(円),入出金内容', '20261105,"9,710","109,710",ストライプ', '20261104,"-50,000","100,000",家賃'), { amounts: [9710, -50_000], days: ['2026-11-05', '2026-11-04'], account: { currency: 'JPY', proof: 'proved' } }],
  ['a Swiss bank with the details of a batch below it', lines('"Datum";"Buchungstext";"Whg";"Betrag Detail";"Belastung CHF";"Gutschrift CHF";"Valuta"', '"05.11.2026";"STRIPE";"";"";"";"97.10";"05.11.2026"', '"04.11.2026";"Sammelbelastung";"";"";"500.00";"";"04.11.2026"', '"";"Löhne";"CHF";"500.00";"";"";""'), {
    amounts: [9710, -50_000], days: ['2026-11-05', '2026-11-04'], account: { currency: 'CHF', entries: 2 }, warnings: ['text-outside-table'],
  }],
  ['a British bank with signs beside amounts in two columns', lines('Date,Description,Paid out,Paid in,Balance', '25 Nov 2026,STRIPE,,£97.10,£1097.10', '24 Nov 2026,RENT,£500.00,,£1000.00'), { amounts: [9710, -50_000], days: ['2026-11-25', '2026-11-24'], account: { currency: 'GBP' } }],
  ['an American card with minus before what was paid back', lines('Date,Description,Debit (USD),Credit (USD)', '11/25/2026,SHOP,50.00,', '11/24/2026,PAYMENT,,-500.00'), { amounts: [-5000, 50_000], days: ['2026-11-25', '2026-11-24'], account: { currency: 'USD' } }],
]

describe('the export of', () => {
  it.each(banks)('%s is read without being asked', async (_bank, text, { amounts, days, account = {}, entries = [], warnings = [] }) => {
    const read = await inspect(text)
    expect(saidOf(read)).toEqual({ ...silent, warnings })
    expect(read.report).toMatchObject({ format: 'bank-csv', accounts: [account] })
    expect(read.entries.map(({ minor }) => minor)).toEqual(amounts)
    expect(read.entries.map(({ bookedOn }) => bookedOn)).toEqual(days)
    expect(read.entries).toMatchObject(entries.length === 0 ? read.entries : entries)
  })

  it('a bank that writes of an open entry in the place of its day has it as pending', async () => {
    const read = await inspect(lines('Buchungstag;Wertstellung;Buchungstext;Umsatz in EUR', '05.11.2026;05.11.2026;STRIPE;97,10', 'offen;--;Karte;-5,00'))
    expect([saidOf(read), amountsOf(read), read.report.accounts]).toMatchObject([silent, [9710], [{ entries: 1, pendingEntries: 1 }]])
  })

  it('a Canadian bank without a header has debits and credits as its balance proves them', async () => {
    const read = await inspect(lines('11/13/2026,RENT,500.00,,597.10', '11/14/2026,FEE,5.00,,592.10', '11/15/2026,STRIPE,,97.10,689.20'), { options: { currency: 'CAD' } })
    expect([saidOf(read), amountsOf(read), read.report.accounts]).toMatchObject([silent, [-50_000, -500, 9710], [{ proof: 'proved' }]])
  })

  it('a bank without a header and without a balance is not read before somebody says which column is which', async () => {
    expect(saidOf(await inspect(lines('11/13/2026,RENT,500.00,', '11/14/2026,FEE,5.00,', '11/15/2026,STRIPE,,97.10'), { options: { currency: 'CAD' } })).refused).toBe('mapping-needed')
  })

  it('a bank with directions in words that nobody knows is not read before somebody says what they mean', async () => {
    expect(saidOf(await inspect(lines('Date,Description,Debit/Credit,Amount (EUR)', '2026-11-05,STRIPE,Plus,97.10', '2026-11-04,RENT,Minus,500.00'))).refused).toBe('mapping-needed')
  })

  it('a bank with two columns of one name is not read before somebody says which amount counts', async () => {
    expect(saidOf(await inspect(lines('Date,Description,Amount,Amount,Currency', '2026-11-13,STRIPE,97.10,1.00,EUR', '2026-11-14,RENT,-5.00,2.00,EUR'))).refused).toBe('mapping-needed')
  })

  it('a bank that calls its column of directions what nobody knows is read by what is in it', async () => {
    const read = await inspect(lines('Date,Description,Amount,Side,Currency', '2026-11-13,STRIPE,97.10,Inflow,EUR', '2026-11-14,RENT,500.00,Outflow,EUR'))
    expect([saidOf(read), amountsOf(read)]).toEqual([silent, [9710, -50_000]])
  })

  it('a bank with one direction in a word that nobody knows has an error in that row', async () => {
    const read = await inspect(lines('Date,Description,Debit/Credit,Amount (EUR)', '2026-11-05,STRIPE,Credit,97.10', '2026-11-04,RENT,Debit,500.00', '2026-11-03,HOLD,Memo,5.00'))
    expect([saidOf(read), amountsOf(read)]).toEqual([{ ...silent, rowErrors: ['missing-direction'] }, [9710, -50_000]])
  })

  it('a bank in yen has thousands where others might have decimals', async () => {
    const read = await inspect(lines('日付,摘要,支払い金額,預かり金額,差引残高', '2026/11/5,ストライプ,,"9,710","109,710"', '2026/11/4,家賃,"50,000",,"100,000"'), { options: { currency: 'JPY' } })
    expect([saidOf(read), amountsOf(read)]).toEqual([silent, [9710, -50_000]])
  })

  it('a card on which somebody shopped at New Balance has that as an entry', async () => {
    const read = await inspect(lines('Date,Description,Amount (USD)', '2026-11-05,New Balance,-97.10', '2026-11-04,Total,-20.00'))
    expect([saidOf(read), amountsOf(read)]).toEqual([silent, [-9710, -2000]])
  })
})
