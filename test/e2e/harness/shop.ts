import type { BackendClient } from '../../../electron/backend/backend.ts'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { WebSocket } from 'ws'
import type { TestedConsole } from './console.ts'

export const ownerPin = '4711'
export const staffPin = '2580'

/** A way into the same backend beside the browser: a session of its own over a WebSocket. */
export async function connect(console: TestedConsole): Promise<BackendClient> {
  const answer = await fetch(console.signInUrl(), { redirect: 'manual' })
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
  const socket = new WebSocket(`${console.origin.replace('http', 'ws')}/contract`, { headers: { cookie, origin: console.origin } })
  return createORPCClient(new RPCLink({ websocket: socket as never }))
}

/** A shop with an owner (Ada), staff (Sam) and an account at the sandbox. The client is signed in as the owner. */
export async function openShop(console: TestedConsole, shop: { name?: string; currency?: string } = {}): Promise<BackendClient> {
  const client = await connect(console)
  await client.session.firstRun({
    shopName: shop.name ?? 'Corner Books', currency: shop.currency ?? 'EUR', zone: 'Europe/Berlin', cutoffHour: 4, ownerName: 'Ada', ownerPin,
  })
  await client.people.add({ name: 'Sam', role: 'staff', pin: staffPin })
  await client.accounts.add({ platform: 'sandbox', label: 'Sandbox', environment: 'test', baseUrl: null, settings: {}, secrets: {} })
  return client
}
