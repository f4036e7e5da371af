import type { Day } from '../../../shared/business-day.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Actor, AuditService } from '../audit/audit.service.ts'
import type { Changes } from '../changes.ts'
import type { Clock } from '../host.ts'
import { JobCancelled, type JobService } from '../jobs/jobs.service.ts'
import type { LedgerService } from '../ledger/ledger.service.ts'
import type { Store } from '../store/store.ts'
import { createLineMatches } from './line-matches.ts'
import { createLinePoster } from './line-postings.ts'
import { createMatchWriter } from './match-writer.ts'
import { openBankLines, openPayouts } from './open-items.ts'
import type { Allocation, Difference, FoundMatch } from './passes/matching.ts'
import { createReconciliationQueries, type ReconciliationQueries } from './reconciliation.queries.ts'
import type { RunReport } from './run.task.ts'

export interface ReconciliationParts {
  readonly store: Store
  readonly clock: Clock
  readonly newId: () => string
  readonly ledger: LedgerService
  readonly audit: AuditService
  readonly changes: Changes
  readonly jobs: JobService
  readonly dayOf: (at: number) => Day
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
type Cancelled = { readonly kind: 'cancelled' }

export type ReconciliationService = ReturnType<typeof createReconciliationService>

/** Runs, and what people decide about their results. Decisions wait their turn, so that none falls into the middle of a run. */
export function createReconciliationService(parts: ReconciliationParts) {
  const { store, clock, ledger, audit, changes, jobs } = parts
  const { db } = store
  const queries: ReconciliationQueries = createReconciliationQueries(db)
  const days = { now: () => clock.now(), dayFor: (_accountId: string, day: Day | null) => day ?? parts.dayOf(clock.now()) }
  const writer = createMatchWriter({ db, newId: parts.newId, ledger, days })
  const lineMatches = createLineMatches(db)
  const poster = createLinePoster(db, ledger, days)

  const decide = <T>(work: () => T): Promise<T> =>
    jobs.between(() => {
      const result = store.inTransaction(work)
      changes.announce('reconciliation')
      return result
    })

  /** The first item of a match that has less open than the match would use, or null when all is there. */
  const shortItem = (match: Pick<FoundMatch, 'left' | 'right'>): string | null => {
    const open = new Map<string, number>([
      ...openPayouts(db, () => []).map((payout): [string, number] => [`payout ${payout.payoutId}`, payout.openMinor]),
      ...openBankLines(db).map((line): [string, number] => [`bank_line ${line.lineId}`, line.openMinor]),
    ])
    const isShort = ({ side, subject, minor }: Allocation): boolean => {
      const left = open.get(`${side} ${subject}`) ?? 0
      return Math.sign(left) !== Math.sign(minor) || Math.abs(minor) > Math.abs(left)
    }
    return [...match.left, ...match.right].find(isShort)?.subject ?? null
  }

  const residueOf = ({ left, right, difference }: HandMatch): number =>
    right.reduce((sum, { minor }) => sum + minor, 0) - left.reduce((sum, { minor }) => sum + minor, 0) - (difference?.minor ?? 0)

  const connectLine = (wish: HandMatch, by: Actor): Result<{ matchNo: number }, NotFound | AlreadyUsed> => {
    const [payment] = wish.left
    const [line] = wish.right
    if (payment?.side !== 'payment' || line?.side !== 'settlement_line' || wish.left.length !== 1 || wish.right.length !== 1) return fail({ kind: 'not-found' })
    const lineId = Number(line.subject)
    if (!lineMatches.isOpenLine(lineId)) return fail({ kind: 'already-used', subject: line.subject })
    const matchNo = writer.writeHeader('L1', wish.currency, { runNo: null, decidedBy: by.id, decidedAt: clock.now(), note: wish.note })
    if (!lineMatches.connect(lineId, payment.subject, matchNo)) throw new UsedElsewhere(payment.subject)
    takeBackPosting(lineId)
    poster.postMatched(lineId, lineId + 1)
    audit.note(by, 'reconciliation.match', `match:${matchNo}`, { line: lineId, payment: payment.subject, note: wish.note })
    return ok({ matchNo })
  }

  const selectPosted = db.prepare<[number], { entryId: string }>('SELECT entry_id AS entryId FROM line_postings WHERE line_id = ?')
  const takeBackPosting = (lineId: number): void => {
    const posted = selectPosted.get(lineId)
    if (posted !== undefined) poster.takeBack(lineId, posted.entryId, '')
  }

  return {
    queries,

    run: async (isDryRun: boolean, by: Actor): Promise<Result<RunReport, Cancelled>> => {
      try {
        const report = await jobs.run('reconcile', '', { isDryRun, by: by.id }).output
        if (!isDryRun) {
          store.inTransaction(() => audit.note(by, 'reconciliation.run', 'run', { matched: report.matchedPerPass, exceptions: report.exceptions.length }))
          changes.announce('reconciliation')
          changes.announce('settlements')
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
        try {
          return store.inTransaction(() => {
            for (const proposal of proposals) {
              const short = shortItem(proposal!.match)
              if (short !== null) throw new UsedElsewhere(short)
              const matchNo = writer.write(proposal!.match, { runNo: null, decidedBy: by.id, decidedAt: clock.now() })
              queries.removeProposal(proposal!.proposalId)
              audit.note(by, 'reconciliation.accept', `match:${matchNo}`, { pass: proposal!.match.pass })
            }
            return ok({ accepted: proposals.length })
          })
        } catch (error) {
          if (error instanceof UsedElsewhere) return fail({ kind: 'already-used', subject: error.subject })
          throw error
        }
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
        if (wish.left.some(({ side }) => side === 'payment')) {
          try {
            return store.inTransaction(() => connectLine(wish, by))
          } catch (error) {
            if (error instanceof UsedElsewhere) return fail({ kind: 'already-used', subject: error.subject })
            throw error
          }
        }
        const residueMinor = residueOf(wish)
        if (residueMinor !== 0) return fail({ kind: 'does-not-add-up', residueMinor, currency: wish.currency })
        const short = shortItem(wish)
        if (short !== null) return fail({ kind: 'already-used', subject: short })
        const match: FoundMatch = {
          link: 'L4', pass: 'person', act: 'auto', currency: wish.currency, left: wish.left, right: wish.right,
          differences: wish.difference === null ? [] : [wish.difference], rule: null, evidence: { agrees: [], differs: [], because: [], runnerUp: null },
        }
        const matchNo = writer.write(match, { runNo: null, decidedBy: by.id, decidedAt: clock.now(), note: wish.note })
        audit.note(by, 'reconciliation.match', `match:${matchNo}`, { left: wish.left, right: wish.right, difference: wish.difference, note: wish.note })
        return ok({ matchNo })
      }),

    undoMatch: (matchNo: number, lineId: number | null, reason: string, by: Actor): Promise<Result<null, NotFound | { kind: 'undone-already' }>> =>
      decide(() => {
        const match = queries.match(matchNo)
        if (match === null) return fail({ kind: 'not-found' })
        if (lineId !== null) {
          if (lineMatches.find(lineId)?.matchNo !== matchNo) return fail({ kind: 'not-found' })
          lineMatches.takeBack(lineId, { at: clock.now(), by: by.id, reason })
          takeBackPosting(lineId)
          poster.postOpen(lineId, lineId + 1)
        } else {
          if (match.undoneBy !== null) return fail({ kind: 'undone-already' })
          if (match.bulkCount > 0) return fail({ kind: 'not-found' })
          writer.undo(matchNo, { runNo: null, decidedBy: by.id, decidedAt: clock.now(), note: reason })
        }
        audit.note(by, 'reconciliation.undo', `match:${matchNo}`, { lineId, reason })
        return ok(null)
      }),

    exclude: (side: 'bank_line' | 'settlement_line', subjects: readonly string[], reason: string, by: Actor): Promise<Result<{ excluded: number }, NotFound>> =>
      decide(() => {
        const insert = db.prepare('INSERT OR IGNORE INTO excluded_items (side, subject, reason, excluded_at, excluded_by) VALUES (?, ?, ?, ?, ?)')
        const excluded = subjects.filter((subject) => insert.run(side, subject, reason, clock.now(), by.id).changes > 0).length
        audit.note(by, 'reconciliation.exclude', side, { subjects, reason })
        return ok({ excluded })
      }),

    include: (side: 'bank_line' | 'settlement_line', subject: string, by: Actor): Promise<Result<null, NotFound>> =>
      decide(() => {
        const { changes: removed } = db.prepare('DELETE FROM excluded_items WHERE side = ? AND subject = ?').run(side, subject)
        if (removed === 0) return fail({ kind: 'not-found' })
        audit.note(by, 'reconciliation.include', `${side} ${subject}`)
        return ok(null)
      }),
  }
}

class UsedElsewhere extends Error {
  readonly subject: string
  constructor(subject: string) {
    super(`${subject} has less left than the match needs`)
    this.subject = subject
  }
}
