import { execFile } from 'node:child_process'
import { rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { fillShop } from './filled-shop.ts'
import { printTable } from './table.ts'
import type { UiRun } from './ui-run.ts'

/** What pages ask for at very many orders, measured in a process of its own, so that its memory is the program's. */
export async function benchUi(orders: number): Promise<void> {
  const filling = performance.now()
  const { folder, accountId } = await fillShop(orders, { withFacts: true })
  const gigabytes = statSync(path.join(folder, 'counterfoil.db')).size / 1e9
  console.log(`${orders.toLocaleString('en')} orders written in ${Math.round((performance.now() - filling) / 1000)} s, ${gigabytes.toFixed(1)} GB`)
  const program = fileURLToPath(new URL('ui-run.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [program, folder, accountId, String(orders)], { maxBuffer: 1e8 })
  const run = JSON.parse(stdout.trim().split('\n').at(-1)!) as UiRun
  const ratio = (ms: number, bareMs: number): string => (bareMs < 0.01 ? '' : (ms / bareMs).toFixed(1))
  printTable(
    ['call', 'median ms', 'p95 ms', 'worst ms', 'statements', 'bare ms', 'ratio', ''],
    run.calls.map(({ name, medianMs, p95Ms, worstMs, statements, bareMs }) => [
      name, medianMs.toFixed(1), p95Ms.toFixed(1), worstMs.toFixed(1), String(statements), bareMs.toFixed(2), ratio(medianMs, bareMs), worstMs < 50 ? '' : 'over 50 ms',
    ]),
  )
  console.log('\nbare: the same statements with the same values in a loop of better-sqlite3 alone, in the same run; for the new order on a copy of the file.')
  console.log(`backend ready after ${run.readyMs.toFixed(0)} ms, first page of orders after ${run.firstPageMs.toFixed(0)} ms more; resident ${run.readyMb} MB then, ${run.endMb} MB after all calls, ${run.peakMb} MB at most`)
  rmSync(folder, { recursive: true, force: true })
}
