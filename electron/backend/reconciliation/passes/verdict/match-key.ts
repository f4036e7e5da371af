import { createHash } from 'node:crypto'
import type { Allocation, FoundMatch } from '../matching.ts'

/**
 * What makes two proposals the same: the link and the items on its two sides, whatever the pass, the rule or the order in
 * which they are listed. A match that a person has declined under this key never returns.
 */
export function matchKey({ link, left, right }: Pick<FoundMatch, 'link' | 'left' | 'right'>): string {
  const items = (allocations: readonly Allocation[]): string[] => allocations.map(({ side, subject }) => `${side} ${subject}`).toSorted()
  const digest = createHash('sha256').update(JSON.stringify([items(left), items(right)])).digest('hex')
  return `${link}-${digest.slice(0, 40)}`
}
