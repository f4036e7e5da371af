import { linesPerFile } from '../../settlements/line-ids.ts'
import type { Database } from '../../store/database.ts'
import { openBankLines, senderAccountOf } from '../open-items.ts'
import type { NearMiss } from '../passes/matching.ts'
import { sendersOfAccounts, type Resemblance } from '../resemblance.ts'
import type { FoundExceptions } from './found-exceptions.ts'

/**
 * Exceptions about the bank's side: deposits that name a payout and do not agree with it, items with several equally good
 * candidates, and lines that nothing explains. `matched` are the bank lines that this run explains.
 */
export function findDepositExceptions(found: FoundExceptions, db: Database, { nearMisses, ambiguities, excluded }: Resemblance, matched: ReadonlySet<string>): void {
  for (const miss of nearMisses) addNearMiss(found, miss)
  for (const { side, subject, candidates, more } of ambiguities) {
    found.add({
      code: 'ambiguous', subject: `${prefixOf[side]}:${subject}`, accountId: null, minor: 0, currency: null, day: null, facts: { candidates: candidates.length, first: candidates.slice(0, 10), more },
    })
  }
  const spokenFor = new Set([...matched, ...nearMisses.flatMap(({ lineIds }) => lineIds.map(String)), ...excluded.map(({ lineId }) => String(lineId))])
  const senders = sendersOfAccounts(db)
  const fileName = db.prepare<[number], { name: string }>('SELECT name FROM source_files WHERE file_no = ?')
  for (const line of openBankLines(db)) {
    if (spokenFor.has(String(line.lineId))) continue
    const accountId = senderAccountOf(line, senders)
    // Deposits from a platform are one thing, anything else on the account another.
    found.add({
      code: accountId === null ? 'unexplained_bank_line' : 'unexpected_deposit', subject: `bank:${line.lineId}`, accountId, minor: line.openMinor, currency: line.currency,
      day: line.bookedOn, facts: { line: line.lineId, text: line.text, counterparty: line.counterpartyName, file: fileName.get(Math.floor(line.lineId / linesPerFile))?.name ?? '' },
    })
  }
}

const prefixOf = { bank_line: 'bank', settlement_line: 'line', payout: 'payout', payment: 'payment' } as const

function addNearMiss(found: FoundExceptions, miss: NearMiss): void {
  const { kind, differenceMinor, lineMinor } = miss
  const code =
    kind === 'currency' ? 'currency_mismatch'
    : kind === 'direction' ? 'direction_mismatch'
    : kind === 'split' ? 'split_mismatch'
    : kind === 'taken' ? 'unexpected_deposit'
    : differenceMinor > 0 ? 'amount_over'
    : 'amount_under'
  const minor = kind === 'amount' || kind === 'split' ? Math.abs(differenceMinor) : Math.abs(lineMinor)
  found.add({
    code, subject: `bank:${miss.lineId}`, accountId: null, minor, currency: miss.currency, day: null,
    facts: { line: miss.lineId, lines: miss.lineIds, payoutId: miss.payoutId, payout: miss.reference, payouts: miss.payoutIds, payoutMinor: miss.payoutMinor, payoutCurrency: miss.payoutCurrency, lineMinor, kind },
  })
}
