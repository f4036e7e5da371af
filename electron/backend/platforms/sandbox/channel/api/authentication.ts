import { ok, type Result } from '../../../../../../shared/result.ts'
import { instantFrom, isSameSignature, signatureHeaders, signRequest } from '../../signature.ts'
import { CLOCK_LIMIT_MS } from '../../terms.ts'
import { refuse, type ChannelRefusal } from '../acts/refusal.ts'
import type { Merchant, MerchantRepository } from '../books/merchants.ts'

export interface SignedRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/**
 * Whose request it is. The signature is checked before the time, so that only the merchant learns that its clock is off,
 * and a stranger always hears the same.
 */
export function authenticate(merchants: MerchantRepository, request: SignedRequest, now: number): Result<Merchant, ChannelRefusal & { readonly merchant?: Merchant }> {
  const { headers } = request
  const at = headers[signatureHeaders.at] ?? ''
  const merchant = merchants.findByKey(headers[signatureHeaders.key] ?? '')
  const expected = signRequest(merchant?.secret ?? 'nobody', { method: request.method, path: request.path, at, body: request.body })
  const isRight = isSameSignature(expected, headers[signatureHeaders.signature] ?? '')
  if (merchant === undefined) return refuse('unknown_key', 'The key is not known.')
  if (!isRight) return refuse('bad_signature', 'The signature does not fit the request.')
  const signedAt = instantFrom(at)
  if (signedAt === null) return refuse('invalid_request', `The header ${signatureHeaders.at} is not a time.`, signatureHeaders.at)
  const skewMs = signedAt - now
  if (Math.abs(skewMs) > CLOCK_LIMIT_MS) {
    const refusal = refuse('clock_skew', `The clock of the request is ${Math.round(skewMs / 1_000)} s off; at most ${CLOCK_LIMIT_MS / 1_000} s are accepted.`, String(skewMs))
    return { ok: false, failure: { ...refusal.failure, merchant } }
  }
  return ok(merchant)
}
