/** The console's own address. It is the page's origin; changing it would lose what browsers keep by origin. */
export const scheme = 'app'
const host = 'console'
export const consoleUrl = `${scheme}://${host}/`
export const consoleOrigin = `${scheme}://${host}`

/**
 * True for addresses of the console itself. Compares scheme and host, because Node gives every custom scheme the origin
 * "null" and comparing origins would let any of them in.
 */
export function isOurs(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.port === ''
}
