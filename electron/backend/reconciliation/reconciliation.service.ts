import type { Day } from '../../../shared/business-day.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Actor, AuditService } from '../audit/audit.service.ts'
import type { Changes } from '../changes.ts'
import type { Clock } from '../host.ts'
import { JobCancelled, type JobService } from '../jobs/jobs.service.ts'
import type { LedgerService } from '../ledger/ledger.service.ts'
import { linesPerFile } from '../settlements/line-ids.ts'
import type { Store } from '../store/store.ts'
import { createExcludedItems, type ExcludableSide } from './excluded-items.ts'
import { createLineMatches } from './line-matches.ts'
import { createLinePoster } from './line-postings.ts'
import { createMatchWriter, UsedElsewhere } from './match-writer.ts'
import { isOpenBankLine, isOpenPayout } from './open-items.ts'
import type { Allocation, Difference, FoundMatch } from './passes/matching.ts'
import { createReconciliationQueries, type ReconciliationQueries } from './reconciliation.queries.ts'
import { createPaymentsToAsk } from './payments-to-ask.ts'
import type { RunReport } from './run.task.ts'
import { createWorklist } from './worklist.ts'

export interface ReconciliationParts {
  readonly store: Store
  readonly clock: Clock
  readonly newId: () => string
  readonly ledger: LedgerService
  readonly audit: AuditService
  readonly changes: Changes
  readonly jobs: JobService
  readonly dayOf: (at: number) => Day
  /** Asks the platforms about payments of which a settlement file knows more than we do. */
  readonly askAgain: (paymentIds: readonly string[]) => void
}

export interface HandMatch {
  readonly left: readonly Allocation[]
  readonly right: readonly Allocation[]
  readonly currency: string
  readonly difference: Difference | null
  readonly note: string
}

type NotFound = { readonly kind: 'not-found' }
type AlreadyUsed = { readonly kind: 'already-used'; readonly subject: string }
type DoesNotAddUp = { readonly kind: 'does-not-add-up'; readonly residueMinor: number; readonly currency: string }
type PeriodClosed = { readonly kind: 'period-closed'; readonly toDay: Day }
type Cancelled = { readonly kind: 'cancelled' }

export type ReconciliationService = ReturnType<typeof createReconciliationService>

/** Runs, and what people decide about their results. Decisions wait their turn, so that none falls into the middle of a run. */
export function createReconciliationService(parts: ReconciliationParts) {
  const { store, clock, ledger, audit, changes, jobs } = parts
  const { db } = store
  const queries: ReconciliationQueries = createReconciliationQueries(db)
  const excluded = createExcludedItems(db)
  const days = { now: () => clock.now(), dayFor: (_accountId: string, day: Day | null) => day ?? parts.dayOf(clock.now()) }
  const paymentsToAsk = createPaymentsToAsk(db)
  const lineMatches = createLineMatches(db)
  const writer = createMatchWriter({ db, newId: parts.newId, ledger, days, connect: lineMatches.connect })
  const poster = createLinePoster(db, ledger, days)

  const decide = <T>(work: () => T): Promise<T> =>
    jobs.between(() => {
      const result = store.inTransaction(work)
      changes.announce('reconciliation')
      return result
    })

  /** The first item of a match that has less open than the match would use, or null when all is there. */
  const shortItem = ({ link, left, right }: Pick<FoundMatch, 'link' | 'left' | 'right'>): string | null => {
    const isShort = ({ side, subject, minor }: Allocation): boolean => {
      if (link !== 'L4') return side === 'settlement_line' && link === 'L1' ? !lineMatches.isOpenLine(Number(subject)) : openLoose(side, subject) !== minor
      const open = openMoney(side, subject)
      return Math.sign(open) !== Math.sign(minor) || Math.abs(minor) > Math.abs(open)
    }
    return [...left, ...right].find((allocation) => allocation.side !== 'payment' && isShort(allocation))?.subject ?? null
  }
  const openMoney = (side: Allocation['side'], subject: string): number => (side === 'payout' ? selectOpenPayout.get(subject) : selectOpenBankLine.get(Number(subject)))?.minor ?? 0
  const selectOpenPayout = db.prepare<[string], { minor: number }>(`SELECT p.amount_minor - p.deposited_minor AS minor FROM payouts p WHERE p.payout_id = ? AND ${isOpenPayout}`)
  const selectOpenBankLine = db.prepare<[number], { minor: number }>(`SELECT b.minor - b.explained_minor AS minor FROM bank_lines b WHERE b.line_id = ? AND ${isOpenBankLine}`)
  /** What a line without a payout, or a payout without lines, still has to explain. */
  const openLoose = (side: Allocation['side'], subject: string): number =>
    side === 'payout' ? (selectLoosePayout.get(subject)?.minor ?? 0) : (selectLooseLine.get({ subject })?.minor ?? 0)
  const selectLoosePayout = db.prepare<[string], { minor: number }>('SELECT amount_minor AS minor FROM payouts WHERE payout_id = ? AND lines_count = 0')
  const selectLooseLine = db.prepare<[{ subject: string }], { minor: number }>(
    `SELECT l.net_minor AS minor FROM settlement_lines l
      WHERE l.line_id = CAST(@subject AS INTEGER) AND l.payout_reference IS NULL
        AND NOT EXISTS (SELECT 1 FROM allocations a JOIN matches m ON m.match_no = a.match_no AND m.link = 'L3' AND m.undone_by IS NULL AND m.undoes IS NULL
                         WHERE a.side = 'settlement_line' AND a.subject = @subject)`,
  )

  const residueOf = ({ left, right, difference }: HandMatch): number =>
    right.reduce((sum, { minor }) => sum + minor, 0) - left.reduce((sum, { minor }) => sum + minor, 0) - (difference?.minor ?? 0)

  /** Writes a match and what follows from it. Throws `UsedElsewhere` when its money is not there any more. */
  const write = (match: FoundMatch, by: Actor, note?: string): number => {
    const short = shortItem(match)
    if (short !== null) throw new UsedElsewhere(short)
    const matchNo = writer.write(match, { runNo: null, decidedBy: by.id, decidedAt: clock.now(), ...(note === undefined ? {} : { note }) })
    if (match.link === 'L1') {
      const lineId = Number(match.right[0]!.subject)
      takeBackPosting(lineId)
      poster.postMatched(lineId, lineId + 1)
      learnAlias.run(clock.now(), by.id, lineId, match.left[0]!.subject)
    }
    return matchNo
  }
  /** The words of a line and the payer's name have been confirmed to be one. */
  const learnAlias = db.prepare(
    `INSERT OR IGNORE INTO match_aliases (from_words, to_words, confirmed_at, confirmed_by)
     SELECT l.text, o.customer, ?, ? FROM all_settlement_lines l JOIN payments p JOIN orders o ON o.order_id = p.order_id
      WHERE l.line_id = ? AND p.payment_id = ? AND l.text <> '' AND o.customer <> ''`,
  )
  /** Runs the work in a transaction of its own, so that a match whose money is gone leaves nothing behind. */
  const unlessUsed = <T>(work: () => T): Result<T, AlreadyUsed> => {
    try {
      return ok(store.inTransaction(work))
    } catch (error) {
      if (error instanceof UsedElsewhere) return fail({ kind: 'already-used', subject: error.subject })
      throw error
    }
  }

  const selectPosted = db.prepare<[number], { entryId: string }>('SELECT entry_id AS entryId FROM line_postings WHERE line_id = ?')
  const takeBackPosting = (lineId: number): void => {
    const posted = selectPosted.get(lineId)
    if (posted !== undefined) poster.takeBack(lineId, posted.entryId, '')
  }

  // What a closed period is sealed over stays: it has to be opened first.
  const selectClosedLine = db.prepare<[number], { toDay: Day }>(
    `SELECT c.day AS toDay FROM settlement_lines l JOIN source_files f ON f.file_no = l.line_id / ${linesPerFile} JOIN closed_until c ON c.account_id = f.account_id
      WHERE l.line_id = ? AND l.occurred_on <= c.day`,
  )
  const selectClosedMatch = db.prepare<[{ matchNo: number }], { toDay: Day }>(
    `SELECT c.day AS toDay FROM allocations a JOIN payouts p ON a.side = 'payout' AND p.payout_id = a.subject JOIN closed_until c ON c.account_id = p.account_id
      WHERE a.match_no = @matchNo AND p.arrives_on <= c.day
     UNION ALL
     SELECT c.day FROM allocations a JOIN settlement_lines l ON a.side = 'settlement_line' AND l.line_id = CAST(a.subject AS INTEGER)
       JOIN source_files f ON f.file_no = l.line_id / ${linesPerFile} JOIN closed_until c ON c.account_id = f.account_id
      WHERE a.match_no = @matchNo AND l.occurred_on <= c.day LIMIT 1`,
  )
  const openLine = (lineId: number, by: Actor, reason: string): void => {
    lineMatches.takeBack(lineId, { at: clock.now(), by: by.id, reason })
    takeBackPosting(lineId)
    poster.postOpen(lineId, lineId + 1)
  }
  const openLineOf = (matchNo: number, by: Actor, reason: string): void => {
    const line = queries.allocations(matchNo).find(({ side }) => side === 'settlement_line')
    if (line !== undefined) openLine(Number(line.subject), by, reason)
  }

  return {
    queries,
    excluded: excluded.page,
    worklist: createWorklist(db, queries),

    run: async ({ isDryRun, show }: { isDryRun: boolean; show: number }, by: Actor): Promise<Result<RunReport, Cancelled>> => {
      try {
        const report = await jobs.run('reconcile', '', { isDryRun, show, by: by.id }).output
        if (!isDryRun) {
          store.inTransaction(() => audit.note(by, 'reconciliation.run', 'run', { matched: report.matchedPerPass, exceptions: report.exceptions.length }))
          changes.announce('reconciliation')
          changes.announce('settlements')
          parts.askAgain(paymentsToAsk())
        }
        return ok(report)
      } catch (error) {
        if (error instanceof JobCancelled) return fail({ kind: 'cancelled' })
        throw error
      }
    },

    decideExceptions: (names: readonly { code: string; subject: string }[], state: 'open' | 'explained' | 'waived', note: string, by: Actor): Promise<Result<{ changed: number }, { kind: 'note-needed' }>> =>
      decide(() => {
        if (state !== 'open' && note === '') return fail({ kind: 'note-needed' })
        const changed = names.filter(({ code, subject }) => queries.setExceptionState(code, subject, state, note, clock.now())).length
        audit.note(by, `exceptions.${state}`, names.length === 1 ? `${names[0]!.code} ${names[0]!.subject}` : `${names.length} exceptions`, { names, note })
        return ok({ changed })
      }),

    ownException: (code: string, subject: string, owner: string | null, by: Actor): Promise<Result<null, NotFound>> =>
      decide(() => {
        if (!queries.setExceptionOwner(code, subject, owner)) return fail({ kind: 'not-found' })
        audit.note(by, 'exceptions.own', `${code} ${subject}`, { owner })
        return ok(null)
      }),

    /** All of them, or none when one is not there or its money is used. */
    acceptProposals: (proposalIds: readonly string[], by: Actor): Promise<Result<{ accepted: number }, NotFound | AlreadyUsed>> =>
      decide(() => {
        const proposals = proposalIds.map((id) => queries.proposal(id))
        if (proposals.some((proposal) => proposal === null)) return fail({ kind: 'not-found' })
        return unlessUsed(() => {
          for (const proposal of proposals) {
            const matchNo = write(proposal!.match, by)
            queries.removeProposal(proposal!.proposalId)
            audit.note(by, 'reconciliation.accept', `match:${matchNo}`, { pass: proposal!.match.pass })
          }
          return { accepted: proposals.length }
        })
      }),

    /** A declined pair is never proposed again. */
    declineProposals: (proposalIds: readonly string[], by: Actor): Promise<Result<{ declined: number }, NotFound>> =>
      decide(() => {
        const proposals = proposalIds.map((id) => queries.proposal(id))
        if (proposals.some((proposal) => proposal === null)) return fail({ kind: 'not-found' })
        for (const proposal of proposals) {
          queries.decline(proposal!.matchKey, clock.now(), by.id)
          queries.removeProposal(proposal!.proposalId)
        }
        audit.note(by, 'reconciliation.decline', `${proposals.length} proposals`, { keys: proposals.map((proposal) => proposal!.matchKey) })
        return ok({ declined: proposals.length })
      }),

    matchByHand: (wish: HandMatch, by: Actor): Promise<Result<{ matchNo: number }, NotFound | AlreadyUsed | DoesNotAddUp>> =>
      decide(() => {
        const link = linkOf(wish)
        if (link === null) return fail({ kind: 'not-found' })
        const residueMinor = residueOf(wish)
        if (residueMinor !== 0) return fail({ kind: 'does-not-add-up', residueMinor, currency: wish.currency })
        const match: FoundMatch = {
          link, pass: 'person', act: 'auto', currency: wish.currency, left: wish.left, right: wish.right,
          differences: wish.difference === null ? [] : [wish.difference], rule: null, evidence: { agrees: [], differs: [], because: [], runnerUp: null },
        }
        return unlessUsed(() => {
          const matchNo = write(match, by, wish.note)
          audit.note(by, 'reconciliation.match', `match:${matchNo}`, { left: wish.left, right: wish.right, difference: wish.difference, note: wish.note })
          return { matchNo }
        })
      }),

    undoMatch: (matchNo: number, lineId: number | null, reason: string, by: Actor): Promise<Result<null, NotFound | { kind: 'undone-already' } | PeriodClosed>> =>
      decide(() => {
        const match = queries.match(matchNo)
        if (match === null) return fail({ kind: 'not-found' })
        const closed = lineId === null ? selectClosedMatch.get({ matchNo }) : selectClosedLine.get(lineId)
        if (closed !== undefined) return fail({ kind: 'period-closed', toDay: closed.toDay })
        if (lineId !== null && match.bulkCount > 0) {
          if (lineMatches.find(lineId)?.matchNo !== matchNo) return fail({ kind: 'not-found' })
          openLine(lineId, by, reason)
        } else {
          if (match.undoneBy !== null) return fail({ kind: 'undone-already' })
          if (match.bulkCount > 0) return fail({ kind: 'not-found' })
          if (match.link === 'L1') openLineOf(matchNo, by, reason)
          writer.undo(matchNo, { runNo: null, decidedBy: by.id, decidedAt: clock.now(), note: reason })
        }
        audit.note(by, 'reconciliation.undo', `match:${matchNo}`, { lineId, reason })
        return ok(null)
      }),

    exclude: (side: ExcludableSide, subjects: readonly string[], reason: string, by: Actor): Promise<Result<{ excluded: number }, NotFound>> =>
      decide(() => {
        if (!subjects.every((subject) => excluded.isLine(side, subject))) return fail({ kind: 'not-found' })
        for (const subject of subjects) excluded.exclude({ side, subject, reason, excludedAt: clock.now(), excludedBy: by.id })
        audit.note(by, 'reconciliation.exclude', side, { subjects, reason })
        return ok({ excluded: subjects.length })
      }),

    include: (side: ExcludableSide, subject: string, by: Actor): Promise<Result<null, NotFound>> =>
      decide(() => {
        if (!excluded.include(side, subject, clock.now(), by.id)) return fail({ kind: 'not-found' })
        audit.note(by, 'reconciliation.include', `${side} ${subject}`)
        return ok(null)
      }),
  }
}

/** What two sides are matched as; null when they are nothing that can belong together. */
function linkOf({ left, right }: Pick<HandMatch, 'left' | 'right'>): 'L1' | 'L3' | 'L4' | null {
  const isAll = (list: readonly Allocation[], side: Allocation['side']): boolean => list.every((allocation) => allocation.side === side)
  if (isAll(left, 'payout') && isAll(right, 'bank_line')) return 'L4'
  if (isAll(left, 'payment') && isAll(right, 'settlement_line') && left.length === 1 && right.length === 1) return 'L1'
  return isAll(left, 'settlement_line') && isAll(right, 'payout') && right.length === 1 ? 'L3' : null
}
