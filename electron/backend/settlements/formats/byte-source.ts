import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Limits } from './limits.ts'
import { FileRefused } from './refusal.ts'

/** Bytes that can be read more than once: a file, memory, or an entry of an archive. */
export interface ByteSource {
  /** For display only; never used as a path. */
  readonly name: string
  /** In bytes; null when it is not known before reading. */
  readonly size: number | null
  /** Where the bytes lie on disk as they are, for readers that need random access (zip). */
  readonly path?: string
  /** Reads from the start; each call is a reading of its own. */
  open(): AsyncIterable<Uint8Array>
}

const PIECE_BYTES = 64 * 1024
/** Pieces between two turns of the event loop, so that a cancellation or a timer is heard even while reading from memory. */
const PIECES_A_TURN = 16

export const memorySource = (name: string, bytes: Uint8Array): ByteSource => ({
  name,
  size: bytes.byteLength,
  async *open() {
    for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES)
  },
})

/** A file on disk. Rejects with the system's error when it is not there or may not be read. */
export async function fileSource(path: string, name: string = basename(path)): Promise<ByteSource> {
  const { size } = await stat(path)
  return { name, size, path, open: () => createReadStream(path, { highWaterMark: PIECE_BYTES }) }
}

export interface ReadingOptions {
  readonly limits: Limits
  readonly signal?: AbortSignal | undefined
  /** Told how many bytes of this reading have passed. */
  readonly onBytes?: ((bytes: number) => void) | undefined
}

/**
 * The source's bytes in pieces of at most 64 KiB. Ends with `FileRefused` past the size limit, counted while reading because a
 * stated size can lie, and with the signal's reason when cancelled.
 */
export async function* boundedBytes(source: ByteSource, { limits, signal, onBytes }: ReadingOptions): AsyncGenerator<Uint8Array> {
  let total = 0
  let pieces = 0
  for await (const chunk of source.open()) {
    for (let at = 0; at < chunk.byteLength; at += PIECE_BYTES) {
      if ((pieces += 1) % PIECES_A_TURN === 0) await nextTurn()
      signal?.throwIfAborted()
      const piece = chunk.subarray(at, at + PIECE_BYTES)
      total += piece.byteLength
      if (total > limits.fileBytes) throw new FileRefused('too-large', `more than ${limits.fileBytes} bytes`)
      onBytes?.(total)
      yield piece
    }
  }
}
