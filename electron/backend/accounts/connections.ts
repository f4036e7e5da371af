import type { Health } from '../../../shared/contract/accounts.ts'
import type { Clock, Host, SecretStore } from '../host.ts'
import { createAccountWire, wireStateOf, type AccountWire, type WireState } from '../platforms/account-wire.ts'
import { connectAccount } from '../platforms/connect-account.ts'
import type { Capabilities, Platform, PlatformAccount, PlatformId, PlatformKind, RequestSigner } from '../platforms/platform.ts'
import type { AccountRecord, AccountRepository } from './accounts.repository.ts'
import type { EvidenceService } from './evidence.ts'
import { healthVerdict } from './health-verdict.ts'

/** What is being done, so that what is said on the wire is kept beside it. */
export interface ConnectionPurpose {
  readonly orderId: string | null
  readonly callId: string | null
}

export interface Connections {
  /** The account's platform, ready to be spoken to; null when its credentials cannot be read. */
  readonly connect: (accountId: string, purpose: ConnectionPurpose) => Promise<Platform | null>
  /** A connection for credentials that are not kept: nothing is remembered, nothing is recorded. */
  readonly tryOut: (record: AccountRecord, secrets: Readonly<Record<string, string>>) => { platform: Platform; wireState: () => WireState }
  /** What the account's platform can do. Known without credentials. */
  readonly capabilitiesOf: (accountId: string) => Capabilities
  /** Health, clock and pauses as our own last half hour shows them. */
  readonly wireState: (accountId: string) => WireState
  /** Credentials or settings have changed: the next connection is made anew. */
  readonly forget: (accountId: string) => void
  /** Ends everything under way. */
  readonly stop: () => void
}

export interface ConnectionsParts {
  readonly repository: AccountRepository
  readonly kinds: Readonly<Partial<Record<PlatformId, PlatformKind>>>
  readonly secrets: SecretStore
  readonly evidence: EvidenceService
  readonly host: Pick<Host, 'fetch' | 'random' | 'sleep' | 'log'>
  readonly clock: Clock
  /** Where the embedded sandbox listens; starts it when it is not running. */
  readonly sandboxUrl: () => Promise<string>
  /** An account answers again, or no longer: its dot has another colour now. */
  readonly onVerdictChanged: (accountId: string) => void
}

/** Name of an account's credentials in the host's secret store. */
export const secretName = (accountId: string): string => `account:${accountId}`

interface Line {
  readonly wire: AccountWire
  account: PlatformAccount | null
  /** Kept for the account's life in this process, because it may hold an access token. */
  signer: RequestSigner | null
  capabilities: Capabilities | null
  verdict: Health['verdict']
}

export function createConnections(parts: ConnectionsParts): Connections {
  const lines = new Map<string, Line>()
  const ending = new AbortController()

  const lineOf = (accountId: string): Line => {
    let line = lines.get(accountId)
    if (line === undefined) lines.set(accountId, (line = { wire: createAccountWire(), account: null, signer: null, capabilities: null, verdict: 'unknown' }))
    return line
  }
  const kindOf = (record: AccountRecord): PlatformKind => {
    const kind = parts.kinds[record.platform]
    if (kind === undefined) throw new Error(`no platform ${record.platform}`)
    return kind
  }
  const recordOf = (accountId: string): AccountRecord => {
    const record = parts.repository.find(accountId)
    if (record === null) throw new Error(`no account ${accountId}`)
    return record
  }

  const loadAccount = async (record: AccountRecord, kind: PlatformKind): Promise<PlatformAccount | null> => {
    let text: string | null
    try {
      text = await parts.secrets.get(secretName(record.accountId))
    } catch (error) {
      parts.host.log.warn('accounts.credentials-unreadable', { accountId: record.accountId, error: String(error) })
      return null
    }
    if (text === null) return null
    const isEmbedded = record.platform === 'sandbox' && record.baseUrl === null
    const baseUrl = isEmbedded ? await parts.sandboxUrl() : (record.baseUrl ?? kind.baseUrls[record.environment])
    if (baseUrl === null) throw new Error(`no address for ${record.platform}`)
    return {
      accountId: record.accountId, environment: record.environment, baseUrl, settings: record.settings,
      secrets: JSON.parse(text) as Record<string, string>,
    }
  }

  const connect = async (accountId: string, purpose: ConnectionPurpose): Promise<Platform | null> => {
    const record = recordOf(accountId)
    const kind = kindOf(record)
    const line = lineOf(accountId)
    line.account ??= await loadAccount(record, kind)
    const { account } = line
    if (account === null) return null
    const signer = (line.signer ??= kind.signer(account))
    return connectAccount({ ...kind, signer: () => signer }, account, {
      wire: line.wire, fetch: parts.host.fetch, clock: parts.clock, random: parts.host.random, sleep: parts.host.sleep, signal: ending.signal,
      record: (evidence) => {
        parts.evidence.keep({ accountId, ...purpose }, evidence)
        noteVerdict(accountId, line)
      },
    })
  }

  const noteVerdict = (accountId: string, line: Line): void => {
    const verdict = healthVerdict(wireStateOf(line.wire, parts.clock.now()))
    if (verdict === line.verdict) return
    line.verdict = verdict
    parts.onVerdictChanged(accountId)
  }

  const tryOut = (record: AccountRecord, secrets: Readonly<Record<string, string>>) => {
    const kind = kindOf(record)
    const wire = createAccountWire()
    const baseUrl = record.baseUrl ?? kind.baseUrls[record.environment]
    if (baseUrl === null) throw new Error(`no address for ${record.platform}`)
    const account = { accountId: record.accountId, environment: record.environment, baseUrl, settings: record.settings, secrets }
    const platform = connectAccount(kind, account, {
      wire, fetch: parts.host.fetch, clock: parts.clock, random: parts.host.random, sleep: parts.host.sleep, signal: ending.signal, record: () => undefined,
    })
    return { platform, wireState: () => wireStateOf(wire, parts.clock.now()) }
  }

  const withoutWire = { send: () => Promise.reject(new Error('this connection only tells its capabilities')) }

  return {
    connect,
    tryOut,
    capabilitiesOf: (accountId) => {
      const line = lineOf(accountId)
      if (line.capabilities !== null) return line.capabilities
      const record = recordOf(accountId)
      const account = { accountId, environment: record.environment, baseUrl: 'https://capabilities.invalid', settings: record.settings, secrets: {} }
      return (line.capabilities = kindOf(record).connect(withoutWire, account).capabilities)
    },
    wireState: (accountId) => wireStateOf(lineOf(accountId).wire, parts.clock.now()),
    forget: (accountId) => {
      const line = lineOf(accountId)
      line.account = null
      line.signer = null
      line.capabilities = null
    },
    stop: () => ending.abort(),
  }
}
