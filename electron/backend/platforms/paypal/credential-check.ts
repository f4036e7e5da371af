import { z } from 'zod'
import type { CredentialCheck, Outcome, PlatformAccount, PlatformHttp } from '../platform.ts'
import { ask, done, heardIn, refused, unanswered } from './outcomes.ts'
import { tokenForm, tokenPath } from './signer.ts'
import { SANDBOX_APP_ID } from './terms.ts'
import { instantText } from './wire.ts'

const TokenAnswer = z.object({ app_id: z.string().optional(), scope: z.string().optional() })
const Balances = z.object({ account_id: z.string().optional(), balances: z.array(z.object({ currency: z.string().max(3) })).optional() })

const DAY = 86_400_000

/** What is asked of PayPal to see whether a box is ticked for the app; nothing of it moves money. */
interface Probe {
  /** The box in PayPal's words, and its scope. */
  readonly feature: string
  readonly scope: string
  readonly request: (now: number) => Parameters<PlatformHttp['send']>[0]
}

const searchInvoices: Probe = {
  feature: 'Invoicing', scope: 'https://uri.paypal.com/services/invoicing',
  request: () => ({ method: 'POST', path: '/v2/invoicing/search-invoices?page=1&page_size=1&total_required=true', json: {}, isSafe: true }),
}
const probes: readonly Probe[] = [
  {
    feature: 'Transaction Search', scope: 'https://uri.paypal.com/services/reporting/search/read',
    request: (now) => ({ method: 'GET', path: `/v1/reporting/transactions?start_date=${instantText(now - 3 * DAY)}&end_date=${instantText(now - 2 * DAY)}&page_size=1&page=1` }),
  },
  {
    feature: 'Disputes', scope: 'https://uri.paypal.com/services/disputes/read-seller',
    request: (now) => ({ method: 'GET', path: `/v1/customer/disputes?update_time_after=${instantText(now - DAY)}&page_size=1` }),
  },
]

/** One of these lets us take money and give it back; every app has them unless somebody has taken them away. */
const paymentScope = /uri\.paypal\.com\/services\/payments\b/

/**
 * Proves the credentials by fetching a token with them, and each permission by asking for something that needs it: scopes
 * alone are named differently from app to app.
 */
export async function checkCredentials(http: PlatformHttp, { environment }: PlatformAccount, isInvoicing: boolean): Promise<Outcome<CredentialCheck>> {
  const token = await ask(http, { method: 'POST', path: tokenPath, form: tokenForm(), isSafe: true }, TokenAnswer)
  if (token.kind !== 'done') return token
  const { body: { app_id: appId, scope }, at } = token.value
  if (appId === SANDBOX_APP_ID && environment === 'live') {
    return refused('wrong-environment', appId, 'these are credentials of the sandbox', 'clientId')
  }
  const missing = scope === undefined || scope === '' || paymentScope.test(scope) ? [] : ['Accept Payments (https://uri.paypal.com/services/payments/payment)']
  let caller: string | undefined
  for (const { feature, scope: needed, request } of isInvoicing ? [searchInvoices, ...probes] : probes) {
    const answer = await http.send(request(at))
    if (answer.kind !== 'answered') return unanswered(answer)
    caller ??= answer.headers['caller_acct_num']
    const outcome = heardIn(answer, '', z.unknown())
    // An answer that cannot be read says nothing of permissions.
    if (outcome.kind !== 'refused') continue
    const { reason } = outcome.refusal
    if (reason === 'bad-credentials' || reason === 'expired-credentials') return outcome
    if (reason === 'missing-permission') missing.push(`${feature} (${needed})`)
  }
  const balances = await balancesOf(http)
  return done({
    merchant: balances?.account_id ?? caller ?? appId ?? 'PayPal', environment,
    currency: balances?.balances?.length === 1 ? balances.balances[0]!.currency : null, missingPermissions: missing, choices: [],
  })
}

/** The account's id and currencies; neither is worth failing for. */
async function balancesOf(http: PlatformHttp): Promise<z.infer<typeof Balances> | null> {
  const answer = await http.send({ method: 'GET', path: '/v1/reporting/balances' })
  const parsed = Balances.safeParse(answer.kind === 'answered' && answer.status < 400 ? answer.body : null)
  return parsed.success ? parsed.data : null
}

