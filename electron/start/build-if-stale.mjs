import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const sources = ['electron', 'renderer', 'shared', 'resources', 'vite.config.ts', 'package.json', 'package-lock.json']

/** Builds all programs when a source has changed since the last build. Returns false when the build fails, after saying so. */
export async function buildIfStale(root, say) {
  const stamp = path.join(root, 'dist', 'built-from.txt')
  const fingerprint = fingerprintOf(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return true
  say('Building the console (this takes a moment the first time) ...')
  const { code, output } = await build(root)
  if (code !== 0) {
    process.stderr.write(`${output}\nThe build failed. The lines above say why.\n`)
    return false
  }
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, fingerprint)
  return true
}

function build(root) {
  return new Promise((resolve) => {
    const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    const child = spawn(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn', '--config', path.join(root, 'vite.config.ts')], { cwd: root })
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
