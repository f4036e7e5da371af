import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { afterEach, describe, expect, test } from 'vitest'
import { clientOverSocket, type Backend, type BackendClient } from '../../../electron/backend/backend.ts'
import { startWebServer } from '../../../electron/web/web-server.ts'
import { openStore } from '../../harness/reach-in.ts'
import { openTestShop, type TestShop } from '../../harness/shop.ts'
import { openSocket } from '../../web/served.ts'

interface Carried {
  readonly client: BackendClient
  readonly close: () => Promise<void> | void
}

/** One way for people to the backend, signed in by nobody yet. */
type Carrier = (backend: Backend) => Promise<Carried>

const inProcess: Carrier = (backend) => Promise.resolve(backend.carriers.connectInProcess(backend.personSession({ hasLocalFiles: false })))

const overPort: Carrier = (backend) => {
  const { port1, port2 } = new MessageChannel()
  backend.carriers.servePort(port1, backend.personSession({ hasLocalFiles: false }))
  const client: BackendClient = createORPCClient(new RPCLink({ port: port2 }))
  port1.start()
  port2.start()
  return Promise.resolve({ client, close: () => port2.close() })
}

const overSocket: Carrier = async (backend) => {
  const server = await startWebServer({ backend, pageFolder: '/nowhere', port: 0, onNewCode: () => undefined })
  const { headers } = await fetch(server.signInUrl(), { redirect: 'manual' })
  const socket = await openSocket(new URL(server.origin).host, { cookie: headers.get('set-cookie')!.split(';')[0]!, origin: server.origin })
  return { client: clientOverSocket(socket as never), close: () => server.close() }
}

let shop: TestShop
let shut: () => Promise<void> = () => Promise.resolve()
afterEach(() => shut())

const open = async (carrier: Carrier): Promise<BackendClient> => {
  shop = await openTestShop({ seed: 'carriers' })
  const { client, close } = await carrier(shop.backend)
  shut = async () => {
    shut = () => Promise.resolve()
    await close()
    await shop.close()
  }
  return client
}

/** How a call ended, as whoever asked sees it. */
const ending = (call: Promise<unknown>): Promise<unknown> =>
  call.catch((error: unknown) => {
    const { code, message, data } = error as { code: string; message: string; data: unknown }
    return { code, message, data }
  })

const orderOf = (minor: number, more: object = {}) => ({
  orderId: shop.newId(), accountId: shop.accountId, amount: { minor, currency: 'EUR' }, description: 'Café 角落', customer: '', note: '', methodHint: null,
  captureMode: 'automatic' as const, expiresInMinutes: null, till: 'till-1', reference: 'COUNTER-1', despite: null, ...more,
})

/** What people do in a morning, and how each call ended. The shop is made from the same seed, so all ids are the same every time. */
async function morning(client: BackendClient): Promise<Record<string, unknown>> {
  const staff = await shop.client.people.add({ name: 'Sam', role: 'staff', pin: '2580' })
  const personId = staff.ok ? staff.value.personId : ''
  const owner = (await shop.client.people.list()).find(({ role }) => role === 'owner')!
  const told: Record<string, unknown> = {}
  told['nobody looks'] = await ending(client.session.state())
  told['nobody lists orders'] = await ending(client.orders.list({ filter: {}, before: null, limit: 10 }))
  told['a wrong PIN'] = await ending(client.session.signIn({ personId, pin: '0000' }))
  told['staff sign in'] = await ending(client.session.signIn({ personId, pin: '2580' }))
  const wish = orderOf(1_234)
  told['a charge'] = await ending(client.orders.create(wish))
  await shop.settled(wish.orderId)
  told['the same wish again'] = ((await ending(client.orders.create(wish))) as { ok: boolean }).ok
  told['its reference for another'] = await ending(client.orders.create(orderOf(500)))
  told['an amount below nothing'] = await ending(client.orders.create(orderOf(-1)))
  told['half a cent'] = await ending(client.orders.create(orderOf(0.5)))
  told['staff refund'] = await ending(client.orders.refund({ orderId: wish.orderId, refundId: shop.newId(), amount: null, reason: '' }))
  told['staff ask for figures'] = await ending(client.statistics.scope())
  told['the owner signs in'] = await ending(client.session.signIn({ personId: owner.personId, pin: '1234' }))
  told['a refund of nothing paid'] = await ending(client.orders.refund({ orderId: wish.orderId, refundId: shop.newId(), amount: null, reason: '' }))
  told['an order that is none'] = await ending(client.orders.get({ orderId: shop.newId() }))
  told['the owner leaves'] = await ending(client.session.signOut())
  told['and is gone'] = await ending(client.orders.list({ filter: {}, before: null, limit: 10 }))
  return told
}

const carriers = [['in process', inProcess], ['over a message port', overPort], ['over a WebSocket', overSocket]] as const

describe('the same calls', () => {
  test('end in the same way on every carrier', async () => {
    const mornings: Record<string, unknown>[] = []
    for (const [, carrier] of carriers) {
      mornings.push(await morning(await open(carrier)))
      await shut()
    }
    const [first, ...others] = mornings
    for (const other of others) expect(other).toEqual(first)
    expect(first).toMatchObject({
      'nobody looks': { person: null, shop: { name: 'Test shop' }, practice: false },
      'nobody lists orders': { code: 'UNAUTHORIZED', message: 'sign-in-first' },
      'a wrong PIN': { ok: false, failure: { kind: 'wrong-pin' } },
      'staff sign in': { ok: true, value: { name: 'Sam', role: 'staff' } },
      'a charge': { ok: true, value: { amount: { minor: 1_234, currency: 'EUR' }, reference: 'COUNTER-1', description: 'Café 角落' } },
      'the same wish again': true,
      'its reference for another': { ok: false, failure: { kind: 'reference-taken', number: 1 } },
      'an amount below nothing': { code: 'BAD_REQUEST', data: { issues: [{ path: ['amount', 'minor'] }] } },
      'half a cent': { code: 'BAD_REQUEST', data: { issues: [{ path: ['amount', 'minor'] }] } },
      'staff refund': { code: 'FORBIDDEN', message: 'role-not-allowed' },
      'staff ask for figures': { code: 'FORBIDDEN', message: 'role-not-allowed' },
      'a refund of nothing paid': { ok: false, failure: { kind: 'wrong-state', state: 'awaiting_payment' } },
      'an order that is none': { ok: false, failure: { kind: 'order-not-found' } },
      'the owner leaves': null,
      'and is gone': { code: 'UNAUTHORIZED', message: 'sign-in-first' },
    })
  })
})

describe.each(carriers)('%s', (_name, carrier) => {
  test('a bug goes out as a number only; the log has it under the number', async () => {
    const client = await open(carrier)
    const owner = (await shop.client.people.list())[0]!
    await client.session.signIn({ personId: owner.personId, pin: '1234' })
    const { store } = openStore(shop.folder)
    store.exec('DROP TABLE exports')
    store.close()
    const told = (await ending(client.exports.list({ before: null, limit: 10 }))) as { data: { incident: string } }
    expect(told).toEqual({ code: 'INTERNAL_SERVER_ERROR', message: 'incident', data: { incident: expect.stringMatching(/^[0-9A-Z]{26}$/u) as string, problem: 'other' } })
    expect(shop.log.filter(({ event }) => event === 'api.incident')).toMatchObject([{ level: 'error', facts: { incident: told.data.incident, error: expect.stringContaining('no such table') as string } }])
  })

  test('a feed tells what changed, never the data, and ends when it is left', async () => {
    const client = await open(carrier)
    const feed = await client.feed.changes()
    const heard = feed.next()
    const { order } = await shop.charge(1_000)
    expect(await heard).toMatchObject({ done: false, value: { topic: 'orders', id: order.orderId } })
    await feed.return(undefined)
    expect(await feed.next()).toMatchObject({ done: true })
  })
})
