import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { boundedBytes, type ByteSource, type ReadingOptions } from './byte-source.ts'
import { FileRefused } from './refusal.ts'
import { HARMLESS_BYTES } from './zip.ts'

const errorCode = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** The file in a gzip as a source of its own; unpacked anew at each reading, and cut off where it grows past all reason. */
export const openGzip = (source: ByteSource, options: ReadingOptions): ByteSource => ({
  name: source.name.replace(/\.gz$/i, ''),
  size: null,
  open: () => gunzipped(source, options),
})

async function* gunzipped(source: ByteSource, options: ReadingOptions): AsyncGenerator<Uint8Array> {
  let packedBytes = 0
  let unpackedBytes = 0
  const packed = boundedBytes(source, { ...options, onBytes: (bytes) => (packedBytes = bytes) })
  const gunzip = createGunzip()
  const input = Readable.from(packed, { objectMode: false, highWaterMark: 64 * 1024 })
  // An error of the input (a limit, a cancellation) has to reach the reader of the output.
  input.on('error', (error) => gunzip.destroy(error))
  input.pipe(gunzip)
  try {
    for await (const piece of gunzip as AsyncIterable<Uint8Array>) {
      unpackedBytes += piece.byteLength
      if (unpackedBytes > HARMLESS_BYTES && unpackedBytes > packedBytes * options.limits.archiveRatio) {
        throw new FileRefused('archive-unsafe', `unpacks to more than ${options.limits.archiveRatio} times its size`)
      }
      yield piece
    }
  } catch (error) {
    if (errorCode(error) === 'Z_BUF_ERROR') throw new FileRefused('truncated', 'gzip ends too early')
    if (errorCode(error).startsWith('Z_')) throw new FileRefused('malformed', 'gzip: damaged data')
    throw error
  } finally {
    input.destroy()
    gunzip.destroy()
  }
}
