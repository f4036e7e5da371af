import type { RuleDeed } from '../../../../shared/contract/rules.ts'
import type { Database } from '../../store/database.ts'
import { createExcludedItems } from '../excluded-items.ts'
import type { Allocation, Exclusion, FoundMatch } from '../passes/matching.ts'

/** How a rule's deed compares with what stands in the books today. */
export function createVerdicts(db: Database) {
  const selectMatches = db.prepare<[string, string], { matchNo: number }>(
    `SELECT a.match_no AS matchNo FROM allocations a JOIN matches m ON m.match_no = a.match_no
      WHERE a.side = ? AND a.subject = ? AND m.undone_by IS NULL AND m.undoes IS NULL AND m.link IN ('L1', 'L4')`,
  )
  const selectItems = db.prepare<[number], { item: string }>(`SELECT side || ' ' || subject AS item FROM allocations WHERE match_no = ? ORDER BY 1`)
  const excluded = createExcludedItems(db)
  const matchesOf = ({ side, subject }: Pick<Allocation, 'side' | 'subject'>): number[] => selectMatches.all(side, subject).map(({ matchNo }) => matchNo)
  const isAside = (lineId: string): boolean => excluded.isExcluded('bank_line', lineId)

  return {
    ofMatch: (match: FoundMatch): RuleDeed['verdict'] => {
      const items = [...match.left, ...match.right]
      const decided = [...new Set(items.flatMap(matchesOf))]
      const [only, second] = decided
      if (only === undefined) return items.some(({ side, subject }) => side === 'bank_line' && isAside(subject)) ? 'against' : 'open'
      const same = items.map(({ side, subject }) => `${side} ${subject}`).toSorted().join('\n')
      return second === undefined && selectItems.all(only).map(({ item }) => item).join('\n') === same ? 'as-decided' : 'against'
    },
    ofExclusion: ({ lineId }: Exclusion): RuleDeed['verdict'] => {
      if (isAside(String(lineId))) return 'as-decided'
      return matchesOf({ side: 'bank_line', subject: String(lineId) }).length === 0 ? 'open' : 'against'
    },
  }
}
