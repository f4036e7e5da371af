import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createChannel } from './channel.ts'
import { createChannelServer } from './api/http-server.ts'
import { createControls, type MerchantCredentials, type NewMerchant, type SandboxControls } from './controls.ts'
import { createFaults, type FaultPlanInput } from './faults.ts'
import { trueRandom, type RandomSource } from './randomness.ts'
import { openChannelFile } from './store/channel-file.ts'
import type { Settings } from './store/settings.ts'

export interface SandboxOptions {
  /** Path of the channel's own file, or ":memory:". */
  readonly file: string
  /** The channel's time is this clock plus the offset that is kept in the file. */
  readonly clock: { now(): number }
  /** Ids, secrets and page addresses; default: cryptographic. Seeded in tests. */
  readonly random?: RandomSource
  /** Listen on this port and no other. Default: the port of last time when it is free, else any. */
  readonly port?: number
  /** Replaces the plan that the file holds. */
  readonly faults?: FaultPlanInput
  readonly log: { error(event: string, facts?: Readonly<Record<string, unknown>>): void }
}

export interface Sandbox {
  /** "http://127.0.0.1:4711" */
  readonly baseUrl: string
  readonly controls: SandboxControls
  /** The credentials of the merchant with this label, who is created when there is none. */
  credentialsFor(merchant: NewMerchant): MerchantCredentials
  /** Ends open connections and closes the file. */
  stop(): Promise<void>
}

/** Starts the payment channel on 127.0.0.1. Rejects when its file or the wanted port cannot be used. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const db = openChannelFile(options.file)
  try {
    const channel = createChannel({ db, clock: options.clock, random: options.random ?? trueRandom })
    const faults = createFaults(channel.settings)
    if (options.faults !== undefined) faults.set(options.faults)
    const controls = createControls(channel, faults)
    let baseUrl = ''
    const server = createChannelServer({ channel, controls, faults, baseUrl: () => baseUrl, log: options.log })
    const port = await listenOnUsualPort(server, channel.settings, options.port)
    baseUrl = `http://127.0.0.1:${port}`
    return {
      baseUrl,
      controls,
      credentialsFor: (merchant) => controls.findMerchant(merchant.label) ?? controls.createMerchant(merchant),
      async stop() {
        await closeServer(server)
        db.close()
      },
    }
  } catch (error) {
    db.close()
    throw error
  }
}

/** Pay links name the port, so it should be the same after a restart. */
async function listenOnUsualPort(server: Server, settings: Settings, wanted: number | undefined): Promise<number> {
  const usual = Number(settings.get('port') ?? '0')
  const port = wanted === undefined ? await listen(server, usual).catch(() => listen(server, 0)) : await listen(server, wanted)
  settings.set('port', String(port))
  return port
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
