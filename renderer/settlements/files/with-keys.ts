/** Each item with a key of its own: what it is named by and, for those of one name, which of them it is. */
export function withKeys<T>(items: readonly T[], nameOf: (item: T) => string): readonly (readonly [key: string, item: T])[] {
  const seen = new Map<string, number>()
  return items.map((item) => {
    const name = nameOf(item)
    const turn = seen.get(name) ?? 0
    seen.set(name, turn + 1)
    return [`${name} ${turn}`, item] as const
  })
}
