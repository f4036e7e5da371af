import { createHash } from 'node:crypto'
import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { safeText, type Cell } from './cells.ts'

export interface WrittenFile {
  readonly sha256: string
  readonly bytes: number
  readonly rows: number
}

const lineEnd = '\r\n'

/** One record by RFC 4180: text always in quotes, doubled inside; numbers bare; nothing for null. */
function recordText(cells: readonly Cell[]): string {
  return cells
    .map((cell) => (cell === null ? '' : typeof cell === 'string' ? `"${safeText(cell).replaceAll('"', '""')}"` : cell.number))
    .join(',')
}

/**
 * Writes a CSV file row by row: first under another name, which becomes the right one when all is there, so that nobody ever
 * finds half an export. Rejects with the system's error when it cannot be written.
 */
export async function writeCsv(
  file: string, columns: readonly string[], rows: AsyncIterable<readonly Cell[]>, options: { withByteOrderMark: boolean },
): Promise<WrittenFile> {
  const partial = `${file}.partial`
  const stream = createWriteStream(partial, { mode: 0o600 })
  const hash = createHash('sha256')
  let bytes = 0
  let count = 0
  const write = async (text: string): Promise<void> => {
    const piece = Buffer.from(text, 'utf8')
    hash.update(piece)
    bytes += piece.byteLength
    if (!stream.write(piece)) await once(stream, 'drain')
  }
  try {
    await once(stream, 'open')
    await write(`${options.withByteOrderMark ? '\uFEFF' : ''}${recordText(columns)}${lineEnd}`)
    let waiting = ''
    for await (const row of rows) {
      waiting += recordText(row) + lineEnd
      count += 1
      if (waiting.length > 65_536) {
        await write(waiting)
        waiting = ''
      }
    }
    await write(waiting)
    stream.end()
    await once(stream, 'finish')
    renameSync(partial, file)
    return { sha256: hash.digest('hex'), bytes, rows: count }
  } catch (error) {
    stream.destroy()
    rmSync(partial, { force: true })
    throw error
  }
}
