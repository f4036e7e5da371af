import type { Day } from '../../../shared/business-day.ts'
import type { SettlementLineType } from '../../../shared/settlement-line-type.ts'
import type { Database } from '../store/database.ts'
import { selectList } from '../store/columns.ts'
import { linesPerFile } from './line-ids.ts'
import { linesInPayout, valuesOf, type PayoutName, type PayoutValues } from './payout-lines.ts'

export interface LineRow {
  readonly lineId: number
  readonly accountId: string
  readonly type: SettlementLineType
  readonly typeText: string
  readonly nativeId: string | null
  readonly merchantReference: string | null
  readonly platformReference: string | null
  readonly payoutReference: string | null
  readonly grossMinor: number
  readonly feeMinor: number
  readonly netMinor: number
  readonly currency: string
  readonly occurredAt: number | null
  readonly occurredOn: Day | null
  readonly availableOn: Day | null
  readonly method: string | null
  readonly text: string
  readonly excluded: string | null
  readonly fileName: string
  readonly sourceLine: number
  readonly raw: string
  readonly orderId: string | null
  readonly orderNumber: number | null
  readonly isMatched: 0 | 1
}

export interface BankLineRow {
  readonly lineId: number
  readonly bankAccount: string
  readonly minor: number
  readonly currency: string
  readonly bookedOn: Day | null
  readonly valueOn: Day | null
  readonly status: 'booked' | 'pending' | 'info'
  readonly text: string
  readonly counterpartyName: string | null
  readonly bankReferences: string
  readonly fileName: string
  readonly sourceLine: number
  readonly raw: string
}

/** A step of the way from what customers paid to the payout, and the line types that make it up. */
export const waterfallSteps = {
  gross: ['payment'],
  refunds: ['refund'],
  chargebacks: ['chargeback', 'chargeback_reversal'],
  fees: ['fee', 'fee_refund', 'dispute_fee', 'tax'],
  reserve: ['reserve_hold', 'reserve_release'],
  adjustments: ['adjustment', 'transfer', 'fx', 'payout_return'],
  other: ['unknown_type'],
} as const satisfies Record<string, readonly SettlementLineType[]>
export type WaterfallStep = keyof typeof waterfallSteps

/** Fees stand in their own lines and in the fee column of all others; each minor unit is in one step. */
const stepMinor = (step: WaterfallStep): string => (step === 'fees' ? 'SUM(CASE WHEN type IN (%) THEN gross_minor ELSE 0 END) - SUM(fee_minor)' : 'SUM(CASE WHEN type IN (%) THEN gross_minor ELSE 0 END)')

const typeList = (types: readonly string[]): string => types.map((type) => `'${type}'`).join(', ')


export type SettlementQueries = ReturnType<typeof createSettlementQueries>

export function createSettlementQueries(db: Database) {
  const lineColumns = `${selectList(
    ['lineId', 'type', 'typeText', 'nativeId', 'merchantReference', 'platformReference', 'payoutReference', 'grossMinor', 'feeMinor', 'netMinor', 'currency', 'occurredAt', 'occurredOn', 'availableOn', 'method', 'text', 'excluded', 'sourceLine', 'raw'],
    'l',
  )}, f.account_id AS accountId, f.name AS fileName,
    COALESCE(p.order_id, r.order_id, d.order_id) AS orderId, o.number AS orderNumber, m.line_id IS NOT NULL AS isMatched`
  const lineJoins = `JOIN source_files f ON f.file_no = l.line_id / ${linesPerFile}
    LEFT JOIN line_matches m ON m.line_id = l.line_id
    LEFT JOIN payments p ON m.kind = 'payment' AND p.payment_id = m.subject
    LEFT JOIN refunds r ON m.kind = 'refund' AND r.refund_id = m.subject
    LEFT JOIN disputes d ON m.kind = 'dispute' AND d.dispute_id = m.subject
    LEFT JOIN orders o ON o.order_id = COALESCE(p.order_id, r.order_id, d.order_id)`
  const selectLine = db.prepare<[number], LineRow>(`SELECT ${lineColumns} FROM settlement_lines l ${lineJoins} WHERE l.line_id = ?`)
  const selectPayoutLines = db.prepare<[PayoutValues & { types: string; feesToo: number; after: number; limit: number }], LineRow>(
    `SELECT ${lineColumns} FROM ${linesInPayout()} JOIN settlement_lines l ON l.line_id = x.line_id ${lineJoins}
      WHERE l.line_id > @after AND l.type <> 'payout'
        AND (@types = '' OR instr(@types, ',' || l.type || ',') > 0 OR (@feesToo = 1 AND l.fee_minor <> 0))
      ORDER BY l.line_id LIMIT @limit`,
  )
  const selectLinesOfPayment = db.prepare<[{ paymentId: string }], LineRow>(
    `SELECT ${lineColumns} FROM (
        SELECT line_id FROM line_matches WHERE kind = 'payment' AND subject = @paymentId
        UNION SELECT line_id FROM line_matches WHERE kind = 'refund' AND subject IN (SELECT refund_id FROM refunds WHERE payment_id = @paymentId)
        UNION SELECT line_id FROM line_matches WHERE kind = 'dispute' AND subject IN (SELECT dispute_id FROM disputes WHERE payment_id = @paymentId)) x
      JOIN settlement_lines l ON l.line_id = x.line_id ${lineJoins} ORDER BY l.line_id`,
  )
  const selectWaterfall = db.prepare<[PayoutValues], Record<string, number>>(
    `SELECT ${(Object.keys(waterfallSteps) as WaterfallStep[])
      .map((step) => {
        const types = typeList(waterfallSteps[step])
        return `COALESCE(${stepMinor(step).replaceAll('%', types)}, 0) AS ${step}, COALESCE(SUM(${step === 'fees' ? `type IN (${types}) OR fee_minor <> 0` : `type IN (${types})`}), 0) AS ${step}_lines`
      })
      .join(', ')}
       FROM ${linesInPayout()} JOIN settlement_lines l ON l.line_id = x.line_id WHERE l.type <> 'payout' AND l.excluded IS NULL`,
  )
  const bankColumns = `b.line_id AS lineId, a.label AS bankAccount, b.minor, b.currency, b.booked_on AS bookedOn, b.value_on AS valueOn, b.status, b.text,
    b.counterparty_name AS counterpartyName, b.bank_references AS bankReferences, f.name AS fileName, b.source_line AS sourceLine, b.raw`
  const bankJoins = `JOIN bank_accounts a ON a.bank_account_id = b.bank_account_id JOIN source_files f ON f.file_no = b.line_id / ${linesPerFile}`
  const selectBankLine = db.prepare<[number], BankLineRow>(`SELECT ${bankColumns} FROM bank_lines b ${bankJoins} WHERE b.line_id = ?`)
  const selectDeposits = db.prepare<[string], BankLineRow>(
    `SELECT ${bankColumns} FROM allocations x JOIN matches m ON m.match_no = x.match_no
       JOIN allocations y ON y.match_no = x.match_no AND y.side = 'bank_line'
       JOIN bank_lines b ON b.line_id = CAST(y.subject AS INTEGER) ${bankJoins}
      WHERE x.side = 'payout' AND x.subject = ? AND m.undone_by IS NULL AND m.undoes IS NULL ORDER BY b.booked_on, b.line_id`,
  )
  const selectPayoutsOfBankLine = db.prepare<[string], { payoutId: string }>(
    `SELECT y.subject AS payoutId FROM allocations x JOIN matches m ON m.match_no = x.match_no
       JOIN allocations y ON y.match_no = x.match_no AND y.side = 'payout'
      WHERE x.side = 'bank_line' AND x.subject = ? AND m.undone_by IS NULL AND m.undoes IS NULL`,
  )
  const selectPayoutOfLine = db.prepare<[string], { payoutId: string }>(
    `SELECT y.subject AS payoutId FROM allocations x JOIN matches m ON m.match_no = x.match_no AND m.link = 'L3' AND m.undone_by IS NULL AND m.undoes IS NULL
       JOIN allocations y ON y.match_no = x.match_no AND y.side = 'payout'
      WHERE x.side = 'settlement_line' AND x.subject = ?`,
  )
  return {
    /** The payout that a match, not a reference of its own, puts the line into. */
    payoutOfLoneLine: (lineId: number): string | null => selectPayoutOfLine.get(String(lineId))?.payoutId ?? null,
    line: (lineId: number): LineRow | null => selectLine.get(lineId) ?? null,
    linesOfPayout: (payout: PayoutName, step: WaterfallStep | null, after: number | null, limit: number): LineRow[] =>
      selectPayoutLines.all({
        ...valuesOf(payout), after: after ?? -1, limit, feesToo: step === 'fees' ? 1 : 0, types: step === null ? '' : `,${waterfallSteps[step].join(',')},`,
      }),
    linesOfPayment: (paymentId: string): LineRow[] => selectLinesOfPayment.all({ paymentId }),
    waterfall: (payout: PayoutName): { step: WaterfallStep; minor: number; lines: number }[] => {
      const row = selectWaterfall.get(valuesOf(payout))!
      return (Object.keys(waterfallSteps) as WaterfallStep[]).map((step) => ({ step, minor: row[step] ?? 0, lines: row[`${step}_lines`] ?? 0 }))
    },
    bankLine: (lineId: number): BankLineRow | null => selectBankLine.get(lineId) ?? null,
    depositsOf: (payoutId: string): BankLineRow[] => selectDeposits.all(payoutId),
    payoutsOfBankLine: (lineId: number): string[] => selectPayoutsOfBankLine.all(String(lineId)).map(({ payoutId }) => payoutId),
  }
}
