import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Clock } from '../host.ts'

/** Files on their way from a page, piece by piece, in memory until they are taken. */
export interface Uploads {
  /** Adds a piece; index 0 begins the file. Answers how many bytes there are now. */
  add(uploadId: string, index: number, base64: string): Result<{ bytes: number }, { kind: 'upload-out-of-order' }>
  /** The whole file, once. */
  take(uploadId: string): Uint8Array | null
}

const mostBytes = 600 * 1024 * 1024
const lifeMs = 15 * 60_000

export function createUploads(clock: Clock): Uploads {
  const waiting = new Map<string, { pieces: Buffer[]; bytes: number; touchedAt: number }>()

  const forgetOld = (): void => {
    for (const [id, { touchedAt }] of waiting) if (clock.now() - touchedAt > lifeMs) waiting.delete(id)
  }

  return {
    add: (uploadId, index, base64) => {
      forgetOld()
      if (index === 0) waiting.set(uploadId, { pieces: [], bytes: 0, touchedAt: clock.now() })
      const upload = waiting.get(uploadId)
      if (upload === undefined || upload.pieces.length !== index || upload.bytes > mostBytes) {
        waiting.delete(uploadId)
        return fail({ kind: 'upload-out-of-order' })
      }
      const piece = Buffer.from(base64, 'base64')
      upload.pieces.push(piece)
      upload.bytes += piece.byteLength
      upload.touchedAt = clock.now()
      return ok({ bytes: upload.bytes })
    },
    take: (uploadId) => {
      const upload = waiting.get(uploadId)
      waiting.delete(uploadId)
      return upload === undefined ? null : Buffer.concat(upload.pieces)
    },
  }
}
