import path from 'node:path'
import type { Host } from './host.ts'
import type { ShopService } from './shop/shop.service.ts'

/** The sandbox platform inside this process. It runs from the first time that somebody needs it until the program ends. */
export interface EmbeddedSandbox {
  /** Where it listens. */
  url(): Promise<string>
  /** Makes a merchant of its own for the account and gives its credentials. */
  issueCredentials(accountId: string): Promise<Readonly<Record<string, string>>>
  stop(): Promise<void>
}

export function createEmbeddedSandbox(_folder: string, _host: Host, _shop: ShopService): EmbeddedSandbox {
  void path
  throw new Error('being built')
}
