import type { UnknownReason } from './platform.ts'

/** How a request ended that brought no answer. Only `not-sent` is certain; when in doubt it is `no-answer`. */
export type NetworkFailure =
  | { readonly kind: 'not-sent'; readonly detail: string }
  | { readonly kind: 'no-answer'; readonly why: Extract<UnknownReason, 'timeout' | 'connection-lost'>; readonly detail: string }

/** Failures that can only happen before the first byte of the request is written. */
const beforeSending = new Set([
  'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT', 'ERR_TLS_CERT_ALTNAME_INVALID',
  // The names that Chromium's network stack uses for the same.
  'ERR_NAME_NOT_RESOLVED', 'ERR_CONNECTION_REFUSED', 'ERR_INTERNET_DISCONNECTED', 'ERR_ADDRESS_UNREACHABLE', 'ERR_ADDRESS_INVALID',
  'ERR_PROXY_CONNECTION_FAILED', 'ERR_NAME_RESOLUTION_FAILED', 'ERR_UNSAFE_PORT', 'ERR_CERT_COMMON_NAME_INVALID', 'ERR_CERT_DATE_INVALID',
  'ERR_CERT_AUTHORITY_INVALID', 'ERR_CERT_REVOKED', 'ERR_CERT_INVALID', 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
  // TLS refused in the handshake; https://nodejs.org/api/tls.html#x509-certificate-error-codes
  'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_CRL', 'UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'CERT_SIGNATURE_FAILURE', 'CRL_SIGNATURE_FAILURE', 'CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED',
  'CRL_NOT_YET_VALID', 'CRL_HAS_EXPIRED', 'ERROR_IN_CERT_NOT_BEFORE_FIELD', 'ERROR_IN_CERT_NOT_AFTER_FIELD', 'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_CHAIN_TOO_LONG', 'CERT_REVOKED',
  'INVALID_CA', 'PATH_LENGTH_EXCEEDED', 'INVALID_PURPOSE', 'CERT_UNTRUSTED', 'CERT_REJECTED', 'HOSTNAME_MISMATCH',
  'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
])

/** The same codes mean "before" while connecting and "in doubt" on an open connection. */
const beforeSendingWhenConnecting = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL', 'EACCES', 'EPERM'])

/** Said by Node when the peer hangs up during the handshake, and by fetch for a port that it never opens. */
const beforeSendingByWords = /before secure TLS connection was established|^bad port$/

const timeouts = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT', 'ERR_TIMED_OUT', 'TimeoutError'])

/** What a thrown fetch says about the request. Anything that it does not know counts as sent. */
export function networkFailureOf(error: unknown): NetworkFailure {
  const causes = rootCauses(error)
  const detail = [...new Set(causes.map(wordsOf))].join('; ').slice(0, 300)
  if (causes.length > 0 && causes.every(isBeforeSending)) return { kind: 'not-sent', detail }
  const why = causes.some((cause) => timeouts.has(codeOf(cause)) || timeouts.has(textOf(cause, 'name'))) ? 'timeout' : 'connection-lost'
  return { kind: 'no-answer', why, detail }
}

/** fetch wraps the socket's error as `cause`, and a connection tried over several addresses has one error for each. */
function rootCauses(error: unknown, depth = 0): readonly object[] {
  if (typeof error !== 'object' || error === null || depth > 8) return []
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0) {
    return error.errors.flatMap((inner: unknown) => rootCauses(inner, depth + 1))
  }
  const inner = 'cause' in error ? rootCauses(error.cause, depth + 1) : []
  return inner.length > 0 ? inner : [error]
}

function isBeforeSending(cause: object): boolean {
  const code = codeOf(cause)
  return beforeSending.has(code) ||
    (beforeSendingWhenConnecting.has(code) && textOf(cause, 'syscall') === 'connect') ||
    beforeSendingByWords.test(textOf(cause, 'message'))
}

const codeOf = (cause: object): string => textOf(cause, 'code') || (/net::(ERR_\w+)/.exec(textOf(cause, 'message'))?.[1] ?? '')

const wordsOf = (cause: object): string => [textOf(cause, 'code') || textOf(cause, 'name'), textOf(cause, 'message')].filter(Boolean).join(': ')

function textOf(cause: object, name: 'code' | 'name' | 'message' | 'syscall'): string {
  const value: unknown = (cause as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}
