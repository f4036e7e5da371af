import { createHash, randomBytes } from 'node:crypto'

/** Where ids, secrets and page addresses come from. */
export interface RandomSource {
  bytes(count: number): Uint8Array
}

export const trueRandom: RandomSource = { bytes: (count) => randomBytes(count) }

/** The same bytes in every run, for tests and demonstrations: SHA-256 of the seed and a counter. */
export function seededRandom(seed: string): RandomSource {
  let block = 0
  let rest = Buffer.alloc(0)
  return {
    bytes(count) {
      while (rest.length < count) {
        rest = Buffer.concat([rest, createHash('sha256').update(`${seed} ${block}`).digest()])
        block += 1
      }
      const taken = rest.subarray(0, count)
      rest = rest.subarray(count)
      return taken
    },
  }
}

/** A seeded sequence of numbers, 0 <= x < 1, with 32 bits each. */
export function seededNumbers(seed: string): () => number {
  const source = seededRandom(seed)
  return () => Buffer.from(source.bytes(4)).readUInt32BE() / 2 ** 32
}

const ALPHABET = 'abcdefghjkmnpqrstvwxyz0123456789' // no i, l, o, u: ids are read aloud

/** `prefix_` and 20 letters and digits (100 bits). */
export function newId(prefix: string, random: RandomSource): string {
  return `${prefix}_${Array.from(random.bytes(20), (byte) => ALPHABET[byte % 32]).join('')}`
}

/** An address that nobody can guess (192 bits). */
export const newToken = (random: RandomSource): string => Buffer.from(random.bytes(24)).toString('base64url')
