/** Builds well-formed XML from text parts; nothing reaches the document unescaped except through `raw`. */

const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as XML 1.0 can hold it: markup escaped, control characters and lone surrogates left out. */
export const escaped = (text: string): string => text.replace(forbidden, '').replace(/[&<>"]/g, (sign) => escapes[sign]!)

/** `<name attributes>content</name>`. Content is XML that was built before, or a list of it. */
export function element(name: string, content: string | readonly string[], attributes: Readonly<Record<string, string>> = {}): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')
  return `<${name}${written}>${typeof content === 'string' ? content : content.join('')}</${name}>`
}

/** `<name attributes>text</name>`, escaped. */
export const textElement = (name: string, text: string, attributes: Readonly<Record<string, string>> = {}): string => element(name, escaped(text), attributes)
