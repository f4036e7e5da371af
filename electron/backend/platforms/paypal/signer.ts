import { z } from 'zod'
import type { HttpOutcome, PlatformAccount, PlatformHttp, RequestSigner, SignedHeaders } from '../platform.ts'

/** A token is not used in the last part of its life, because it has to last until the request has arrived. */
const SPARE_MS = 60_000
/** A token younger than this has all permissions that there are: fetching another one would change nothing. */
const STALE_AFTER_MS = 30_000

export const tokenPath = '/v1/oauth2/token'
export const tokenForm = (): URLSearchParams => new URLSearchParams({ grant_type: 'client_credentials' })

/** Where its life is not told, a token is kept for a few minutes; one that ends sooner is renewed on 401. */
const UNTOLD_LIFE_S = 300

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().min(0).catch(UNTOLD_LIFE_S) })

interface Token {
  readonly text: string
  readonly fetchedAt: number
  readonly expiresAt: number
}

/**
 * Signs with an access token, which is fetched once and kept: one for each call gets the app rate limited
 * (github.com/nopSolutions/nopCommerce/issues/7036). Requests for a token itself are signed with the app's id and secret.
 */
export function createPayPalSigner({ secrets }: PlatformAccount): RequestSigner {
  const id = secrets['clientId'] ?? ''
  const secret = secrets['clientSecret'] ?? ''
  const asApp = { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
  let token: Token | null = null
  let fetching: Promise<Token | HttpOutcome> | null = null
  let lastAt = 0

  async function fetchToken(http: PlatformHttp, at: number): Promise<Token | HttpOutcome> {
    const answer = await http.send({ method: 'POST', path: tokenPath, headers: asApp, form: tokenForm(), isSafe: true })
    // Whatever became of the token's own request, the one that it was for has not been made.
    if (answer.kind === 'no-answer') return notSent(`no access token: ${answer.detail}`)
    if (answer.kind === 'not-sent' || answer.status >= 400) return answer
    const parsed = TokenAnswer.safeParse(answer.body)
    if (!parsed.success) return notSent('the access token cannot be read')
    return { text: parsed.data.access_token, fetchedAt: at, expiresAt: at + parsed.data.expires_in * 1_000 - SPARE_MS }
  }

  async function freshToken(http: PlatformHttp, at: number): Promise<Token | HttpOutcome> {
    if (token !== null && at >= token.fetchedAt && at < token.expiresAt) return token
    fetching ??= fetchToken(http, at).finally(() => {
      fetching = null
    })
    const fetched = await fetching
    if (isToken(fetched)) token = fetched
    return fetched
  }

  return {
    async sign({ path, at }, http): Promise<SignedHeaders> {
      if (id === '' || secret === '') return { ok: false, outcome: { kind: 'not-sent', why: 'no-credentials', retryAt: null, detail: 'client id or secret is missing' } }
      if (path.endsWith(tokenPath)) return { ok: true, headers: asApp }
      lastAt = at
      const fresh = await freshToken(http, at)
      return isToken(fresh) ? { ok: true, headers: { authorization: `Bearer ${fresh.text}` } } : { ok: false, outcome: fresh }
    },
    verify({ status }) {
      // A feature that was ticked a minute ago acts only for new tokens, and an old one lives up to nine hours.
      if (status === 403 && token !== null && lastAt - token.fetchedAt > STALE_AFTER_MS) token = null
      return true
    },
    renew() {
      token = null
      return true
    },
  }
}

const isToken = (fetched: Token | HttpOutcome): fetched is Token => 'text' in fetched && !('kind' in fetched)

const notSent = (detail: string): HttpOutcome => ({ kind: 'not-sent', why: 'unreachable', retryAt: null, detail })
