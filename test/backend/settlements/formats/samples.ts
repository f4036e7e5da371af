import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where sample statements of other projects lie; tests that need them are skipped without it. */
export const samplesFolder = process.env['COUNTERFOIL_SAMPLES']
/** Why tests that need the samples are skipped without them. */
export const skipReason = 'COUNTERFOIL_SAMPLES is not set'

export interface Sample {
  readonly file: string
  readonly format: string
  /** import, import+warn, import+error line, reject ... */
  readonly outcome: string
}

/** One statement as the collection expects it; amounts as decimal text, null for one that cannot be read. */
export interface ExpectedStatement {
  readonly account: string | null
  readonly currency: string | null
  readonly entries: readonly (string | null)[]
  readonly opening?: string
  readonly closing?: string
  readonly ledger?: string
  /** MT940: number and page. */
  readonly number?: string
  readonly balances?: Readonly<Record<string, readonly string[]>>
  readonly tx_details?: number
}

const textOf = (...parts: readonly string[]): string => readFileSync(join(samplesFolder!, 'statements', ...parts), 'utf8')

/** The samples of the given formats; none without the folder. */
export function samplesOf(...formats: readonly string[]): readonly Sample[] {
  if (samplesFolder === undefined) return []
  const [names, ...rows] = textOf('INDEX.tsv').trim().split('\n').map((line) => line.split('\t'))
  const column = (name: string): number => names!.indexOf(name)
  return rows
    .map((row) => ({ file: row[column('file')]!, format: row[column('format')]!, outcome: row[column('outcome')]! }))
    .filter(({ format }) => formats.includes(format))
}

export const expectedStatements = (): Readonly<Record<string, readonly ExpectedStatement[]>> => JSON.parse(textOf('EXPECTED.json'))

export const samplePath = (file: string): string => join(samplesFolder!, 'statements', file)
