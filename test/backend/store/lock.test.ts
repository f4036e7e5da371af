import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockFolder } from '../../../electron/backend/store/lock.ts'

let folder: string
let holder: ChildProcess | null = null
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-lock-'))
})
afterEach(() => {
  holder?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Another process that holds the folder until it is killed. */
async function heldByAnother(): Promise<ChildProcess> {
  const module = new URL('../../../electron/backend/store/lock.ts', import.meta.url).href
  const program = `import { lockFolder } from '${module}'; globalThis.lock = lockFolder(process.argv[1], 'web, process 7, since noon'); console.log('held'); setInterval(() => undefined, 1000)`
  holder = spawn(process.execPath, ['--input-type=module', '-e', program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(holder.stdout!, 'data')
  return holder
}

describe('a data folder', () => {
  test('held by another process is refused, and who holds it is told', async () => {
    await heldByAnother()
    expect(lockFolder(folder, 'second')).toEqual({ ok: false, failure: { kind: 'folder-in-use', holder: 'web, process 7, since noon' } })
  })

  test('is free as soon as its holder is killed', async () => {
    const killed = await heldByAnother()
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    const lock = lockFolder(folder, 'second')
    expect(lock.ok).toBe(true)
    if (lock.ok) lock.value.release()
  })

  test('that is made here can be entered by its owner only', () => {
    const made = path.join(folder, 'new', 'shop')
    const lock = lockFolder(made, 'first')
    expect(lock.ok && statSync(made).mode & 0o777).toBe(0o700)
    if (lock.ok) lock.value.release()
  })
})
