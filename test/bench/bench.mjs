// "npm run bench [-- reconcile | ui | polling | feeds] [--orders N] [--lines N,N,...]": figures, never a pass or a fail.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildIfStale } from '../../electron/start/build-if-stale.mjs'
import { isRuntimeUsable } from '../../electron/start/runtime.mjs'

if (!isRuntimeUsable()) process.exit(1)
const { positionals, values } = parseArgs({ allowPositionals: true, options: { orders: { type: 'string', default: '1000000' }, lines: { type: 'string', default: '100000,1000000,2000000' } } })
const benches = {
  ui: async () => (await import('./ui.ts')).benchUi(Number(values.orders)),
  reconcile: async () => (await import('./reconcile.ts')).benchReconcile(values.lines.split(',').map(Number)),
  polling: async () => (await import('./polling.ts')).benchPolling(),
  feeds: async () => (await import('./platform-feeds.ts')).benchPlatformFeeds(),
}
const wanted = positionals.length === 0 ? Object.keys(benches) : positionals
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}". Choose among ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
if (!(await buildIfStale(fileURLToPath(new URL('../..', import.meta.url)), (line) => console.log(line)))) process.exit(1)
for (const name of wanted) {
  console.log(`\n== ${name}`)
  await benches[name]()
}
