import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { fillShop } from './filled-shop.ts'
import { writeSettlementFile } from './settlement-file.ts'
import { printTable } from './table.ts'

interface Floor {
  readonly joined: number
  readonly ms: number
  readonly cpuMs: number
  readonly peakMb: number
}
interface Run {
  readonly importMs: number
  readonly reconcileMs: number
  readonly report: Readonly<Record<string, unknown>>
  readonly again: { readonly importMs: number; readonly reconcileMs: number; readonly report: { readonly inserted: number; readonly linesExamined: number } }
  readonly restMb: number
  readonly cpuMs: number
  readonly peakMb: number
  readonly ticks: number
  readonly tickMedianMs: number
  readonly tickP99Ms: number
  readonly tickWorstMs: number
  readonly ticksOver50: number
}

const newLines = 1_000

async function inProcess<Answer>(script: string, words: readonly string[]): Promise<Answer> {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...words], { maxBuffer: 1e8 })
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Answer
}

/** From the CSV to the books, end to end, beside a bare floor measured in the same run; for growing numbers of lines. */
export async function benchReconcile(sizes: readonly number[]): Promise<void> {
  const rows: string[][] = []
  for (const lines of sizes) {
    const { folder, accountId } = await fillShop(lines + newLines, { withFacts: false })
    const [large, small] = [path.join(folder, 'settlement.csv'), path.join(folder, 'later.csv')]
    writeSettlementFile(large, { from: 0, to: lines, of: lines + newLines })
    writeSettlementFile(small, { from: lines, to: lines + newLines, of: lines + newLines })
    const floor = await inProcess<Floor>('reconcile-floor.ts', [large, path.join(folder, 'floor.db'), path.join(folder, 'counterfoil.db')])
    const run = await inProcess<Run>('reconcile-run.ts', [folder, accountId, large, small])
    const totalMs = run.importMs + run.reconcileMs
    const seconds = (ms: number): string => (ms / 1000).toFixed(1)
    rows.push([
      lines.toLocaleString('en'), seconds(floor.ms), seconds(run.importMs), seconds(run.reconcileMs), seconds(totalMs), (totalMs / floor.ms).toFixed(2), (run.cpuMs / floor.cpuMs).toFixed(2), ((totalMs * 1000) / lines).toFixed(1), String(run.restMb),
      String(run.peakMb), run.tickP99Ms.toFixed(0), run.tickWorstMs.toFixed(0), `${run.ticksOver50}/${run.ticks}`, seconds(run.again.importMs + run.again.reconcileMs),
    ])
    console.log(`${lines.toLocaleString('en')} lines: ${JSON.stringify(run.report)}`)
    console.log(`${newLines.toLocaleString('en')} more: ${JSON.stringify(run.again.report)}`)
    rmSync(folder, { recursive: true, force: true })
  }
  console.log('\nfloor: csv-parse, insert of the same columns into a bare table, one indexed join. tick: a page of orders, asked for all the while, whose work is in the CPU ratio.')
  printTable(['lines', 'floor s', 'import s', 'reconcile s', 'total s', 'ratio', 'CPU ratio', 'µs a line', 'rest MB', 'peak MB', 'tick p99 ms', 'tick worst', 'over 50', '+1,000 s'], rows)
}
