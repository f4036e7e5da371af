import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { amountsOf, inspect, lines, saidOf, silent } from '../inspecting.ts'

const opening = ':60F:C261101EUR1000,00'

/** A statement that begins with 1000.00 EUR and holds these lines. */
const statement = (closing: string, ...body: readonly string[]): string =>
  lines(':20:STARTUMS', ':25:10020030/1234567', ':28C:5/1', opening, ...body, `:62F:${closing}`, '-')

/** The single entry of a statement with this `:61:` and what stands below it. */
async function entryOf(entry: string, ...below: readonly string[]) {
  const { entries } = await inspect(statement('C261102EUR1000,00', entry, ...below))
  return entries[0]!
}

describe('an MT940 statement', () => {
  it('has account, bank, number, page, balances and entries', async () => {
    const file = await inspect(statement('C261102EUR1087,50', ':61:2611021102C100,00NTRFNONREF//B1', ':86:IN', ':61:2611021102D12,50NTRFNONREF//B2', ':86:OUT'))
    expect(saidOf(file)).toEqual(silent)
    expect(amountsOf(file)).toEqual([10000, -1250])
    expect(file.report).toMatchObject({ format: 'mt940', encoding: 'utf-8' })
    expect(file.report.accounts).toMatchObject([{
      account: '10020030/1234567', bank: '10020030', currency: 'EUR', statementId: 'STARTUMS', sequence: '5', page: 1, purpose: 'statement',
      entries: 2, creditsMinor: 10000, debitsMinor: 1250, openingMinor: 100000, closingMinor: 108750, from: '2026-11-02', to: '2026-11-02', proof: 'proved',
    }])
  })

  it('takes the bank of :25P: from the line below', async () => {
    const file = await inspect(statement('C261102EUR1000,00').replace(':25:10020030/1234567', ':25P:DE89370400440532013000\r\nCOBADEFF'))
    expect(file.report.accounts).toMatchObject([{ account: 'DE89370400440532013000', bank: 'COBADEFF' }])
  })

  it('without movements is a statement with no entries', async () => {
    const file = await inspect(statement('C261102EUR1000,00'))
    expect([saidOf(file), file.report.accounts[0]!.entries, file.report.accounts[0]!.proof]).toEqual([silent, 0, 'proved'])
  })

  it.each([
    ['CRLF', '\r\n'], ['LF', '\n'], ['bare CR', '\r'],
  ])('may end its lines with %s', async (_name, end) => {
    const file = await inspect(statement('C261102EUR1005,00', ':61:2611021102C5,00NTRFNONREF', ':86:A').replaceAll('\r\n', end))
    expect([saidOf(file), amountsOf(file)]).toEqual([silent, [500]])
  })

  it('may be wrapped in the blocks of a FIN message', async () => {
    const wrapped = `{1:F01BANKDEFFAXXX0000000000}{2:I940BANKDEFFXXXXN}{4:\r\n${statement('C261102EUR1005,00', ':61:2611021102C5,00NTRFNONREF').replace(/-\r\n$/, '-}{5:{CHK:1}}\r\n')}`
    const file = await inspect(wrapped + wrapped)
    expect([saidOf(file), amountsOf(file)]).toEqual([silent, [500, 500]])
  })

  it('may stand between lines that mean nothing', async () => {
    const noisy = `ABNANL2A\r\n940\r\nABNANL2A\r\n${statement('C261102EUR1005,00', ':61:2611021102C5,00NTRFNONREF', ':86:TEXT')}`
    const file = await inspect(noisy + noisy)
    expect([saidOf(file), file.entries.map(({ text }) => text)]).toEqual([silent, ['TEXT', 'TEXT']])
  })

  it('may follow another without any end mark', async () => {
    const bare = statement('C261102EUR1005,00', ':61:2611021102C5,00NTRFNONREF').replace(/-\r\n$/, '')
    expect((await inspect(bare + bare)).report.accounts).toHaveLength(2)
  })

  it('is read in Latin-1', async () => {
    const file = await inspect(iconv.encode(statement('C261102EUR1000,00', ':61:2611021102C0,00NTRFNONREF', ':86:MÜLLER'), 'windows-1252'))
    expect([file.report.encoding, file.entries[0]!.text]).toEqual(['windows-1252', 'MÜLLER'])
  })

  it('with balances that do not add up is read and the difference is shown', async () => {
    const file = await inspect(statement('C261102EUR1010,00', ':61:2611021102C5,00NTRFNONREF'))
    expect(file.report.findings).toMatchObject([{ kind: 'file_arithmetic', openingMinor: 100000, movedMinor: 500, closingMinor: 101000, differenceMinor: 500 }])
    expect(file.report.accounts[0]!.proof).toBe('failed')
  })

  it('that ends before its closing balance says so', async () => {
    const file = await inspect(lines(':20:A', ':25:1', ':28C:1', opening, ':61:2611021102C5,00NTRFNONREF'))
    expect([saidOf(file).warnings, file.report.accounts[0]!.proof, amountsOf(file)]).toEqual([['closing-missing'], 'unproved', [500]])
  })

  it('whose currency changes on the way is reported', async () => {
    expect(saidOf(await inspect(statement('C261102USD1000,00'))).findings).toEqual(['currency_flip'])
  })

  it('with a balance that cannot be read is reported by line, and not taken for zero', async () => {
    const file = await inspect(statement('C261102EUR10x0,00'))
    expect(file.report.rowErrors).toMatchObject([{ reason: 'unreadable', line: 5, field: ':62F:' }])
    expect(file.report.accounts[0]!.closingMinor).toBeNull()
  })

  it('may be in a currency that is gone', async () => {
    const file = await inspect(statement('C261102DEM1005,00', ':61:2611021102C5,00NTRFNONREF').replace(':60F:C261101EUR', ':60F:C261101DEM'))
    expect([saidOf(file), file.report.accounts[0]!.currency]).toEqual([silent, 'DEM'])
  })

  it('without any currency asks for it', async () => {
    const bare = lines(':20:A', ':25:1', ':28C:1', ':61:2611021102C5,00NTRFNONREF', '-')
    expect(saidOf(await inspect(bare)).refused).toBe('currency-needed')
    expect(amountsOf(await inspect(bare, { options: { currency: 'EUR' } }))).toEqual([500])
  })
})

describe('the amount of an entry', () => {
  it.each([
    ['C100,00', 10000], ['C100,', 10000], ['C,50', 50], ['C500', 50000], ['C000000000098.99', 9899], ['C1.234,56', 123456], ['D100,00', -10000],
    ['CR100,00', 10000], ['DR100,00', -10000], ['DD100,00', -10000], ['CN100,00', 10000],
  ])('%s is %i', async (written, minor) => {
    expect((await entryOf(`:61:2611021102${written}NTRFNONREF`)).minor).toBe(minor)
  })

  it('of a credit taken back goes out, of a debit taken back comes in, and the balances prove it', async () => {
    const file = await inspect(statement('C261102EUR1075,00', ':61:2611021102RD100,00NTRFNONREF', ':61:2611021102RC25,00NTRFNONREF'))
    expect([amountsOf(file), file.entries.map(({ isReversal }) => isReversal), saidOf(file)]).toEqual([[10000, -2500], [true, true], silent])
  })

  it('that is expected only is kept apart from the balance', async () => {
    const file = await inspect(statement('C261102EUR1000,00', ':61:2611021102EC5,00NTRFNONREF'))
    expect([file.entries[0]!.status, file.report.accounts[0]!.entries, file.report.accounts[0]!.pendingEntries, saidOf(file)]).toEqual(['pending', 0, 1, silent])
  })

  it.each([
    ['1.234', 'not-an-amount'], ['12,345', 'too-many-decimals'], ['1,2,3', 'not-an-amount'], ['99999999999999999999,00', 'amount-too-large'],
  ])('%s is an error of that row, and the others are read', async (written, reason) => {
    const file = await inspect(statement('C261102EUR1005,00', `:61:2611021102C${written}NTRFNONREF`, ':86:BAD', ':61:2611021102C5,00NTRFNONREF', ':86:GOOD'))
    expect(file.report.rowErrors).toMatchObject([{ reason, line: 5, field: ':61:', value: written }])
    expect(file.entries.map(({ text }) => text)).toEqual(['GOOD'])
  })

  it('may have as many zeros as the bank likes, but no more decimals than the currency', async () => {
    const yen = statement('C261102JPY1500,', ':61:2611021102C500,00NTRFNONREF').replace('EUR1000,00', 'JPY1000')
    expect(amountsOf(await inspect(yen))).toEqual([500])
    expect(saidOf(await inspect(yen.replace('500,00N', '500,50N'))).rowErrors).toEqual(['too-many-decimals'])
  })
})

describe('the days of an entry', () => {
  it.each([
    ['2611021102', '2026-11-02', '2026-11-02'],
    ['2612300102', '2026-12-30', '2027-01-02'],
    ['2601021231', '2026-01-02', '2025-12-31'],
    ['261102', '2026-11-02', null],
    ['261102    ', '2026-11-02', null],
    ['2402300301', '2024-02-29', '2024-03-01'],
    ['2302300301', '2023-02-28', '2023-03-01'],
  ])('written %s are value %s and booking %s', async (written, valueOn, bookedOn) => {
    expect(await entryOf(`:61:${written}C5,00NTRFNONREF`)).toMatchObject({ valueOn, bookedOn })
  })

  it('that do not exist are left open with a warning; the money is still counted', async () => {
    const file = await inspect(statement('C261102EUR1005,00', ':61:2613451102C5,00NTRFNONREF'))
    expect([saidOf(file).warnings, file.entries[0]!.valueOn, amountsOf(file)]).toEqual([['not-a-date'], null, [500]])
  })

  it('after the thirtieth of February are warned of', async () => {
    expect(saidOf(await inspect(statement('C261102EUR1005,00', ':61:2602300302C5,00NTRFNONREF'))).warnings).toEqual(['day-clamped'])
  })
})

describe('the references of an entry', () => {
  it('are the customer reference and the bank reference, which is its id', async () => {
    expect(await entryOf(':61:2611021102C5,00NTRFINV-1//BANK-9')).toMatchObject({ nativeId: 'BANK-9', references: ['INV-1', 'BANK-9'], typeCode: 'NTRF' })
  })

  it('may go on in the line below', async () => {
    expect(await entryOf(':61:2611021102C5,00NTRFVERYLONGREF', '//BANKREF999', ':86:N')).toMatchObject({ nativeId: 'BANKREF999', references: ['VERYLONGREF', 'BANKREF999'] })
  })

  it.each([
    ['NONREF', [], null], ['NTRFNONREF', [], 'NTRF'], ['NTRFKREF+', [], 'NTRF'], ['N102EREF', [], 'N102'], ['NOV NONREF', [], 'NOV'], ['//4711', ['4711'], null],
  ])('written %j are %j with type %j', async (written, references, typeCode) => {
    expect(await entryOf(`:61:2611021102C5,00${written}`)).toMatchObject({ references, typeCode })
  })

  it('do not hide what the payer paid and what the bank charged', async () => {
    expect(await entryOf(':61:2611021102C5,00NTRFNONREF', '/OCMT/USD6,00/CHGS/EUR0,50/', ':86:TEXT')).toMatchObject({
      original: { minor: 600, currency: 'USD', rate: null }, chargesMinor: 50, text: 'TEXT',
    })
  })
})

describe('the information of an entry', () => {
  it('in German sub-fields is taken apart, also where a key is cut', async () => {
    const entry = await entryOf(
      ':61:2611021102C5,00NTRFNONREF', ':86:166?00GUTSCHRIFT?109310?20EREF+ORDER-20', '26-11?21 KREF+K1 SVW?22Z+Invoice 4711 of N?23ovember',
      '?30COBADEFFXXX?31DE89370400440532013000?32MUSTER', '?33MANN?34000',
    )
    expect(entry).toMatchObject({
      text: 'Invoice 4711 of November', references: ['ORDER-2026-11', 'K1'], counterpartyName: 'MUSTERMANN', counterpartyAccount: 'DE89370400440532013000', typeCode: 'NTRF+166',
    })
  })

  it.each(['>', '<', '~', '^', '@'])('in sub-fields may be separated by %s', async (sign) => {
    expect(await entryOf(':61:2611021102C5,00NTRFNONREF', `:86:166${sign}00X${sign}20Two ${sign}21words${sign}32Name`)).toMatchObject({ text: 'Two words', counterpartyName: 'Name' })
  })

  it('in sub-fields without SEPA keys is the whole purpose', async () => {
    expect(await entryOf(':61:2611021102C5,00NTRFNONREF', ':86:>20Two >21words>31123>32NAME')).toMatchObject({ text: 'Two words', counterpartyAccount: '123' })
  })

  it('with slashes runs to the next known key', async () => {
    const entry = await entryOf(
      ':61:2611021102C5,00NTRFNONREF', ':86:/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/J. JANS', 'EN/REMI/rent 1/2 and 3/4 of the house/EREF/NOTPROVIDED',
    )
    expect(entry).toMatchObject({ text: 'rent 1/2 and 3/4 of the house', counterpartyName: 'J. JANSEN', counterpartyAccount: 'NL91ABNA0417164300', references: [] })
  })

  it('with slashes may hold free or structured remittance and a counterparty in parts', async () => {
    expect(await entryOf(':61:2611021102C5,00NTRFNONREF', ':86:/EREF/E2E-1/CNTP/NL91ABNA0417164300/ABNANL2A/ACME BV/Delft/REMI/USTD//INVOICE 42/')).toMatchObject({
      text: 'INVOICE 42', references: ['E2E-1'], counterpartyName: 'ACME BV', counterpartyAccount: 'NL91ABNA0417164300',
    })
    expect(await entryOf(':61:2611021102C5,00NTRFNONREF', ':86:/REMI/STRD/CUR/9876543210/')).toMatchObject({ text: '9876543210', references: ['9876543210'] })
  })

  it('may be spread over several tags', async () => {
    expect(await entryOf(':61:2611021102C5,00NTRFNONREF', ':86:/EREF/E2E-42/', ':86:/ORDP//NAME/ACME BV/', ':86:/REMI/USTD//INVOICE 42/')).toMatchObject({
      text: 'INVOICE 42', references: ['E2E-42'], counterpartyName: 'ACME BV',
    })
  })

  it('in plain words is joined where the format cut it, and kept apart where the bank did', async () => {
    const cut = 'A'.repeat(65)
    expect((await entryOf(':61:2611021102C5,00NTRFNONREF', `:86:${cut}`, 'BBB', 'CCC')).text).toBe(`${cut}BBB CCC`)
  })

  it('may be missing or empty', async () => {
    expect((await entryOf(':61:2611021102C5,00NTRFNONREF')).text).toBe('')
    expect((await entryOf(':61:2611021102C5,00NTRFNONREF', ':86:')).text).toBe('')
  })

  it('may have lines that look like tags or ends', async () => {
    const file = await inspect(statement('C261102EUR1010,00',
      ':61:2611021102C5,00NTRFNONREF', ':86:paid at 03:46', ':08 o clock', '-', ':99:more', ':61:2611021102C5,00NTRFNONREF', ':86:next'))
    expect([amountsOf(file), file.entries[0]!.text, saidOf(file)]).toEqual([[500, 500], 'paid at 03:46 :08 o clock - :99:more', silent])
  })

  it('is not taken for the information of the statement, which holds totals of its own', async () => {
    const file = await inspect(statement('C261102EUR1005,00', ':61:2611021102C5,00NTRFNONREF', ':86:ENTRY').replace('\r\n-\r\n', '\r\n:86:/SUM/0/1/0,00/5,00/\r\n-\r\n'))
    expect([file.entries[0]!.text, saidOf(file)]).toEqual(['ENTRY', silent])
  })

  it('ends where a bank-specific block begins', async () => {
    expect((await entryOf(':61:2611021102C5,00NTRFNONREF', ':86:TEXT', ':NS:01own words', '02more')).text).toBe('TEXT')
  })

  it('may stand above each entry throughout a statement', async () => {
    const file = await inspect(statement('C261102EUR1015,00',
      ':86:FIRST', ':61:2611021102C5,00NTRFNONREF', ':86:SECOND', ':61:2611021102C5,00NTRFNONREF', ':86:THIRD', ':61:2611021102C5,00NTRFNONREF'))
    expect(file.entries.map(({ text }) => text)).toEqual(['FIRST', 'SECOND', 'THIRD'])
  })
})

describe('control totals of a statement', () => {
  const totals = (sum: string): string => lines(':20:A', ':25:1', ':28C:1', ':61:2611021102C5,00NTRFNONREF', ':62F:C261102EUR1005,00', `:86:${sum}`, '-')

  it('that do not come out are found', async () => {
    const file = await inspect(totals('/SUM/0/2/0,00/9,00/'), { options: { currency: 'EUR' } })
    expect(file.report.findings).toMatchObject([{ kind: 'control_total', what: 'credit-count', stated: 2, counted: 1 }, { what: 'credit-sum', stated: 900, counted: 500 }])
  })

  it('are a warning where the balances prove the sum', async () => {
    const file = await inspect(statement('C261102EUR1005,00', ':61:2611021102C5,00NTRFNONREF').replace('\r\n-\r\n', '\r\n:86:D000000C000002D0,00C9,00\r\n-\r\n'))
    expect([saidOf(file).findings, saidOf(file).warnings]).toEqual([[], ['control-total-differs', 'control-total-differs']])
  })
})

describe('pages of a statement', () => {
  const page = (number: string, first: string, last: string, ...body: readonly string[]): string =>
    lines(':20:A', ':25:1', `:28C:${number}`, `:60${first}`, ...body, `:62${last}`, '-')

  it('are joined before the balances are proved', async () => {
    const file = await inspect(page('7/1', 'F:C261101EUR100,00', 'M:C261101EUR105,00', ':61:261101C5,00NTRFNONREF') + page('7/2', 'M:C261101EUR105,00', 'F:C261102EUR107,00', ':61:261102C2,00NTRFNONREF'))
    expect([saidOf(file), file.report.accounts.map(({ sequence, page: number, proof }) => [sequence, number, proof])]).toEqual([silent, [['7', 1, 'proved'], ['7', 2, 'proved']]])
  })

  it('that do not hang together are found', async () => {
    const file = await inspect(page('7/1', 'F:C261101EUR100,00', 'M:C261101EUR105,00', ':61:261101C5,00NTRFNONREF') + page('7/2', 'M:C261101EUR200,00', 'F:C261102EUR202,00', ':61:261102C2,00NTRFNONREF'))
    expect(file.report.findings).toMatchObject([{ kind: 'file_arithmetic', statement: 0, pages: 2, differenceMinor: 9500 }])
  })

  it('of different statements are not joined', async () => {
    const file = await inspect(page('7/1', 'F:C261101EUR100,00', 'F:C261101EUR100,00') + page('8/2', 'F:C261101EUR500,00', 'F:C261102EUR500,00'))
    expect(saidOf(file)).toEqual(silent)
  })
})

describe('MT942', () => {
  const interim = lines(
    ':20:INTRA', ':25:DE89370400440532013000', ':28C:123/1', ':34F:EURD5,', ':34F:EURC5,', ':13D:2611021330+0200', ':61:2611021102C15,00NTRFE2E-42//B1', ':86:CREDIT',
    ':61:2611021102D2,50NDDTNONREF', ':86:DEBIT', ':90D:1EUR2,50', ':90C:1EUR15,00',
  )

  it('brings movements of the day that will come again', async () => {
    const file = await inspect(interim)
    expect([file.report.format, saidOf(file), amountsOf(file)]).toEqual(['mt942', silent, [1500, -250]])
    expect(file.report.accounts).toMatchObject([{ purpose: 'interim', currency: 'EUR', openingMinor: null, closingMinor: null, proof: 'unproved' }])
  })

  it('is held to its totals', async () => {
    expect(saidOf(await inspect(interim.replace('C15,00NTRF', 'C16,00NTRF'))).findings).toEqual(['control_total'])
  })
})

describe('characters that no bank writes', () => {
  it('make the entry an error, with its line', async () => {
    const file = await inspect(statement('C261102EUR1005,00', ':61:2611021102C5,00NTRFNONREF', ':86:TE\u0000XT', ':61:2611021102C5,00NTRFNONREF'))
    expect(file.report.rowErrors).toMatchObject([{ reason: 'control-character', line: 6, field: ':86:' }])
    expect(amountsOf(file)).toEqual([500])
  })

  it('do not include the frame of a FIN message and the end mark of old terminals', async () => {
    const file = await inspect(`\u0001{1:F01X}{4:\r\n${statement('C261102EUR1000,00').replace(/-\r\n$/, '-}\u0003\r\n\u001a')}`)
    expect(saidOf(file)).toEqual(silent)
  })
})
