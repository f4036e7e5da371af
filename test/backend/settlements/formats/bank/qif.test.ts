import { describe, expect, it } from 'vitest'
import { amountsOf, inspect, saidOf, silent, type Request } from '../inspecting.ts'

const euro: Request = { options: { currency: 'EUR' } }
const read = (text: string, request: Request = euro) => inspect(text.trim().replaceAll(/^ +/gm, ''), request)

const days = async (...written: readonly string[]) => {
  const file = await read(`!Type:Bank\n${written.map((day) => `D${day}\nT1.00\n^`).join('\n')}`)
  return file.report.refused?.reason ?? file.entries.map(({ bookedOn }) => bookedOn)
}

const amounts = async (...written: readonly string[]) => {
  const file = await read(`!Type:Bank\n${written.map((amount) => `D2026-11-02\nT${amount}\n^`).join('\n')}`)
  return file.report.refused?.reason ?? amountsOf(file)
}

describe('a QIF list', () => {
  it('has entries with payee, memo, number and category', async () => {
    const file = await read(`
      !Type:Bank
      D11/20/2026
      T-12.50
      PShop
      MThank you
      N1001
      LFood
      Cx
      ^
      D11/21/2026
      U5
      L[Savings]
      ^`)
    expect([saidOf(file), amountsOf(file), file.report.format]).toEqual([silent, [-1250, 500], 'qif'])
    expect(file.entries[0]).toMatchObject({ bookedOn: '2026-11-20', text: 'Shop Thank you', counterpartyName: 'Shop', references: ['1001'], line: 2 })
    expect(file.entries[0]!.raw).toContain('Cx')
    expect(file.entries[1]!.counterpartyAccount).toBe('Savings')
  })

  it('takes its account from the record before it', async () => {
    const file = await read('!Option:AutoSwitch\n!Account\nNChecking\nTBank\n^\n!Clear:AutoSwitch\n!Account\nNVisa\nTCCard\n^\n!Type:CCard\nD2026-11-02\nT-1\n^')
    expect(file.report.accounts).toMatchObject([{ account: 'Visa', currency: 'EUR', entries: 1 }])
  })

  it('begins with its opening balance, which is no entry', async () => {
    const file = await read('!Type:Bank\nD2026-11-01\nT100.00\nPOpening Balance\nL[Checking]\n^\nD2026-11-02\nT5.00\n^')
    expect([amountsOf(file), file.report.accounts[0]]).toMatchObject([[500], { account: 'Checking', openingMinor: 10000, openingOn: '2026-11-01' }])
  })

  it('begins with its opening balance in any language, told by the account it is from and to', async () => {
    const file = await read('# a remark\n!Account\nNGiro\nTBank\n^\n!Type:Bank\nD2026-11-01\nT100.00\nPEröffnungssaldo\nL[Giro]\n^\nD2026-11-02\nT5.00\nL[Savings]\n^')
    expect([amountsOf(file), file.report.accounts]).toMatchObject([[500], [{ account: 'Giro', openingMinor: 10_000 }]])
  })

  it('may lack its last mark, and may be empty', async () => {
    expect(amountsOf(await read('!Type:Cash\nD2026-11-02\nT5.00'))).toEqual([500])
    expect(saidOf(await read('!Type:Cash\nD2026-11-02\nT5.00\n^\n\u001a'))).toEqual(silent)
    expect((await read('!Type:Bank')).report.accounts).toMatchObject([{ entries: 0 }])
  })

  it('may stand beside others, of which only those with money are read', async () => {
    const file = await read('!Type:Cat\nNFood\nE\n^\n!Type:Bank\nD2026-11-02\nT5.00\n^\n!Type:Oth L\nD2026-11-02\nT-7.00\n^\n!Type:Invst\nD2026-11-02\nNBuy\nT100.00\n^')
    expect([amountsOf(file), saidOf(file), file.report.warnings[0]!.detail]).toEqual([[500, -700], { ...silent, warnings: ['investment-lines-skipped'] }, '1'])
  })

  it('with nothing but investments is refused', async () => {
    expect(saidOf(await read('!Type:Invst\nD2026-11-02\nNBuy\nT100.00\n^')).refused).toBe('no-statement')
  })

  it('names no currency, so that is asked for', async () => {
    expect(saidOf(await read('!Type:Bank\nD2026-11-02\nT5.00\n^', {})).refused).toBe('currency-needed')
  })
})

describe('the days of a whole file', () => {
  it.each([
    [['11/20/2026', '03/04/2026'], ['2026-11-20', '2026-03-04']],
    [['20/11/2026', '03/04/2026'], ['2026-11-20', '2026-04-03']],
    [["1/ 2'26", "12/31'25"], ['2026-01-02', '2025-12-31']],
    [['1/31/99', '1/31/05'], ['1999-01-31', '2005-01-31']],
    [['31.12.2026'], ['2026-12-31']],
    [['03.11.26', '04.12.26'], ['2026-11-03', '2026-12-04']],
    [['20261103', '4 Dec 2026'], ['2026-11-03', '2026-12-04']],
    [['2026-03-04'], ['2026-03-04']],
    [['05/05/2026'], ['2026-05-05']],
  ])('%j are %j', async (written, expected) => {
    expect(await days(...written)).toEqual(expected)
  })

  it('that could be read both ways are asked for', async () => {
    expect(await days('03/04/2026', '05/06/2026')).toBe('date-order-needed')
    const text = '!Type:Bank\nD03/04/2026\nT1\n^'
    expect((await read(text, { options: { currency: 'EUR', dateOrder: 'day-first' } })).entries[0]!.bookedOn).toBe('2026-04-03')
    expect((await read(text, { options: { currency: 'EUR', dateOrder: 'month-first' } })).entries[0]!.bookedOn).toBe('2026-03-04')
  })

  it('that contradict each other are asked for, and those that do not fit the answer are errors', async () => {
    expect(await days('13/01/2026', '01/13/2026')).toBe('date-order-needed')
    const file = await read('!Type:Bank\nD13/01/2026\nT1\n^\nD01/13/2026\nT2\n^', { options: { currency: 'EUR', dateOrder: 'day-first' } })
    expect([amountsOf(file), saidOf(file).rowErrors]).toEqual([[100], ['not-a-date']])
  })

  it('are decided by the option of the file', async () => {
    expect((await read('!Option:MDY\n!Type:Bank\nD03/04/2026\nT1\n^')).entries[0]!.bookedOn).toBe('2026-03-04')
  })
})

describe('the amounts of a whole file', () => {
  it.each([
    [['1,234.56', '1,234'], [123456, 123400]],
    [['1.234,56', '1.234'], [123456, 123400]],
    [['12,50', '1.234'], [1250, 123400]],
    [['12.5', '1,234'], [1250, 123400]],
    [['-7', '+7'], [-700, 700]],
    [['1,234,567'], [123456700]],
  ])('%j are %j', async (written, expected) => {
    expect(await amounts(...written)).toEqual(expected)
  })

  it('that could be read both ways are asked for', async () => {
    expect(await amounts('1,234')).toBe('decimal-needed')
    const text = '!Type:Bank\nD2026-11-02\nT1,234\n^'
    expect(amountsOf(await read(text, { options: { currency: 'EUR', decimal: '.' } }))).toEqual([123400])
    expect(saidOf(await read(text, { options: { currency: 'EUR', decimal: ',' } })).rowErrors).toEqual(['too-many-decimals'])
    expect(amountsOf(await read(text, { options: { currency: 'JPY' } }))).toEqual([1234])
  })

  it.each([['$1,001.00', 'USD', 100_100], ['-1.001,00 €', 'EUR', -100_100], ['GBP 5.00', 'GBP', 500]])('%s may have its currency beside it', async (amount, currency, minor) => {
    const file = await read(`!Type:Bank\nD2026-11-02\nT${amount}\n^`, { options: { currency } })
    expect(file.entries.map((entry) => entry.minor)).toEqual([minor])
  })

  it('in another currency than the account are errors', async () => {
    const file = await read('!Type:Bank\nD2026-11-02\nT5.00 GBP\n^', { options: { currency: 'EUR' } })
    expect(saidOf(file).rowErrors).toEqual(['not-an-amount'])
  })

  it('with both signs as decimal sign are asked for', async () => {
    expect(await amounts('12.50', '12,50')).toBe('decimal-needed')
  })
})

describe('a split', () => {
  const split = (total: string): string => `!Type:Bank\nD2026-11-02\nT${total}\nPShop\nSFood\nEBread\n$-3.00\nSHome\n$-2.00\n^`

  it('is one entry with its parts', async () => {
    const file = await read(split('-5.00'))
    expect([saidOf(file), amountsOf(file), file.entries[0]!.details.map(({ minor, text }) => [minor, text])]).toEqual([silent, [-500], [[-300, 'Food Bread'], [-200, 'Home']]])
  })

  it('whose parts do not make up its amount is kept with a warning', async () => {
    expect(saidOf(await read(split('-6.00')))).toEqual({ ...silent, warnings: ['batch-sum-differs'] })
  })
})

describe('a record that cannot be read', () => {
  it.each([
    ['D2026-11-02\nPShop', 'missing-amount'], ['T5.00', 'missing-date'], ['Dyesterday\nT5.00', 'not-a-date'], ['D2026-02-30\nT5.00', 'not-a-date'], ['D2026-11-02\nT5..0', 'not-an-amount'],
    ['D2026-11-02\nT5.00\nMa\u0000b', 'control-character'],
  ])('such as %j is an error, and the others are read', async (record, reason) => {
    const file = await read(`!Type:Bank\n${record}\n^\nD2026-11-02\nT7.00\n^`)
    expect([saidOf(file).rowErrors, amountsOf(file)]).toEqual([[reason], [700]])
  })
})
