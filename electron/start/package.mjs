// "npm run package": builds what is stale and makes installers for this system. Words behind "--" go to electron-builder.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isRuntimeUsable } from './runtime.mjs'
import { withBuild } from './build-if-stale.mjs'

if (!isRuntimeUsable()) process.exit(1)

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Takes what was built while nobody builds anew. Resolves with the exit code of electron-builder. */
const packageBuilt = () =>
  new Promise((resolve) => {
    const builder = fileURLToPath(import.meta.resolve('electron-builder/cli.js'))
    const child = spawn(process.execPath, [builder, '--config', 'electron-builder.yml', '--publish', 'never', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
    child.on('close', (code) => resolve(code ?? 1))
  })

let code = 1
const say = (line) => process.stdout.write(`${line}\n`)
await withBuild(root, say, async () => {
  code = await packageBuilt()
})
process.exitCode = code
