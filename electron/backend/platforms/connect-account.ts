import { discreet } from './discreet.ts'
import { createPlatformHttp, type PlatformHttpOptions } from './http-client.ts'
import type { Platform, PlatformAccount, PlatformKind } from './platform.ts'
import { createRedaction } from './redaction.ts'

/** What a connection needs from the host and the program; the rest comes from the kind and the account. */
export type ConnectionParts = Pick<PlatformHttpOptions, 'wire' | 'fetch' | 'clock' | 'random' | 'sleep' | 'record' | 'signal' | 'limits' | 'origins'>

/** Joins an account to its platform: signer, wire and adapter. Sends nothing. */
export function connectAccount(kind: PlatformKind, account: PlatformAccount, parts: ConnectionParts): Platform {
  const secrets = Object.values(account.secrets)
  const http = createPlatformHttp({
    ...parts,
    baseUrl: account.baseUrl,
    signer: kind.signer(account),
    rateLimit: kind.rateLimit,
    secrets,
    // The limit is a capability of the adapter, and the adapter needs the wire first.
    get clockLimitMs() {
      return platform.capabilities.clockLimitMs
    },
  })
  const platform = kind.connect(http, account)
  return discreet(platform, createRedaction(secrets))
}
