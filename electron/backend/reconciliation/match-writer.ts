import type { Day } from '../../../shared/business-day.ts'
import { ledgerAccount } from '../ledger/chart.ts'
import type { LedgerService, Posting } from '../ledger/ledger.service.ts'
import type { Database } from '../store/database.ts'
import type { FoundMatch } from './passes/matching.ts'
import { matchKey } from './passes/run-passes.ts'

export interface MatchWriterParts {
  readonly db: Database
  readonly newId: () => string
  readonly ledger: LedgerService
  readonly days: { now(): number; dayFor(accountId: string, day: Day | null): Day }
}

export interface Decision {
  readonly runNo: number | null
  /** "run" or a person's id. */
  readonly decidedBy: string
  readonly decidedAt: number
  readonly note?: string
}

export type MatchWriter = ReturnType<typeof createMatchWriter>

/** Writes single matches with what they use up and post, and takes them back by counter-entry. Inside the caller's transaction. */
export function createMatchWriter({ db, newId, ledger, days }: MatchWriterParts) {
  const nextNo = db.prepare<[], { no: number }>('SELECT COALESCE(MAX(match_no), 0) + 1 AS no FROM matches')
  const insertMatch = db.prepare(
    `INSERT INTO matches (match_no, run_no, link, pass, rule_id, rule_version, currency, evidence, decided_by, decided_at, undoes, note)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertAllocation = db.prepare('INSERT INTO allocations (match_no, side, subject, minor) VALUES (?, ?, ?, ?)')
  const insertDifference = db.prepare('INSERT INTO differences (match_no, reason, minor) VALUES (?, ?, ?)')
  const insertPosting = db.prepare('INSERT INTO match_postings (match_no, entry_id) VALUES (?, ?)')
  const insertProposal = db.prepare(
    `INSERT INTO proposals (proposal_id, match_key, link, pass, currency, minor, found, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (match_key) DO NOTHING`,
  )
  const selectMatch = db.prepare<[number], { link: string; currency: string | null }>('SELECT link, currency FROM matches WHERE match_no = ?')
  const markUndone = db.prepare('UPDATE matches SET undone_by = ? WHERE match_no = ?')
  const selectPostings = db.prepare<[number], { entryId: string }>('SELECT entry_id AS entryId FROM match_postings WHERE match_no = ?')
  const selectPayout = db.prepare<[string], { accountId: string }>('SELECT account_id AS accountId FROM payouts WHERE payout_id = ?')
  const selectBankLine = db.prepare<[number], { bankAccountId: string; day: Day | null }>(
    'SELECT bank_account_id AS bankAccountId, booked_on AS day FROM bank_lines WHERE line_id = ?',
  )

  const write = (match: FoundMatch, decision: Decision): number => {
    const { no } = nextNo.get()!
    insertMatch.run(
      no, decision.runNo, match.link, match.pass, match.rule?.ruleId ?? null, match.rule?.version ?? null, match.currency, JSON.stringify(match.evidence),
      decision.decidedBy, decision.decidedAt, null, decision.note ?? null,
    )
    for (const { side, subject, minor } of [...match.left, ...match.right]) insertAllocation.run(no, side, subject, minor)
    for (const { reason, minor } of match.differences) insertDifference.run(no, reason, minor)
    if (match.link === 'L4') postDeposit(no, match)
    return no
  }

  /** The money has arrived: from in-transit to the bank, and what differs to where its reason says. */
  const postDeposit = (matchNo: number, match: FoundMatch): void => {
    const { currency } = match
    const postings: Posting[] = []
    let day: Day | null = null
    let accountId = ''
    for (const { subject, minor } of match.left) {
      accountId = selectPayout.get(subject)!.accountId
      postings.push({ ledgerAccount: ledgerAccount.inTransit(accountId), minor: -minor, currency })
    }
    for (const { subject, minor } of match.right) {
      const line = selectBankLine.get(Number(subject))!
      day ??= line.day
      postings.push({ ledgerAccount: ledgerAccount.bank(line.bankAccountId), minor, currency })
    }
    const gap = -postings.reduce((sum, { minor }) => sum + minor, 0)
    if (gap !== 0) postings.push({ ledgerAccount: differenceAccount(match, accountId), minor: gap, currency })
    const entryId = ledger.post({
      at: days.now(), businessDay: days.dayFor(accountId, day), kind: 'deposit', subject: `match:${matchNo}`, text: match.pass, postings,
    })
    insertPosting.run(matchNo, entryId)
  }

  const differenceAccount = (match: FoundMatch, accountId: string): string => {
    switch (match.differences[0]?.reason) {
      case 'fee':
        return ledgerAccount.fees(accountId)
      case 'fx':
        return ledgerAccount.fxDifference(accountId)
      case 'rounding':
        return ledgerAccount.rounding(accountId)
      case 'write_off':
      case undefined:
        return ledgerAccount.writtenOff(accountId)
    }
  }

  /** Takes a match back: a counter-match, counter-entries, and its money is open again. Both stay on record. */
  const undo = (matchNo: number, decision: Decision): number => {
    const match = selectMatch.get(matchNo)!
    const { no } = nextNo.get()!
    insertMatch.run(no, null, match.link, 'person', null, null, match.currency, '{}', decision.decidedBy, decision.decidedAt, matchNo, decision.note ?? null)
    markUndone.run(no, matchNo)
    for (const { entryId } of selectPostings.all(matchNo)) {
      insertPosting.run(no, ledger.counter(entryId, days.now(), days.dayFor('', null), `match:${matchNo} taken back`))
    }
    return no
  }

  return {
    write,
    undo,
    /** A bare match row, for matches whose line is kept elsewhere. */
    writeHeader: (link: string, currency: string, decision: Decision): number => {
      const { no } = nextNo.get()!
      insertMatch.run(no, null, link, 'person', null, null, currency, '{}', decision.decidedBy, decision.decidedAt, null, decision.note ?? null)
      return no
    },
    /** What waits for a person from now on is exactly this. */
    replaceProposals: (proposed: readonly FoundMatch[], at: number): void => {
      db.prepare('DELETE FROM proposals').run()
      for (const match of proposed) {
        const minor = match.right.reduce((sum, allocation) => sum + allocation.minor, 0)
        insertProposal.run(newId(), matchKey(match), match.link, match.pass, match.currency, minor, JSON.stringify(match), at)
      }
    },
  }
}
