import type { Readable } from 'node:stream'
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl'
import { boundedBytes, type ByteSource, type ReadingOptions } from './byte-source.ts'
import { FileRefused } from './refusal.ts'

/** Below this size a high ratio is nothing but a file of many equal lines. */
export const HARMLESS_BYTES = 1024 * 1024

const DOUBTFUL = 'archive-unsafe'

/** Names are bytes in a code page that few archives declare: UTF-8, else what Chinese platforms use. For display and checks only. */
function nameOf(raw: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(raw)
    } catch {
      // not this one
    }
  }
  return new TextDecoder('windows-1252').decode(raw)
}

const isDirectory = (name: string): boolean => /[/\\]$/.test(name)
/** What macOS and Windows put beside the files. */
const isByproduct = (name: string): boolean => /^__MACOSX\/|(^|\/)(\.DS_Store|Thumbs\.db)$/i.test(name)
const isArchive = (name: string): boolean => /\.(zip|gz|tgz|7z|rar|tar|bz2|xz|zst)$/i.test(name)

/** True for names that would lead out of a folder: absolute, with a drive, or with a `..` step. */
const leavesFolder = (name: string): boolean => /^([/\\]|[a-z]:)/i.test(name) || name.split(/[/\\]/).includes('..')

/** Upper 16 bits of the attributes are the Unix mode; 0o12 marks a link. */
const isLink = (entry: Entry): boolean => ((entry.externalFileAttributes >>> 28) & 0o17) === 0o12

function checkEntry(entry: Entry, name: string, { limits }: ReadingOptions): void {
  if (leavesFolder(name) || name.includes('\u0000')) throw new FileRefused(DOUBTFUL, `name ${name}`)
  if (isLink(entry)) throw new FileRefused(DOUBTFUL, `link ${name}`)
  if (isArchive(name)) throw new FileRefused(DOUBTFUL, `archive in the archive: ${name}`)
  if (entry.isEncrypted() || !entry.canDecodeFileData()) throw new FileRefused('unsupported', `encrypted or unusual packing: ${name}`)
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
  if (entry.uncompressedSize > HARMLESS_BYTES && ratio > limits.archiveRatio) {
    throw new FileRefused(DOUBTFUL, `${name} unpacks to more than ${limits.archiveRatio} times its size`)
  }
}

async function inMemory(source: ByteSource, options: ReadingOptions): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of boundedBytes(source, options)) {
    size += piece.byteLength
    if (size > options.limits.archiveBytes) throw new FileRefused('too-large', `archive of more than ${options.limits.archiveBytes} bytes`)
    pieces.push(piece.slice())
  }
  return Buffer.concat(pieces)
}

/** Every failure of the zip reader is the archive's: it is damaged or lies about itself. */
async function orMalformed<T>(step: Promise<T>): Promise<T> {
  try {
    return await step
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('malformed', `zip: ${(error as Error).message}`)
  }
}

/**
 * The files in a zip archive as sources of their own. The whole directory is checked before the first byte is unpacked;
 * sizes are checked again while unpacking, because the directory can lie. Unpacking happens in memory, never to a path
 * that the archive names.
 */
export async function openZip(source: ByteSource, options: ReadingOptions): Promise<readonly ByteSource[]> {
  const settings = { decodeStrings: false, autoClose: false } as const
  const buffer = source.path === undefined ? await inMemory(source, options) : null
  const open = (): Promise<ZipFile> => (buffer === null ? openPromise(source.path!, settings) : fromBufferPromise(buffer, settings))
  const zip = await orMalformed(open())
  try {
    return await orMalformed(listEntries(zip, open, options))
  } finally {
    zip.close()
  }
}

async function listEntries(zip: ZipFile, open: () => Promise<ZipFile>, options: ReadingOptions): Promise<readonly ByteSource[]> {
  const { limits } = options
  if (zip.entryCount > limits.archiveEntries) throw new FileRefused(DOUBTFUL, `more than ${limits.archiveEntries} files`)
  const sources: ByteSource[] = []
  let declared = 0
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry.fileNameRaw)
    if (isDirectory(name) || isByproduct(name)) continue
    checkEntry(entry, name, options)
    declared += entry.uncompressedSize
    if (declared > limits.fileBytes) throw new FileRefused('too-large', `more than ${limits.fileBytes} bytes unpacked`)
    sources.push({ name, size: entry.uncompressedSize, open: () => entryBytes(open, entry) })
  }
  if (sources.length === 0) throw new FileRefused('archive-empty', 'no file in the archive')
  return sources
}

/** Unpacks one entry. The library ends it with an error as soon as it grows past the size that the directory declares. */
async function* entryBytes(open: () => Promise<ZipFile>, entry: Entry): AsyncGenerator<Uint8Array> {
  const zip = await orMalformed(open())
  let stream: Readable | undefined
  try {
    stream = await orMalformed(zip.openReadStreamPromise(entry))
    const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
    for (;;) {
      const piece = await orMalformed(pieces.next())
      if (piece.done === true) return
      yield piece.value
    }
  } finally {
    stream?.destroy()
    zip.close()
  }
}
