import { describe, expect, it } from 'vitest'
import { amountsOf, inspect, saidOf, silent } from '../inspecting.ts'
import { camtBalance, camtDocument, camtEntry, camtStatement, type CamtStyle } from '../writers/camt.ts'

/** A statement from 100.00 to a closing balance, with this content. */
const file = (closing: number, content: string, style: CamtStyle = {}): string =>
  camtDocument(camtStatement(camtBalance('OPBD', 10000) + camtBalance('CLBD', closing, '2026-11-02') + content, style), style)

async function entryWith(more: string, minor = 500) {
  const { entries } = await inspect(file(10000 + minor, camtEntry(minor, more)))
  return entries[0]!
}

const details = (content: string): string => `<NtryDtls><TxDtls>${content}</TxDtls></NtryDtls>`

describe('a camt.053 statement', () => {
  it('has account, bank, number, balances and entries', async () => {
    const read = await inspect(file(10250, camtEntry(500) + camtEntry(-250)))
    expect([saidOf(read), amountsOf(read)]).toEqual([silent, [500, -250]])
    expect(read.report).toMatchObject({ format: 'camt.053', encoding: 'utf-8' })
    expect(read.report.accounts).toMatchObject([{
      account: 'DE89370400440532013000', bank: 'COBADEFFXXX', currency: 'EUR', statementId: 'S1', sequence: '7', page: null, purpose: 'statement', entries: 2,
      creditsMinor: 500, debitsMinor: 250, openingMinor: 10000, closingMinor: 10250, closingOn: '2026-11-02', from: '2026-11-02', to: '2026-11-02', proof: 'proved',
    }])
  })

  it.each<[string, CamtStyle]>([
    ['of version 02', { version: '02' }], ['of version 14', { version: '14' }], ['of a version to come', { version: '99' }],
    ['with a prefix', { prefix: 'ns2' }], ['without a namespace', { namespace: false }],
  ])('%s is read the same', async (_name, style) => {
    const read = await inspect(file(10500, camtEntry(500), style))
    expect([saidOf(read), amountsOf(read), read.report.format]).toEqual([silent, [500], 'camt.053'])
  })

  it('may be wrapped in an envelope, and begin after an empty line', async () => {
    const plain = file(10500, camtEntry(500)).replace(/^<\?xml[^>]*>\n/, '')
    const read = await inspect(`\r\n<?xml version="1.0"?><message><AppHdr><BizMsgIdr>X</BizMsgIdr></AppHdr>${plain}</message>`)
    expect([saidOf(read), amountsOf(read)]).toEqual([silent, [500]])
  })

  it('of version 01 has a longer name for its body', async () => {
    const read = await inspect(file(10500, camtEntry(500)).replaceAll('BkToCstmrStmt>', 'BkToCstmrStmtV01>'))
    expect(amountsOf(read)).toEqual([500])
  })

  it('has its period, legal number, page and other account where they are written', async () => {
    const header = '<StmtPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></StmtPgntn><LglSeqNb>12</LglSeqNb><FrToDt><FrDtTm>2026-11-01T00:00:00</FrDtTm><ToDtTm>2026-11-30T23:59:59</ToDtTm></FrToDt>'
    const read = await inspect(camtDocument(camtStatement(header, {}, '<Id><Othr><Id>12345</Id></Othr></Id><Ccy>CHF</Ccy>')))
    expect(read.report.accounts).toMatchObject([{ account: '12345', currency: 'CHF', sequence: '12', page: 2, from: '2026-11-01', to: '2026-11-30', entries: 0 }])
  })

  it('takes its currency from the balances or the first entry where the account names none', async () => {
    const bare = '<Id><IBAN>DE89370400440532013000</IBAN></Id>'
    const byBalance = await inspect(camtDocument(camtStatement(camtBalance('OPBD', 1, '2026-11-01', 'USD'), {}, bare)))
    const byEntry = await inspect(camtDocument(camtStatement(camtEntry(1, '', { currency: 'GBP' }), {}, bare)))
    expect([byBalance, byEntry].map(({ report }) => report.accounts[0]!.currency)).toEqual(['USD', 'GBP'])
  })

  it('without movements, balances and currency is said to be there', async () => {
    const read = await inspect(camtDocument(camtStatement('', {}, '<Id><IBAN>DE89370400440532013000</IBAN></Id>')))
    expect(saidOf(read)).toEqual({ ...silent, warnings: ['statement-without-currency'] })
  })

  it('may stand beside others in one file', async () => {
    const one = camtStatement(camtBalance('OPBD', 0) + camtBalance('CLBD', 5) + camtEntry(5))
    const read = await inspect(camtDocument(one + one.replace('DE89', 'DE90')))
    expect(read.report.accounts.map(({ account, proof }) => [account, proof])).toEqual([['DE89370400440532013000', 'proved'], ['DE90370400440532013000', 'proved']])
  })

  it('that is missing refuses the file', async () => {
    expect(saidOf(await inspect('<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">\n</Document>')).refused).toBe('no-statement')
  })

  it('that is a copy is warned of', async () => {
    expect(saidOf(await inspect(camtDocument(camtStatement('<CpyDplctInd>CODU</CpyDplctInd>')))).warnings).toEqual(['copy-or-duplicate'])
  })

  it('whose balances do not add up is read and the difference is shown', async () => {
    const read = await inspect(file(10450, camtEntry(500)))
    expect([amountsOf(read), read.report.findings]).toMatchObject([[500], [{ kind: 'file_arithmetic', differenceMinor: -50 }]])
  })
})

describe('the balances of a statement', () => {
  const balances = async (...content: readonly string[]) => (await inspect(camtDocument(camtStatement(content.join(''))))).report.accounts[0]!

  it('take the previous closing for the opening one', async () => {
    expect(await balances(camtBalance('PRCD', 100), camtBalance('CLBD', 100), camtBalance('CLAV', 50), camtBalance('FWAV', 60))).toMatchObject({ openingMinor: 100, closingMinor: 100 })
  })

  it('prefer the stated opening', async () => {
    expect(await balances(camtBalance('PRCD', 90), camtBalance('OPBD', 100), camtBalance('CLBD', 100))).toMatchObject({ openingMinor: 100 })
  })

  it('of a page in the middle are both interim', async () => {
    expect(await balances(camtBalance('ITBD', 100), camtBalance('ITBD', 105), camtEntry(5))).toMatchObject({ openingMinor: 100, closingMinor: 105, proof: 'proved' })
  })

  it('of the first and the last page are interim at one end', async () => {
    expect(await balances(camtBalance('OPBD', 100), camtBalance('ITBD', 105), camtEntry(5))).toMatchObject({ openingMinor: 100, closingMinor: 105, proof: 'proved' })
    expect(await balances(camtBalance('ITBD', 100), camtBalance('CLBD', 105), camtEntry(5))).toMatchObject({ openingMinor: 100, closingMinor: 105, proof: 'proved' })
  })

  it('of several days are those of the first and the last, in whatever order they stand', async () => {
    const days = [
      camtBalance('CLBD', 105, '2026-11-03'), camtBalance('CLBD', 102, '2026-11-02'), camtBalance('OPBD', 102, '2026-11-03'), camtBalance('OPBD', 100, '2026-11-02'),
    ]
    expect(await balances(...days, camtEntry(2), camtEntry(3))).toMatchObject({ openingMinor: 100, closingMinor: 105, proof: 'proved' })
  })

  it('of other currencies stand behind those of the account', async () => {
    const foreign = [camtBalance('OPBD', 7, '2026-11-01', 'USD'), camtBalance('CLBD', 7, '2026-11-01', 'USD')]
    expect(await balances(...foreign, camtBalance('OPBD', 100), camtBalance('CLBD', 105), camtEntry(5))).toMatchObject({ openingMinor: 100, closingMinor: 105, proof: 'proved' })
  })

  it('are open where a single interim one says neither', async () => {
    expect(await balances(camtBalance('OPAV', 90), camtBalance('ITBD', 100))).toMatchObject({ openingMinor: null, closingMinor: null, proof: 'unproved' })
  })

  it('that are debts are negative', async () => {
    expect(await balances(camtBalance('OPBD', -100), camtBalance('CLBD', -100))).toMatchObject({ openingMinor: -100, closingMinor: -100 })
  })

  it('more exact than money are left out with a warning, unreadable ones with an error', async () => {
    const odd = (amount: string) => camtDocument(camtStatement(camtBalance('OPBD', 100).replace('1.00', amount) + camtBalance('CLBD', 100)))
    expect([saidOf(await inspect(odd('1.00001'))).warnings, saidOf(await inspect(odd('1,00'))).rowErrors]).toEqual([['balance-too-exact'], ['not-an-amount']])
    expect((await inspect(odd('1.0000000000000'))).report.accounts[0]).toMatchObject({ openingMinor: 100, proof: 'proved' })
  })

  it('in another currency than the account are reported', async () => {
    expect(saidOf(await inspect(camtDocument(camtStatement(camtBalance('OPBD', 1, '2026-11-01', 'USD') + camtBalance('CLBD', 1))))).findings).toEqual(['currency_flip'])
  })
})

describe('an entry', () => {
  it('taken back goes in the direction that is written', async () => {
    const read = await inspect(file(9500, camtEntry(-500, '<RvslInd>true</RvslInd>')))
    expect([saidOf(read), amountsOf(read), read.entries[0]!.isReversal]).toEqual([silent, [-500], true])
  })

  it.each([
    ['<Cd>BOOK</Cd>', 'booked'], ['BOOK', 'booked'], ['<Cd>PDNG</Cd>', 'pending'], ['PDNG', 'pending'], ['<Cd>FUTR</Cd>', 'pending'], ['<Cd>INFO</Cd>', 'info'],
  ])('with the status %s is %s', async (status, expected) => {
    const { entries } = await inspect(file(10500, camtEntry(500, '', { status })))
    expect(entries[0]!.status).toBe(expected)
  })

  it('that is not booked is in no sum', async () => {
    const read = await inspect(file(10500, camtEntry(500) + camtEntry(700, '', { status: '<Cd>PDNG</Cd>' }) + camtEntry(900, '', { status: 'INFO' })))
    expect(saidOf(read)).toEqual(silent)
    expect(read.report.accounts).toMatchObject([{ entries: 1, pendingEntries: 1, infoEntries: 1, creditsMinor: 500 }])
  })

  it('with a status that nobody knows is shown as information, with a warning', async () => {
    const read = await inspect(file(10000, camtEntry(500, '', { status: '<Prtry>HELD</Prtry>' })))
    expect([read.entries[0]!.status, saidOf(read).warnings]).toEqual(['info', ['unknown-status']])
  })

  it('without days is read; days that are none make it an error', async () => {
    const bare = camtEntry(500).replace(/<BookgDt>.*<\/ValDt>/, '')
    expect((await inspect(file(10500, bare))).entries[0]).toMatchObject({ bookedOn: null, valueOn: null })
    const wrong = await inspect(file(10500, camtEntry(500, '', { day: '2026-02-30' })))
    expect(wrong.report.rowErrors).toMatchObject([{ reason: 'not-a-date', field: 'Ntry/BookgDt', value: '2026-02-30' }])
  })

  it('with a time of booking keeps the day that is written', async () => {
    const late = camtEntry(500).replace('<BookgDt><Dt>2026-11-02</Dt>', '<BookgDt><DtTm>2026-11-02T23:59:00.000Z</DtTm>')
    expect((await inspect(file(10500, late))).entries[0]!.bookedOn).toBe('2026-11-02')
  })

  it.each([
    ['12..34', 'not-an-amount'], ['1,00', 'not-an-amount'], ['', 'missing-amount'], ['-5.00', 'not-an-amount'], ['1.005', 'too-many-decimals'], ['1e5', 'not-an-amount'],
  ])('of %j is an error of that row, and the others are read', async (amount, reason) => {
    const read = await inspect(file(10500, `\n${camtEntry(100).replace('1.00', amount)}${camtEntry(500)}`))
    expect(read.report.rowErrors).toMatchObject([{ reason, field: 'Ntry/Amt', line: 3 }])
    expect(amountsOf(read)).toEqual([500])
  })

  it('without a direction or with an unknown currency is an error of that row', async () => {
    expect(saidOf(await inspect(file(10000, camtEntry(500).replace('CRDT', 'CREDIT')))).rowErrors).toEqual(['missing-direction'])
    expect(saidOf(await inspect(file(10000, camtEntry(500, '', { currency: 'QQQ' })))).rowErrors).toEqual(['unknown-currency'])
  })

  it('in another currency is summed as it is written if the balances prove that it was meant so', async () => {
    const proved = await inspect(file(10500, camtEntry(500, '', { currency: 'USD' })))
    expect([saidOf(proved), proved.report.accounts[0]!.creditsMinor]).toEqual([{ ...silent, warnings: ['mixed-currency'] }, 500])
    const unproved = await inspect(camtDocument(camtStatement(camtEntry(500, '', { currency: 'USD' }))))
    expect(saidOf(unproved).findings).toEqual(['mixed_currency'])
  })

  it('in a currency with other decimals is in no sum', async () => {
    const read = await inspect(file(10000, camtEntry(500, '', { currency: 'JPY' })))
    expect([saidOf(read).findings, read.report.accounts[0]!.creditsMinor]).toEqual([['mixed_currency'], 0])
  })

  it('keeps its source, without what only indents it', async () => {
    const spaced = camtEntry(500, '<AcctSvcrRef>R 1</AcctSvcrRef>').replaceAll('><', '>\n  <')
    expect((await inspect(file(10500, spaced))).entries[0]!.raw).toBe(camtEntry(500, '<AcctSvcrRef>R 1</AcctSvcrRef>'))
  })
})

describe('what an entry tells', () => {
  it('is the payer of money in and the payee of money out, in old and new spelling', async () => {
    const parties = (wrap: (name: string) => string): string =>
      details(`<RltdPties><Dbtr>${wrap('Payer')}</Dbtr><DbtrAcct><Id><IBAN>NL1</IBAN></Id></DbtrAcct><Cdtr>${wrap('Payee')}</Cdtr><CdtrAcct><Id><Othr><Id>99</Id></Othr></Id></CdtrAcct></RltdPties>`)
    const [old, recent] = [parties((name) => `<Nm>${name}</Nm>`), parties((name) => `<Pty><Nm>${name}</Nm></Pty>`)]
    expect(await entryWith(old, 500)).toMatchObject({ counterpartyName: 'Payer', counterpartyAccount: 'NL1' })
    expect(await entryWith(recent, 500)).toMatchObject({ counterpartyName: 'Payer', counterpartyAccount: 'NL1' })
    expect(await entryWith(recent, -500)).toMatchObject({ counterpartyName: 'Payee', counterpartyAccount: '99' })
  })

  it('are its references, best first, without placeholders', async () => {
    const entry = await entryWith(
      `<AcctSvcrRef>BANK-1</AcctSvcrRef>${details('<Refs><MsgId>MSG</MsgId><AcctSvcrRef>BANK-2</AcctSvcrRef><EndToEndId>E2E-1</EndToEndId><UETR>U-1</UETR><TxId>NOTPROVIDED</TxId></Refs><RmtInf><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>')}`,
    )
    expect([entry.references, entry.nativeId]).toEqual([['E2E-1', 'RF18539007547034', 'MSG', 'BANK-2', 'U-1', 'BANK-1'], 'BANK-1'])
  })

  it('is the text of the payer, else of the bank', async () => {
    expect((await entryWith(details('<RmtInf><Ustrd>Invoice</Ustrd><Ustrd>4711</Ustrd></RmtInf>'))).text).toBe('Invoice 4711')
    expect((await entryWith(details('<AddtlTxInf>Bank words</AddtlTxInf>'))).text).toBe('Bank words')
    expect((await entryWith('<AddtlNtryInf>166?00GUTSCHRIFT?20Rent ?21November</AddtlNtryInf>')).text).toBe('Rent November')
  })

  it('is the code of the bank', async () => {
    expect((await entryWith('<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn><Prtry><Cd>NTRF+166</Cd></Prtry></BkTxCd>')).typeCode).toBe('PMNT/RCDT/ESCT')
    expect((await entryWith('<BkTxCd><Prtry><Cd>NTRF+166</Cd></Prtry></BkTxCd>')).typeCode).toBe('NTRF+166')
  })

  it('is what the customer paid and what the bank kept', async () => {
    const exchange = '<AmtDtls><InstdAmt><Amt Ccy="USD">6.00</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">5.00</Amt><CcyXchg><XchgRate>1.2</XchgRate></CcyXchg></TxAmt></AmtDtls>'
    expect((await entryWith(exchange)).original).toEqual({ minor: 600, currency: 'USD', rate: '1.2' })
    expect((await entryWith('<Chrgs><Amt Ccy="EUR">0.30</Amt><CdtDbtInd>DBIT</CdtDbtInd></Chrgs><Chrgs><Amt Ccy="EUR">0.05</Amt></Chrgs>')).chargesMinor).toBe(35)
    expect((await entryWith('<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">0.40</TtlChrgsAndTaxAmt><Rcrd><Amt Ccy="EUR">0.50</Amt></Rcrd><Rcrd><Amt Ccy="EUR">0.10</Amt><CdtDbtInd>CRDT</CdtDbtInd></Rcrd></Chrgs>')).chargesMinor).toBe(40)
  })
})

describe('a batch', () => {
  const part = (amount: string, name: string): string => `<TxDtls>${amount}<Refs><EndToEndId>${name}</EndToEndId></Refs></TxDtls>`

  it('is one entry with its parts, which are never summed with it', async () => {
    const parts = part('<Amt Ccy="EUR">2.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>', 'A') + part('<AmtDtls><TxAmt><Amt Ccy="EUR">3.00</Amt></TxAmt></AmtDtls>', 'B')
    const read = await inspect(file(10500, camtEntry(500, `<NtryDtls><Btch><PmtInfId>P1</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>${parts}</NtryDtls>`)))
    expect([saidOf(read), amountsOf(read)]).toEqual([silent, [500]])
    expect(read.entries[0]).toMatchObject({ references: ['P1'], details: [{ minor: 200, references: ['A'] }, { minor: 300, references: ['B'] }] })
  })

  it('may be spread over several details', async () => {
    const entry = await entryWith(`<NtryDtls>${part('', 'A')}</NtryDtls><NtryDtls>${part('', 'B')}</NtryDtls>`)
    expect(entry.details.map(({ minor, references }) => [minor, references])).toEqual([[null, ['A']], [null, ['B']]])
  })

  it('whose parts do not make up its amount is kept with a warning', async () => {
    const read = await inspect(file(10500, camtEntry(500, `<NtryDtls>${part('<Amt Ccy="EUR">2.00</Amt>', 'A')}${part('<Amt Ccy="EUR">2.00</Amt>', 'B')}</NtryDtls>`)))
    expect([saidOf(read).warnings, amountsOf(read)]).toEqual([['batch-sum-differs'], [500]])
  })

  it('may be announced without its parts', async () => {
    expect((await entryWith('<NtryDtls><Btch><MsgId>FILE-1</MsgId><NbOfTxs>3</NbOfTxs></Btch></NtryDtls>')).references).toEqual(['FILE-1'])
  })
})

describe('the totals of a statement', () => {
  const summary = (count: number, credit: string): string =>
    `<TxsSummry><TtlNtries><NbOfNtries>${count}</NbOfNtries><TtlNetNtry><Amt>2.50</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry></TtlNtries><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>${credit}</Sum></TtlCdtNtries><TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>2.50</Sum></TtlDbtNtries></TxsSummry>`
  const unproved = (content: string): string => camtDocument(camtStatement(content + camtEntry(500) + camtEntry(-250)))

  it('that come out are not mentioned', async () => {
    expect(saidOf(await inspect(unproved(summary(2, '5.00'))))).toEqual(silent)
  })

  it('only warn when a count is wrong', async () => {
    expect(saidOf(await inspect(unproved(summary(3, '5.00'))))).toEqual({ ...silent, warnings: ['control-total-differs'] })
  })

  it('are a finding when a sum is wrong, unless the balances prove the entries', async () => {
    expect(saidOf(await inspect(unproved(summary(2, '6.00')))).findings).toEqual(['control_total'])
    expect(saidOf(await inspect(file(10250, summary(2, '6.00') + camtEntry(500) + camtEntry(-250))))).toEqual({ ...silent, warnings: ['control-total-differs'] })
  })
})

describe('the other messages', () => {
  it('camt.052 brings movements that will come again', async () => {
    const read = await inspect(camtDocument(camtStatement(camtBalance('PRCD', 100) + camtBalance('ITBD', 105) + camtEntry(5), { message: '052' }), { message: '052' }))
    expect([read.report.format, saidOf(read), read.report.accounts[0]]).toMatchObject(['camt.052', silent, { purpose: 'interim', openingMinor: 100, closingMinor: 105 }])
  })

  it('camt.054 brings advice without balances', async () => {
    const read = await inspect(camtDocument(camtStatement(camtEntry(-5), { message: '054' }), { message: '054' }))
    expect([read.report.format, saidOf(read), read.report.accounts[0]]).toMatchObject(['camt.054', silent, { purpose: 'advice', debitsMinor: 5, proof: 'unproved' }])
  })
})

describe('a damaged file', () => {
  it('that is cut off is refused, and shows what came before', async () => {
    const read = await inspect(file(11000, camtEntry(500) + camtEntry(500)).slice(0, -120))
    expect([saidOf(read).refused, amountsOf(read)]).toEqual(['truncated', [500]])
  })

  it('with tags that do not close is refused with the line', async () => {
    const read = await inspect(file(10500, `\n${camtEntry(500).replace('</Sts>', '</Status>')}`))
    expect(read.report.refused).toMatchObject({ reason: 'malformed', line: 3 })
  })
})
