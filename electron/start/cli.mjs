// "npm run cli": builds what is stale, silently, and runs the command line.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isRuntimeUsable } from './runtime.mjs'
import { buildIfStale } from './build-if-stale.mjs'

if (!isRuntimeUsable()) process.exit(1)
const root = fileURLToPath(new URL('../..', import.meta.url))
if (!(await buildIfStale(root, (line) => process.stderr.write(`${line}\n`)))) process.exit(1)
const { status, signal } = spawnSync(process.execPath, [path.join(root, 'dist/electron/cli.js'), ...process.argv.slice(2)], { stdio: 'inherit' })
process.exit(status ?? (signal === null ? 1 : 130))
