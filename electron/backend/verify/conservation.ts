import type { VerifyReport } from '../../../shared/contract/verify.ts'
import type { Database } from '../store/database.ts'

type Conservation = VerifyReport['conservation'][number]

interface Sum {
  environment: string
  currency: string
  place: string
  minor: number
}

/** Ledger accounts and the place in which a minor unit is that stands on them. */
const placeOf: Record<string, keyof Conservation['places']> = {
  clearing: 'settled', 'in-transit': 'inTransit', fees: 'fee', refunds: 'refund', reserve: 'held', chargebacks: 'lost', unexplained: 'unexplained',
  conversion: 'converted', adjustments: 'writtenOff', 'fx-difference': 'writtenOff', rounding: 'writtenOff', 'written-off': 'writtenOff',
}

/**
 * Where every minor unit is that customers paid. The whole is counted from the facts that platforms told, the places from
 * the postings and from the payments that wait for a settlement: two ways that must meet.
 */
export function conservationOf(db: Database): Conservation[] {
  const taken = db
    .prepare<[], { environment: string; currency: string; minor: number }>(
      `SELECT environment, currency, SUM(minor) AS minor FROM money_facts WHERE kind = 'payment' GROUP BY environment, currency`,
    )
    .all()
  const balances = db
    .prepare<[], Sum>(
      `SELECT a.environment, b.currency, substr(b.ledger_account, 1, instr(b.ledger_account, ':') - 1) AS place, SUM(b.minor) AS minor
         FROM ledger_balances b JOIN accounts a ON a.account_id = substr(b.ledger_account, instr(b.ledger_account, ':') + 1)
        GROUP BY 1, 2, 3`,
    )
    .all()
  // A deposit's bank posting belongs to the account whose in-transit posting stands in the same entry.
  const banked = db
    .prepare<[], Sum>(
      `SELECT a.environment, p.currency, 'bank' AS place, SUM(p.minor) AS minor
         FROM journal_entries j JOIN postings p ON p.entry_id = j.entry_id AND p.ledger_account LIKE 'bank:%'
         JOIN accounts a ON a.account_id = (
           SELECT substr(t.ledger_account, 12) FROM postings t WHERE t.entry_id = j.entry_id AND t.ledger_account LIKE 'in-transit:%' LIMIT 1)
        WHERE j.kind = 'deposit' GROUP BY 1, 2`,
    )
    .all()
  const pending = db
    .prepare<[], Sum>(
      `SELECT a.environment, p.currency, 'pending' AS place, SUM(p.captured_minor - CASE WHEN p.fee_currency = p.currency THEN p.fee_minor ELSE 0 END) AS minor
         FROM open_payments p JOIN accounts a ON a.account_id = p.account_id GROUP BY 1, 2`,
    )
    .all()

  const keys = [...new Set([...taken, ...balances].map(({ environment, currency }) => `${environment} ${currency}`))].toSorted()
  return keys.map((key) => {
    const [environment, currency] = key.split(' ') as [string, string]
    const isHere = (sum: { environment: string; currency: string }): boolean => sum.environment === environment && sum.currency === currency
    const places = { pending: 0, settled: 0, inTransit: 0, banked: 0, fee: 0, refund: 0, held: 0, lost: 0, writtenOff: 0, converted: 0, unexplained: 0 }
    for (const { place, minor } of balances.filter(isHere)) {
      const to = placeOf[place]
      if (to !== undefined) places[to] += minor
    }
    places.banked = banked.filter(isHere).reduce((sum, { minor }) => sum + minor, 0)
    places.pending = pending.filter(isHere).reduce((sum, { minor }) => sum + minor, 0)
    places.settled -= places.pending
    const takenMinor = taken.filter(isHere).reduce((sum, { minor }) => sum + minor, 0)
    return { environment, currency, takenMinor, places, isClosed: Object.values(places).reduce((sum, minor) => sum + minor, 0) === takenMinor }
  })
}
