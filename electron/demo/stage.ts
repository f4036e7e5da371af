import { createBackend, type Backend, type BackendClient } from '../backend/backend.ts'
import type { Sandbox } from '../backend/platforms/sandbox/channel/start-sandbox.ts'
import type { CurrencyCode } from '../../shared/currency.ts'
import type { Role } from '../../shared/role.ts'
import { createChance, type Chance } from './chance.ts'
import { createDemoHost, type DemoHost } from './demo-host.ts'
import { createDiary, type Diary } from './diary.ts'

export interface DemoPins {
  readonly owner: string
  readonly accountant: string
  readonly staff: string
}

export interface StageOptions {
  readonly dataFolder: string
  readonly version: string
  readonly seed: string
  readonly startAt: number
  readonly currency: CurrencyCode
  readonly onlineCurrency: CurrencyCode
  readonly zone: string
  readonly cutoffHour: number
  readonly pins: DemoPins
}

/** Somebody of the shop, signed in. */
export interface Colleague {
  readonly personId: string
  readonly name: string
  readonly client: BackendClient
}

/** An account at the sandbox, with the key by which its customers and its bank act. */
export interface SandboxAccount {
  readonly accountId: string
  readonly keyId: string
  readonly currency: CurrencyCode
}

/** The shop with its people and accounts, and what moves it: clock, chance and diary. */
export interface Stage {
  readonly demo: DemoHost
  readonly backend: Backend
  readonly sandbox: Sandbox
  readonly chance: Chance
  readonly diary: Diary
  readonly zone: string
  readonly cutoffHour: number
  readonly owner: Colleague
  readonly accountant: Colleague
  readonly staff: readonly Colleague[]
  readonly till: SandboxAccount
  readonly online: SandboxAccount
  /** Settlements that come as files only. */
  readonly marketplaceId: string
  close(): Promise<void>
}

export const shopName = 'Café Morgenrot'
export const peopleNames = { owner: 'Marta Engel', accountant: 'Jonas Richter', staff: ['Lea', 'Tom', 'Yuki'] } as const

/** Opens the shop: first run, people, accounts. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const demo = createDemoHost(options)
  const started = await createBackend(demo.host)
  if (!started.ok) throw new Error(`the demonstration's folder cannot be opened: ${started.failure.kind}`)
  const backend = started.value
  const endings: (() => void)[] = []
  const connect = (): BackendClient => {
    const connection = backend.carriers.connectInProcess(backend.personSession({ hasLocalFiles: true }))
    endings.push(() => connection.close())
    return connection.client
  }

  const ownerClient = connect()
  const opened = await ownerClient.session.firstRun({
    shopName, currency: options.currency, zone: options.zone, cutoffHour: options.cutoffHour, ownerName: peopleNames.owner, ownerPin: options.pins.owner,
  })
  if (!opened.ok) throw new Error(`the shop cannot be set up: ${opened.failure.kind}`)

  const hire = async (name: string, role: Role, pin: string): Promise<Colleague> => {
    const added = await ownerClient.people.add({ name, role, pin })
    if (!added.ok) throw new Error(`${name} cannot be added: ${added.failure.kind}`)
    const client = connect()
    const { personId } = added.value
    const signedIn = await client.session.signIn({ personId, pin })
    if (!signedIn.ok) throw new Error(`${name} cannot sign in: ${signedIn.failure.kind}`)
    return { personId, name, client }
  }
  const accountant = await hire(peopleNames.accountant, 'accountant', options.pins.accountant)
  const staff: Colleague[] = []
  for (const name of peopleNames.staff) staff.push(await hire(name, 'staff', options.pins.staff))

  const addAccount = async (platform: 'sandbox' | 'files', label: string): Promise<{ accountId: string; keyId: string }> => {
    const added = await ownerClient.accounts.add({ platform, label, environment: 'test', baseUrl: null, settings: {}, secrets: {} })
    if (!added.ok) throw new Error(`the account ${label} cannot be added: ${added.failure.kind}`)
    return { accountId: added.value.accountId, keyId: added.value.settings['keyId'] ?? '' }
  }
  const till = { ...(await addAccount('sandbox', 'Till')), currency: options.currency }
  const online = { ...(await addAccount('sandbox', 'Online shop')), currency: options.onlineCurrency }
  const { accountId: marketplaceId } = await addAccount('files', 'Marketplace')
  const sandbox = await backend.sandbox()

  return {
    demo, backend, sandbox, chance: createChance(`${options.seed} trade`), diary: createDiary(), zone: options.zone, cutoffHour: options.cutoffHour,
    owner: { personId: opened.value.personId, name: opened.value.name, client: ownerClient }, accountant, staff, till, online, marketplaceId,
    close: async () => {
      for (const end of endings) end()
      await backend.close()
    },
  }
}
