import type { Database } from '../store/database.ts'

/** The match of one settlement line, taken back or made by a person. */
export interface LineMatches {
  find(lineId: number): { matchNo: number; kind: string; subject: string | null } | null
  /** The line and its partner are open again; what stood is kept for the record. */
  takeBack(lineId: number, undo: { at: number; by: string; reason: string }): void
  /** Connects a line with a payment. Returns false when one of them is used already or they are not there. */
  readonly connect: (lineId: number, paymentId: string, matchNo: number) => boolean
  isOpenLine(lineId: number): boolean
}

export function createLineMatches(db: Database): LineMatches {
  const select = db.prepare<[number], { matchNo: number; kind: string; subject: string | null }>(
    'SELECT match_no AS matchNo, kind, subject FROM line_matches WHERE line_id = ?',
  )
  const keepUndone = db.prepare(
    `INSERT INTO undone_line_matches (line_id, match_no, kind, subject, undone_at, undone_by, reason)
     SELECT line_id, match_no, kind, subject, ?, ?, ? FROM all_line_matches WHERE line_id = ?`,
  )
  const remove = db.prepare('DELETE FROM all_line_matches WHERE line_id = ?')
  const openLine = db.prepare('INSERT OR IGNORE INTO open_settlement_lines (line_id) VALUES (?)')
  const closeLine = db.prepare('DELETE FROM open_settlement_lines WHERE line_id = ?')
  const selectOpen = db.prepare<[number], { n: number }>('SELECT COUNT(*) AS n FROM open_settlement_lines WHERE line_id = ?')
  const openPayment = db.prepare(
    `INSERT OR IGNORE INTO open_payments (account_id, merchant_reference, payment_id, order_id, captured_minor, fee_minor, fee_currency, currency, paid_at, paid_day, method_kind)
     SELECT p.account_id, p.merchant_reference, p.payment_id, p.order_id, p.captured_minor, p.fee_minor, p.fee_currency, p.currency,
            COALESCE(p.paid_at, p.as_of), COALESCE(o.paid_day, o.business_day), COALESCE(p.method_kind, 'other')
       FROM payments p JOIN orders o ON o.order_id = p.order_id WHERE p.payment_id = ? AND p.captured_minor > 0`,
  )
  const closePayment = db.prepare('DELETE FROM open_payments WHERE payment_id = ?')
  const insert = db.prepare(
    `INSERT OR IGNORE INTO all_line_matches (line_id, match_no, kind, subject, difference_minor, fee_difference_minor, had_fee, has_other_currency)
     SELECT l.line_id, @matchNo, 'payment', p.payment_id,
            CASE WHEN l.currency = p.currency THEN l.gross_minor - p.captured_minor ELSE 0 END,
            CASE WHEN p.fee_minor IS NOT NULL AND p.fee_currency = l.currency THEN l.fee_minor - p.fee_minor ELSE l.fee_minor END,
            p.fee_minor IS NOT NULL AND p.fee_currency = l.currency, l.currency <> p.currency
       FROM all_settlement_lines l JOIN open_payments p ON p.payment_id = @paymentId WHERE l.line_id = @lineId`,
  )
  return {
    find: (lineId) => select.get(lineId) ?? null,
    takeBack: (lineId, { at, by, reason }) => {
      const match = select.get(lineId)
      keepUndone.run(at, by, reason, lineId)
      remove.run(lineId)
      openLine.run(lineId)
      if (match?.kind === 'payment' && match.subject !== null) openPayment.run(match.subject)
    },
    connect: (lineId, paymentId, matchNo) => {
      if (insert.run({ lineId, paymentId, matchNo }).changes === 0) return false
      closePayment.run(paymentId)
      closeLine.run(lineId)
      return true
    },
    isOpenLine: (lineId) => (selectOpen.get(lineId)?.n ?? 0) > 0,
  }
}
