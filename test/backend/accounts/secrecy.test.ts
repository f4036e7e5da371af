import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBackend, type Backend, type BackendClient } from '../../../electron/backend/backend.ts'
import { openDatabase } from '../../../electron/backend/store/database.ts'
import type { OrderDetail } from '../../../shared/contract/orders.ts'
import { startStripe, type Counterpart } from '../../cli/counterparts.ts'
import { SECRET_KEY } from '../../simulators/stripe/simulator.ts'
import { hostOn } from '../../web/served.ts'

const wrongKey = 'sk_test_51MARKEDkeyThatNobodyKnows'
const marked = [SECRET_KEY, wrongKey]
const spellings = marked.flatMap((key) => [key, encodeURIComponent(key), Buffer.from(key).toString('base64').replace(/=+$/u, ''), Buffer.from(`${key}:`).toString('base64').replace(/=+$/u, ''), Buffer.from(key).toString('hex')])
const found = (text: string): string[] => spellings.filter((spelling) => text.includes(spelling))

let folder: string
let backend: Backend
let client: BackendClient
let stripe: Counterpart
let echo: Server
/** Everything that the page was told, in one text. */
let told = ''

/** A platform that says back what it was told, headers and all. */
const startEcho = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const words = JSON.stringify(request.headers)
      response.writeHead(401, { 'content-type': 'application/json', 'x-seen': String(request.headers.authorization) })
      response.end(JSON.stringify({ error: { type: 'invalid_request_error', message: `You sent ${words} with ${wrongKey}` } }))
    })
    server.listen(0, '127.0.0.1', () => resolve(server))
  })

const hear = async <T>(call: Promise<T>): Promise<T> => {
  const answer = await call
  told += `${JSON.stringify(answer)}\n`
  return answer
}

const account = (label: string, baseUrl: string, secretKey: string) => ({ platform: 'stripe' as const, label, environment: 'test' as const, baseUrl, settings: {}, secrets: { secretKey } })

/** The order once no call about it is on its way. */
async function atRest(orderId: string): Promise<OrderDetail> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await client.orders.get({ orderId })
    if (found.ok && found.value.calls.every(({ state }) => state !== 'pending' && state !== 'in_flight')) return found.value
    await wait(50)
  }
  throw new Error('the order does not come to rest')
}

/** An order from its charge to its case file. */
async function sell(accountId: string, meanwhile: (platformReference: string | null) => void): Promise<void> {
  const orderId = ulid()
  await hear(client.orders.create({
    orderId, accountId, amount: { minor: 1_234, currency: 'EUR' }, description: 'Book', customer: '', note: '', methodHint: null, captureMode: 'automatic',
    expiresInMinutes: null, till: 'till-1', reference: null, despite: null,
  }))
  meanwhile((await atRest(orderId)).payments[0]!.platformReference)
  await hear(client.polling.once())
  await hear(client.orders.askNow({ orderId }))
  await hear(client.orders.refund({ orderId, refundId: ulid(), amount: null, reason: 'returned' }))
  for (const { exchangeId } of (await hear(atRest(orderId))).timeline) if (exchangeId !== null) await hear(client.orders.exchange({ exchangeId }))
  await hear(client.orders.caseFile({ orderId }))
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-secrecy-'))
  const started = await createBackend(hostOn(folder))
  if (!started.ok) throw new Error(started.failure.kind)
  backend = started.value
  ;({ client } = backend.carriers.connectInProcess(backend.operatorSession('tester')))
  ;[stripe, echo] = await Promise.all([startStripe(), startEcho()])
  await client.session.firstRun({ shopName: 'Corner', currency: 'EUR', zone: 'Europe/Berlin', cutoffHour: 4, ownerName: 'Ada', ownerPin: '4711' })
  const echoUrl = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`
  await hear(client.accounts.probe(account('Card', stripe.baseUrl, wrongKey)))
  await hear(client.accounts.probe(account('Echo', echoUrl, wrongKey)))
  for (const [label, url, key] of [['Card', stripe.baseUrl, SECRET_KEY], ['Echo', echoUrl, wrongKey]] as const) {
    const added = await hear(client.accounts.add(account(label, url, key)))
    if (!added.ok) throw new Error(added.failure.kind)
    const { accountId } = added.value
    await hear(client.accounts.check({ accountId }))
    await sell(accountId, (reference) => {
      if (reference !== null) stripe.pay(reference)
      stripe.catchUp()
    })
    await hear(client.accounts.replaceSecrets({ accountId, secrets: { secretKey: key } }))
  }
  for (const subject of ['orders', 'journal', 'settlements', 'exceptions'] as const) {
    await hear(client.exports.make({ subject, from: '2020-01-01', to: '2099-12-31', format: 'csv', environment: null, withByteOrderMark: false, path: null }))
  }
  await hear(client.accounts.list())
  await hear(client.accounts.platforms())
  await hear(client.attention.list())
  await hear(client.audit.list({ before: null, limit: 200 }))
  await hear(client.session.state())
}, 120_000)

afterAll(async () => {
  await backend.close()
  await stripe.stop()
  echo.closeAllConnections()
  echo.close()
  rmSync(folder, { recursive: true, force: true })
})

const files = (): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))

describe('a secret', () => {
  test('was used: the shop sold and refunded with it', () => {
    expect(told).toContain('"kind":"refund"')
    expect(told).toContain('You sent')
  })

  test('is in no answer that the page gets', () => {
    expect(found(told)).toEqual([])
  })

  test('is in no file of the data folder, and the folder has all that a shop writes', () => {
    const names = files().map((file) => path.relative(folder, file))
    expect(names).toEqual(expect.arrayContaining(['counterfoil.db', 'secrets.json', 'secrets.key', expect.stringMatching(/^exports.*orders-.*csv$/u)]))
    expect(files().flatMap((file) => found(readFileSync(file, 'latin1')).map((spelling) => `${file}: ${spelling}`))).toEqual([])
  })

  test('is not in what is kept of the wire, once that is unpacked', () => {
    const db = openDatabase(path.join(folder, 'counterfoil.db'), { readonly: true })
    const kept = db.prepare<[], { content: Buffer }>('SELECT content FROM exchanges').all().map(({ content }) => gunzipSync(content).toString('utf8'))
    db.close()
    expect(kept.length).toBeGreaterThan(4)
    expect(found(kept.join('\n'))).toEqual([])
  })

  test('keeps to files that are their owner\'s alone', () => {
    const open = files().filter((file) => path.basename(file).startsWith('secrets.') && (statSync(file).mode & 0o077) !== 0)
    expect(open).toEqual([])
  })

  test('given as a setting is refused and nowhere kept', async () => {
    const { accountId } = (await client.accounts.list())[0]!
    const asSetting = { settings: { secretKey: SECRET_KEY } }
    const refused = { ok: false, failure: { kind: 'unknown-field', field: 'secretKey' } }
    expect(await client.accounts.add({ ...account('Third', stripe.baseUrl, SECRET_KEY), ...asSetting })).toEqual(refused)
    expect(await client.accounts.change({ accountId, label: 'Card', ...asSetting })).toEqual(refused)
    expect(await client.accounts.replaceSecrets({ accountId, secrets: { returnUrl: 'https://shop.example' } })).toEqual({ ok: false, failure: { kind: 'unknown-field', field: 'returnUrl' } })
    expect(files().flatMap((file) => found(readFileSync(file, 'latin1')))).toEqual([])
  })
})
