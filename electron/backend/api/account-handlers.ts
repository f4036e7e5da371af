import type { Account, CheckResult, Health } from '../../../shared/contract/accounts.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { AccountRecord } from '../accounts/accounts.repository.ts'
import { healthVerdict } from '../accounts/health-verdict.ts'
import type { Desk } from '../desk.ts'
import type { CredentialCheck, Outcome, PlatformKind } from '../platforms/platform.ts'
import { actorOf, type Door } from './door.ts'
import type { DeskOf } from './order-handlers.ts'

function healthOf(desk: Desk<'live' | 'practice'>, accountId: string): Health {
  const state = desk.connections.wireState(accountId)
  return { ...state.health, skewMs: state.skewMs, openUntil: state.openUntil, verdict: healthVerdict(state) }
}

function accountView(desk: Desk<'live' | 'practice'>, account: AccountRecord): Account {
  const can = desk.connections.capabilitiesOf(account.accountId)
  return {
    accountId: account.accountId, platform: account.platform, label: account.label, environment: account.environment, baseUrl: account.baseUrl,
    settings: { ...account.settings }, currency: account.currency, isClosed: account.closedAt !== null, createdAt: account.createdAt,
    feedCompleteUntil: account.feedCompleteUntil, health: healthOf(desk, account.accountId),
    can: {
      methods: [...can.methods], captureModes: [...can.captureModes], void: can.canVoid, cancel: can.canCancel, refundInPart: can.canRefundInPart,
      captureInPart: can.canCaptureInPart, expiryMinutes: can.expiryMinutes, payouts: can.payouts, feed: can.feed,
      currencies: can.currencies === null ? null : [...can.currencies],
    },
  }
}

function checkView(outcome: Outcome<CredentialCheck>, skewMs: number | null): CheckResult {
  switch (outcome.kind) {
    case 'done': {
      const { merchant, environment, currency, missingPermissions, choices } = outcome.value
      return {
        verdict: 'answered', merchant, environment, currency, missingPermissions: [...missingPermissions], skewMs,
        choices: choices.map(({ setting, options }) => ({ setting, options: options.map((option) => ({ ...option })) })),
      }
    }
    case 'refused':
      return { verdict: 'refused', ...outcome.refusal }
    case 'not-done':
    case 'unknown':
      return { verdict: 'no-answer', why: outcome.why, detail: outcome.detail, skewMs }
  }
}

export interface AccountHandlerParts {
  readonly deskOf: DeskOf
  readonly live: Desk<'live'>
  readonly kinds: readonly PlatformKind[]
}

export function accountHandlers(door: Door, { deskOf, live, kinds }: AccountHandlerParts) {
  const { accounts } = door
  const shown = <F>(result: Result<AccountRecord, F>): Result<Account, F> => (result.ok ? ok(accountView(live, result.value)) : result)
  return {
    list: accounts.list.handler(({ context }) => {
      const desk = deskOf(context)
      return desk.accounts.list().map((account) => accountView(desk, account))
    }),
    platforms: accounts.platforms.handler(() =>
      kinds.map(({ id, baseUrls, credentials }) => ({
        platform: id,
        environments: id === 'sandbox' ? ['test' as const] : (['test', 'live'] as const).filter((environment) => baseUrls[environment] !== undefined),
        fields: credentials.map(({ options, ...field }) => ({ ...field, options: options === undefined ? null : [...options] })),
      })),
    ),
    add: accounts.add.handler(async ({ input, context }) => shown(await live.accounts.add(input, actorOf(context)))),
    probe: accounts.probe.handler(async ({ input }) => {
      const probed = await live.accounts.probe(input)
      return probed.ok ? ok(checkView(probed.value.outcome, probed.value.skewMs)) : probed
    }),
    check: accounts.check.handler(async ({ input }) => {
      const checked = await live.accounts.check(input.accountId)
      return checked.ok ? ok(checkView(checked.value, live.connections.wireState(input.accountId).skewMs)) : checked
    }),
    change: accounts.change.handler(({ input, context }) => shown(live.accounts.change(input.accountId, input, actorOf(context)))),
    replaceSecrets: accounts.replaceSecrets.handler(({ input, context }) => live.accounts.replaceSecrets(input.accountId, input.secrets, actorOf(context))),
    close: accounts.close.handler(({ input, context }) =>
      live.accounts.find(input.accountId) === null ? fail({ kind: 'account-not-found' }) : live.accounts.close(input.accountId, actorOf(context)),
    ),
  }
}
