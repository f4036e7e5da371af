import { stringify } from 'csv-stringify/sync'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../../../../electron/backend/settlements/formats/delimited/csv-text.ts'
import { cutText, RecordCutter, type SourceRecord } from '../../../../../electron/backend/settlements/formats/delimited/records.ts'
import type { Delimiter } from '../../../../../shared/csv-mapping.ts'

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
/** Text with quotes anywhere. */
const anyText = fc.string({ unit: fc.constantFrom('a', '1', ' ', '"', '"', ',', ',', '\n', '\r\n', '\r', '中'), maxLength: 40 })

describe('records', () => {
  it('written by a program and cut again are the same cells', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom<Delimiter>(',', ';', '\t', '|'), fc.constantFrom('\n', '\r\n', '\r'), (table, delimiter, lineEnd) => {
        expect(cellsOf(stringify(table, { delimiter, record_delimiter: lineEnd, quoted: true }), { ...comma, delimiter })).toEqual(table)
      }),
    )
  })

  it('without quotes are the lines, split and rid of blanks', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '1', ' ', ',', '`', 'é', '中'), maxLength: 12 }), { minLength: 1, maxLength: 12 }), (lines) => {
        const text = lines.map((line) => `${line}\n`).join('')
        expect(cellsOf(text)).toEqual(lines.map((line) => line.split(',').map((cell) => cell.trim())))
        expect(cellsOf(text, { ...comma, quote: null })).toEqual(lines.map((line) => line.split(',')))
      }),
    )
  })

  it('hold every line of any text exactly once, and a broken quote holds one line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const records = cutText(`${text}x`, comma)
        expect(records.map(({ raw }) => raw).join('\n')).toBe(`${text}x`.replaceAll(/\r\n?/g, '\n'))
        expect(records.map(({ line }) => line)).toEqual(records.map((_, index) => 1 + records.slice(0, index).reduce((sum, { raw }) => sum + raw.split('\n').length, 0)))
        expect(records.filter(({ raw, isMisquoted }) => isMisquoted && raw.includes('\n'))).toEqual([])
        // A record of several lines has every one of them inside of a quoted cell.
        expect(records.filter(({ raw, cells }) => raw.split('\n').length !== cells.join('').split('\n').length)).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('do not depend on where the pieces of the text meet', () => {
    fc.assert(
      fc.property(fc.oneof(rows.map((table) => stringify(table)), anyText), fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 4000 }), (part, sizes, times) => {
        const text = part.repeat(times).slice(0, 90_000)
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

  it.each<[string, string, readonly (readonly string[])[], readonly number[]]>([
    ['in an unquoted cell is a character', 'a,5" pipe,c\nd,e,f\n', [['a', '5" pipe', 'c'], ['d', 'e', 'f']], []],
    ['in an unquoted cell beside a quoted one', '"a,b",5" pipe\n', [['a,b', '5" pipe']], []],
    ['in an unquoted cell before a quoted one of two lines', 'x"y,"a\nb"\nz\n', [['x"y', 'a\nb'], ['z']], []],
    ['between blanks is a quote', 'a, "b, c" ,d\n', [['a', 'b, c', 'd']], []],
    ['doubled is one', '"a ""b""",""""\n', [['a "b"', '"']], []],
    ['with text behind it breaks its line', '"a"b,c\nd,e\n', [['"a"b', 'c'], ['d', 'e']], [1]],
    ['with text behind it after one that is a character', 'x"y,"a"b\nd,e\n', [['x"y', '"a"b'], ['d', 'e']], [1]],
    ['with text behind it some lines later breaks its first line', '1,"a\n2,b"c\n3,d\n', [['1', '"a'], ['2', 'b"c'], ['3', 'd']], [1]],
    ['that never closes breaks its line', 'a,"b\nc,d\ne,f', [['a', '"b'], ['c', 'd'], ['e', 'f']], [1]],
    ['that never closes in the last line breaks it', 'a,b\nc,"d', [['a', 'b'], ['c', '"d']], [2]],
  ])('a quote %s', (_name, text, cells, misquoted) => {
    const records = cutText(text, comma)
    expect([records.map((record) => record.cells), records.filter(({ isMisquoted }) => isMisquoted).map(({ line }) => line)]).toEqual([cells, misquoted])
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

  it('with a backtick before every value may hold commas and quotes', () => {
    const dialect: Dialect = { delimiter: ',', quote: null, backticks: true }
    expect(cellsOf('name,amount\n`a, b "c",`1.00\n', dialect)).toEqual([['name', 'amount'], ['`a, b "c"', '1.00']])
  })

  it('in single quotes are unquoted when that is the dialect', () => {
    expect(cellsOf("'a','it''s, ok'\n", { ...comma, quote: "'" })).toEqual([['a', "it's, ok"]])
  })

  it('are cut in linear time on quotes made to be slow', () => {
    const started = performance.now()
    cutInPieces('"a\n'.repeat(20_000), [65_536])
    cutInPieces(`"${'a"'.repeat(300_000)}`, [65_536])
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
