// "npm test": every check of the project, one after the other, and the sum of them as the last line.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from '../electron/start/build-if-stale.mjs'
import { isRuntimeUsable } from '../electron/start/runtime.mjs'

if (!isRuntimeUsable()) process.exit(1)

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name) => path.join(root, 'node_modules', '.bin', name)
const reports = mkdtempSync(path.join(tmpdir(), 'counterfoil-test-'))
// A stray value import of electron must fail in a test about imports, not by reaching for the network.
const environment = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: path.join(reports, 'no-electron'), FORCE_COLOR: '0' }
const total = { passed: 0, failed: 0, skipped: /** @type {string[]} */ ([]), broken: /** @type {string[]} */ ([]) }

const run = (command, words) =>
  new Promise((resolve) => {
    const child = spawn(command, words, { cwd: root, stdio: 'inherit', env: environment, shell: process.platform === 'win32' })
    child.on('error', () => resolve(1))
    child.on('close', (code) => resolve(code ?? 1))
  })

async function check(name, command, words) {
  process.stdout.write(`\n== ${name}\n`)
  const code = await run(command, words)
  if (code === 0) total.passed += 1
  else total.failed += 1
  if (code !== 0) total.broken.push(name)
  process.stdout.write(code === 0 ? `${name}: passed\n` : `${name}: FAILED\n`)
}

async function vitest(name, project) {
  process.stdout.write(`\n== ${name}\n`)
  const report = path.join(reports, `${project}.json`)
  const code = await run(bin('vitest'), ['run', '--project', project, '--reporter', 'default', '--reporter', 'json', '--outputFile.json', report])
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    total.passed += numPassedTests
    // A file that cannot even be loaded has no failed test to count.
    total.failed += numFailedTests === 0 && (numFailedTestSuites > 0 || code !== 0) ? 1 : numFailedTests
    for (const { name: file, status: fileStatus, message, assertionResults } of testResults) {
      const place = path.relative(root, file)
      if (fileStatus === 'failed' && assertionResults.length === 0) total.broken.push(`${place}: ${message}`)
      for (const { status, fullName, failureMessages } of assertionResults) {
        if (status === 'pending' || status === 'skipped' || status === 'todo') total.skipped.push(fullName)
        if (status === 'failed') total.broken.push(`${place}: ${fullName}\n    ${String(failureMessages[0] ?? '').split('\n').slice(0, 6).join('\n    ')}`)
      }
    }
  } catch {
    total.failed += 1
  }
}

await check('types', bin('tsc'), ['-p', '.'])
await check('lint', bin('oxlint'), ['--type-aware'])
await check('import directions', bin('depcruise'), ['electron', 'renderer', 'shared', 'test', '--output-type', 'err-long'])
await check('dead code and unused dependencies', bin('knip'), [])

process.stdout.write('\n== build\n')
if (await buildIfStale(root, (line) => process.stdout.write(`${line}\n`))) total.passed += 1
else total.failed += 1

await vitest('units, services, contract, platforms', 'unit')
await vitest('desktop stand-in and packaging', 'desktop')
await vitest('journeys in a browser', 'e2e')

rmSync(reports, { recursive: true, force: true })
if (total.skipped.length > 0) {
  process.stdout.write(`\nSkipped, ${total.skipped.length}:\n`)
  for (const name of total.skipped.slice(0, 40)) process.stdout.write(`  ${name}\n`)
}
if (total.broken.length > 0) {
  process.stdout.write(`\nFailed, ${total.broken.length}:\n`)
  for (const words of total.broken) process.stdout.write(`  ${words}\n`)
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
process.exitCode = total.failed === 0 ? 0 : 1
