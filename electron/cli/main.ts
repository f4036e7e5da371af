import '../backend/runtime-check.ts'
import { defaultDataFolder } from '../node-host/default-folder.ts'
import { createNodeHost } from '../node-host/node-host.ts'
import { version } from '../node-host/version.ts'
import { runProgram } from './program.ts'

// What this program writes is for its owner only.
process.umask(0o077)

const exitCode = await runProgram(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  newHost: (dataFolder) => createNodeHost({ kind: 'cli', dataFolder, version, jobWorker: new URL('job-worker.js', import.meta.url) }),
  defaultDataFolder: defaultDataFolder(),
})
process.exitCode = exitCode
