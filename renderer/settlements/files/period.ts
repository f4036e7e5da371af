import type { Day } from '../../../shared/business-day.ts'
import type { FileReport } from '../../../shared/contract/settlements.ts'

export interface Period {
  readonly from: Day | null
  readonly to: Day | null
}

/** From the first day of all statements of a file to the last. */
export function periodOf(accounts: FileReport['accounts']): Period {
  const days = (which: 'from' | 'to'): Day[] => accounts.flatMap((account) => account[which] ?? []).toSorted()
  return { from: days('from')[0] ?? null, to: days('to').at(-1) ?? null }
}
