import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Clock } from '../host.ts'

/** Files on their way from a page, piece by piece, in memory until they are imported or forgotten. */
export interface Uploads {
  /** Adds a piece; index 0 begins the file. Answers how many bytes there are now. */
  add(uploadId: string, index: number, base64: string): Result<{ bytes: number }, { kind: 'upload-out-of-order' }>
  /** The whole file, which stays for another quarter of an hour; null when it is not there, or no longer. */
  peek(uploadId: string): Uint8Array | null
  /** Lets go of a file that nobody needs any more. */
  drop(uploadId: string): void
}

const mostBytes = 600 * 1024 * 1024
/** Since somebody last touched it, and altogether. */
const lifeMs = 15 * 60_000
const longestLifeMs = 2 * 60 * 60_000

interface Upload {
  pieces: Buffer[]
  /** Pieces that came, however many they are kept in. */
  count: number
  bytes: number
  readonly begunAt: number
  touchedAt: number
}

export function createUploads(clock: Clock): Uploads {
  const waiting = new Map<string, Upload>()

  const forgetOld = (): void => {
    const now = clock.now()
    for (const [id, { begunAt, touchedAt }] of waiting) if (now - touchedAt > lifeMs || now - begunAt > longestLifeMs) waiting.delete(id)
  }

  return {
    add: (uploadId, index, base64) => {
      forgetOld()
      if (index === 0) waiting.set(uploadId, { pieces: [], count: 0, bytes: 0, begunAt: clock.now(), touchedAt: clock.now() })
      const upload = waiting.get(uploadId)
      if (upload === undefined || upload.count !== index || upload.bytes > mostBytes) {
        waiting.delete(uploadId)
        return fail({ kind: 'upload-out-of-order' })
      }
      const piece = Buffer.from(base64, 'base64')
      upload.pieces.push(piece)
      upload.count += 1
      upload.bytes += piece.byteLength
      upload.touchedAt = clock.now()
      return ok({ bytes: upload.bytes })
    },
    peek: (uploadId) => {
      forgetOld()
      const upload = waiting.get(uploadId)
      if (upload === undefined) return null
      upload.touchedAt = clock.now()
      if (upload.pieces.length !== 1) upload.pieces = [Buffer.concat(upload.pieces)]
      return upload.pieces[0]!
    },
    drop: (uploadId) => void waiting.delete(uploadId),
  }
}
