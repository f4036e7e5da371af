import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import type { Manifest } from '../../../shared/contract/exports.ts'
import { parseMoney } from '../../../shared/money.ts'

export interface ExportCheck {
  readonly holds: boolean
  /** What does not agree, each as one sentence. */
  readonly problems: string[]
}

/** Reads an exported file again and holds it against its manifest: bytes, rows and the sum of every money column. */
export async function checkExport(file: string, manifest: Manifest | null): Promise<ExportCheck> {
  if (manifest === null) return { holds: false, problems: ['The manifest beside the file is not one of ours.'] }
  const hash = createHash('sha256')
  const stream = createReadStream(file)
  stream.on('data', (piece) => hash.update(piece))
  const parser = stream.pipe(parse({ bom: true, columns: true, relax_column_count: false }))
  const sums = new Map<string, bigint>()
  const problems: string[] = []
  let rows = 0
  try {
    for await (const record of parser as AsyncIterable<Record<string, string>>) {
      rows += 1
      for (const { column } of manifest.sums) addCell(sums, record, column, rows, problems)
    }
  } catch (error) {
    problems.push(`The file cannot be read as CSV: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (rows !== manifest.rows) problems.push(`The file has ${rows} rows; the manifest says ${manifest.rows}.`)
  for (const { column, currency, minor } of manifest.sums) {
    const found = sums.get(`${column} ${currency}`) ?? 0n
    if (found !== BigInt(minor)) problems.push(`The sum of ${column} in ${currency} is ${found} minor units; the manifest says ${minor}.`)
  }
  if (hash.digest('hex') !== manifest.sha256) problems.push('The bytes of the file are not those that were written.')
  return { holds: problems.length === 0, problems: problems.slice(0, 50) }
}

function addCell(sums: Map<string, bigint>, record: Record<string, string>, column: string, row: number, problems: string[]): void {
  const cell = record[column]
  const currency = (column === 'fee' ? (record['fee_currency'] ?? record['currency']) : record['currency']) ?? ''
  if (cell === undefined) {
    if (row === 1) problems.push(`The column ${column} is gone.`)
    return
  }
  if (cell === '') return
  const amount = parseMoney(cell, currency)
  if (!amount.ok) {
    problems.push(`Row ${row}, column ${column}: "${cell}" is not an amount of ${currency}.`)
    return
  }
  const key = `${column} ${currency}`
  sums.set(key, (sums.get(key) ?? 0n) + BigInt(amount.value.minor))
}
