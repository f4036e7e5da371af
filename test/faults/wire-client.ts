import type { Effects } from './effects.ts'
import { processHeader, requestNumberHeader, timeOutHeader } from './messages.ts'

/**
 * The program's `fetch` over real HTTP, counted. Time limits are the simulation's, which says so by a header: the program's
 * own run in real time, of which a busy machine needs more.
 */
export interface WireClient {
  readonly fetch: typeof globalThis.fetch
  /** Requests that went out, and requests that came to their end. */
  readonly counts: { readonly issued: number; readonly finished: number }
}

export function createWireClient(effects: Effects, onChange: () => void): WireClient {
  const counts = { issued: 0, finished: 0 }
  let number = 0

  const exchange = async (input: Parameters<typeof globalThis.fetch>[0], init: RequestInit = {}): Promise<Response> => {
    effects.note()
    counts.issued += 1
    number += 1
    onChange()
    const headers = new Headers(init.headers)
    headers.set(requestNumberHeader, String(number))
    headers.set(processHeader, String(process.pid))
    try {
      const response = await globalThis.fetch(input, { ...init, headers, signal: null })
      // What AbortSignal.timeout makes of a request that takes too long.
      if (response.headers.has(timeOutHeader)) throw new DOMException('The operation was aborted due to timeout', 'TimeoutError')
      return await received(response)
    } catch (error) {
      // Refused connections never reach the simulation's wire.
      if (isRefused(error)) {
        counts.issued -= 1
        counts.finished -= 1
      }
      throw error
    } finally {
      counts.finished += 1
      effects.note()
      onChange()
    }
  }
  return { fetch: exchange, counts }
}

/** The answer with its body at hand, or with the error that cut it off where the program will read it. */
async function received(response: Response): Promise<Response> {
  const body = await response.arrayBuffer().catch((error: unknown) => ({ error }))
  const stream =
    body instanceof ArrayBuffer
      ? body
      : new ReadableStream({ start: (controller) => controller.error(body.error) })
  return new Response(response.status === 204 || response.status === 304 ? null : stream, { status: response.status, headers: response.headers })
}

const isRefused = (error: unknown): boolean => error instanceof Error && (error.cause as { code?: unknown } | undefined)?.code === 'ECONNREFUSED'
