import { linesPerFile } from './line-ids.ts'
import type { PayoutRecord } from './payouts.repository.ts'

/** What names a payout in the lines of a settlement and in matches. */
export type PayoutName = Pick<PayoutRecord, 'payoutId' | 'accountId' | 'platformReference' | 'currency'>

export interface PayoutValues {
  readonly payoutId: string
  readonly accountId: string
  readonly reference: string
  readonly currency: string
}

export const valuesOf = ({ payoutId, accountId, platformReference, currency }: PayoutName): PayoutValues => ({ payoutId, accountId, reference: platformReference, currency })

const values = { payoutId: '@payoutId', accountId: '@accountId', reference: '@reference', currency: '@currency' }

/** SQL: ids `x.line_id` of the lines inside a payout, by its reference on the lines or by a match. Its names are values (`PayoutValues`) or columns. */
export const linesInPayout = (payout: PayoutValues = values): string => `(
  SELECT s.line_id FROM settlement_lines s JOIN source_files t ON t.file_no = s.line_id / ${linesPerFile}
   WHERE s.payout_reference = ${payout.reference} AND t.account_id = ${payout.accountId} AND s.currency = ${payout.currency}
  UNION ALL
  SELECT CAST(y.subject AS INTEGER) FROM allocations p
    JOIN matches n ON n.match_no = p.match_no AND n.link = 'L3' AND n.undone_by IS NULL AND n.undoes IS NULL
    JOIN allocations y ON y.match_no = p.match_no AND y.side = 'settlement_line'
   WHERE p.side = 'payout' AND p.subject = ${payout.payoutId}) x`
