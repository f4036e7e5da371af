import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { amountsOf, inspect, saidOf, silent } from '../inspecting.ts'
import { ofxDocument, ofxStatement, ofxTransaction, type OfxStyle } from '../writers/ofx.ts'

const ledger = ['<LEDGERBAL>', '<BALAMT>1234.56', '<DTASOF>20261130120000', '</LEDGERBAL>']
const file = (transactions: readonly string[], style: OfxStyle = {}): string => ofxDocument(ofxStatement(transactions, { frame: ledger }), style)

async function entryWith(...more: readonly string[]) {
  return (await inspect(file(ofxTransaction('5.00', ...more)))).entries[0]!
}

describe('an OFX statement', () => {
  it('has account, bank, period, ledger balance and entries', async () => {
    const read = await inspect(file([...ofxTransaction('5.00', '<FITID>F1'), ...ofxTransaction('-2.50', '<FITID>F2')]))
    expect([saidOf(read), amountsOf(read), read.report.format]).toEqual([silent, [500, -250], 'ofx'])
    expect(read.report.accounts).toMatchObject([{
      account: '123456', bank: '10020030', currency: 'EUR', entries: 2, creditsMinor: 500, debitsMinor: 250, openingMinor: null, closingMinor: 123456, closingOn: '2026-11-30',
      from: '2026-11-01', to: '2026-11-30', proof: 'unproved',
    }])
  })

  it.each<[string, OfxStyle]>([
    ['as XML', { syntax: 'xml' }], ['as XML on one line', { syntax: 'xml', lineEnd: '' }], ['with CRLF', { lineEnd: '\r\n' }], ['with bare CR', { lineEnd: '\r' }], ['on one line', { lineEnd: '' }],
  ])('is the same %s', async (_name, style) => {
    const read = await inspect(file(ofxTransaction('5.00', '<NAME>Café & Co', '<MEMO>thank you'), style))
    expect([saidOf(read), amountsOf(read), read.entries[0]!.text]).toEqual([silent, [500], 'Café & Co thank you'])
  })

  it('may have its header on one line, empty lines before it, and lower-case tags', async () => {
    const oneLine = file(ofxTransaction('5.00')).replaceAll(/^([A-Z]+:[A-Z0-9]+)\n/gm, '$1 ').toLowerCase().replace('ofxheader', 'OFXHEADER').replaceAll('eur', 'EUR')
    const read = await inspect(`\n\n${oneLine}`)
    expect([saidOf(read), amountsOf(read)]).toEqual([silent, [500]])
  })

  it('is read in Latin-1 when that is what its bytes are', async () => {
    const read = await inspect(iconv.encode(file(ofxTransaction('5.00', '<NAME>Müller')), 'windows-1252'))
    expect([read.report.encoding, read.entries[0]!.counterpartyName]).toEqual(['windows-1252', 'Müller'])
  })

  it('of a card, and of several accounts, is one each', async () => {
    const card = ofxStatement(ofxTransaction('-5.00'), { account: '4111' }).map((line) => line.replace('BANKMSGSRSV1', 'CREDITCARDMSGSRSV1').replace(/(<\/?)STMT(TRN)?RS/, '$1CCSTMT$2RS').replace('BANKACCTFROM', 'CCACCTFROM'))
    const read = await inspect(ofxDocument([...ofxStatement(ofxTransaction('1.00')), ...card]))
    expect(read.report.accounts.map(({ account, creditsMinor, debitsMinor }) => [account, creditsMinor, debitsMinor])).toEqual([['123456', 100, 0], ['4111', 0, 500]])
  })

  it('without movements is a statement with no entries', async () => {
    expect([saidOf(await inspect(file([]))), (await inspect(file([]))).report.accounts[0]!.entries]).toEqual([silent, 0])
  })

  it('without a currency has that of its first entry', async () => {
    const bare = file(ofxTransaction('5.00', '<CURRENCY>', '<CURRATE>1.0', '<CURSYM>AUD', '</CURRENCY>')).replace('<CURDEF>EUR', '<CURDEF>')
    const read = await inspect(bare, { fallbackCurrency: 'EUR' })
    expect([saidOf(read), read.report.accounts.map(({ currency }) => currency)]).toEqual([silent, ['AUD']])
  })

  it('without a currency asks for it', async () => {
    const bare = file(ofxTransaction('5.00')).replace('<CURDEF>EUR\n', '')
    expect(saidOf(await inspect(bare)).refused).toBe('currency-needed')
    expect((await inspect(bare, { options: { currency: 'AUD' } })).report.accounts[0]!.currency).toBe('AUD')
  })

  it('with an empty or unreadable ledger balance has none', async () => {
    const odd = (amount: string) => inspect(file([]).replace('<BALAMT>1234.56', `<BALAMT>${amount}`))
    expect((await odd('')).report).toMatchObject({ rowErrors: [], accounts: [{ closingMinor: null }] })
    expect(saidOf(await odd('12x')).rowErrors).toEqual(['not-an-amount'])
    expect(saidOf(await odd('1.23456')).warnings).toEqual(['balance-too-exact'])
  })

  it('of investments brings the cash and says how many lines were skipped', async () => {
    const body = [
      '<INVSTMTMSGSRSV1>', '<INVSTMTTRNRS>', '<INVSTMTRS>', '<CURDEF>USD', '<INVACCTFROM>', '<BROKERID>broker', '<ACCTID>77', '</INVACCTFROM>', '<INVTRANLIST>', '<DTSTART>20261101',
      '<BUYSTOCK>', '<INVBUY>', '<INVTRAN>', '<FITID>1', '</INVTRAN>', '<TOTAL>-10.00', '</INVBUY>', '</BUYSTOCK>', '<INVBANKTRAN>', ...ofxTransaction('5.00'), '<SUBACCTFUND>CASH', '</INVBANKTRAN>',
      '</INVTRANLIST>', '</INVSTMTRS>', '</INVSTMTTRNRS>', '</INVSTMTMSGSRSV1>',
    ]
    const read = await inspect(ofxDocument(body))
    expect([amountsOf(read), saidOf(read), read.report.warnings[0]!.detail, read.report.accounts[0]!.account]).toEqual([[500], { ...silent, warnings: ['investment-lines-skipped'] }, '1', '77'])
  })
})

describe('an entry', () => {
  it('has its sign in the amount, whatever its type says', async () => {
    const credit = ofxTransaction('-5.00').map((line) => line.replace('OTHER', 'CREDIT'))
    expect((await inspect(file(credit))).entries[0]).toMatchObject({ minor: -500, typeCode: 'CREDIT' })
  })

  it.each([
    ['5.00', 500], ['+5.00', 500], ['-5', -500], ['5,50', 550], ['1,234.56', 123456], ['1.234,56', 123456], ['+00000000000000.1600', 16], ['-1084.000', -108400], [' 5.00 ', 500], ['\u22125.00', -500],
  ])('of %j is %i', async (written, minor) => {
    expect(amountsOf(await inspect(file(ofxTransaction(written))))).toEqual([minor])
  })

  it('of a bare point is nothing, with a warning', async () => {
    const read = await inspect(file(ofxTransaction('   .  ')))
    expect([amountsOf(read), saidOf(read).warnings]).toEqual([[0], ['amount-without-digits']])
  })

  it.each([
    ['1,234', 'not-an-amount'], ['5.005', 'too-many-decimals'], ['abc', 'not-an-amount'], ['1e5', 'not-an-amount'], ['', 'missing-amount'],
  ])('of %j is an error of that row, and the others are read', async (written, reason) => {
    const read = await inspect(file([...ofxTransaction(written), ...ofxTransaction('5.00')]))
    expect(read.report.rowErrors).toMatchObject([{ reason, field: 'TRNAMT' }])
    expect(amountsOf(read)).toEqual([500])
  })

  it('stays on the day at the bank, whatever the zone', async () => {
    expect((await entryWith()).bookedOn).toBe('2026-11-02')
  })

  it('may write its day with dashes', async () => {
    const dashed = ofxTransaction('5.00').map((line) => (line.startsWith('<DTPOSTED>') ? '<DTPOSTED>2026-11-02' : line))
    expect((await inspect(file(dashed))).entries[0]!.bookedOn).toBe('2026-11-02')
  })

  it.each([
    ['<DTPOSTED>', 'missing-date'], ['<DTPOSTED>00000000', 'not-a-date'], ['<DTPOSTED>20260230', 'not-a-date'],
  ])('with the day %s is an error of that row', async (written, reason) => {
    const dated = ofxTransaction('5.00').map((line) => (line.startsWith('<DTPOSTED>') ? written : line))
    expect(saidOf(await inspect(file(dated))).rowErrors).toEqual([reason])
  })

  it('that is nothing but a note is an error with its line', async () => {
    const read = await inspect(file(['<STMTTRN>', '*cut out*', '</STMTTRN>']))
    expect(read.report.rowErrors).toMatchObject([{ reason: 'missing-amount', line: 29 }])
  })

  it('may lack its id', async () => {
    expect([(await entryWith('<FITID>')).nativeId, (await entryWith('<FITID>F-9')).nativeId]).toEqual([null, 'F-9'])
  })

  it('has its references, payee, memo and the other account', async () => {
    const entry = await entryWith('<FITID>F1', '<CHECKNUM>1001', '<REFNUM>REF-1', '<PAYEE>', '<NAME>ACME Ltd', '<CITY>Berlin', '</PAYEE>', '<BANKACCTTO>', '<ACCTID>999', '</BANKACCTTO>', '<MEMO>Invoice 7')
    expect(entry).toMatchObject({ references: ['REF-1', '1001', 'F1'], counterpartyName: 'ACME Ltd', counterpartyAccount: '999', text: 'ACME Ltd Invoice 7' })
  })

  it('says a name once that the memo repeats', async () => {
    expect((await entryWith('<NAME>ACME', '<MEMO>ACME Invoice 7')).text).toBe('ACME Invoice 7')
  })

  it('may be in a currency of its own; one that was converted already is not', async () => {
    const own = await inspect(file(ofxTransaction('5.00', '<CURRENCY>', '<CURRATE>1.1', '<CURSYM>USD', '</CURRENCY>')))
    const converted = await inspect(file(ofxTransaction('5.00', '<ORIGCURRENCY>', '<CURRATE>1.1', '<CURSYM>USD', '</ORIGCURRENCY>')))
    expect([own.entries[0]!.currency, saidOf(own).findings]).toEqual(['USD', ['mixed_currency']])
    expect([converted.entries[0]!.currency, saidOf(converted)]).toEqual(['EUR', silent])
  })

  it('that is pending is kept apart', async () => {
    const body = ofxStatement([], { frame: ['<BANKTRANLISTP>', '<DTASOF>20261102', '<STMTTRNP>', '<TRNTYPE>HOLD', '<DTTRAN>20261102', '<TRNAMT>-5.00', '</STMTTRNP>', '</BANKTRANLISTP>'] })
    const read = await inspect(ofxDocument(body))
    expect([saidOf(read), read.report.accounts[0]]).toMatchObject([silent, { entries: 0, pendingEntries: 1, debitsMinor: 0 }])
  })

  it('that corrects another says so', async () => {
    expect(saidOf(await inspect(file(ofxTransaction('5.00', '<CORRECTFITID>F0', '<CORRECTACTION>REPLACE')))).warnings).toEqual(['correction'])
  })

  it('with a control character is an error of that row', async () => {
    expect(saidOf(await inspect(file(ofxTransaction('5.00', '<MEMO>a\u0000b')))).rowErrors).toEqual(['control-character'])
  })
})

describe('the text of an element', () => {
  it.each([
    ['a &amp; b', 'a & b'], ['a & b', 'a & b'], ['&lt;b&gt;', '<b>'], ['a&nbsp;b', 'a b'], ['&#65;&#x42;', 'AB'], ['&unknown; &#99999999;', '&unknown; &#99999999;'],
    ['1 < 2 > 0', '1 < 2 > 0'], ['a <3 b', 'a <3 b'], ['<![CDATA[a & <b>]]>', 'a & <b>'],
  ])('%j is %j', async (written, text) => {
    expect((await entryWith(`<MEMO>${written}`)).text).toBe(text)
  })

  it('ends at the next tag, also after a lone sign', async () => {
    expect(await entryWith('<NAME>less <b', '<MEMO>more')).toMatchObject({ counterpartyName: 'less <b' })
  })

  it('may be empty, closed in itself, or hidden in a comment', async () => {
    expect((await entryWith('<NAME/>', '<!-- <TRNAMT>9.99 -->', '<MEMO></MEMO>', '<REFNUM>R1')).references).toEqual(['R1'])
  })
})

describe('an answer without a statement', () => {
  const status = (code: string, severity: string, message: string): readonly string[] => ['<SIGNONMSGSRSV1>', '<SONRS>', '<STATUS>', `<CODE>${code}`, `<SEVERITY>${severity}`, `<MESSAGE>${message}`, '</STATUS>', '</SONRS>', '</SIGNONMSGSRSV1>']

  it('is refused with what the server says', async () => {
    expect((await inspect(ofxDocument(status('2000', 'ERROR', 'Please try again')))).report.refused).toMatchObject({ reason: 'server-error', detail: '2000 Please try again' })
  })

  it('is refused when the server has nothing to say', async () => {
    expect(saidOf(await inspect(ofxDocument(status('0', 'INFO', 'Success')))).refused).toBe('no-statement')
  })

  it('beside one that has one is a warning', async () => {
    const read = await inspect(ofxDocument([...status('15500', 'ERROR', 'Signon invalid'), ...ofxStatement(ofxTransaction('5.00'))]))
    expect([saidOf(read), amountsOf(read)]).toEqual([{ ...silent, warnings: ['server-error'] }, [500]])
  })
})

describe('a damaged file', () => {
  it('that ends among its entries is refused, and shows what came before', async () => {
    const whole = file([...ofxTransaction('5.00'), ...ofxTransaction('6.00')])
    const read = await inspect(whole.slice(0, whole.indexOf('<TRNAMT>6.00') + 9))
    expect([saidOf(read).refused, amountsOf(read)]).toEqual(['truncated', [500]])
  })

  it('whose frame is not closed is read with a warning', async () => {
    expect(saidOf(await inspect(file(ofxTransaction('5.00')).replace('</OFX>', '')))).toEqual({ ...silent, warnings: ['unclosed'] })
  })

  it('whose entries are not closed is read', async () => {
    const open = [...ofxTransaction('5.00'), ...ofxTransaction('6.00')].filter((line) => line !== '</STMTTRN>')
    expect(amountsOf(await inspect(file(open)))).toEqual([500, 600])
  })
})
