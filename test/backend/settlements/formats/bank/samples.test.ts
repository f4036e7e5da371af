import { describe, expect, it } from 'vitest'
import type { AcceptanceReport, AccountSummary } from '../../../../../electron/backend/settlements/acceptance.ts'
import { minorOf } from '../../../../../electron/backend/settlements/formats/amounts.ts'
import { fileSource } from '../../../../../electron/backend/settlements/formats/byte-source.ts'
import type { BankEntry } from '../../../../../electron/backend/settlements/formats/reader.ts'
import { inspectFile } from '../../../../../electron/backend/settlements/inspect-file.ts'
import { expectedStatements, samplePath, samplesFolder, samplesOf, skipReason, type ExpectedStatement } from '../samples.ts'

/** A file whose amounts name no currency is read in this one; the collection says nothing of it. */
const options = { zone: 'Europe/Berlin', currency: 'EUR' }

/** The collection takes an empty ledger balance for zero; an element without a text states nothing. */
const EMPTY_LEDGER = 'ofx/asgrim-ofxparser__fixtures__ofxdata-selfclose.ofx'

interface ReadSample {
  readonly report: AcceptanceReport
  /** Booked entries by statement. */
  readonly entries: readonly (readonly BankEntry[])[]
}

async function readSample(file: string): Promise<ReadSample> {
  const entries: BankEntry[][] = []
  const [inspected] = await inspectFile(await fileSource(samplePath(file)), {
    options,
    onEvents: (events) => {
      for (const event of events) {
        if (event.kind === 'statement') entries.push([])
        if (event.kind === 'entry' && event.status === 'booked') entries.at(-1)!.push(event)
      }
    },
  })
  return { report: inspected!.report, entries }
}

/** The class of outcome in the collection's words. */
function outcomeOf({ refused, rowErrorCount, findings }: AcceptanceReport): string {
  if (refused !== null) return 'reject'
  if (rowErrorCount > 0) return 'import+error line'
  return findings.length > 0 ? 'import+warn' : 'import'
}

const allowed: Record<string, readonly string[]> = {
  import: ['import'],
  'import (no entries)': ['import'],
  'import+warn': ['import+warn'],
  'import+error line': ['import+error line'],
  reject: ['reject'],
  'reject or import+error line': ['reject', 'import+error line'],
  'import cash lines or refuse as investment': ['import', 'reject'],
}

const minor = (text: string | undefined, currency: string): number | null => {
  if (text === undefined || text === '') return null
  const read = minorOf(text, currency)
  return read.ok ? read.value : null
}

const openingOf = ({ balances, opening }: ExpectedStatement): string | undefined => (balances === undefined ? opening : (balances['OPBD'] ?? balances['PRCD'])?.[0])
const closingOf = ({ balances, closing, ledger }: ExpectedStatement): string | undefined => (balances === undefined ? (closing ?? ledger) : balances['CLBD']?.[0])

const numberOf = ({ sequence, page }: AccountSummary): string => [sequence ?? '', ...(page === null ? [] : [String(page)])].join('/')
/** Banks pad page numbers with zeros. */
const unpadded = (number: string): string => number.replace(/\/0*(\d+)$/, '/$1')

function facts(expected: ExpectedStatement, account: AccountSummary, file: string) {
  const { currency } = account
  return {
    account: expected.account ?? '',
    currency: expected.currency ?? currency,
    openingMinor: minor(openingOf(expected), currency),
    closingMinor: file === EMPTY_LEDGER ? null : minor(closingOf(expected), currency),
    number: expected.number === undefined ? numberOf(account) : unpadded(expected.number),
    amounts: expected.entries.filter((amount) => amount !== null).map((amount) => minor(amount, currency)),
    details: expected.tx_details,
  }
}

const samples = samplesOf('camt053', 'camt054', 'mt940', 'ofx')

describe('sample statements of banks', () => {
  it.each(samples)('$file comes out as expected', async ({ file, outcome }) => {
    const { report, entries } = await readSample(file)
    expect(allowed[outcome]).toContain(outcomeOf(report))
    const expected = expectedStatements()[file] ?? []
    const statements = report.refused === null ? expected : []
    expect(report.accounts).toHaveLength(statements.length)
    const found = report.accounts.map((account, index) => ({
      account: account.account,
      currency: account.currency,
      openingMinor: account.openingMinor,
      closingMinor: account.closingMinor,
      number: numberOf(account),
      amounts: entries[index]!.map((entry) => entry.minor),
      details: statements[index]!.tx_details === undefined ? undefined : entries[index]!.reduce((sum, { details }) => sum + details.length, 0),
    }))
    expect(found).toEqual(statements.map((statement, index) => facts(statement, report.accounts[index]!, file)))
  })

  it('are all there', ({ skip }) => {
    skip(samplesFolder === undefined, skipReason)
    expect(samples.length).toBeGreaterThanOrEqual(134)
  })
})
