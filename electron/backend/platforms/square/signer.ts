import type { PlatformAccount, RequestSigner } from '../platform.ts'
import { SQUARE_VERSION } from './terms.ts'

/** A personal access token in the header; answers are not signed. */
export function createSquareSigner(account: PlatformAccount): RequestSigner {
  const accessToken = (account.secrets['accessToken'] ?? '').trim()
  // A header cannot carry anything else, and no token looks otherwise.
  const isSendable = /^[\x21-\x7e]+$/.test(accessToken)
  return {
    sign: () => Promise.resolve(
      isSendable
        ? { ok: true, headers: { authorization: `Bearer ${accessToken}`, 'square-version': SQUARE_VERSION } }
        : { ok: false, outcome: { kind: 'not-sent', why: 'no-credentials', retryAt: null, detail: 'the access token is missing or holds blanks' } },
    ),
    verify: () => true,
    renew: () => false,
  }
}
