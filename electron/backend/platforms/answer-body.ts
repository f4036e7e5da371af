import { fail, ok, type Result } from '../../../shared/result.ts'

export type UnreadableBody =
  | { readonly kind: 'too-large-answer'; readonly detail: string }
  | { readonly kind: 'malformed-answer'; readonly detail: string }

/**
 * The body as text, refused as soon as more than `limitBytes` have come (after decompression, so a small packed answer
 * cannot fill the memory). Bytes that do not fit the stated character set are refused, never replaced: a replaced byte
 * could sit in a name or an amount; unless nobody is going to read it (`isRead` false). Network errors are thrown.
 */
export async function readBody(response: Response, limitBytes: number, isRead: boolean): Promise<Result<string, UnreadableBody>> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  if (response.body !== null) {
    // Leaving the loop cancels the stream, and with it the download.
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength
      if (bytes > limitBytes) return fail({ kind: 'too-large-answer', detail: `more than ${limitBytes} bytes` })
      chunks.push(chunk)
    }
  }
  const charset = /charset="?([\w-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1] ?? 'utf-8'
  try {
    // ignoreBOM keeps the mark in the text, so that a signature over the text is a signature over the bytes.
    return ok(new TextDecoder(charset, { fatal: isRead, ignoreBOM: true }).decode(Buffer.concat(chunks)))
  } catch {
    return fail({ kind: 'malformed-answer', detail: `not ${charset} text` })
  }
}

/**
 * Reads JSON for a program that counts money: a number that JavaScript cannot hold exactly (a whole number from 2^53 on,
 * or infinity) makes the answer malformed instead of slightly wrong.
 */
export function parseAnswer(text: string): Result<unknown, UnreadableBody> {
  let value: unknown
  try {
    value = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch (error) {
    return fail({ kind: 'malformed-answer', detail: `not JSON: ${error instanceof Error ? error.message.slice(0, 120) : ''}` })
  }
  const inexact = firstInexactNumber(value)
  return inexact === null ? ok(value) : fail({ kind: 'malformed-answer', detail: `a number too large to be exact: ${inexact}` })
}

/** A loop instead of recursion: an answer may be nested deeper than the stack. */
function firstInexactNumber(root: unknown): number | null {
  const open: unknown[] = [root]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value === 'number' && (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))) return value
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) open.push(inner)
  }
  return null
}
