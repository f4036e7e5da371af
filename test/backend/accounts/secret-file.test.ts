import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SecretStore } from '../../../electron/backend/host.ts'
import { createSecretFile } from '../../../electron/node-host/secret-file.ts'

let folder: string
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'counterfoil-secrets-')), 'data')
})
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }))

const secret = 'sk_live_MARKED-Geheimnis-秘密'
const passphrase = 'correct horse battery staple'
const modesOf = (): Record<string, string> => Object.fromEntries(readdirSync(folder).map((name) => [name, (statSync(path.join(folder, name)).mode & 0o777).toString(8)]))
const kept = (): string => readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'latin1')).join('\n')
const spellings = [secret, Buffer.from(secret).toString('latin1'), Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex'), encodeURIComponent(secret)]
/** Each time a program of its own. */
const store = (words?: string): SecretStore => createSecretFile(folder, words)
const hintOf = (asked: Promise<unknown>): Promise<unknown> => asked.then(() => 'opened', (error: { hint: string }) => error.hint)

describe.each([['a key file', undefined, { 'secrets.json': '600', 'secrets.key': '600' }], ['a passphrase', passphrase, { 'secrets.json': '600' }]])('under %s', (_what, words, files) => {
  test('a secret comes back in another program, and lies nowhere in clear', async () => {
    await store(words).set('account:1', secret)
    expect(await store(words).get('account:1')).toBe(secret)
    expect(await store(words).get('account:2')).toBeNull()
    expect(spellings.filter((spelling) => kept().includes(spelling))).toEqual([])
    expect(kept()).not.toContain(passphrase)
  })

  test('its files are their owner\'s alone, whatever the umask', async () => {
    const before = process.umask(0)
    try {
      await store(words).set('account:1', secret)
      await store(words).set('account:2', 'another')
    } finally {
      process.umask(before)
    }
    expect(modesOf()).toEqual(files)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  test('one that is deleted is gone, and the others stay', async () => {
    await store(words).set('account:1', secret)
    await store(words).set('account:2', 'stays')
    await store(words).delete('account:1')
    expect([await store(words).get('account:1'), await store(words).get('account:2')]).toEqual([null, 'stays'])
  })

  test('one that was moved to another name does not open', async () => {
    await store(words).set('account:1', secret)
    const file = path.join(folder, 'secrets.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('account:1', 'account:2'))
    expect(await hintOf(store(words).get('account:2'))).not.toBe('opened')
  })
})

describe('what cannot be opened is told, and nothing is written over it', () => {
  test.each([['another passphrase', 'wrong'], ['no passphrase', undefined]])('%s', async (_what, words) => {
    await store(passphrase).set('account:1', secret)
    const before = kept()
    expect(await hintOf(store(words).get('account:1'))).toBe('wrong-passphrase')
    expect(await hintOf(store(words).set('account:2', 'new'))).toBe('wrong-passphrase')
    expect(kept()).toBe(before)
  })

  test('a key file that is lost', async () => {
    await store().set('account:1', secret)
    rmSync(path.join(folder, 'secrets.key'))
    expect(await hintOf(store().get('account:1'))).toBe('key-file-missing')
    expect(await hintOf(store().set('account:1', 'new'))).toBe('key-file-missing')
  })

  test.each(['{"version":1,', ''])('a file that is damaged: %o', async (text) => {
    await store().set('account:1', secret)
    chmodSync(path.join(folder, 'secrets.json'), 0o600)
    writeFileSync(path.join(folder, 'secrets.json'), text)
    expect(await hintOf(store().get('account:1'))).toBe('damaged')
    expect(await hintOf(store().set('account:1', 'new'))).toBe('damaged')
  })
})

describe('how secrets lie', () => {
  test('is told as it is, not as it would be for the next', async () => {
    expect([store().kind, store(passphrase).kind, store('').kind]).toEqual(['key-file', 'passphrase', 'key-file'])
    await store().set('account:1', secret)
    expect(store(passphrase).kind).toBe('key-file')
    expect(await store(passphrase).get('account:1')).toBe(secret)
  })

  test('changes with the first secret after the last has gone', async () => {
    const both = store(passphrase)
    await store().set('account:1', secret)
    expect(await both.get('account:1')).toBe(secret)
    await both.delete('account:1')
    await both.set('account:1', secret)
    expect(await store(passphrase).get('account:1')).toBe(secret)
    expect(store(passphrase).kind).toBe('passphrase')
    expect(await hintOf(store().get('account:1'))).toBe('wrong-passphrase')
  })
})
