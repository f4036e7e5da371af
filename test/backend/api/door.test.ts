import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ClientSession } from '../../../electron/backend/api/client-session.ts'
import { contract } from '../../../shared/contract/contract.ts'
import { roles, type Role } from '../../../shared/role.ts'
import { openTestShop, type TestShop } from '../../harness/shop.ts'
import { whoMay } from './who-may.ts'

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const names = Object.entries(contract).flatMap(([group, procedures]) => Object.keys(procedures).map((name) => `${group}.${name}`))

/** A session whose standing no call can change. */
const standing = (role: Role | null, isPractising = false): ClientSession => ({
  actor: role === null ? null : { id: 'somebody', name: 'Somebody' }, role, personId: null, isPractising, hasLocalFiles: false,
  signIn: () => undefined, signOut: () => undefined, practise: () => undefined,
})

type Asked = (input?: unknown) => Promise<unknown>

/** What the door says to a call without input: it is asked about the caller before it is asked about the input. */
async function doorSays(session: ClientSession, name: string): Promise<string> {
  const { client, close } = shop.backend.carriers.connectInProcess(session)
  const [group, procedure] = name.split('.') as [keyof typeof client, string]
  try {
    const answer = await (client[group] as unknown as Record<string, Asked>)[procedure]!()
    if (isFeed(answer)) await answer.return(undefined)
    return 'let in'
  } catch (error) {
    const { code, message } = error as { code: string; message: string }
    return code === 'BAD_REQUEST' ? 'let in' : `${code} ${message}`
  } finally {
    close()
  }
}

const isFeed = (answer: unknown): answer is AsyncGenerator => typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer

/** "staff owner" as the door itself tells it. */
async function letIn(name: string): Promise<string> {
  if ((await doorSays(standing(null), name)) === 'let in') return 'anyone'
  const allowed: Role[] = []
  for (const role of roles) if ((await doorSays(standing(role), name)) === 'let in') allowed.push(role)
  return allowed.join(' ')
}

describe('who may call what', () => {
  test('is written down for every procedure of the contract, and for no other', () => {
    expect(Object.keys(whoMay).toSorted()).toEqual(names.toSorted())
  })

  test.each(Object.entries(whoMay))('%s: %s', async (name, who) => {
    const found = await letIn(name)
    const mayPractise = (await doorSays(standing(who.startsWith('anyone') ? null : 'owner', true), name)) === 'let in'
    expect(`${found}${mayPractise ? ', practised' : ''}`).toBe(who)
  })
})

describe('who is sent away is told why', () => {
  test.each([
    ['orders.list', null, false, 'UNAUTHORIZED sign-in-first'],
    ['orders.refund', 'staff', false, 'FORBIDDEN role-not-allowed'],
    ['orders.create', 'accountant', false, 'FORBIDDEN role-not-allowed'],
    ['accounts.replaceSecrets', 'accountant', false, 'FORBIDDEN role-not-allowed'],
    ['exports.make', 'owner', true, 'FORBIDDEN not-in-practice'],
  ] as const)('%s by %s', async (name, role, isPractising, words) => {
    expect(await doorSays(standing(role, isPractising), name)).toBe(words)
  })
})

describe('a person', () => {
  const newcomer = { shopName: 'Mine', currency: 'EUR', zone: 'Europe/Berlin', cutoffHour: 4, ownerName: 'Mallory', ownerPin: '9999' }

  test('cannot make themselves owner of a shop that has one', async () => {
    const session = shop.backend.personSession({ hasLocalFiles: false })
    const { client, close } = shop.backend.carriers.connectInProcess(session)
    expect(await client.session.firstRun(newcomer)).toEqual({ ok: false, failure: { kind: 'already-set-up' } })
    expect(session.role).toBeNull()
    close()
  })

  test('who becomes staff, and then leaves, loses the rights in a session that is open', async () => {
    const added = await shop.client.people.add({ name: 'Otto', role: 'owner', pin: '8642' })
    expect(added.ok).toBe(true)
    const { personId } = (await shop.client.people.list()).find(({ name }) => name === 'Otto')!
    const session = shop.backend.personSession({ hasLocalFiles: false })
    const { client, close } = shop.backend.carriers.connectInProcess(session)
    expect(await client.session.signIn({ personId, pin: '8642' })).toMatchObject({ ok: true })
    expect(await doorSays(session, 'people.list')).toBe('let in')
    await shop.client.people.changeRole({ personId, role: 'staff' })
    expect(await doorSays(session, 'people.list')).toBe('FORBIDDEN role-not-allowed')
    await shop.client.people.leave({ personId })
    expect(await doorSays(session, 'orders.list')).toBe('UNAUTHORIZED sign-in-first')
    close()
  })

  test('in a browser names no file of this machine, whatever their role', async () => {
    const { client, close } = shop.backend.carriers.connectInProcess(standing('owner'))
    const wish = { subject: 'orders', from: '2026-06-15', to: '2026-06-15', format: 'csv', environment: null, withByteOrderMark: false } as const
    const refused = { ok: false, failure: { kind: 'no-local-files' } }
    expect(await client.exports.make({ ...wish, path: '/etc/passwd' })).toEqual(refused)
    expect(await client.exports.check({ path: '/etc/passwd' })).toEqual(refused)
    expect(await client.settlements.import({
      source: { from: 'path', path: '/etc/passwd' }, name: 'x', side: null, accountId: null, format: null, currency: null, dateOrder: null, decimal: null,
      encoding: null, isDryRun: true, acceptNote: null,
    })).toEqual(refused)
    close()
  })
})
