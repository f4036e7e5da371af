import type { Rate } from '../../../../shared/contract/rates.ts'
import type { Day } from '../../../../shared/business-day.ts'
import { insertInto, selectList } from '../../store/columns.ts'
import type { Database } from '../../store/database.ts'

const fields = [
  'rateId', 'accountId', 'methodKind', 'currency', 'ratePer100k', 'fixedMinor', 'leastMinor', 'mostMinor', 'rounding', 'validFrom', 'validTo', 'refundsReturnFee',
  'savedAt', 'savedBy',
] as const

type Row = Omit<Rate, 'refundsReturnFee'> & { refundsReturnFee: 0 | 1 }
const rateOf = (row: Row): Rate => ({ ...row, refundsReturnFee: row.refundsReturnFee === 1 })

export type RateRepository = ReturnType<typeof createRateRepository>

export function createRateRepository(db: Database) {
  const columns = selectList(fields)
  const selectAll = db.prepare<[], Row>(`SELECT ${columns} FROM contracted_rates ORDER BY account_id, currency, method_kind, valid_from`)
  const selectOne = db.prepare<[string], Row>(`SELECT ${columns} FROM contracted_rates WHERE rate_id = ?`)
  const selectOverlap = db.prepare<[Pick<Rate, 'accountId' | 'methodKind' | 'currency' | 'validFrom' | 'validTo'> & { rateId: string }], { validFrom: Day; validTo: Day | null }>(
    `SELECT valid_from AS validFrom, valid_to AS validTo FROM contracted_rates
      WHERE account_id = @accountId AND currency = @currency AND method_kind IS @methodKind AND rate_id <> @rateId
        AND valid_from <= COALESCE(@validTo, '9999-12-31') AND COALESCE(valid_to, '9999-12-31') >= @validFrom LIMIT 1`,
  )
  const upsert = db.prepare(
    `${insertInto('contracted_rates', fields)} ON CONFLICT (rate_id) DO UPDATE SET account_id = excluded.account_id, method_kind = excluded.method_kind,
       currency = excluded.currency, rate_per100k = excluded.rate_per100k, fixed_minor = excluded.fixed_minor, least_minor = excluded.least_minor,
       most_minor = excluded.most_minor, rounding = excluded.rounding, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
       refunds_return_fee = excluded.refunds_return_fee, saved_at = excluded.saved_at, saved_by = excluded.saved_by`,
  )
  const remove = db.prepare('DELETE FROM contracted_rates WHERE rate_id = ?')
  const forgetFindings = db.prepare(
    `DELETE FROM line_findings WHERE kind IN ('fee', 'fee_unknown', 'fee_return') AND line_id / 16777216 IN (SELECT file_no FROM source_files WHERE account_id = ?)`,
  )
  const forgetCheck = db.prepare('DELETE FROM rate_checks WHERE account_id = ?')
  return {
    list: (): Rate[] => selectAll.all().map(rateOf),
    find: (rateId: string): Rate | null => {
      const row = selectOne.get(rateId)
      return row === undefined ? null : rateOf(row)
    },
    /** Another rate of the same account, method and currency that holds on some of the same days. */
    overlapping: (rate: Pick<Rate, 'rateId' | 'accountId' | 'methodKind' | 'currency' | 'validFrom' | 'validTo'>): { validFrom: Day; validTo: Day | null } | null => {
      const { rateId, accountId, methodKind, currency, validFrom, validTo } = rate
      return selectOverlap.get({ rateId, accountId, methodKind, currency, validFrom, validTo }) ?? null
    },
    save: (rate: Rate): void => void upsert.run({ ...rate, refundsReturnFee: rate.refundsReturnFee ? 1 : 0 }),
    remove: (rateId: string): void => void remove.run(rateId),
    /** The next run holds all lines of the account against its rates again. */
    checkAnew: (accountId: string): void => {
      forgetFindings.run(accountId)
      forgetCheck.run(accountId)
    },
  }
}
