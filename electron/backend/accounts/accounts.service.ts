import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Actor, AuditService } from '../audit/audit.service.ts'
import type { Changes } from '../changes.ts'
import { UnreadableSecrets, type Clock, type SecretStore } from '../host.ts'
import type { Outcome, CredentialCheck, PlatformId, PlatformKind } from '../platforms/platform.ts'
import type { InTransaction } from '../store/store.ts'
import type { AccountRecord, AccountRepository } from './accounts.repository.ts'
import { secretName, type Connections } from './connections.ts'

export interface NewAccount {
  readonly platform: PlatformId
  readonly label: string
  readonly environment: 'test' | 'live'
  readonly baseUrl: string | null
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

export type AddFailure =
  | { readonly kind: 'label-taken'; readonly label: string }
  | { readonly kind: 'missing-field'; readonly field: string }
  | { readonly kind: 'unknown-field'; readonly field: string }
  | { readonly kind: 'environment-not-supported'; readonly environment: string }
  | { readonly kind: 'bad-url'; readonly url: string }
  | { readonly kind: 'secrets-unreadable'; readonly hint: string }

type AccountNotFound = { readonly kind: 'account-not-found' }

export interface IssuedCredentials {
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

/** Gives credentials for a platform that runs inside the program. */
export type IssueCredentials = (label: string) => Promise<IssuedCredentials>

export interface AccountParts {
  readonly repository: AccountRepository
  readonly inTransaction: InTransaction
  readonly clock: Clock
  readonly newId: () => string
  readonly audit: AuditService
  readonly changes: Changes
  readonly secrets: SecretStore
  readonly kinds: Readonly<Partial<Record<PlatformId, PlatformKind>>>
  readonly connections: Connections
  readonly issueSandboxCredentials: IssueCredentials
}

export type AccountService = ReturnType<typeof createAccountService>

export function createAccountService(parts: AccountParts) {
  const { repository, inTransaction, clock, audit, kinds } = parts

  const objectionTo = (wish: NewAccount, kind: PlatformKind): AddFailure | null => {
    const isEmbedded = wish.platform === 'sandbox' && wish.baseUrl === null
    if (wish.platform === 'sandbox' && wish.environment === 'live') return { kind: 'environment-not-supported', environment: 'live' }
    if (wish.baseUrl !== null && !isUsableUrl(wish.baseUrl)) return { kind: 'bad-url', url: wish.baseUrl }
    if (!isEmbedded && wish.baseUrl === null && kind.baseUrls[wish.environment] === null) return { kind: 'missing-field', field: 'baseUrl' }
    const unknown = unknownAmong(kind, wish)
    if (unknown !== null || isEmbedded) return unknown
    const missing = kind.credentials.find(
      ({ name, isRequired, isSecret }) => isRequired && ((isSecret ? wish.secrets : wish.settings)[name] ?? '') === '',
    )
    return missing === undefined ? null : { kind: 'missing-field', field: missing.name }
  }

  const add = async (wish: NewAccount, by: Actor): Promise<Result<AccountRecord, AddFailure>> => {
    if (repository.findByLabel(wish.label) !== null) return fail({ kind: 'label-taken', label: wish.label })
    const objection = objectionTo(wish, kindOf(wish.platform))
    if (objection !== null) return fail(objection)
    const accountId = parts.newId()
    const isEmbedded = wish.platform === 'sandbox' && wish.baseUrl === null
    const { settings, secrets } = isEmbedded ? await parts.issueSandboxCredentials(wish.label) : wish
    const notKept = await keepSecrets(accountId, secrets)
    if (notKept !== null) return fail(notKept)
    return inTransaction(() => {
      // Somebody else may have taken the name while the secrets were being kept.
      if (repository.findByLabel(wish.label) !== null) return fail({ kind: 'label-taken', label: wish.label })
      const account = newRecord(accountId, { ...wish, settings })
      repository.insert(account)
      audit.note(by, 'account.add', accountId, { platform: wish.platform, label: wish.label, environment: wish.environment, settings: wish.settings })
      parts.changes.announce('accounts', accountId)
      return ok(account)
    })
  }

  const keepSecrets = async (accountId: string, secrets: Readonly<Record<string, string>>): Promise<AddFailure | null> => {
    try {
      await parts.secrets.set(secretName(accountId), JSON.stringify(secrets))
      return null
    } catch (error) {
      if (error instanceof UnreadableSecrets) return { kind: 'secrets-unreadable', hint: error.hint }
      throw error
    }
  }

  /** Replaces the credentials; what was there before is gone. */
  const replaceSecrets = async (accountId: string, secrets: Readonly<Record<string, string>>, by: Actor): Promise<Result<null, AccountNotFound | AddFailure>> => {
    const account = repository.find(accountId)
    if (account === null) return fail({ kind: 'account-not-found' })
    const objection = unknownAmong(kindOf(account.platform), { secrets, settings: {} }) ?? (await keepSecrets(accountId, secrets))
    if (objection !== null) return fail(objection)
    parts.connections.forget(accountId)
    inTransaction(() => audit.note(by, 'account.replace-credentials', accountId))
    parts.changes.announce('accounts', accountId)
    return ok(null)
  }

  const change = (accountId: string, wish: { label: string; settings: Readonly<Record<string, string>> }, by: Actor): Result<AccountRecord, AccountNotFound | AddFailure> =>
    inTransaction(() => {
      const account = repository.find(accountId)
      if (account === null) return fail({ kind: 'account-not-found' })
      const unknown = unknownAmong(kindOf(account.platform), { secrets: {}, settings: wish.settings })
      if (unknown !== null) return fail(unknown)
      const other = repository.findByLabel(wish.label)
      if (other !== null && other.accountId !== accountId) return fail({ kind: 'label-taken', label: wish.label })
      const after = { ...account, label: wish.label, settings: { ...account.settings, ...wish.settings } }
      repository.update(after)
      parts.connections.forget(accountId)
      audit.note(by, 'account.change', accountId, { before: { label: account.label, settings: account.settings }, after: wish })
      parts.changes.announce('accounts', accountId)
      return ok(after)
    })

  /** No new orders go there; what is open is watched to its end. */
  const close = (accountId: string, by: Actor): Result<null, AccountNotFound> =>
    inTransaction(() => {
      const account = repository.find(accountId)
      if (account === null) return fail({ kind: 'account-not-found' })
      repository.update({ ...account, closedAt: clock.now() })
      audit.note(by, 'account.close', accountId, { label: account.label })
      parts.changes.announce('accounts', accountId)
      return ok(null)
    })

  const check = async (accountId: string): Promise<Result<Outcome<CredentialCheck>, AccountNotFound>> => {
    const account = repository.find(accountId)
    if (account === null) return fail({ kind: 'account-not-found' })
    const platform = await parts.connections.connect(accountId, { orderId: null, callId: null })
    if (platform === null) return ok({ kind: 'not-done', why: 'no-credentials', retryAt: null, detail: '' })
    const outcome = await platform.checkCredentials()
    if (outcome.kind === 'done' && outcome.value.currency !== account.currency) {
      inTransaction(() => repository.update({ ...repository.find(accountId)!, currency: outcome.value.currency }))
      parts.changes.announce('accounts', accountId)
    }
    return ok(outcome)
  }

  /** Tries credentials that are not kept. Their account may exist already: new ones are tried before they replace its own. */
  const probe = async (wish: NewAccount): Promise<Result<{ outcome: Outcome<CredentialCheck>; skewMs: number | null }, AddFailure>> => {
    const objection = objectionTo(wish, kindOf(wish.platform))
    if (objection !== null) return fail(objection)
    const { platform, wireState } = parts.connections.tryOut(newRecord(parts.newId(), wish), wish.secrets)
    return ok({ outcome: await platform.checkCredentials(), skewMs: wireState().skewMs })
  }

  const kindOf = (platform: PlatformId): PlatformKind => {
    const kind = kinds[platform]
    if (kind === undefined) throw new Error(`no platform ${platform}`)
    return kind
  }

  const newRecord = (accountId: string, wish: NewAccount): AccountRecord => ({
    accountId, platform: wish.platform, label: wish.label, environment: wish.environment, baseUrl: wish.baseUrl, settings: wish.settings,
    currency: null, feedCursor: null, feedCompleteUntil: null, payoutsPulledUntil: null, createdAt: clock.now(), closedAt: null,
  })

  return {
    add, probe, replaceSecrets, change, close, check,
    list: (): AccountRecord[] => repository.list(),
    find: (accountId: string): AccountRecord | null => repository.find(accountId),
    findByLabel: (label: string): AccountRecord | null => repository.findByLabel(label),
    saveCursor: repository.saveCursor,
    forgetCursor: repository.forgetCursor,
    savePayoutsPulled: repository.savePayoutsPulled,
    /** Figures are of live accounts as soon as there is one; before that, of test accounts. */
    shownEnvironment: (): 'test' | 'live' => (repository.list().some(({ environment }) => environment === 'live') ? 'live' : 'test'),
  }
}

/** The first field that is not the platform's. A secret among the settings is none: settings are kept and shown in clear. */
function unknownAmong(kind: PlatformKind, { secrets, settings }: Pick<NewAccount, 'secrets' | 'settings'>): AddFailure | null {
  const isKnown = (name: string, isSecret: boolean): boolean => kind.credentials.some((field) => field.name === name && field.isSecret === isSecret)
  const unknown = Object.keys(secrets).find((name) => !isKnown(name, true)) ?? Object.keys(settings).find((name) => !isKnown(name, false))
  return unknown === undefined ? null : { kind: 'unknown-field', field: unknown }
}

/** https, or a server on this machine. */
function isUsableUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  return (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)) && url.username === '' && url.hash === '' && url.search === ''
}
