import { createHash } from 'node:crypto'

/** A bank code that no German bank has: codes begin with 1 to 8. */
const BANK_CODE = '90090090'

/** The fictional account of a merchant in one currency: always the same, with right check digits (ISO 13616, mod 97). */
export function ibanOf(merchantId: string, currency: string): string {
  const digest = createHash('sha256').update(`${merchantId} ${currency}`).digest()
  const account = (digest.readUInt32BE() % 1_000_000_000).toString().padStart(10, '0')
  const bban = BANK_CODE + account
  // Letters count from A = 10: D is 13, E is 14.
  const check = 98n - (BigInt(`${bban}131400`) % 97n)
  return `DE${check.toString().padStart(2, '0')}${bban}`
}

export const BANK_BIC = 'SBXDDEF1'
