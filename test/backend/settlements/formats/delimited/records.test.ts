import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutText, RecordCutter, type Delimiter, type Dialect, type SourceRecord } from '../../../../../electron/backend/settlements/formats/delimited/records.ts'

const comma: Dialect = { delimiter: ',', quote: '"', backticks: false }
const cellsOf = (text: string, dialect: Dialect = comma) => cutText(text, dialect).map(({ cells }) => cells)

/** The same text in pieces of the given sizes, taken in turn. */
function cutInPieces(text: string, sizes: readonly number[], longest = 1_000_000): readonly SourceRecord[] {
  const cutter = new RecordCutter(comma, longest)
  const records: SourceRecord[] = []
  let at = 0
  for (let turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length]!
    records.push(...cutter.push(text.slice(at, at + size)))
    at += size
  }
  return [...records, ...cutter.end()]
}

const cell = fc.string({ unit: fc.constantFrom('a', '1', '.', '-', ' ', '"', ',', ';', '\n', 'é', '中', '='), maxLength: 8 })
const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 })

describe('records', () => {
  it('are cut as csv-parse cuts them, whatever the cells hold', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom<Delimiter>(',', ';', '\t', '|'), fc.constantFrom('\n', '\r\n'), (table, delimiter, lineEnd) => {
        // A blank before a quote is dropped by us and an error to csv-parse; a writer quotes all or nothing.
        const text = stringify(table, { delimiter, record_delimiter: lineEnd, quoted: true })
        const reference = parse(text, { delimiter, relax_column_count: true, record_delimiter: lineEnd })
        expect(cellsOf(text, { ...comma, delimiter })).toEqual(reference)
      }),
    )
  })

  it('do not depend on where the pieces of the text meet', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 4000 }), (table, sizes, times) => {
        const text = stringify(table).repeat(times).slice(0, 120_000)
        expect(cutInPieces(text, sizes)).toEqual(cutText(text, comma))
      }),
      { numRuns: 30 },
    )
  })

  it('keep their first line and their source text', () => {
    const text = 'a,b\r\n"x\r\ny",2\r\n\r\nlast,"q""q"'
    expect(cutText(text, comma)).toEqual([
      { line: 1, raw: 'a,b', cells: ['a', 'b'], isMisquoted: false },
      { line: 2, raw: '"x\ny",2', cells: ['x\ny', '2'], isMisquoted: false },
      { line: 4, raw: '', cells: [''], isMisquoted: false },
      { line: 5, raw: 'last,"q""q"', cells: ['last', 'q"q'], isMisquoted: false },
    ])
  })

  it('end at LF, CRLF and bare CR, mixed as they come', () => {
    expect(cellsOf('a\rb\r\nc\nd\n')).toEqual([['a'], ['b'], ['c'], ['d']])
    expect(cutInPieces(`${'x'.repeat(40_000)}\r\n${'y'.repeat(40_000)}\r`, [40_001])).toHaveLength(2)
  })

  it('with a stray quote cost one line and not the file', () => {
    const text = 'id,text,amount\n1,"5" pipe,2.00\n2,"open,3.00\n3,ab"cd,4.00\n'
    expect(cutText(text, comma).map(({ cells, isMisquoted }) => [cells.length, isMisquoted])).toEqual([[3, false], [3, true], [3, true], [3, false]])
  })

  it('whose quote does not close within the longest record go on with the next line', () => {
    const text = `a,"open\n${'b,2\n'.repeat(40_000)}`
    const records = cutInPieces(text, [30_000], 50_000)
    expect([records.length, records[0]!.isMisquoted, records[1]!.cells]).toEqual([40_001, true, ['b', '2']])
  })

  it('stop at a line that is too long', () => {
    const cutter = new RecordCutter(comma, 1000)
    const cut = [...cutter.push(`a,b\n${'x'.repeat(40_000)}`), ...cutter.push('x'.repeat(40_000)), ...cutter.end()]
    expect([cut.length, cutter.overlongLine]).toEqual([1, 2])
  })

  it('with a backtick before every value may hold commas', () => {
    const dialect: Dialect = { delimiter: ',', quote: null, backticks: true }
    expect(cellsOf('name,amount\n`a, b "c",`1.00\n', dialect)).toEqual([['name', 'amount'], ['`a, b "c"', '1.00']])
  })

  it('in single quotes are unquoted when that is the dialect', () => {
    expect(cellsOf("'a','it''s, ok'\n", { ...comma, quote: "'" })).toEqual([['a', "it's, ok"]])
  })

  it('are cut in linear time on quotes made to be slow', () => {
    const started = performance.now()
    cutInPieces('"a\n'.repeat(200_000), [65_536])
    cutInPieces(`"${'a"'.repeat(300_000)}`, [65_536])
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
