import type { Database } from '../../store/database.ts'
import { createPeriodRepository } from './periods.repository.ts'
import { sealOf, type SealedSpan } from './seal.ts'

/** Closed periods whose rows no longer give the seal that was put on them. */
export function brokenSeals(db: Database): (Pick<SealedSpan, 'accountId' | 'from' | 'to'> & { periodId: string })[] {
  return createPeriodRepository(db)
    .sealed()
    .filter(({ seal, span, told }) => sealOf(db, span, told).hash !== seal)
    .map(({ periodId, span: { accountId, from, to } }) => ({ periodId, accountId, from, to }))
}
