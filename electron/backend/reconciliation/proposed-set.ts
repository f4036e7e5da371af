import type { ProposedMatch } from '../../../shared/contract/reconciliation.ts'
import type { Database } from '../store/database.ts'
import type { EvidenceField, FoundMatch, Side } from './passes/matching.ts'
import type { IdentityPass } from './passes/identity-passes.ts'
import { amountText } from './passes/verdict/deposit-evidence.ts'
import type { Resemblance } from './resemblance.ts'
import type { RunDestination } from './run-destination.ts'

/** What a dry run would match, each with its reasons; as many as are asked for, those that wait for a person first. */
export interface ProposedSet {
  readonly matches: readonly ProposedMatch[]
  /** How many there are beside those. */
  readonly more: number
}

interface PassPlace {
  readonly pass: IdentityPass
  readonly link: FoundMatch['link']
}

interface IdentityRow {
  pass: number
  kind: 'payment' | 'refund' | 'dispute' | 'none'
  subject: string | null
  lineId: number
  lineMinor: number
  currency: string
  name: string
  ownMinor: number | null
  ownCurrency: string | null
}

const nameOfLine = `COALESCE(l.merchant_reference, l.platform_reference, l.native_id, l.type_text)`

/**
 * Reads the set out of a dry run that is complete and not yet thrown away. `passes` are those whose places stand as match
 * numbers in the run's own table.
 */
export function proposedSet(
  db: Database, { lineMatches }: RunDestination, { proposed, automatic }: Resemblance, { passes, limit }: { passes: readonly PassPlace[]; limit: number },
): ProposedSet {
  const found = [...proposed, ...automatic]
  const nameOf = createNames(db)
  const shown = found.slice(0, limit).map(({ act, link, pass, currency, left, right, differences, evidence }): ProposedMatch => ({
    act, link, pass, currency, left: [...left], right: [...right], differences: [...differences], name: nameOf(left[0] ?? right[0]),
    evidence: { ...evidence, agrees: [...evidence.agrees], differs: [...evidence.differs], because: [...evidence.because] },
  }))
  const { count } = db.prepare<[], { count: number }>(`SELECT COUNT(*) AS count FROM ${lineMatches}`).get()!
  const rows = db
    .prepare<[number], IdentityRow>(
      `SELECT d.match_no AS pass, d.kind, d.subject, d.line_id AS lineId, l.gross_minor AS lineMinor, l.currency, ${nameOfLine} AS name,
              COALESCE(p.captured_minor, -r.amount_minor, -t.amount_minor) AS ownMinor, COALESCE(p.currency, r.currency, t.currency) AS ownCurrency
         FROM ${lineMatches} d JOIN settlement_lines l ON l.line_id = d.line_id
         LEFT JOIN payments p ON d.kind = 'payment' AND p.payment_id = d.subject
         LEFT JOIN refunds r ON d.kind = 'refund' AND r.refund_id = d.subject
         LEFT JOIN disputes t ON d.kind = 'dispute' AND t.dispute_id = d.subject
        ORDER BY d.match_no, d.line_id LIMIT ?`,
    )
    .all(Math.max(0, limit - shown.length))
  const identical = rows.map((row) => identityMatch(row, passes[row.pass]!))
  return { matches: [...shown, ...identical], more: found.length + count - shown.length - identical.length }
}

function identityMatch(row: IdentityRow, { pass, link }: PassPlace): ProposedMatch {
  const { kind, subject, lineId, lineMinor, currency, ownMinor, ownCurrency, name } = row
  const right = [{ side: 'settlement_line' as const, subject: String(lineId), minor: lineMinor }]
  const common = { act: 'auto' as const, link, pass, currency, right, differences: [], name }
  if (subject === null || ownMinor === null) return { ...common, left: [], evidence: { agrees: [], differs: [], because: [], runnerUp: null } }
  const fields: EvidenceField[] = [
    { field: 'reference', left: name, right: name, distance: 0 },
    { field: 'currency', left: ownCurrency!, right: currency, distance: null },
    // A won dispute gives back what its loss took: the sign says which of the two the line is.
    { field: 'amount', left: amountText(kind === 'dispute' ? Math.abs(ownMinor) * Math.sign(lineMinor) : ownMinor, ownCurrency!), right: amountText(lineMinor, currency), distance: null },
  ]
  const isAlike = ({ left, right: other }: EvidenceField): boolean => left === other
  return {
    ...common, left: kind === 'payment' ? [{ side: 'payment', subject, minor: ownMinor }] : [],
    evidence: { agrees: fields.filter(isAlike), differs: fields.filter((field) => !isAlike(field)), because: ['named'], runnerUp: null },
  }
}

/** By what people know an item. */
function createNames(db: Database): (item: { readonly side: Side; readonly subject: string } | undefined) => string {
  const select: Record<Side, string> = {
    payment: 'SELECT merchant_reference AS name FROM payments WHERE payment_id = ?',
    payout: 'SELECT platform_reference AS name FROM payouts WHERE payout_id = ?',
    settlement_line: `SELECT ${nameOfLine} AS name FROM settlement_lines l WHERE l.line_id = CAST(? AS INTEGER)`,
    bank_line: 'SELECT text AS name FROM bank_lines WHERE line_id = CAST(? AS INTEGER)',
  }
  return (item) => (item === undefined ? '' : (db.prepare<[string], { name: string | null }>(select[item.side]).get(item.subject)?.name ?? ''))
}
