import type { PlatformAccount, RequestSigner } from '../platform.ts'
import { instantFrom, instantText, isSameSignature, signAnswer, signatureHeaders, signRequest } from './signature.ts'

/** Signs with the merchant's secret, and believes only answers that are signed with it. */
export function createSandboxSigner(account: PlatformAccount): RequestSigner {
  const keyId = account.settings['keyId'] ?? ''
  const secret = account.secrets['secret'] ?? ''
  return {
    sign({ method, path, body, at }) {
      if (keyId === '' || secret === '') {
        return Promise.resolve({ ok: false, outcome: { kind: 'not-sent', why: 'no-credentials', retryAt: null, detail: 'key or secret is missing' } })
      }
      const time = instantText(at)
      const headers = { [signatureHeaders.key]: keyId, [signatureHeaders.at]: time, [signatureHeaders.signature]: signRequest(secret, { method, path, at: time, body }) }
      return Promise.resolve({ ok: true, headers })
    },
    verify({ status, headers, text }) {
      const signature = headers[signatureHeaders.answerSignature]
      // Who does not know us cannot sign for us. Believing it costs nothing: the request had no valid proof, so nothing was done.
      if (signature === undefined) return status === 401
      return isSameSignature(signAnswer(secret, { status, at: headers[signatureHeaders.answerAt] ?? '', body: text }), signature)
    },
    serverAt: (headers) => instantFrom(headers[signatureHeaders.answerAt] ?? ''),
    renew: () => false,
  }
}
