import { describe, expect, it } from 'vitest'
import { guessDialect } from '../../../../../electron/backend/settlements/formats/delimited/dialect.ts'
import { foldName, needed, optional } from '../../../../../electron/backend/settlements/formats/delimited/header.ts'
import { checkRow, openTable, recognisesTable, widthOf } from '../../../../../electron/backend/settlements/formats/delimited/table.ts'
import { limits } from '../../../../../electron/backend/settlements/formats/limits.ts'
import type { ReadEvent } from '../../../../../electron/backend/settlements/formats/reader.ts'
import { decoded } from '../reading.ts'

const format = { columns: { id: needed('Transaction ID', 'ID'), amount: needed('Amount'), text: optional('Description') } }
const open = async (text: string, changes = {}) => openTable(await decoded(text), format, { zone: 'UTC', limits: { ...limits, ...changes } })
const head = (text: string) => ({ bytes: Buffer.from(text), text })

describe('a header', () => {
  it('is found by its names whatever their case, spacing, brackets and accents', () => {
    expect(['收支金额（元）', 'Created (UTC)', '  CRÉDIT ', 'Transaction  Debit or Credit'].map(foldName)).toEqual(['收支金额元', 'createdutc', 'credit', 'transactiondebitorcredit'])
  })

  it('may stand after a frame, in another order, among columns that nobody knows', async () => {
    const table = await open('My export\nfrom 1 to 5\n\nother;DESCRIPTION;amount;id\nx;y;1;2\n')
    expect(table).toMatchObject({ ok: true, value: { headerLine: 4, at: { id: 3, amount: 2, text: 1 }, dialect: { delimiter: ';' } } })
  })

  it('that lacks needed columns is refused with their names', async () => {
    expect(await openTable(await decoded('ID,Amount,Text\n'), { columns: { ...format.columns, fee: needed('Fee') } }, { zone: 'UTC' })).toMatchObject({
      failure: { reason: 'missing-column', line: 1, field: 'Fee', detail: 'Fee' },
    })
  })

  it('that names a needed column twice is refused with line and name; others may repeat', async () => {
    expect(await open('x\nID,Amount,amount\n1,2,3\n')).toMatchObject({ failure: { reason: 'duplicate-header', line: 2, field: 'amount' } })
    expect(await open('ID,Amount,Description,Description\n')).toMatchObject({ ok: true, value: { at: { text: 2 } } })
  })

  it('with the names of prototypes is a header like any other', async () => {
    expect(await open('__proto__,constructor,ID,Amount,toString\n1,2,3,4,5\n')).toMatchObject({ ok: true, value: { at: { id: 2, amount: 3, text: -1 } } })
  })

  it('with too many columns is refused, and a file without one is not recognised', async () => {
    expect(await open(`ID,Amount${',x'.repeat(300)}\n`)).toMatchObject({ failure: { reason: 'too-many-columns', line: 1 } })
    expect(await open('Dear all,\nplease pay.\n')).toMatchObject({ failure: { reason: 'not-recognised', detail: 'Dear all,' } })
    expect(await open('\n \n')).toMatchObject({ failure: { reason: 'empty-file' } })
  })

  it('is recognised in a head that is cut anywhere after it, unless a foreign name stands in it', () => {
    expect(recognisesTable(head('ID,Amount,Descr'), format)).toBe(true)
    expect(recognisesTable(head('ID,Amount,Foreign Name\n'), { ...format, foreign: ['foreign_name'] })).toBe(false)
    expect(recognisesTable(head('ID,Amo'), format)).toBe(false)
  })
})

describe('the delimiter', () => {
  it.each([
    ['a,b\n1,2\n', ','], ['a;b;c\n1;2,5;3\n2;4,5;6\n', ';'], ['a\tb\n1\t2\n', '\t'], ['a|b\n1|2\n', '|'],
    ['"a";"b"\n"1,2,3";"x"\n"1,2";"y"\n', ';'], ['编号,金额\n1\t,2\t,\n3\t,4\t,\n', ','],
  ])('of %j is %j', (text, delimiter) => {
    expect(guessDialect(text).dialect.delimiter).toBe(delimiter)
  })

  it('is the one that the file names, and single quotes are quotes where lines begin and end with them', () => {
    expect(guessDialect('sep=;\na,b;c\n')).toMatchObject({ reason: 'sep-line', dialect: { delimiter: ';' } })
    expect(guessDialect("'a','b'\n'1','2'\n'3','4'\n").dialect.quote).toBe("'")
  })
})

describe('a row', () => {
  const check = (text: string) => {
    const events: ReadEvent[] = []
    const cells = text.split(',')
    return [checkRow({ line: 7, raw: text, cells, isMisquoted: false }, widthOf(['a', 'b', 'c', '']), events), events]
  }

  it('of the header\'s width is data, also without its nameless columns or with blank cells after them', () => {
    expect(['1,2,3,4', '1,2,3', '1,2,3,4,,'].map((text) => check(text)[0])).toEqual(['row', 'row', 'row'])
  })

  it('of another width or with control characters is an error with its line', () => {
    expect(check('1,2')).toEqual(['error', [{ kind: 'row-error', reason: 'wrong-width', line: 7, field: '', value: '1,2' }]])
    expect(check('1,2,3,4,5')).toMatchObject(['error', [{ reason: 'wrong-width' }]])
    expect(check('1,\0,3')).toMatchObject(['error', [{ reason: 'control-character', field: '2' }]])
  })

  it('of blanks is none', () => {
    expect(check(' , ,\t')).toEqual(['blank', []])
  })

  it('past the limit of rows or length refuses the file', async () => {
    const records = async (text: string, changes: object) => {
      const table = await open(text, changes)
      const read: unknown[] = []
      for await (const batch of table.ok ? table.value.records() : []) read.push(...batch)
      return read.length
    }
    await expect(records('ID,Amount\n1,2\n3,4\n', { rows: 1 })).rejects.toMatchObject({ refusal: { reason: 'too-large' } })
    await expect(records(`ID,Amount\n1,${'2'.repeat(70_000)}\n`, { fieldLength: 60_000 })).rejects.toMatchObject({ refusal: { reason: 'too-large', line: 2 } })
    expect(await records('ID,Amount\n1,2\n3,4\n', {})).toBe(2)
  })
})
