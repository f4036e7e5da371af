import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { openBackend } from './filled-shop.ts'
import { peakMemoryMb } from './peak-memory.ts'

/*
 * The program's own way with the same file, in a process of its own: import and reconciliation run on the job thread, while the
 * thread that answers the page is asked for a page of orders all the time. Arguments: folder, account, the file, a small later file.
 */

const [folder, accountId, large, small] = process.argv.slice(2) as [string, string, string, string]
const { backend, client, close } = await openBackend(folder)
const filter = { search: '', states: [], accountId: null, createdBy: null, onlyFlagged: false, from: null, to: null }
const ask = (): Promise<unknown> => client.orders.list({ filter, before: null, limit: 50 })
await ask()

const waits: number[] = []
let isOver = false
const ticking = (async () => {
  while (!isOver) {
    const due = performance.now() + 20
    await new Promise((resolve) => setTimeout(resolve, 20))
    // From the moment the page wanted to ask, so that a blocked thread counts.
    await ask()
    waits.push(performance.now() - due)
  }
})()
const restMb = Math.round(process.memoryUsage().rss / 1e6)

async function settle(file: string): Promise<{ importMs: number; reconcileMs: number; report: unknown }> {
  const begun = performance.now()
  const imported = await client.settlements.import({
    source: { from: 'path', path: file }, name: path.basename(file), side: 'settlement', accountId, format: null, currency: null, dateOrder: null, decimal: null, encoding: null, isDryRun: false, acceptNote: null,
  })
  if (!imported.ok || imported.value[0]?.state !== 'imported') throw new Error(JSON.stringify(imported).slice(0, 2_000))
  const read = performance.now()
  const report = await client.reconciliation.run({ isDryRun: false })
  if (!report.ok) throw new Error(report.failure.kind)
  return { importMs: read - begun, reconcileMs: performance.now() - read, report: { inserted: imported.value[0].inserted, ...report.value } }
}

const cpu = process.cpuUsage()
const first = await settle(large)
const { user, system } = process.cpuUsage(cpu)
const peakMb = peakMemoryMb()
isOver = true
await ticking
const again = await settle(small)
waits.sort((a, b) => a - b)
const at = (share: number): number => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0
console.log(JSON.stringify({ ...first, again, cpuMs: (user + system) / 1000, restMb, peakMb, ticks: waits.length, tickMedianMs: at(0.5), tickP99Ms: at(0.99), tickWorstMs: waits.at(-1), ticksOver50: waits.filter((ms) => ms > 50).length }))
close()
await backend.close()
