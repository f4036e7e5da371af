import { isOurs } from './origin.ts'

/**
 * While the console is being developed its page comes from Vite, under the same address, so that nothing else differs.
 * Vite puts scripts and styles inline and speaks over a socket of its own; the content policy has to let them.
 */
export async function answerFromVite(server: string, request: Pick<Request, 'url'>): Promise<Response> {
  if (!isOurs(request.url)) return new Response('Not found\n', { status: 404 })
  const { pathname, search } = new URL(request.url)
  const answer = await fetch(new URL(`${pathname}${search}`, server), { headers: { accept: pathname.includes('.') ? '*/*' : 'text/html' } })
  const headers = new Headers(answer.headers)
  headers.set('Content-Security-Policy', developmentPolicy(server))
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name)
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers })
}

const developmentPolicy = (server: string): string =>
  [
    "default-src 'none'", "script-src 'self' 'unsafe-inline'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self' data:",
    `connect-src 'self' ${server.replace(/^http/u, 'ws')}`, "form-action 'none'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'",
  ].join('; ')
