/** Parts findings into those that have their items to themselves and those that share an item with another: each of these may be the right one. */
export function partDisputed<Found>(found: readonly Found[], itemsOf: (one: Found) => readonly unknown[]): { clear: Found[]; disputed: Found[] } {
  const claims = new Map<unknown, number>()
  for (const one of found) for (const item of itemsOf(one)) claims.set(item, (claims.get(item) ?? 0) + 1)
  const isDisputed = (one: Found): boolean => itemsOf(one).some((item) => claims.get(item)! > 1)
  return { clear: found.filter((one) => !isDisputed(one)), disputed: found.filter(isDisputed) }
}
