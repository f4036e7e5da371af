import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'

const builder = new URL('../../electron/start/build-if-stale.mjs', import.meta.url).href
const project = mkdtempSync(path.join(tmpdir(), 'counterfoil-turns-'))
afterAll(() => rmSync(project, { recursive: true, force: true }))

test('starts that come together take turns, also after one that has died in its turn', async () => {
  const diary = path.join(project, 'diary.txt')
  for (const folder of ['dist', 'node_modules']) mkdirSync(path.join(project, folder))
  // No sources, so what is built is not stale and only the turns are tried.
  writeFileSync(path.join(project, 'dist/built-from.txt'), createHash('sha256').digest('hex'))
  writeFileSync(path.join(project, 'node_modules/.counterfoil-build.lock'), String(spawnSync(process.execPath, ['-e', '']).pid))
  const script = `
    const { withBuild } = await import(${JSON.stringify(builder)})
    const { appendFileSync } = await import('node:fs')
    const write = (word) => appendFileSync(${JSON.stringify(diary)}, word)
    await withBuild(${JSON.stringify(project)}, () => undefined, async () => {
      write('in ')
      await new Promise((resolve) => setTimeout(resolve, 50))
      write('out ')
    })`
  await Promise.all([1, 2, 3, 4, 5].map(() => promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])))
  expect(readFileSync(diary, 'utf8')).toBe('in out '.repeat(5))
})
