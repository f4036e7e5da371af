import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const sources = ['electron', 'renderer', 'shared', 'resources', 'vite.config.ts', 'package.json', 'package-lock.json']
const lookAgainMs = 200
/** Making installers may take some minutes; longer than this it is a process number that has been given out again. */
const longestTurnMs = 20 * 60_000

/** Builds all programs when a source has changed since the last build. Returns false when the build fails, after saying so. */
export async function buildIfStale(root, say) {
  return withBuild(root, say, () => undefined)
}

/**
 * The same, and does something with what was built while nobody else builds: two starts, or tests that run side by side,
 * take turns.
 */
export async function withBuild(root, say, use) {
  const stamp = path.join(root, 'dist', 'built-from.txt')
  const leave = await takeTurn(path.join(root, 'node_modules', '.counterfoil-build.lock'))
  try {
    const fingerprint = fingerprintOf(root)
    if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint) {
      say('Building the console (this takes a moment the first time) ...')
      rmSync(stamp, { force: true })
      const { code, output } = await build(root)
      if (code !== 0) {
        process.stderr.write(`${output}\nThe build failed. The lines above say why.\n`)
        return false
      }
      mkdirSync(path.dirname(stamp), { recursive: true })
      writeFileSync(stamp, fingerprint)
    }
    await use()
    return true
  } finally {
    leave()
  }
}

/** A file that only one process can make, with its number in it; a process that has died has given up its turn. */
async function takeTurn(lock) {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return () => rmSync(lock, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (isAbandoned(lock)) removeAbandoned(lock)
      await wait(lookAgainMs)
    }
  }
}

/** One waiter only removes it, and looks again first: another may have done so, and somebody may have the turn already. */
function removeAbandoned(lock) {
  const remover = `${lock}.remover`
  try {
    writeFileSync(remover, String(process.pid), { flag: 'wx' })
  } catch {
    if (isAbandoned(remover)) rmSync(remover, { force: true })
    return
  }
  if (isAbandoned(lock)) rmSync(lock, { force: true })
  rmSync(remover, { force: true })
}

function isAbandoned(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > longestTurnMs) return true
    const holder = Number.parseInt(readFileSync(lock, 'utf8'), 10)
    if (!Number.isNaN(holder)) process.kill(holder, 0) // only asks whether it is there
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

function build(root) {
  return new Promise((resolve) => {
    const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    // Whoever starts it, a test runner for one, may be in another mode; what is built is what is shipped.
    const env = { ...process.env, NODE_ENV: 'production' }
    const child = spawn(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn', '--config', path.join(root, 'vite.config.ts')], { cwd: root, env })
    const pieces = []
    child.stdout.on('data', (piece) => pieces.push(piece))
    child.stderr.on('data', (piece) => pieces.push(piece))
    child.on('close', (code) => resolve({ code, output: Buffer.concat(pieces).toString('utf8') }))
  })
}

/** Names, sizes and contents of all sources: times of files say nothing after a checkout. */
function fingerprintOf(root) {
  const hash = createHash('sha256')
  const visit = (file) => {
    const found = statSync(file)
    if (found.isDirectory()) {
      for (const name of readdirSync(file).toSorted()) visit(path.join(file, name))
      return
    }
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  for (const source of sources) if (existsSync(path.join(root, source))) visit(path.join(root, source))
  return hash.digest('hex')
}
