import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)

/** OWASP's second setting for scrypt (N=2^16, r=8, p=2): about a tenth of a second here, 64 MiB. */
const cost = { N: 65_536, r: 8, p: 2, maxmem: 128 * 1024 * 1024 }
const hashBytes = 32

export interface PinHash {
  readonly salt: Buffer
  readonly hash: Buffer
}

export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(16)
  return { salt, hash: await derive(pin, salt, hashBytes, cost) }
}

export async function isPin(pin: string, { salt, hash }: PinHash): Promise<boolean> {
  return timingSafeEqual(await derive(pin, salt, hashBytes, cost), hash)
}

/** How long a person must wait after so many wrong PINs in a row: nothing for two, then doubling from two seconds to a quarter of an hour. */
export function waitAfterWrongPinsMs(wrongPins: number): number {
  if (wrongPins < 3) return 0
  return Math.min(2_000 * 2 ** (wrongPins - 3), 900_000)
}
