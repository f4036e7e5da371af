import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BankEntry } from '../../../../electron/backend/settlements/formats/reader.ts'
import { amountsOf, inspect, saidOf, silent, type Request } from './inspecting.ts'
import { writeBai2 } from './writers/bai2.ts'
import { writeCamt } from './writers/camt.ts'
import { writeMt940 } from './writers/mt940.ts'
import { writeOfx } from './writers/ofx.ts'
import { writeQif } from './writers/qif.ts'
import { anyStatement, closingMinor, type InventedStatement } from './writers/statement.ts'

type Write = (statements: readonly InventedStatement[]) => string

interface Format {
  readonly name: string
  readonly write: Write
  readonly request?: Request
  /** What the format can carry of an entry. */
  readonly factsOf: (entry: BankEntry) => unknown
  readonly expected: (entry: InventedStatement['entries'][number]) => unknown
  /** Balances that the format states, and so whether a change of an amount must be noticed. */
  readonly isProved: boolean
}

const full = {
  factsOf: ({ minor, bookedOn, text, nativeId }: BankEntry) => ({ minor, bookedOn, text, reference: nativeId }),
  expected: ({ minor, bookedOn, text, reference }: InventedStatement['entries'][number]) => ({ minor, bookedOn, text, reference }),
}

const formats: readonly Format[] = [
  { name: 'camt.053 of version 08', write: (list) => writeCamt(list), isProved: true, ...full },
  { name: 'camt.053 of version 02 with a prefix', write: (list) => writeCamt(list, { version: '02', prefix: 'n0' }), isProved: true, ...full },
  { name: 'MT940', write: (list) => writeMt940(list), isProved: true, ...full },
  { name: 'MT940 with bare CR and no end marks', write: (list) => writeMt940(list, { lineEnd: '\r', endMark: false }), isProved: true, ...full },
  { name: 'OFX in SGML', write: (list) => writeOfx(list), isProved: false, ...full },
  { name: 'OFX in XML on one line', write: (list) => writeOfx(list, { syntax: 'xml', lineEnd: '' }), isProved: false, ...full },
  {
    name: 'QIF', write: (list) => writeQif(list, { decimal: ',' }), isProved: false, request: { options: { currency: 'EUR' } },
    factsOf: ({ minor, bookedOn, text, references }) => ({ minor, bookedOn, text, reference: references[0] }), expected: full.expected,
  },
  {
    name: 'BAI2', write: (list) => writeBai2(list), isProved: true,
    factsOf: ({ minor, text, nativeId }) => ({ minor, text, reference: nativeId }), expected: ({ minor, text, reference }) => ({ minor, text, reference }),
  },
]

/** Statements of different accounts, so that none is taken for a page of another. */
const someStatements = fc.uniqueArray(anyStatement, { minLength: 1, maxLength: 3, selector: ({ account }) => account })

describe.each(formats)('$name', ({ write, request = {}, factsOf, expected, isProved }) => {
  it('gives back every statement that is written', async () => {
    await fc.assert(
      fc.asyncProperty(someStatements, async (statements) => {
        const read = await inspect(write(statements), request)
        expect(saidOf(read)).toEqual(silent)
        expect(read.entries.map(factsOf)).toEqual(statements.flatMap(({ entries }) => entries.map(expected)))
        expect(read.report.accounts.map(({ account, creditsMinor, debitsMinor }) => [account, creditsMinor - debitsMinor])).toEqual(
          statements.map((statement) => [statement.account, closingMinor(statement) - statement.openingMinor]),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('never crashes on a damaged file, and never hides that money is missing', async () => {
    await fc.assert(
      fc.asyncProperty(anyStatement, fc.nat(), fc.constantFrom('replace', 'insert', 'delete', 'cut'), fc.integer({ min: 0, max: 255 }), async (statement, place, how, byte) => {
        const whole = Buffer.from(write([statement]))
        const at = place % whole.length
        const added = how === 'replace' || how === 'insert' ? Buffer.from([byte]) : Buffer.alloc(0)
        const skipped = how === 'replace' || how === 'delete' ? 1 : 0
        const rest = how === 'cut' ? Buffer.alloc(0) : whole.subarray(at + skipped)
        const read = await inspect(Buffer.concat([whole.subarray(0, at), added, rest]), request)
        const { refused, rowErrors, findings, warnings } = saidOf(read)
        const isSilent = refused === null && rowErrors.length + findings.length + warnings.length === 0
        const moved = amountsOf(read).reduce((sum, minor) => sum + minor, 0)
        const isRight = moved === closingMinor(statement) - statement.openingMinor
        expect(!isProved || !isSilent || isRight).toBe(true)
      }),
      { numRuns: 250 },
    )
  })
})

describe('any file', () => {
  it('of random bytes is refused and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const { report } = await inspect(bytes)
        expect(report.refused).not.toBeNull()
      }),
      { numRuns: 200 },
    )
  })

  it.each(formats)('that begins as $name and goes on with anything never crashes', async ({ write, request = {} }) => {
    const head = write([{ account: '123456', number: 1, openingMinor: 100, entries: [] }])
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(fc.constantFrom('<', '>', '/', ':61:', ':86:', '<Ntry>', '<STMTTRN>', '^', '16,', '&', '"', '\r', '\n', 'D', 'T', '2', ',', 'x', '\u0000', 'ü'), { maxLength: 60 }), async (place, tokens) => {
        const { report } = await inspect(head.slice(0, place % head.length) + tokens.join(''), request)
        expect(report.accounts.every(({ creditsMinor, debitsMinor }) => Number.isSafeInteger(creditsMinor - debitsMinor))).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})
