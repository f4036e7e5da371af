/** The one that so many steps lead to from the chosen one; the first when none is chosen, null when there is none. */
export function neighbour(ids: readonly string[], chosenId: string | null, step: number): string | null {
  const at = chosenId === null ? -1 : ids.indexOf(chosenId)
  return ids[Math.max(0, Math.min(ids.length - 1, at < 0 ? 0 : at + step))] ?? null
}
