import type { Day } from '../../../shared/business-day.ts'
import type { ExceptionCode, ExceptionSeverity } from '../../../shared/exception-code.ts'
import type { Database, Statement } from '../store/database.ts'
import { selectList } from '../store/columns.ts'
import type { Evidence, FoundMatch } from './passes/matching.ts'

export interface ExceptionRow {
  readonly code: ExceptionCode
  readonly subject: string
  readonly accountId: string | null
  readonly severity: ExceptionSeverity
  readonly minor: number
  readonly currency: string | null
  readonly day: Day | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly state: 'open' | 'explained' | 'waived' | 'resolved'
  readonly owner: string | null
  readonly note: string
  readonly openedAt: number
}

export interface ExceptionFilter {
  readonly codes: readonly ExceptionCode[]
  readonly severities: readonly ExceptionSeverity[]
  readonly accountId: string | null
  readonly states: readonly ExceptionRow['state'][]
  readonly owner: string | null
}

export interface ProposalRow {
  readonly proposalId: string
  readonly matchKey: string
  readonly match: FoundMatch
}

export interface MatchRow {
  readonly matchNo: number
  readonly link: string
  readonly pass: string
  readonly currency: string | null
  readonly evidence: Evidence | null
  readonly bulkCount: number
  readonly decidedBy: string
  readonly decidedAt: number
  readonly undoneBy: number | null
  readonly note: string | null
}

export interface AllocationRow {
  readonly side: 'payment' | 'settlement_line' | 'payout' | 'bank_line'
  readonly subject: string
  readonly minor: number
}

const exceptionFields = ['code', 'subject', 'accountId', 'severity', 'minor', 'currency', 'day', 'facts', 'state', 'owner', 'note', 'openedAt'] as const
type StoredException = Omit<ExceptionRow, 'facts'> & { facts: string }
const exceptionOf = (row: StoredException): ExceptionRow => ({ ...row, facts: JSON.parse(row.facts) as Record<string, unknown> })

export type ReconciliationQueries = ReturnType<typeof createReconciliationQueries>

export function createReconciliationQueries(db: Database) {
  const columns = selectList(exceptionFields)
  const statements = new Map<string, Statement<[Record<string, unknown>]>>()
  const prepared = (sql: string): Statement<[Record<string, unknown>]> => {
    let statement = statements.get(sql)
    if (statement === undefined) statements.set(sql, (statement = db.prepare(sql)))
    return statement
  }

  const conditionsOf = (filter: ExceptionFilter): { sql: string; values: Record<string, unknown> } => {
    const parts: string[] = []
    const values: Record<string, unknown> = {}
    const oneOf = (column: string, list: readonly string[]): void => {
      if (list.length === 0) return
      parts.push(`${column} IN (${list.map((_, index) => `@${column}${index}`).join(', ')})`)
      list.forEach((value, index) => (values[`${column}${index}`] = value))
    }
    oneOf('code', filter.codes)
    oneOf('severity', filter.severities)
    oneOf('state', filter.states)
    // Spelled out so that the index of what is not resolved can be used.
    if (filter.states.length > 0 && !filter.states.includes('resolved')) parts.push(`state <> 'resolved'`)
    if (filter.accountId !== null) {
      parts.push('account_id = @accountId')
      values['accountId'] = filter.accountId
    }
    if (filter.owner !== null) {
      parts.push('owner = @owner')
      values['owner'] = filter.owner
    }
    return { sql: parts.length === 0 ? 'TRUE' : parts.join(' AND '), values }
  }

  const selectException = db.prepare<[string, string], StoredException>(`SELECT ${columns} FROM exceptions WHERE code = ? AND subject = ?`)
  const updateState = db.prepare('UPDATE exceptions SET state = ?, note = ?, changed_at = ? WHERE code = ? AND subject = ? AND state <> ?')
  const updateOwner = db.prepare('UPDATE exceptions SET owner = ? WHERE code = ? AND subject = ?')
  const selectProposals = db.prepare<[string, number], { proposalId: string; matchKey: string; found: string }>(
    'SELECT proposal_id AS proposalId, match_key AS matchKey, found FROM proposals WHERE proposal_id > ? ORDER BY proposal_id LIMIT ?',
  )
  const selectProposal = db.prepare<[string], { proposalId: string; matchKey: string; found: string }>(
    'SELECT proposal_id AS proposalId, match_key AS matchKey, found FROM proposals WHERE proposal_id = ?',
  )
  const deleteProposal = db.prepare('DELETE FROM proposals WHERE proposal_id = ?')
  const insertDeclined = db.prepare('INSERT OR IGNORE INTO declined_matches (match_key, declined_at, declined_by) VALUES (?, ?, ?)')
  const matchColumns = `match_no AS matchNo, link, pass, currency, evidence, bulk_count AS bulkCount, decided_by AS decidedBy, decided_at AS decidedAt, undone_by AS undoneBy, note`
  type StoredMatch = Omit<MatchRow, 'evidence'> & { evidence: string }
  const matchOf = (row: StoredMatch): MatchRow => ({ ...row, evidence: row.evidence === '{}' ? null : (JSON.parse(row.evidence) as Evidence) })
  const selectMatches = db.prepare<[number, number], StoredMatch>(
    `SELECT ${matchColumns} FROM matches WHERE match_no < ? AND undoes IS NULL AND (bulk_count > 0 OR pass NOT IN ('P1', 'P2', 'P3', 'P4')) ORDER BY match_no DESC LIMIT ?`,
  )
  const selectMatch = db.prepare<[number], StoredMatch>(`SELECT ${matchColumns} FROM matches WHERE match_no = ?`)
  const selectAllocations = db.prepare<[number], AllocationRow>('SELECT side, subject, minor FROM allocations WHERE match_no = ? ORDER BY side, subject')
  const selectDifferences = db.prepare<[number], { reason: string; minor: number }>('SELECT reason, minor FROM differences WHERE match_no = ? ORDER BY reason')
  const proposalOf = (row: { proposalId: string; matchKey: string; found: string }): ProposalRow => ({
    proposalId: row.proposalId, matchKey: row.matchKey, match: JSON.parse(row.found) as FoundMatch,
  })

  return {
    exceptions: (filter: ExceptionFilter, after: { openedAt: number; code: string; subject: string } | null, limit: number): ExceptionRow[] => {
      const { sql, values } = conditionsOf(filter)
      const keyset = after === null ? '' : 'AND (opened_at, code, subject) > (@afterAt, @afterCode, @afterSubject)'
      const position = after === null ? {} : { afterAt: after.openedAt, afterCode: after.code, afterSubject: after.subject }
      const statement = prepared(`SELECT ${columns} FROM exceptions WHERE ${sql} ${keyset} ORDER BY opened_at, code, subject LIMIT @limit`)
      return (statement.all({ ...values, ...position, limit }) as StoredException[]).map(exceptionOf)
    },
    exceptionTotals: (filter: ExceptionFilter): { code: ExceptionCode; currency: string | null; count: number; minor: number }[] => {
      const { sql, values } = conditionsOf(filter)
      const statement = prepared(`SELECT code, currency, COUNT(*) AS count, SUM(ABS(minor)) AS minor FROM exceptions WHERE ${sql} GROUP BY code, currency ORDER BY code, currency`)
      return statement.all(values) as { code: ExceptionCode; currency: string | null; count: number; minor: number }[]
    },
    exception: (code: string, subject: string): ExceptionRow | null => {
      const row = selectException.get(code, subject)
      return row === undefined ? null : exceptionOf(row)
    },
    /** True when it was in another state before. */
    setExceptionState: (code: string, subject: string, state: ExceptionRow['state'], note: string, at: number): boolean =>
      updateState.run(state, note, at, code, subject, 'resolved').changes > 0,
    setExceptionOwner: (code: string, subject: string, owner: string | null): boolean => updateOwner.run(owner, code, subject).changes > 0,

    /** In the order in which the passes found them. */
    proposals: (after: string | null, limit: number): ProposalRow[] => selectProposals.all(after ?? '', limit).map(proposalOf),
    proposal: (proposalId: string): ProposalRow | null => {
      const row = selectProposal.get(proposalId)
      return row === undefined ? null : proposalOf(row)
    },
    removeProposal: (proposalId: string): void => void deleteProposal.run(proposalId),
    decline: (matchKey: string, at: number, by: string): void => void insertDeclined.run(matchKey, at, by),

    matches: (before: number | null, limit: number): MatchRow[] => selectMatches.all(before ?? Number.MAX_SAFE_INTEGER, limit).map(matchOf),
    match: (matchNo: number): MatchRow | null => {
      const row = selectMatch.get(matchNo)
      return row === undefined ? null : matchOf(row)
    },
    allocations: (matchNo: number): AllocationRow[] => selectAllocations.all(matchNo),
    differences: (matchNo: number): { reason: string; minor: number }[] => selectDifferences.all(matchNo),
  }
}
