import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ImportedFile } from '../../shared/contract/settlements.ts'
import type { Stage } from './stage.ts'

/** Where the files lie that were brought in, so that a newcomer can look at them and bring them in again. */
export const demoFilesFolder = 'demo-files'

export interface Bringing {
  readonly side: 'statement' | 'settlement'
  readonly accountId: string | null
  /** The person's answer where a file leaves the order of day and month open. */
  readonly dateOrder?: 'day-first' | 'month-first'
}

/** Keeps a text in the demonstration's folder and says where. */
export function keep(stage: Stage, name: string, text: string): string {
  const folder = path.join(stage.demo.host.dataFolder, demoFilesFolder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

/** Keeps a file in the demonstration's folder and brings it in from there, as the accountant. */
export async function bring(stage: Stage, name: string, text: string, { side, accountId, dateOrder }: Bringing): Promise<ImportedFile> {
  const result = await stage.accountant.client.settlements.import({
    source: { from: 'path', path: keep(stage, name, text) }, name, side, accountId, format: null, currency: null, dateOrder: dateOrder ?? null, decimal: null, encoding: null, isDryRun: false, acceptNote: null,
  })
  if (!result.ok) throw new Error(`${name} is not imported: ${result.failure.kind}`)
  const [file] = result.value
  if (file!.state !== 'imported' && file!.state !== 'held') throw new Error(`${name} is ${file!.state}: ${JSON.stringify(file!.report.refused)}`)
  return file!
}
