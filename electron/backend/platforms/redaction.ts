import { maskCardNumbers } from './card-numbers.ts'

/** Takes secrets and card data out of what is kept as evidence. Applied before anything is stored, logged or shown. */
export interface Redaction {
  readonly headers: (headers: Readonly<Record<string, string>>) => Record<string, string>
  /** A path with its query, or a whole URL. */
  readonly path: (path: string) => string
  /** A body of any kind: JSON, a form, XML, or text that is none of them (a cut-off answer). */
  readonly body: (text: string) => string
}

const REMOVED = '[removed]'

/** Parts of a name that give it away wherever they stand in it. */
const tellingPart = /secret|password|passwd|passphrase|passcode|token|authori[sz]ation|credential|cookie|apikey|privatekey|signature|cvv|cvc|securitycode|cardcode/
/** Words that give a name away only when they stand alone: "api_key" but not "monkey", "pin" but not "shipping". */
const tellingWords = new Set(['key', 'keys', 'pwd', 'pass', 'pin', 'sign', 'auth', 'hmac', 'cvn', 'cvn2', 'csc', 'cid'])

/** True for a header, field or query parameter whose value must not be kept. An idempotency key is no secret, and needed as evidence. */
export function isTellingName(name: string): boolean {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z\d]+/)
  if (words.some((word) => word.startsWith('idempoten'))) return false
  return tellingPart.test(words.join('')) || words.some((word) => tellingWords.has(word))
}

/** `secrets` are the account's own: they are removed literally, wherever they turn up. */
export function createRedaction(secrets: readonly string[] = []): Redaction {
  const literals = secrets.flatMap(spellingsOf).toSorted((a, b) => b.length - a.length)

  const plain = (text: string): string => maskCardNumbers(literals.reduce((rest, literal) => rest.replaceAll(literal, REMOVED), text))
  const value = (text: string): string => (/^\s*[[{]/.test(text) ? body(text) : plain(pairs(text)))
  const parameters = (query: string): string => query.split('&').map((pair) => parameter(pair, value)).join('&')

  function body(text: string): string {
    return jsonBody(text, value) ?? (isForm(text) ? parameters(text) : plain(pairs(text)))
  }

  return {
    headers: (headers) => Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, isTellingName(name) ? REMOVED : value(text)])),
    path(path) {
      const queryAt = path.indexOf('?')
      return queryAt < 0 ? plain(path) : `${plain(path.slice(0, queryAt))}?${parameters(path.slice(queryAt + 1))}`
    },
    body,
  }
}

/** The ways in which a secret can stand in a request. Shorter ones would take innocent text with them. */
const spellingsOf = (secret: string): readonly string[] =>
  secret.length < 4 ? [] : [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64')]

/** Null when the text is not JSON (or nested too deep for the parser). Numbers keep their spelling. */
function jsonBody(text: string, redact: (text: string) => string): string | null {
  try {
    const parsed: unknown = JSON.parse(text, keepSpelling)
    return JSON.stringify(parsed, (name, inner: unknown) => {
      // Only what can hold a secret: null and false say nothing, and their absence is evidence.
      if (isTellingName(name) && inner !== null && typeof inner !== 'boolean') return REMOVED
      if (typeof inner === 'string') return redact(inner)
      if (!isSpelled(inner)) return inner
      const masked = redact(inner.rawJSON)
      return masked === inner.rawJSON ? inner : masked
    })
  } catch {
    return null
  }
}

/** JSON.rawJSON (ES2026, in Node since 22): writes a number as it was read, which a float cannot promise. */
interface Spelled { readonly rawJSON: string }
const spelled = (source: string): Spelled => (JSON as unknown as { rawJSON(source: string): Spelled }).rawJSON(source)
const isSpelled = (value: unknown): value is Spelled => typeof value === 'object' && value !== null && Object.isFrozen(value) && 'rawJSON' in value

const keepSpelling = function (this: unknown, _name: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? spelled(context.source) : value
}

const isForm = (text: string): boolean => /^[^\s=&<>{]+=[^\s&]*(?:&[^\s=&]+=[^\s&]*)*$/.test(text)

function parameter(pair: string, redact: (text: string) => string): string {
  const equalsAt = pair.indexOf('=')
  if (equalsAt < 0) return redact(pair)
  const name = pair.slice(0, equalsAt)
  if (isTellingName(decoded(name))) return `${name}=${REMOVED}`
  const text = decoded(pair.slice(equalsAt + 1))
  const redacted = redact(text)
  return redacted === text ? pair : `${name}=${encodeURIComponent(redacted)}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** Names with values inside free text: cut-off JSON, XML, URLs, header-like lines. */
function pairs(text: string): string {
  return text
    .replace(/"((?:[^"\\]|\\.){1,80})"(\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,}\]"]+)/g, (whole, name: string, colon: string) =>
      isTellingName(name) ? `"${name}"${colon}"${REMOVED}"` : whole)
    .replace(/<([\w:.-]{1,80})(\s[^<>]*)?>([^<]+)/g, (whole, name: string, attributes: string | undefined) =>
      isTellingName(name) ? `<${name}${attributes ?? ''}>${REMOVED}` : whole)
    .replace(/([\w.[\]-]{1,80})=("[^"]*"?|'[^']*'?|[^\s&;,"'<>]+)/g, (whole, name: string) => (isTellingName(name) ? `${name}=${REMOVED}` : whole))
    .replace(/\b(Bearer|Basic|HMAC)\s+[\w.~+/=-]{6,}/gi, `$1 ${REMOVED}`)
}
