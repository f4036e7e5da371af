import type { Day } from '../../../shared/business-day.ts'
import type { Database } from '../store/database.ts'
import { isOpenBankLine, isOpenPayout } from './open-items.ts'
import type { Allocation } from './passes/matching.ts'
import type { ProposalRow, ReconciliationQueries } from './reconciliation.queries.ts'

export interface OpenLineEntry {
  readonly kind: 'bank_line'
  readonly lineId: number
  /** YYYY-MM-DD, by which the list is ordered; '' for none. */
  readonly day: string
  readonly openMinor: number
}

export interface OpenPayoutEntry {
  readonly kind: 'payout'
  readonly payoutId: string
  readonly day: string
  readonly openMinor: number
}

export type WorkEntry = { readonly kind: 'proposal'; readonly proposal: ProposalRow } | OpenLineEntry | OpenPayoutEntry

const kinds = ['proposal', 'bank_line', 'payout'] as const

/** A place in the list: behind this entry. */
export interface WorkCursor {
  readonly kind: (typeof kinds)[number]
  readonly day: string
  readonly id: string
}

/** What a match by hand is looked for: an amount (minor units) and a day. */
export interface Wanted {
  readonly currency: string
  readonly minor: number
  readonly day: Day | null
}

type Named = Pick<Allocation, 'side' | 'subject'>
type Place = Pick<WorkCursor, 'day' | 'id'>

export interface OpenPayoutPage {
  readonly accountId: string | null
  readonly after: Place | null
  readonly limit: number
}

/**
 * What a person can work on, in three groups, each the oldest first: what has a proposal, what the bank has and nothing explains,
 * what was sent and is not there. An item that a proposal is about stands there and not a second time.
 */
export function createWorklist(db: Database, { proposals, proposal }: Pick<ReconciliationQueries, 'proposals' | 'proposal'>) {
  const lineColumns = `'bank_line' AS kind, b.line_id AS lineId, COALESCE(b.booked_on, '') AS day, b.minor - b.explained_minor AS openMinor FROM bank_lines b`
  const payoutColumns = `'payout' AS kind, p.payout_id AS payoutId, COALESCE(p.arrives_on, '') AS day, p.amount_minor - p.deposited_minor AS openMinor FROM payouts p`
  const isUnproposed = (side: 'bank_line' | 'payout', id: string): string =>
    `NOT EXISTS (SELECT 1 FROM proposal_items i WHERE i.side = '${side}' AND i.subject = ${id})`
  const lineUnproposed = isUnproposed('bank_line', 'CAST(b.line_id AS TEXT)')
  const payoutUnproposed = isUnproposed('payout', 'p.payout_id')

  const selectLines = db.prepare<[{ day: string; id: number; limit: number }], OpenLineEntry>(
    `SELECT ${lineColumns} WHERE ${isOpenBankLine} AND ${lineUnproposed} AND COALESCE(b.booked_on, '') >= @day AND (COALESCE(b.booked_on, ''), b.line_id) > (@day, @id)
      ORDER BY COALESCE(b.booked_on, ''), b.line_id LIMIT @limit`,
  )
  const payoutPage = (condition: string) =>
    db.prepare<[Place & { accountId: string | null; limit: number }], OpenPayoutEntry>(
      `SELECT ${payoutColumns} WHERE ${isOpenPayout} AND ${condition} AND (@accountId IS NULL OR p.account_id = @accountId) AND COALESCE(p.arrives_on, '') >= @day AND (COALESCE(p.arrives_on, ''), p.payout_id) > (@day, @id)
        ORDER BY COALESCE(p.arrives_on, ''), p.payout_id LIMIT @limit`,
    )
  const [selectPayouts, selectAllPayouts] = [payoutPage(payoutUnproposed), payoutPage('TRUE')]
  const selectCounts = db.prepare<[], { proposals: number; bankLines: number; payouts: number }>(
    `SELECT (SELECT COUNT(*) FROM proposals) AS proposals,
            (SELECT COUNT(*) FROM bank_lines b WHERE ${isOpenBankLine} AND ${lineUnproposed}) AS bankLines,
            (SELECT COUNT(*) FROM payouts p WHERE ${isOpenPayout} AND ${payoutUnproposed}) AS payouts`,
  )
  const selectProposalOf = db.prepare<[string, string], { proposalId: string }>('SELECT proposal_id AS proposalId FROM proposal_items WHERE side = ? AND subject = ? ORDER BY proposal_id LIMIT 1')
  const selectLine = db.prepare<[number], OpenLineEntry>(`SELECT ${lineColumns} WHERE b.line_id = ? AND ${isOpenBankLine}`)
  const selectPayout = db.prepare<[string], OpenPayoutEntry>(`SELECT ${payoutColumns} WHERE p.payout_id = ? AND ${isOpenPayout}`)

  const nearest = { minor: 'ABS(openMinor - @minor), ', day: `ABS(julianday(NULLIF(day, '')) - julianday(@day)), ABS(openMinor - @minor), ` }
  const nearLines = Object.values(nearest).map((order) =>
    db.prepare<[Wanted & { limit: number }], OpenLineEntry>(`SELECT ${lineColumns} WHERE ${isOpenBankLine} AND b.currency = @currency ORDER BY ${order} b.line_id LIMIT @limit`))
  const nearPayouts = Object.values(nearest).map((order) =>
    db.prepare<[Wanted & { limit: number }], OpenPayoutEntry>(`SELECT ${payoutColumns} WHERE ${isOpenPayout} AND p.currency = @currency ORDER BY ${order} p.payout_id LIMIT @limit`))

  const start: Place = { day: '', id: '' }
  const readers: Record<WorkCursor['kind'], (after: Place | null, limit: number) => WorkEntry[]> = {
    proposal: (after, limit) => proposals(after?.id ?? null, limit).map((row) => ({ kind: 'proposal', proposal: row })),
    bank_line: (after, limit) => selectLines.all({ day: after?.day ?? '', id: Number(after?.id ?? -1), limit }),
    payout: (after, limit) => selectPayouts.all({ ...(after ?? start), accountId: null, limit }),
  }
  /** The item itself, also one that a proposal is about; null when nothing of it is open. */
  const openItem = (side: 'bank_line' | 'payout', subject: string): OpenLineEntry | OpenPayoutEntry | null =>
    (side === 'bank_line' ? selectLine.get(Number(subject)) : selectPayout.get(subject)) ?? null

  return {
    /** Entries behind a place, at most `limit`. */
    page: (after: WorkCursor | null, limit: number): WorkEntry[] => {
      const entries: WorkEntry[] = []
      for (const kind of kinds.slice(after === null ? 0 : kinds.indexOf(after.kind))) {
        if (entries.length < limit) entries.push(...readers[kind](after?.kind === kind ? after : null, limit - entries.length))
      }
      return entries
    },
    counts: () => selectCounts.get()!,
    /** The entry that an item stands in: the proposal about it, or itself; null when it is not open. */
    entryOf: (side: 'bank_line' | 'payout', subject: string): WorkEntry | null => {
      const about = selectProposalOf.get(side, subject)
      const found = about === undefined ? null : proposal(about.proposalId)
      if (found !== null) return { kind: 'proposal', proposal: found }
      return openItem(side, subject)
    },
    openItem,
    /** Payouts that are not wholly at the bank, those in proposals too; the oldest first. */
    openPayouts: ({ accountId, after, limit }: OpenPayoutPage): OpenPayoutEntry[] => selectAllPayouts.all({ ...(after ?? start), accountId, limit }),
    /** Open lines and payouts: the ones that are named, then of the currency `limit` with the nearest amounts and as many with the nearest days. */
    candidates: (wanted: Wanted, also: readonly Named[], limit: number): { lines: OpenLineEntry[]; payouts: OpenPayoutEntry[] } => {
      const named = also.flatMap(({ side, subject }) => (side === 'bank_line' || side === 'payout' ? (openItem(side, subject) ?? []) : []))
      const lines = [...named.filter((entry) => entry.kind === 'bank_line'), ...nearLines.flatMap((statement) => statement.all({ ...wanted, limit }))]
      const payouts = [...named.filter((entry) => entry.kind === 'payout'), ...nearPayouts.flatMap((statement) => statement.all({ ...wanted, limit }))]
      return { lines: [...new Map(lines.map((entry) => [entry.lineId, entry])).values()], payouts: [...new Map(payouts.map((entry) => [entry.payoutId, entry])).values()] }
    },
  }
}

/** The place of an entry, for the page behind it. */
export const placeOf = (entry: WorkEntry): WorkCursor => {
  if (entry.kind === 'proposal') return { kind: 'proposal', day: '', id: entry.proposal.proposalId }
  return { kind: entry.kind, day: entry.day, id: entry.kind === 'bank_line' ? String(entry.lineId) : entry.payoutId }
}
