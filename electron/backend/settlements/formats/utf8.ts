import { isUtf8 } from 'node:buffer'

/** How many bytes at the end belong to a character that goes on in the next piece (0 to 3). */
function unfinishedTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? back : 0
    }
  }
  return 0
}

export interface Utf8Check {
  push(piece: Uint8Array): void
  /** True when everything pushed is strict UTF-8 and complete. Call once, after the last piece. */
  isValid(): boolean
}

/** Checks a whole file for strict UTF-8 piece by piece: a single Latin-1 letter in the last line decides. */
export function createUtf8Check(): Utf8Check {
  let valid = true
  let carried = new Uint8Array(0)
  return {
    push(piece) {
      if (!valid) return
      const bytes = carried.length === 0 ? piece : Buffer.concat([carried, piece])
      const tail = unfinishedTail(bytes)
      valid = isUtf8(bytes.subarray(0, bytes.length - tail))
      carried = bytes.slice(bytes.length - tail)
    },
    isValid: () => valid && carried.length === 0,
  }
}
