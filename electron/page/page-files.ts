import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** The same for desktop and browser: the page loads nothing from elsewhere and runs nothing inline. */
export const contentSecurityPolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
  "media-src 'self'", "form-action 'none'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'",
].join('; ')

const typesByExtension: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.wav': 'audio/wav', '.map': 'application/json',
}

export interface PageFile {
  readonly status: 200 | 404 | 405
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

const empty = new Uint8Array()

/**
 * Answers a request for a file of the built page, whatever host asks. Paths without an extension are pages of the console
 * and get the one HTML file. Nothing outside the folder can be named.
 */
export async function servePageFile(folder: string, method: string, urlPath: string): Promise<PageFile> {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, headers: { ...securityHeaders, Allow: 'GET, HEAD' }, body: empty }
  const decoded = decode(urlPath)
  if (decoded === null || decoded.includes('\0')) return notFound
  const name = path.extname(decoded) === '' ? '/index.html' : decoded
  const file = path.join(folder, name)
  const inside = path.relative(folder, file)
  if (inside === '' || inside.startsWith('..') || path.isAbsolute(inside)) return notFound
  const type = typesByExtension[path.extname(file)]
  if (type === undefined) return notFound
  try {
    const body = await readFile(file)
    // Built assets carry a hash in their name and never change under it.
    const isHashed = inside.startsWith(`assets${path.sep}`)
    const headers = { ...securityHeaders, 'Content-Type': type, 'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-store' }
    return { status: 200, headers, body: method === 'HEAD' ? empty : body }
  } catch {
    return notFound
  }
}

export const securityHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const

const notFound: PageFile = { status: 404, headers: { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8' }, body: new TextEncoder().encode('Not found\n') }

function decode(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath)
  } catch {
    return null
  }
}
