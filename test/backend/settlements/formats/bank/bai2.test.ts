import { describe, expect, it } from 'vitest'
import { amountsOf, inspect, saidOf, silent } from '../inspecting.ts'

/** A file around the records of one account; its trailers state what is in it unless a test changes them. */
function file(account: readonly string[], { control = 0, group = '02,SHOP,BANK,1,261102,0000,,2/' }: { control?: number; group?: string } = {}): string {
  const records = account.length + 1
  return ['01,BANK,SHOP,261103,0800,1,80,,2/', group, ...account, `49,${control},${records}/`, `98,${control},1,${records + 2}/`, `99,${control},1,${records + 4}/`].join('\n')
}

/** The single detail of an account with no balances. `control` is its amount. */
async function detail(record: string, control: number, ...more: readonly string[]) {
  return inspect(file(['03,123456,USD,,,,/', record, ...more], { control }))
}

describe('a BAI2 account', () => {
  const whole = file(['03,123456,USD,010,100000,,,015,108750,,/', '88,100,10000,1,,400,1250,1,/', '16,195,10000,Z,BANK1,CUST1,INCOMING WIRE', '16,495,1250,0,BANK2,,FEE, A/B'], { control: 100000 + 108750 + 10000 + 1250 + 10000 + 1250 })

  it('has its number, day, balances and entries', async () => {
    const read = await inspect(whole)
    expect([saidOf(read), amountsOf(read), read.report.format]).toEqual([silent, [10000, -1250], 'bai2'])
    expect(read.report.accounts).toMatchObject([{
      account: '123456', currency: 'USD', purpose: 'statement', entries: 2, creditsMinor: 10000, debitsMinor: 1250, openingMinor: 100000, closingMinor: 108750,
      from: '2026-11-02', to: '2026-11-02', proof: 'proved',
    }])
    expect(read.entries[0]).toMatchObject({ nativeId: 'BANK1', references: ['CUST1', 'BANK1'], text: 'INCOMING WIRE', typeCode: '195', bookedOn: '2026-11-02', line: 5 })
    expect(read.entries[1]!.text).toBe('FEE, A/B')
  })

  it('may have several records on a line, or records without their end mark', async () => {
    const packed = whole.replaceAll('/\n', '/')
    expect([saidOf(await inspect(packed.replace('88,', '\n88,').replace('/16,', '/\n16,').replace('16,495', '\n16,495').replace('\n\n', '\n')))]).toEqual([silent])
    expect(saidOf(await inspect(whole.replaceAll('/\n', '\n')))).toEqual(silent)
  })

  it('may have details and their trailer on one line, and slashes in a text all the same', async () => {
    const packed = file(['03,1,USD,,,,/', '16,142,2500,Z,,,TRANSFER  PPD/ 16,142,500,Z,,,7/16,02 PAID/ 88,MORE/  16,451,100,Z,,,A/88,1'], { control: 3100 }).replace('88,1\n49', '88,1/ 49')
    const read = await inspect(packed.replace('3100,3/', '3100,6/').replace('1,5/', '1,8/').replace('1,7/', '1,10/'))
    expect([saidOf(read), amountsOf(read), read.entries.map(({ text }) => text)]).toEqual([silent, [2500, 500, -100], ['TRANSFER PPD', '7/16,02 PAID MORE', 'A/88,1']])
  })

  it('has its balances where a line before them ends in a comma too many', async () => {
    const read = await inspect(file(['03,1,USD,010,1000,,,072,0,,,/', '88,015,1500,,,100,500,1,/', '16,195,500,Z,,,X'], { control: 3500 }))
    expect([saidOf(read), read.report.accounts[0]]).toMatchObject([silent, { openingMinor: 1000, closingMinor: 1500, proof: 'proved' }])
  })

  it('takes its currency from itself, its group, or the format', async () => {
    const currencies = async (own: string, group: string) =>
      (await inspect(file([`03,1,${own},,,,/`], { group: `02,SHOP,BANK,1,261102,0000,${group},2/` }))).report.accounts[0]!.currency
    expect([await currencies('EUR', 'GBP'), await currencies('', 'GBP'), await currencies('', '')]).toEqual(['EUR', 'GBP', 'USD'])
  })

  it('in yen has no decimals, and in euro two', async () => {
    const read = await inspect(file(['03,1,JPY,,,,/', '16,195,1250,Z,,,X'], { control: 1250 }))
    expect(read.entries[0]).toMatchObject({ minor: 1250, currency: 'JPY' })
  })

  it.each([['1', 'interim'], ['2', 'statement'], ['3', 'interim'], ['4', 'statement'], ['', 'statement']])('as of %j is %s', async (modifier, purpose) => {
    expect((await inspect(file(['03,1,USD,,,,/'], { group: `02,SHOP,BANK,1,261102,0000,USD,${modifier}/` }))).report.accounts[0]!.purpose).toBe(purpose)
  })

  it.each([['2', 'deletion'], ['4', 'test']])('in a group of status %s is not read', async (status, word) => {
    const read = await inspect(file(['03,1,USD,,,,/', '16,195,1250,Z,,,X'], { control: 1250, group: `02,SHOP,BANK,${status},261102,0000,USD,2/` }))
    expect([saidOf(read).refused, read.report.warnings[0], read.entries]).toMatchObject(['no-statement', { code: 'group-skipped', detail: word }, []])
  })

  it('with balances that its details do not explain is found', async () => {
    const read = await inspect(file(['03,1,USD,010,1000,,,015,2500,,/', '16,195,1000,Z,,,X'], { control: 4500 }))
    expect(read.report.findings).toMatchObject([{ kind: 'file_arithmetic', differenceMinor: 500 }])
  })
})

describe('a detail', () => {
  it.each([
    ['16,175,500,0,B1,C1,TEXT', 500], ['16,175,500,1,B1,C1,TEXT', 500], ['16,175,500,2,B1,C1,TEXT', 500], ['16,175,500,Z,B1,C1,TEXT', 500], ['16,175,500,,B1,C1,TEXT', 500],
    ['16,175,500,V,261103,1200,B1,C1,TEXT', 500], ['16,175,500,S,100,200,200,B1,C1,TEXT', 500], ['16,175,500,D,2,1,200,3,300,B1,C1,TEXT', 500],
  ])('%s is told apart from its availability', async (record, minor) => {
    expect((await detail(record, 500)).entries[0]).toMatchObject({ minor, nativeId: 'B1', references: ['C1', 'B1'], text: 'TEXT' })
  })

  it('knows its value date', async () => {
    expect((await detail('16,175,500,V,261105,,B1,C1,TEXT', 500)).entries[0]).toMatchObject({ valueOn: '2026-11-05', bookedOn: '2026-11-02' })
  })

  it('goes on in the lines below', async () => {
    const read = await detail('16,175,500,Z,B1,C1,FIRST PART,', 500, '88,SECOND/PART, WITH COMMA', '88,THIRD')
    expect([saidOf(read), read.entries[0]!.text]).toEqual([silent, 'FIRST PART, SECOND/PART, WITH COMMA THIRD'])
  })

  it.each(['MORE TEXT', '88:MORE TEXT/'])('takes %j below it, a line without a record code, for its text and says so', async (line) => {
    const read = await inspect(file(['03,123456,USD,,,,/', '16,175,500,Z,B1,C1,FIRST PART', line], { control: 500 }).replace('500,4/', '500,3/').replace('1,6/', '1,5/').replace('1,8/', '1,7/'))
    expect([saidOf(read), read.entries[0]!.text]).toEqual([{ ...silent, warnings: ['line-without-code'] }, `FIRST PART ${line.replace('/', '')}`])
  })

  it('may have its references in the line below', async () => {
    expect((await detail('16,175,500,Z/', 500, '88,B1,C1,TEXT/')).entries[0]).toMatchObject({ nativeId: 'B1', text: 'TEXT' })
  })

  it.each([
    ['165', 500], ['399', 500], ['455', -500], ['698', -500], ['720', 500], ['760', -500], ['935', 500], ['965', -500],
  ])('of type %s moves %i', async (code, minor) => {
    expect(amountsOf(await detail(`16,${code},500,Z,,,X`, 500))).toEqual([minor])
  })

  it('of type 890 is only a text', async () => {
    const read = await detail('16,890,,,,,NOTE', 0)
    expect([saidOf(read), read.entries[0], read.report.accounts[0]]).toMatchObject([silent, { status: 'info', minor: 0, text: 'NOTE' }, { entries: 0, infoEntries: 1 }])
  })

  it.each([
    ['16,925,500,Z,,,X', 'missing-direction'], ['16,165,12.50,Z,,,X', 'not-an-amount'], ['16,165,-500,Z,,,X', 'not-an-amount'], ['16,165,,Z,,,X', 'missing-amount'], ['16,165,500,Z,,,X\u0000', 'control-character'],
  ])('%j is an error of that row', async (record, reason) => {
    expect(saidOf(await detail(record, 500)).rowErrors).toEqual([reason])
  })
})

describe('the totals', () => {
  const account = ['03,1,USD,010,0,,,015,500,,/', '16,195,500,Z,,,X']

  it.each([
    [/49,1000,/, '49,1001,'], [/98,1000,/, '98,1001,'], [/99,1000,/, '99,1001,'], [/98,1000,1,/, '98,1000,2,'],
  ])('that do not come out at %s are found', async (right, wrong) => {
    const read = await inspect(file(account, { control: 1000 }).replace(right, wrong))
    expect(saidOf(read).findings).toEqual(['control_total'])
  })

  it('of all credits and debits are held against the details', async () => {
    const read = await inspect(file(['03,1,USD,100,700,1,/', '16,195,500,Z,,,X'], { control: 1200 }))
    expect(read.report.findings).toMatchObject([{ kind: 'control_total', what: 'credit-sum', stated: 700, counted: 500 }])
  })

  it('of a report without details only warn', async () => {
    expect(saidOf(await inspect(file(['03,1,USD,100,700,1,/'], { control: 700 })))).toEqual({ ...silent, warnings: ['control-total-differs', 'control-total-differs'] })
  })

  it('may be padded with zeros, and must be there', async () => {
    expect(saidOf(await inspect(file(account, { control: 1000 }).replaceAll(/(49|98|99),1000,/g, '$1,+00000000000001000,')))).toEqual(silent)
    expect(saidOf(await inspect(file(account, { control: 1000 }).replace('49,1000,', '49,,'))).rowErrors).toEqual(['missing-amount'])
    expect(saidOf(await inspect(file(account, { control: 1000 }).replace('49,1000,', '49,10.00,'))).rowErrors).toEqual(['not-an-amount'])
  })

  it('may be blank in an account without amounts', async () => {
    const read = await inspect(file(['03,1,USD,,,,/']).replace('49,0,', '49,,'))
    expect(saidOf(read)).toEqual({ ...silent, warnings: ['control-total-missing'] })
  })

  it('of records only warn', async () => {
    expect(saidOf(await inspect(file(account, { control: 1000 }).replace('49,1000,3/', '49,1000,4/')))).toEqual({ ...silent, warnings: ['control-total-differs'] })
  })
})

describe('a damaged file', () => {
  it('without its trailer is refused as cut off, and shows what came before', async () => {
    const read = await inspect(file(['03,1,USD,,,,/', '16,195,500,Z,,,X'], { control: 500 }).split('\n').slice(0, -3).join('\n'))
    expect([saidOf(read).refused, amountsOf(read)]).toEqual(['truncated', [500]])
  })

  it.each([
    ['a line that is no record', ['03,1,USD,,,,/', 'hello']], ['a detail outside an account', ['16,195,500,Z,,,X']],
  ])('with %s is refused', async (_name, account) => {
    expect(saidOf(await inspect(file(account))).refused).toBe('malformed')
  })
})
