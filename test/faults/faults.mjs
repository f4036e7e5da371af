// "npm run faults": a shop's day in which everything goes wrong, and whether every promise about money held.
import { parseArgs } from 'node:util'
import { isRuntimeUsable } from '../../electron/start/runtime.mjs'

if (!isRuntimeUsable()) process.exit(1)

const usage = 'npm run faults -- --orders 300 --seed 1 [--json]'

/** A whole number above zero, or null. */
const whole = (text) => (/^[1-9]\d{0,8}$/u.test(text) ? Number(text) : null)

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { orders: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } },
    })
    const [orders, seed] = [whole(values.orders), whole(values.seed)]
    return orders === null || seed === null ? null : { orders, seed, json: values.json }
  } catch {
    return null
  }
}

const wish = readArguments()
if (wish === null) {
  process.stderr.write(`Usage: ${usage}\n`)
  process.exit(2)
}

const { runFaults } = await import('./run-faults.ts')
const { holds, reportOf, tableOf } = await import('./report.ts')
const { orders, seed, json } = wish
const startedAt = performance.now()
const onProgress = (done, kills) => {
  if (done % 100 === 0) process.stderr.write(`${done} of ${orders} sales are over, ${kills} kills, ${Math.round((performance.now() - startedAt) / 1_000)} s\n`)
}
const report = reportOf(await runFaults({ orders, seed, onProgress }), seed)
process.stdout.write(`${json ? JSON.stringify(report) : tableOf(report)}\n`)
process.exitCode = holds(report) ? 0 : 1
