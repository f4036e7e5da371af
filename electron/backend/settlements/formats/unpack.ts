import { type ByteSource, type ReadingOptions } from './byte-source.ts'
import { openGzip } from './gzip.ts'
import { FileRefused } from './refusal.ts'
import { openZip } from './zip.ts'

type Packing = 'zip' | 'gzip' | null

/** A workbook is a zip too, but one file to its owner. */
const WORKBOOK_PART = /\[Content_Types\]\.xml|xl\/|_rels\/\.rels|mimetypeapplication\/vnd\.oasis/

async function firstBytes(source: ByteSource): Promise<Uint8Array> {
  for await (const piece of source.open()) if (piece.byteLength > 0) return piece.slice(0, 256)
  return new Uint8Array(0)
}

function packingOf(head: Uint8Array): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  const isZip = head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))
  if (!isZip || WORKBOOK_PART.test(Buffer.from(head).toString('latin1'))) return null
  return 'zip'
}

/** An archive inside an archive is refused wherever it hides, whatever its name says. */
function unnested(source: ByteSource): ByteSource {
  return {
    ...source,
    async *open() {
      let isFirst = true
      for await (const piece of source.open()) {
        if (isFirst && packingOf(piece) !== null) throw new FileRefused('archive-unsafe', `archive in the archive: ${source.name}`)
        isFirst = false
        yield piece
      }
    },
  }
}

/**
 * The files to read: those in a zip archive, the one in a gzip, or the source itself. Throws `FileRefused` for an archive
 * that is damaged, empty, too large or unsafe; the limits are those of `options`.
 */
export async function unpack(source: ByteSource, options: ReadingOptions): Promise<readonly ByteSource[]> {
  const packing = packingOf(await firstBytes(source))
  if (packing === 'zip') return (await openZip(source, options)).map(unnested)
  if (packing === 'gzip') return [unnested(openGzip(source, options))]
  return [source]
}
