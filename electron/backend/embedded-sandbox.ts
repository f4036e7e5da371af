import path from 'node:path'
import type { IssuedCredentials } from './accounts/accounts.service.ts'
import type { Host } from './host.ts'
import { startSandbox, type Sandbox } from './platforms/sandbox/channel/start-sandbox.ts'
import type { ShopService } from './shop/shop.service.ts'

/** The sandbox platform inside this process. It runs from the first time that somebody needs it until the program ends. */
export interface EmbeddedSandbox {
  /** Where it listens. */
  readonly url: () => Promise<string>
  /** Makes a merchant of its own for the account and gives its credentials. */
  readonly issueCredentials: (label: string) => Promise<IssuedCredentials>
  /** The running channel, for demonstration data and training. */
  readonly running: () => Promise<Sandbox>
  stop(): Promise<void>
}

export function createEmbeddedSandbox(folder: string, host: Host, shop: ShopService): EmbeddedSandbox {
  let starting: Promise<Sandbox> | null = null
  const running = (): Promise<Sandbox> =>
    (starting ??= startSandbox({
      file: path.join(folder, 'sandbox.db'), clock: host.clock, log: host.log,
      ...(host.sandboxRandom === undefined ? {} : { random: host.sandboxRandom }),
    }))

  return {
    url: async () => (await running()).baseUrl,
    issueCredentials: async (label) => {
      const { controls } = await running()
      const { name, currency, zone, cutoffHour } = shop.find()!
      // Customers read the merchant's name on the page; a second account of the same shop needs another one.
      const merchant = controls.findMerchant(name) === undefined ? name : `${name} (${label})`
      const { keyId, secret } = controls.createMerchant({ label: merchant, currencies: sandboxCurrencies(currency), zone, cutoffHour })
      return { settings: { keyId }, secrets: { secret } }
    },
    running,
    stop: async () => {
      if (starting !== null) await (await starting).stop()
    },
  }
}

/** The shop's own currency, and enough others to try out what several currencies look like. */
const sandboxCurrencies = (own: string): string[] => [...new Set([own, 'EUR', 'USD', 'GBP', 'CNY', 'JPY', 'KWD'])]
