import { ulid } from 'ulid'
import { type Result, ok } from '../../../shared/result.ts'
import { ask, backend, type CallFailure } from '../../backend-client.ts'

const pieceBytes = 4 * 1024 * 1024

/** Brings a file to the backend piece by piece; gives the name by which it can be read there once. `onBytes` hears how far it is. */
export async function uploadFile(file: Blob, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<Result<string, CallFailure | { readonly kind: 'upload-out-of-order' }>> {
  const uploadId = ulid()
  for (let index = 0; index === 0 || index * pieceBytes < file.size; index += 1) {
    signal.throwIfAborted()
    const bytes = new Uint8Array(await file.slice(index * pieceBytes, (index + 1) * pieceBytes).arrayBuffer())
    const answer = await ask(backend.settlements.upload({ uploadId, index, base64: base64Of(bytes) }))
    if (!answer.ok) return answer
    onBytes(answer.value.bytes)
  }
  return ok(uploadId)
}

/** Functions take only so many arguments at once. */
const charactersAtOnce = 0x80_00

function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += charactersAtOnce) binary += String.fromCodePoint(...bytes.subarray(at, at + charactersAtOnce))
  return btoa(binary)
}
