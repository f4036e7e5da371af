import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../electron/backend/store/database.ts'
import { serveConsole, type ServedConsole } from '../../electron/web/serve-console.ts'
import { hostOn, writePage } from './served.ts'

let folder: string
let running: ServedConsole[]
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-serve-'))
  running = []
})
afterEach(async () => {
  for (const served of running) await served.stop()
  rmSync(folder, { recursive: true, force: true })
})

const dataFolder = (): string => path.join(folder, 'data')
const begin = async (port = 0, said: string[] = []) => {
  const served = await serveConsole({ host: hostOn(dataFolder()), port, pageFolder: writePage(folder), say: (line) => said.push(line) })
  if (served.ok) running.push(served.value)
  return served
}
const words = async (port = 0): Promise<string> => {
  const served = await begin(port)
  return served.ok ? 'it serves' : served.failure.words
}

describe('the console for a browser', () => {
  test('says where it is, and after each sign-in where the next browser signs in', async () => {
    const said: string[] = []
    const served = await begin(0, said)
    if (!served.ok) throw new Error(served.failure.words)
    expect(said).toEqual([`Counterfoil is at ${served.value.signInUrl}`, 'The address signs one browser in. Ctrl-C stops the console.'])
    await fetch(served.value.signInUrl, { redirect: 'manual' })
    expect(said.at(-1)).toMatch(/^Another browser signs in at http:\/\/127\.0\.0\.1:\d+\/sign-in\?code=/u)
  })

  test('tells of a port that is taken in words, and lets the folder go', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    expect(await words(port)).toBe(`Port ${port} is taken by another program. Choose another with --port, or leave it out for any free one.`)
    await new Promise((resolve) => void other.close(resolve))
    expect(await words(port)).toBe('it serves')
  })

  test('tells who has the folder open, and disturbs nobody', async () => {
    expect(await words()).toBe('it serves')
    expect(await words()).toMatch(new RegExp(`^The shop in ${dataFolder()} is already open by another console \\(web, process ${process.pid}, since 20\\S+Z\\)\\. Close that one first\\.$`, 'u'))
    expect((await fetch(running[0]!.signInUrl, { redirect: 'manual' })).status).toBe(303)
  })

  test('tells of a shop that a newer version wrote, and opens it again when it is known', async () => {
    expect(await words()).toBe('it serves')
    await running.pop()!.stop()
    const write = (version: number): void => {
      const db = openDatabase(path.join(dataFolder(), 'counterfoil.db'))
      db.pragma(`user_version = ${version}`)
      db.close()
    }
    const db = openDatabase(path.join(dataFolder(), 'counterfoil.db'))
    const known = db.pragma('user_version', { simple: true }) as number
    db.close()
    write(known + 10)
    expect(await words()).toBe(`The shop in ${dataFolder()} was written by a newer Counterfoil (schema ${known + 10}, this one knows ${known}). Start that version.`)
    write(known)
    expect(await words()).toBe('it serves')
  })
})
