/**
 * How much more or less than before, in hundredths of a per cent of what was before. Null when there is nothing to compare with,
 * or when the two are of different signs, where a percentage would mislead.
 */
export function changeBps(now: number, before: number | null): number | null {
  if (before === null || before <= 0 || now < 0) return null
  return Number(((BigInt(now) - BigInt(before)) * 10_000n) / BigInt(before))
}

/** A part of a whole, in hundredths of a per cent; 0 of nothing. */
export const shareBps = (part: number, whole: number): number => (whole <= 0 || part < 0 ? 0 : Number((BigInt(part) * 10_000n) / BigInt(whole)))
