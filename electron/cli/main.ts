import '../backend/runtime-check.ts'
import { fileURLToPath } from 'node:url'
import { defaultDataFolder } from '../node-host/default-folder.ts'
import { createNodeHost } from '../node-host/node-host.ts'
import { version } from '../node-host/version.ts'
import { runProgram } from './program.ts'
import { runWebHost } from './web-host.ts'

// What this program writes is for its owner only.
process.umask(0o077)

const exitCode = await runProgram(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  newHost: (dataFolder) => createNodeHost({ kind: 'cli', dataFolder, version, jobWorker: new URL('job-worker.js', import.meta.url) }),
  defaultDataFolder: defaultDataFolder(),
  serve: (words) => runWebHost(fileURLToPath(new URL('web.js', import.meta.url)), words),
})
process.exitCode = exitCode
