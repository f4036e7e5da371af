import { ok, type Result } from '../../shared/result.ts'
import { ask, backend, type CallFailure } from '../backend-client.ts'
import { saveBlob } from '../components/save-text.ts'

type NotFetched = CallFailure | { readonly kind: 'export-not-found' }
type Piece = Result<{ readonly base64: string; readonly next: number | null }, NotFetched>

/** Fetches a kept export, or its manifest, piece by piece, and hands it to the browser as a file. */
export async function saveExport(exportId: string, part: 'file' | 'manifest', fileName: string): Promise<Result<null, NotFetched>> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (let offset: number | null = 0; offset !== null;) {
    const answer: Piece = await ask(backend.exports.read({ exportId, part, offset }))
    if (!answer.ok) return answer
    pieces.push(bytesOf(answer.value.base64))
    offset = answer.value.next
  }
  saveBlob(fileName, new Blob(pieces, { type: part === 'file' ? 'text/csv;charset=utf-8' : 'application/json' }))
  return ok(null)
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (character) => character.codePointAt(0)!)
