import { z } from 'zod'
import { ok, type Result } from '../../../../shared/result.ts'
import type { CredentialCheck, HttpRequest, Outcome, PlatformAccount, PlatformHttp } from '../platform.ts'
import { listOf, Words } from './answer-values.ts'
import { activeLocations, type Location } from './location.ts'
import { done, outcomeOf, type NotGood } from './outcomes.ts'
import { NEEDED_PERMISSIONS } from './terms.ts'
import { each, type Wire } from './wire.ts'

/** What Square tells of a token: nothing of it is promised for every token. */
const TokenStatus = z.object({ scopes: listOf(z.string()).catch([]), client_id: Words })

/** Proves the token and the location by questions alone. */
export async function checkSquareCredentials(http: PlatformHttp, wire: Wire, account: PlatformAccount): Promise<Outcome<CredentialCheck>> {
  const ask = async <A>(request: HttpRequest, schema: z.ZodType<A>): Promise<Outcome<A>> =>
    outcomeOf(await http.send(request), schema, (answer): Result<A, never> => ok(answer))

  const locationId = account.settings['locationId'] ?? ''
  const locations = await activeLocations(http, locationId)
  if (locations.kind !== 'done') return withHint(locations, account)
  const active = locations.value
  const [first] = active
  if (first === undefined) return refusedLocation(locationId)

  const token = await ask({ method: 'POST', path: '/oauth2/token/status', isSafe: true }, TokenStatus)
  const { scopes, client_id } = token.kind === 'done' ? token.value : { scopes: [], client_id: null }
  const environment = environmentOf(client_id ?? '') ?? account.environment
  if (environment !== account.environment) return wrongEnvironment(client_id ?? '', environment)
  const missing = scopes.length === 0 ? await missingByTrial(wire) : done(NEEDED_PERMISSIONS.filter((permission) => !scopes.includes(permission)))
  if (missing.kind !== 'done') return missing
  return done({
    merchant: first.business_name ?? first.name ?? first.id,
    environment,
    currency: locationId === '' ? onlyCurrency(active) : (first.currency ?? null),
    missingPermissions: [...missing.value, ...(locationId === '' ? [] : missingCapability(first))],
    choices: locationId === '' ? [{ setting: 'locationId', options: active.map(({ id, name, currency }) => ({ value: id, label: [name ?? id, currency ?? ''].join(' ').trim() })) }] : [],
  })
}

/** Applications of the sandbox have ids of their own form; a token does not tell where it belongs. */
const environmentOf = (applicationId: string): 'test' | 'live' | null =>
  applicationId.startsWith('sandbox-') ? 'test' : applicationId.startsWith('sq0') ? 'live' : null

const onlyCurrency = (locations: readonly Location[]): string | null => {
  const currencies = new Set(locations.map(({ currency }) => currency))
  return currencies.size === 1 ? (locations[0]?.currency ?? null) : null
}

/** Only where Square lists the capabilities at all. */
const missingCapability = ({ capabilities }: Location): readonly string[] =>
  capabilities === null || capabilities === undefined || capabilities.includes('CREDIT_CARD_PROCESSING') ? [] : ['CREDIT_CARD_PROCESSING']

/** Where a token does not list its permissions: harmless questions, each of which needs one. */
async function missingByTrial(wire: Wire): Promise<Outcome<readonly string[]>> {
  const at = { from: null, page: null }
  const trials: readonly (readonly [string, () => Promise<Outcome<unknown>>])[] = [
    ['PAYMENTS_READ', () => wire.paymentsChanged(at, 'DESC', 1)], ['ORDERS_READ', () => wire.links(at)],
    ['DISPUTES_READ', () => wire.disputes(at)], ['PAYOUTS_READ', () => wire.payouts(at, 'DESC', 1)],
  ]
  const found = await each(trials, async ([permission, ask]): Promise<Outcome<string | null>> => {
    const answer = await ask()
    if (answer.kind === 'refused') return done(answer.refusal.reason === 'missing-permission' ? (answer.refusal.subject ?? permission) : null)
    const saysNothing = answer.kind === 'unknown' && (answer.why === 'malformed-answer' || answer.why === 'implausible-answer')
    return answer.kind === 'done' || saysNothing ? done(null) : answer
  })
  return found.kind === 'done' ? done(found.value.filter((permission) => permission !== null)) : found
}

/** Square says no more than "unauthorized" to a token of the other environment. */
function withHint(outcome: NotGood, { environment }: PlatformAccount): NotGood {
  if (outcome.kind !== 'refused' || outcome.refusal.code !== 'UNAUTHORIZED') return outcome
  const place = environment === 'live' ? 'connect.squareup.com takes production tokens only' : 'connect.squareupsandbox.com takes sandbox tokens only'
  return { kind: 'refused', refusal: { ...outcome.refusal, words: `${outcome.refusal.words} (${place})` } }
}

const wrongEnvironment = (applicationId: string, environment: 'test' | 'live'): NotGood =>
  ({ kind: 'refused', refusal: { reason: 'wrong-environment', code: 'CLIENT_ID', words: `the token belongs to the application ${applicationId}`, subject: environment } })

const refusedLocation = (locationId: string): NotGood => ({
  kind: 'refused',
  refusal: locationId === ''
    ? { reason: 'not-found', code: 'NO_LOCATION', words: 'no active location', subject: 'locationId' }
    : { reason: 'wrong-state', code: 'INACTIVE', words: `location ${locationId} is not active`, subject: 'locationId' },
})
