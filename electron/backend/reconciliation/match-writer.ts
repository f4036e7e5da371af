import type { Day } from '../../../shared/business-day.ts'
import { ledgerAccount } from '../ledger/chart.ts'
import type { LedgerService, Posting } from '../ledger/ledger.service.ts'
import type { Database } from '../store/database.ts'
import { differenceAccount } from './line-postings.ts'
import { createExcludedItems } from './excluded-items.ts'
import type { LineMatches } from './line-matches.ts'
import type { Allocation, Exclusion, FoundMatch, Link } from './passes/matching.ts'
import { matchKey } from './passes/run-passes.ts'

export interface MatchWriterParts {
  readonly db: Database
  /** Connects a settlement line with a payment; false when one of them is used already. */
  readonly connect: LineMatches['connect']
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

/** Writes single matches with what they use up and post, and takes them back by counter-entry. Inside the caller's transaction. */
export function createMatchWriter({ db, newId, ledger, days, connect }: MatchWriterParts) {
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
  const selectMatch = db.prepare<[number], { link: Link; currency: string | null }>('SELECT link, currency FROM matches WHERE match_no = ?')
  const addLines = db.prepare('UPDATE payouts SET lines_net_minor = lines_net_minor + ?, lines_count = lines_count + ? WHERE payout_id = ?')
  const selectAllocations = db.prepare<[number], Allocation>('SELECT side, subject, minor FROM allocations WHERE match_no = ?')
  const insertDeclined = db.prepare('INSERT OR IGNORE INTO declined_matches (match_key, declined_at, declined_by) VALUES (?, ?, ?)')
  const insertProposalItem = db.prepare('INSERT INTO proposal_items (side, subject, proposal_id) VALUES (?, ?, ?)')
  const addDeposited = db.prepare('UPDATE payouts SET deposited_minor = deposited_minor + ? WHERE payout_id = ?')
  const addExplained = db.prepare('UPDATE all_bank_lines SET explained_minor = explained_minor + ? WHERE line_id = ?')
  const excluded = createExcludedItems(db)
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
    switch (match.link) {
      case 'L4':
        countDeposit(match, 1)
        postDeposit(no, match)
        break
      case 'L3':
        countLines(match, 1)
        break
      case 'L1':
        connectLine(no, match)
        break
      case 'L2':
      case 'L5':
        throw new Error(`a single match of ${match.link}`)
    }
    return no
  }

  /** The lines count as the payout's own from now on, or no longer. */
  const countLines = ({ left, right }: Pick<FoundMatch, 'left' | 'right'>, sign: 1 | -1): void => {
    const net = left.reduce((sum, { minor }) => sum + minor, 0)
    for (const { subject } of right) addLines.run(sign * net, sign * left.length, subject)
  }

  /** Payout and bank line have so much less that is open, or more again. */
  const countDeposit = ({ left, right }: Pick<FoundMatch, 'left' | 'right'>, sign: 1 | -1): void => {
    for (const { subject, minor } of left) addDeposited.run(sign * minor, subject)
    for (const { subject, minor } of right) addExplained.run(sign * minor, Number(subject))
  }

  const connectLine = (matchNo: number, { left, right }: FoundMatch): void => {
    const [payment, line] = [left[0]!, right[0]!]
    if (!connect(Number(line.subject), payment.subject, matchNo)) throw new UsedElsewhere(payment.subject)
  }

  /** The money has arrived: from in-transit to the bank, and what differs to where its reason says. */
  const postDeposit = (matchNo: number, match: FoundMatch): void => {
    const { currency } = match
    const postings: Posting[] = []
    let day: Day | null = null
    let accountId = ''
    for (const { subject, minor } of match.left) {
      accountId = selectPayout.get(subject)!.accountId
      // Nothing is open of a payout that had arrived before it went back and came again.
      if (minor !== 0) postings.push({ ledgerAccount: ledgerAccount.inTransit(accountId), minor: -minor, currency })
    }
    for (const { subject, minor } of match.right) {
      const line = selectBankLine.get(Number(subject))!
      day ??= line.day
      postings.push({ ledgerAccount: ledgerAccount.bank(line.bankAccountId), minor, currency })
    }
    const gap = -postings.reduce((sum, { minor }) => sum + minor, 0)
    if (gap !== 0) postings.push({ ledgerAccount: differenceAccount(match.differences[0]?.reason ?? null, accountId), minor: gap, currency })
    const entryId = ledger.post({
      at: days.now(), businessDay: days.dayFor(accountId, day), kind: 'deposit', subject: `match:${matchNo}`, text: match.pass, postings,
    })
    insertPosting.run(matchNo, entryId)
  }

  /** Takes a match back: a counter-match, counter-entries, and its money is open again. Both stay on record. */
  const undo = (matchNo: number, decision: Decision): number => {
    const match = selectMatch.get(matchNo)!
    const { no } = nextNo.get()!
    insertMatch.run(no, null, match.link, 'person', null, null, match.currency, '{}', decision.decidedBy, decision.decidedAt, matchNo, decision.note ?? null)
    markUndone.run(no, matchNo)
    const sides = sidesOf(selectAllocations.all(matchNo))
    if (match.link === 'L3') countLines(sides, -1)
    if (match.link === 'L4') countDeposit(sides, -1)
    // What a person has taken back never comes by itself again.
    insertDeclined.run(matchKey({ link: match.link, ...sides }), decision.decidedAt, decision.decidedBy)
    for (const { entryId } of selectPostings.all(matchNo)) {
      insertPosting.run(no, ledger.counter(entryId, days.now(), days.dayFor('', null), `match:${matchNo} taken back`))
    }
    return no
  }

  return {
    write,
    undo,
    /** Sets bank lines aside by rule, except those that a person has wanted in again. */
    exclude: (found: readonly Exclusion[], at: number): void => {
      for (const { lineId, reason, rule } of found) excluded.excludeNew({ side: 'bank_line', subject: String(lineId), reason, excludedAt: at, excludedBy: `rule ${rule.ruleId} ${rule.version}` })
    },
    /** What waits for a person from now on is exactly this. */
    replaceProposals: (proposed: readonly FoundMatch[], at: number): void => {
      db.prepare('DELETE FROM proposals').run()
      for (const match of proposed) {
        const minor = match.right.reduce((sum, allocation) => sum + allocation.minor, 0)
        const proposalId = newId()
        if (insertProposal.run(proposalId, matchKey(match), match.link, match.pass, match.currency, minor, JSON.stringify(match), at).changes === 0) continue
        for (const { side, subject } of [...match.left, ...match.right]) insertProposalItem.run(side, subject, proposalId)
      }
    },
  }
}

/** Lines and payouts to the left of what they add up to, as the passes write them. */
function sidesOf(allocations: readonly Allocation[]): { left: Allocation[]; right: Allocation[] } {
  const has = (side: Allocation['side']): boolean => allocations.some((allocation) => allocation.side === side)
  const leftSide = has('payment') ? 'payment' : has('bank_line') ? 'payout' : 'settlement_line'
  return { left: allocations.filter(({ side }) => side === leftSide), right: allocations.filter(({ side }) => side !== leftSide) }
}

/** The money of an item is not there any more; nothing of the match may stand. */
export class UsedElsewhere extends Error {
  readonly subject: string
  constructor(subject: string) {
    super(`${subject} has less left than the match needs`)
    this.subject = subject
  }
}
