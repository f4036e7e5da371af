import { createBankCalendar } from '../reconciliation/passes/bank-calendar.ts'
import type { Exception, Match, OpenBankLine, OpenPayout, Proposal, Trace, WorkRow } from '../../../shared/contract/reconciliation.ts'
import type { Payout } from '../../../shared/contract/settlements.ts'
import type { Day } from '../../../shared/business-day.ts'
import { fail, ok } from '../../../shared/result.ts'
import type { Arrivals } from '../reconciliation/checks/arrivals.ts'
import type { ExceptionRow, MatchRow, ProposalRow } from '../reconciliation/reconciliation.queries.ts'
import type { ReconciliationService } from '../reconciliation/reconciliation.service.ts'
import type { ReconciliationSummary } from '../reconciliation/summary.ts'
import type { TraceFrom, Tracer } from '../reconciliation/trace.ts'
import { createItemViews } from '../reconciliation/items.ts'
import { placeOf, type OpenLineEntry, type OpenPayoutEntry, type WorkEntry } from '../reconciliation/worklist.ts'
import type { PayoutRecord, PayoutRepository } from '../settlements/payouts.repository.ts'
import type { SettlementQueries } from '../settlements/settlement-queries.ts'
import type { Database } from '../store/database.ts'
import { actorOf, type Door } from './door.ts'
import { pageOf } from './page.ts'
import { bankLineView, lineView, showPayouts } from './settlement-handlers.ts'

export interface ReconciliationHandlerParts {
  readonly reconciliation: ReconciliationService
  readonly summary: () => ReconciliationSummary
  readonly trace: Tracer
  readonly queries: SettlementQueries
  readonly payouts: PayoutRepository
  readonly db: Database
  readonly dayOf: (at: number) => Day
  readonly today: () => Day
  readonly arrivals: Arrivals
}

/** As many with the nearest amounts, and as many with the nearest days. */
const mostCandidates = 100

/** Age is told in bank days: a weekend makes nothing late. */
const weekdays = createBankCalendar({ weekend: [6, 7], holidays: [] })

export function reconciliationHandlers(door: Door, parts: ReconciliationHandlerParts) {
  const { reconciliation, queries, payouts, db, today } = parts
  const procedures = door.reconciliation

  const exceptionView = (row: ExceptionRow): Exception => ({
    ...row, facts: { ...row.facts }, ageDays: Math.max(0, weekdays.bankDaysBetween(row.day ?? parts.dayOf(row.openedAt), today())),
  })
  const proposalView = ({ proposalId, match }: ProposalRow): Proposal => ({
    proposalId, link: match.link, pass: match.pass, currency: match.currency, minor: match.right.reduce((sum, { minor }) => sum + minor, 0),
    left: [...match.left], right: [...match.right], differences: [...match.differences], evidence: evidenceView(match.evidence),
  })
  const matchView = (row: MatchRow): Match => ({
    matchNo: row.matchNo, link: row.link, pass: row.pass, currency: row.currency, evidence: row.evidence === null ? null : evidenceView(row.evidence), bulkCount: row.bulkCount,
    decidedBy: row.decidedBy, decidedAt: row.decidedAt, isUndone: row.undoneBy !== null, note: row.note,
    allocations: reconciliation.queries.allocations(row.matchNo), differences: reconciliation.queries.differences(row.matchNo),
  })
  const items = createItemViews(db, queries, payouts)
  const { worklist } = reconciliation
  const shown = showPayouts(parts.arrivals)
  const payoutRow = ({ payoutId, openMinor }: OpenPayoutEntry, view: (payout: PayoutRecord) => Payout): OpenPayout => ({ ...view(payouts.find(payoutId)!), openMinor })
  const lineRow = ({ lineId, openMinor }: OpenLineEntry): OpenBankLine => ({ ...bankLineView(queries.bankLine(lineId)!), openMinor })
  const workRows = (): ((entry: WorkEntry) => WorkRow) => {
    const view = shown()
    return (entry) => {
      if (entry.kind === 'bank_line') return { kind: 'bank_line', line: lineRow(entry) }
      if (entry.kind === 'payout') return { kind: 'payout', payout: payoutRow(entry, view) }
      return { kind: 'proposal', proposal: proposalView(entry.proposal), first: items(entry.proposal.match.right.slice(0, 1))[0] ?? null }
    }
  }

  return {
    run: procedures.run.handler(async ({ input, context }) => {
      const result = await reconciliation.run(input, actorOf(context))
      if (!result.ok) return result
      const { matchedPerPass, exceptions, proposed } = result.value
      return ok({ ...result.value, matchedPerPass: { ...matchedPerPass }, exceptions: [...exceptions], proposed: proposed === null ? null : { ...proposed, matches: [...proposed.matches] } })
    }),
    summary: procedures.summary.handler(() => parts.summary()),
    exceptions: procedures.exceptions.handler(({ input }) => {
      const { rows, next } = pageOf(input.limit, (limit) => reconciliation.queries.exceptions(input.filter, input.after, limit), ({ openedAt, code, subject }) => ({ openedAt, code, subject }))
      return { exceptions: rows.map(exceptionView), next }
    }),
    exception: procedures.exception.handler(({ input }) => {
      const row = reconciliation.queries.exception(input.code, input.subject)
      return row === null ? fail({ kind: 'not-found' }) : ok(exceptionView(row))
    }),
    exceptionTotals: procedures.exceptionTotals.handler(({ input }) => reconciliation.queries.exceptionTotals(input.filter)),
    decideExceptions: procedures.decideExceptions.handler(({ input, context }) => reconciliation.decideExceptions(input.names, input.state, input.note, actorOf(context))),
    ownException: procedures.ownException.handler(({ input, context }) => {
      const actor = actorOf(context)
      return reconciliation.ownException(input.name.code, input.name.subject, input.mine ? actor.id : null, actor)
    }),
    worklist: procedures.worklist.handler(({ input }) => {
      const { rows, next } = pageOf(input.limit, (limit) => worklist.page(input.after, limit), placeOf)
      return { rows: rows.map(workRows()), next }
    }),
    worklistCounts: procedures.worklistCounts.handler(() => worklist.counts()),
    workRow: procedures.workRow.handler(({ input }) => {
      const entry = worklist.entryOf(input.side, input.subject)
      return entry === null ? fail({ kind: 'not-found' }) : ok(workRows()(entry))
    }),
    candidates: procedures.candidates.handler(({ input: { also, ...wanted } }) => {
      const view = shown()
      const { payouts: open, lines } = worklist.candidates(wanted, also, mostCandidates)
      return { payouts: open.map((entry) => payoutRow(entry, view)), lines: lines.map(lineRow) }
    }),
    acceptProposals: procedures.acceptProposals.handler(({ input, context }) => reconciliation.acceptProposals(input.proposalIds, actorOf(context))),
    declineProposals: procedures.declineProposals.handler(({ input, context }) => reconciliation.declineProposals(input.proposalIds, actorOf(context))),
    matchByHand: procedures.matchByHand.handler(({ input, context }) => reconciliation.matchByHand(input, actorOf(context))),
    matches: procedures.matches.handler(({ input }) => {
      const { rows, next } = pageOf(input.limit, (limit) => reconciliation.queries.matches(input.before, limit), ({ matchNo }) => matchNo)
      return { matches: rows.map(matchView), next }
    }),
    undoMatch: procedures.undoMatch.handler(({ input, context }) => reconciliation.undoMatch(input.matchNo, input.lineId, input.reason, actorOf(context))),
    exclude: procedures.exclude.handler(({ input, context }) => reconciliation.exclude(input.side, input.subjects, input.reason, actorOf(context))),
    include: procedures.include.handler(({ input, context }) => reconciliation.include(input.side, input.subject, actorOf(context))),
    openPayouts: procedures.openPayouts.handler(({ input }) => {
      const view = shown()
      const { rows, next } = pageOf(input.limit, (limit) => worklist.openPayouts({ ...input, limit }), ({ day, payoutId }) => ({ day, id: payoutId }))
      return { payouts: rows.map((entry) => payoutRow(entry, view)), next }
    }),
    excluded: procedures.excluded.handler(({ input }) => {
      const { rows, next } = pageOf(input.limit, (limit) => reconciliation.excluded(input.before, limit), ({ excludedAt, side, subject }) => ({ excludedAt, side, subject }))
      return { items: rows.flatMap(({ reason, excludedAt, excludedBy, ...name }) => items([name]).map((item) => Object.assign(item, { reason, excludedAt, excludedBy }))), next }
    }),
    items: procedures.items.handler(({ input }) => items(input.names)),
    trace: procedures.trace.handler(({ input }) => {
      const found = parts.trace(input satisfies TraceFrom)
      if (found === null) return fail({ kind: 'not-found' })
      const view: Trace = {
        orders: found.orders, lines: found.lines.map(lineView), moreLines: found.moreLines, payouts: found.payoutIds.map((payoutId) => payouts.find(payoutId)!).map(shown()), bankLines: found.bankLines.map(bankLineView),
      }
      return ok(view)
    }),
  }
}

const evidenceView = (evidence: NonNullable<MatchRow['evidence']>): Proposal['evidence'] => ({
  agrees: evidence.agrees.map((field) => ({ ...field })), differs: evidence.differs.map((field) => ({ ...field })), because: [...evidence.because],
  runnerUp: evidence.runnerUp === null ? null : { ...evidence.runnerUp },
})
