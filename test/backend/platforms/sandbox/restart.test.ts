import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../../../../electron/backend/platforms/sandbox/channel/start-sandbox.ts'
import { instantText, signatureHeaders, signRequest } from '../../../../electron/backend/platforms/sandbox/signature.ts'
import { serveTcp } from '../raw-server.ts'
import { usualMerchant } from './shop.ts'

const clock = { now: () => Date.now() }
const log = { error: () => undefined }

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'sandbox.db')
}

/** A sandbox in a process of its own, that can be killed. */
async function startProcess(file: string) {
  const child = fork(new URL('sandbox-process.ts', import.meta.url), [file], { serialization: 'json', execArgv: [] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [started] = (await once(child, 'message')) as [{ baseUrl: string; keyId: string; secret: string }]
  const call = async (method: string, path: string, json?: unknown, key?: string) => {
    const [body, at] = [json === undefined ? '' : JSON.stringify(json), instantText(Date.now())]
    const response = await fetch(started.baseUrl + path, {
      method, ...(body === '' ? {} : { body }),
      headers: {
        [signatureHeaders.key]: started.keyId, [signatureHeaders.at]: at, [signatureHeaders.signature]: signRequest(started.secret, { method, path, at, body }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
    })
    return (await response.json()) as Record<string, never>
  }
  return { ...started, call, kill: async () => { child.kill('SIGKILL'); await once(child, 'exit') } }
}

describe('a restart', () => {
  test('comes up on the same port, with the same merchants and the same time', async () => {
    const file = newFile()
    const first = await startSandbox({ file, clock, log })
    const credentials = first.credentialsFor(usualMerchant)
    first.controls.advanceClock(86_400_000)
    first.controls.setFaults({ seed: 'x', rules: [{ fault: { kind: 'drop', when: 'before' } }] })
    await first.stop()
    const second = await startSandbox({ file, clock, log })
    onTestFinished(() => second.stop())
    expect([second.baseUrl, second.credentialsFor(usualMerchant)]).toEqual([first.baseUrl, credentials])
    expect(second.controls.now() - Date.now()).toBeGreaterThan(86_300_000)
    await expect(fetch(second.baseUrl)).rejects.toThrow('fetch failed')
  })

  test('takes another port when its own is taken, unless it was told which one', async () => {
    const file = newFile()
    const first = await startSandbox({ file, clock, log })
    await first.stop()
    const { port } = await serveTcp(() => undefined)
    const db = new Database(file)
    db.prepare("UPDATE settings SET value = ? WHERE name = 'port'").run(String(port))
    db.close()
    const second = await startSandbox({ file, clock, log })
    expect(second.baseUrl).not.toBe(`http://127.0.0.1:${port}`)
    await second.stop()
    await expect(startSandbox({ file, clock, log, port })).rejects.toThrow('EADDRINUSE')
  })

  test('a file of a newer program is refused', async () => {
    const file = newFile()
    const db = new Database(file)
    db.pragma('user_version = 9')
    db.close()
    await expect(startSandbox({ file, clock, log })).rejects.toThrow('the sandbox file has version 9')
  })
})

test('killed at any moment, everything that was answered is there, once, and the books balance', async () => {
  const file = newFile()
  const answered = new Set<string>()
  const tried: string[] = []
  for (let round = 0; round < 4; round += 1) {
    const sandbox = await startProcess(file)
    const work = Array.from({ length: 40 }, async (_, index) => {
      const reference = `K${round}-${index}`
      tried.push(reference)
      const created = await sandbox.call('POST', '/v1/payments', { merchant_reference: reference, amount: { minor: 500, currency: 'EUR' } }, reference)
      await sandbox.call('POST', '/v1/controls/pay', { payment: created['id'], choice: 'boc', decision: 'approve' })
      await sandbox.call('POST', `/v1/payments/${String(created['id'])}/refunds`, { amount: { minor: 200, currency: 'EUR' }, refund_reference: `F-${reference}` }, `F-${reference}`)
      answered.add(reference)
    })
    setTimeout(() => void sandbox.kill(), 15 + round * 20)
    await Promise.allSettled(work)
  }

  const sandbox = await startProcess(file)
  const found = new Map<string, { state: string; refunds: unknown[] } | null>()
  for (const reference of tried) found.set(reference, (await sandbox.call('GET', `/v1/payments?merchant_reference=${reference}`))['payment'] ?? null)
  expect([...answered].filter((reference) => found.get(reference)?.refunds.length !== 1)).toEqual([])
  expect([...found.values()].filter((payment) => (payment?.refunds.length ?? 0) > 1)).toEqual([])

  // Asking for all of it again with the same keys adds only what was missing.
  for (const reference of tried) {
    const created = await sandbox.call('POST', '/v1/payments', { merchant_reference: reference, amount: { minor: 500, currency: 'EUR' } }, reference)
    if (found.get(reference)?.state !== 'paid') await sandbox.call('POST', '/v1/controls/pay', { payment: created['id'], choice: 'boc', decision: 'approve' })
    await sandbox.call('POST', `/v1/payments/${String(created['id'])}/refunds`, { amount: { minor: 200, currency: 'EUR' }, refund_reference: `F-${reference}` }, `F-${reference}`)
  }
  await sandbox.kill()
  const last = await startSandbox({ file, clock, log })
  onTestFinished(() => last.stop())
  const { keyId } = last.credentialsFor(usualMerchant)
  expect(last.controls.balance(keyId, 'EUR')).toEqual({ unpaidMinor: tried.length * (500 - 6 - 200), onTheWayMinor: 0, paidOutMinor: 0 })
}, 60_000)
