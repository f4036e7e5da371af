// "npm run cli": builds what is stale, silently, and runs the command line.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isRuntimeUsable } from './runtime.mjs'
import { buildIfStale } from './build-if-stale.mjs'

if (!isRuntimeUsable()) process.exit(1)
const root = fileURLToPath(new URL('../..', import.meta.url))
if (!(await buildIfStale(root, (line) => process.stderr.write(`${line}\n`)))) process.exit(1)
// npm runs scripts in the project's folder; file names on the command line are meant from where the person is.
const cwd = process.env.npm_lifecycle_event === 'cli' ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd()
const { status, signal } = spawnSync(process.execPath, [path.join(root, 'dist/electron/cli.js'), ...process.argv.slice(2)], { stdio: 'inherit', cwd })
process.exit(status ?? (signal === null ? 1 : 130))
