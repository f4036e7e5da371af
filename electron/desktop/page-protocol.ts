import { servePageFile } from '../page/page-files.ts'
import { isOurs } from './origin.ts'

type PageRequest = Pick<Request, 'url' | 'method'>

/** Answers `app://console/...` from the folder of the built page. Pure apart from the disk: a Request in, a Response out. */
export async function answerPageRequest(folder: string, request: PageRequest): Promise<Response> {
  if (!isOurs(request.url)) return new Response('Not found\n', { status: 404 })
  const file = await servePageFile(folder, request.method, new URL(request.url).pathname)
  return new Response(new Uint8Array(file.body), { status: file.status, headers: { ...file.headers } })
}
