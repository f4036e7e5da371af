import { REASON_LENGTH } from './terms.ts'

/**
 * A refund has no field for a reference of ours, and one whose answer was lost must be found again; so our id stands at the
 * end of the reason, in brackets.
 */
export function reasonWith(reason: string, refundReference: string): string {
  const tail = `[${refundReference}]`
  const room = REASON_LENGTH - tail.length - 1
  const words = reason.trim().slice(0, room).replace(/[\uD800-\uDBFF]$/, '') // not half a character
  return words === '' ? tail : `${words} ${tail}`
}

/** Our id in a reason; null in one that was written elsewhere. */
export const referenceIn = (reason: string | null | undefined): string | null => /\[([\w-]{1,64})\]$/.exec(reason ?? '')?.[1] ?? null
