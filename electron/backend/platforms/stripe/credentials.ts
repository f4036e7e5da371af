import { z } from 'zod'
import { ok } from '../../../../shared/result.ts'
import type { CredentialCheck, Outcome, PlatformAccount, Refusal } from '../platform.ts'
import { Currency, Id, Mode, Words } from './answer-values.ts'
import { permissionIn } from './refusals.ts'
import { done, type NotDone, type Wire } from './wire.ts'

const Balance = z.object({ livemode: Mode, available: z.array(z.object({ currency: Currency })).nullish().catch(null) })

const Merchant = z.object({
  id: Id, default_currency: Currency.nullish().catch(null), email: Words,
  business_profile: z.object({ name: Words }).nullish().catch(null),
  settings: z.object({ dashboard: z.object({ display_name: Words }).nullish().catch(null) }).nullish().catch(null),
})

/** Proves the key without moving money. A full key has every permission; a restricted one is asked for each that we need. */
export async function checkCredentials(wire: Wire, account: PlatformAccount): Promise<Outcome<CredentialCheck>> {
  const key = (account.secrets['secretKey'] ?? '').trim()
  const isLive = account.environment === 'live'
  const objection = objectionTo(key, isLive)
  if (objection !== null) return { kind: 'refused', refusal: objection }

  const balance = await wire.get('/v1/balance', {}, Balance)
  if (balance.kind !== 'done' && !isMissingPermission(balance) && !isNotFound(balance)) return balance
  const livemode = balance.kind === 'done' ? balance.value.answer.livemode : null
  if (livemode !== null && livemode !== isLive) return { kind: 'refused', refusal: wrongEnvironment(isLive) }

  const merchant = await wire.get('/v1/account', {}, Merchant)
  // Who we are is good to know and nothing that we need: a restricted key may well not be allowed to ask. One of the two has to prove the key.
  if (isNotFound(balance) && merchant.kind !== 'done') return balance
  const told = merchant.kind === 'done' ? merchant.value.answer : null
  const name = told?.business_profile?.name ?? told?.settings?.dashboard?.display_name ?? told?.email ?? told?.id ?? accountIn(merchant) ?? 'Stripe'
  const missing = key.startsWith('rk_') ? await missingPermissions(wire) : ok([])
  if (!missing.ok) return missing.failure.outcome
  const balancePermission = isMissingPermission(balance) ? [nameOf(balance.refusal, 'GET /v1/balance')] : []
  return done({
    merchant: name === '' ? 'Stripe' : name, environment: account.environment, currency: told?.default_currency ?? onlyCurrency(balance),
    missingPermissions: [...new Set([...balancePermission, ...missing.value])], choices: [],
  })
}

/** What the key says of itself, before anything is sent. Keys of other forms are left to the platform to judge. */
function objectionTo(key: string, isLive: boolean): Refusal | null {
  if (key.startsWith('pk_')) return { reason: 'bad-credentials', code: 'not_sent', words: 'This is a publishable key. A secret or restricted key (sk_…, rk_…) is needed.', subject: 'secretKey' }
  const mode = /^[sr]k_(live|test)_/.exec(key)?.[1]
  return mode !== undefined && (mode === 'live') !== isLive ? wrongEnvironment(isLive) : null
}

const isNotFound = (outcome: Outcome<unknown>): outcome is NotDone => outcome.kind === 'refused' && outcome.refusal.reason === 'not-found'

const wrongEnvironment = (isLive: boolean): Refusal => ({
  reason: 'wrong-environment', code: 'not_sent', subject: 'secretKey',
  words: isLive ? 'This is a key for test mode; the account is for live payments.' : 'This is a key for live payments; the account is for test mode.',
})

type MissingPermission = Extract<NotDone, { kind: 'refused' }>
const isMissingPermission = (outcome: Outcome<unknown>): outcome is MissingPermission => outcome.kind === 'refused' && outcome.refusal.reason === 'missing-permission'
const nameOf = ({ words }: Refusal, request: string): string => permissionIn(words) ?? request

/** What we read, one of each. */
const reads = ['checkout/sessions', 'payment_links', 'payment_intents', 'charges', 'refunds', 'disputes', 'events', 'payouts', 'balance_transactions'] as const

/**
 * What we write. Each request lacks what it needs, so it is refused whoever asks: for the permission first, and with it for the
 * missing field. Nothing comes into being.
 */
const writes = ['/v1/checkout/sessions', '/v1/payment_links', '/v1/prices', '/v1/products', '/v1/refunds', '/v1/payment_intents/pi_none/cancel'] as const

async function missingPermissions(wire: Wire) {
  const asked = await Promise.all([
    ...reads.map(async (collection) => ({ request: `GET /v1/${collection}`, outcome: await wire.get(`/v1/${collection}`, { limit: '1' }, z.unknown()) })),
    ...writes.map(async (path) => ({ request: `POST ${path}`, outcome: await wire.post(path, {}, null, z.unknown(), 'looking') })),
  ])
  const unanswered = asked.find(({ outcome }) => outcome.kind === 'not-done' || outcome.kind === 'unknown')
  if (unanswered !== undefined) return { ok: false, failure: { kind: 'unanswered', outcome: unanswered.outcome as NotDone } } as const
  const missing = new Set(asked.flatMap(({ request, outcome }) => (isMissingPermission(outcome) ? [nameOf(outcome.refusal, request)] : [])))
  // Who may write may read.
  return ok([...missing].filter((permission) => !missing.has(permission.replace(/_read$/, '_write')) || !permission.endsWith('_read')))
}

const onlyCurrency = (balance: Outcome<{ answer: z.infer<typeof Balance> }>): string | null => {
  const currencies = balance.kind === 'done' ? [...new Set((balance.value.answer.available ?? []).map(({ currency }) => currency))] : []
  return currencies.length === 1 ? (currencies[0] ?? null) : null
}

/** Even a refusal names the account. */
const accountIn = (outcome: Outcome<unknown>): string | null => (outcome.kind === 'refused' ? (/'(acct_\w+)'/.exec(outcome.refusal.words)?.[1] ?? null) : null)
