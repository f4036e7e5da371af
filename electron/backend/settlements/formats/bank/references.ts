/** What banks write where they have no reference. */
const placeholders = new Set([
  'NOTPROVIDED', 'NOT PROVIDED', 'NONREF', 'NOREF', 'NOTAVAILABLE', 'NOT AVAILABLE', 'NONE', 'UNKNOWN', 'N/A', 'NA', '0', '-', '.',
])

/** True for a text that stands for "no reference": a placeholder, or nothing but zeros and punctuation. */
const isPlaceholder = (text: string): boolean =>
  placeholders.has(text.trim().toUpperCase()) || !/[1-9\p{L}]/u.test(text)

/** References in the given order, without blanks around them, placeholders and repetitions. */
export function referencesFrom(texts: readonly (string | null | undefined)[]): readonly string[] {
  const found = new Set<string>()
  for (const text of texts) {
    const reference = text?.trim() ?? ''
    if (reference !== '' && !isPlaceholder(reference)) found.add(reference)
  }
  return [...found]
}

/** The text, or null when it is empty, blank or a placeholder. */
export function referenceOrNull(text: string | null | undefined): string | null {
  const reference = text?.trim() ?? ''
  return reference === '' || isPlaceholder(reference) ? null : reference
}
