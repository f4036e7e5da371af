import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Manifest } from '../../../shared/contract/exports.ts'
import { decimalText, money } from '../../../shared/money.ts'
import { breathe, type Task } from '../jobs/task.ts'
import type { Cell } from './cells.ts'
import { writeCsv } from './csv-file.ts'
import { exportSubjects, type ExportScope, type ExportSubjectName } from './subjects.ts'

export interface ExportInput {
  readonly subject: ExportSubjectName
  readonly scope: ExportScope
  readonly zone: string
  readonly cutoffHour: number
  readonly withByteOrderMark: boolean
  /** Absolute path of the file to write. */
  readonly file: string
  readonly version: string
}

const rowsBetweenTurns = 500

/** Writes one export and its manifest beside it. Read in one transaction: sales that come meanwhile are not in it. */
export const exportTask: Task<ExportInput, Manifest> = async ({ openReadOnly, clock, signal, report }, input) => {
  const subject = exportSubjects[input.subject]
  const sums = createSums()
  const snapshotAt = new Date(clock.now()).toISOString()
  mkdirSync(path.dirname(input.file), { recursive: true })
  const db = openReadOnly()

  async function* rows(): AsyncGenerator<readonly Cell[]> {
    let count = 0
    for (const row of subject.rows(db, input.scope, input.zone, sums)) {
      yield row
      count += 1
      if (count % rowsBetweenTurns === 0) {
        report({ step: 'write', done: count, total: null })
        await breathe(signal)
      }
    }
  }

  const written = await writeCsv(input.file, subject.columns, rows(), { withByteOrderMark: input.withByteOrderMark }).finally(() => db.close())
  const manifest: Manifest = {
    product: 'Counterfoil', version: input.version, subject: input.subject, format: 'csv', fileName: path.basename(input.file),
    filters: { from: input.scope.from, to: input.scope.to, environment: input.scope.environment }, zone: input.zone, cutoffHour: input.cutoffHour, snapshotAt,
    rows: written.rows, sums: sums.all(), sha256: written.sha256, bytes: written.bytes, hasByteOrderMark: input.withByteOrderMark, formulasEscaped: true,
  }
  const manifestFile = manifestPathOf(input.file)
  writeFileSync(`${manifestFile}.partial`, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${manifestFile}.partial`, manifestFile)
  return manifest
}

export const manifestPathOf = (file: string): string => `${file}.manifest.json`

function createSums() {
  const sums = new Map<string, { column: string; currency: string; minor: bigint }>()
  return {
    add: (column: string, currency: string | null, minor: number | null): void => {
      if (currency === null || minor === null) return
      const key = `${column} ${currency}`
      const sum = sums.get(key) ?? { column, currency, minor: 0n }
      sum.minor += BigInt(minor)
      sums.set(key, sum)
    },
    all: (): Manifest['sums'] =>
      [...sums.values()].map(({ column, currency, minor }) => ({ column, currency, minor: Number(minor), amount: decimalText(money(Number(minor), currency)) })),
  }
}
