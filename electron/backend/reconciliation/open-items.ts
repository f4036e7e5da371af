import type { Day } from '../../../shared/business-day.ts'
import type { Database } from '../store/database.ts'
import type { OpenBankLine, OpenPayout } from './passes/matching.ts'

interface PayoutRow {
  payoutId: string
  accountId: string
  openMinor: number
  currency: string
  expectedOn: Day | null
  bankReferences: string
  platformReference: string
}

const payoutColumns = `p.payout_id AS payoutId, p.account_id AS accountId, p.currency, p.arrives_on AS expectedOn, p.bank_references AS bankReferences, p.platform_reference AS platformReference`
const isSent = `p.status IN ('in_transit', 'paid') AND p.amount_minor IS NOT NULL`
/** SQL conditions of what is not wholly explained, each with an index of its own. */
export const isOpenPayout = `p.status IN ('in_transit', 'paid') AND p.amount_minor <> p.deposited_minor`
export const isOpenBankLine = `b.status = 'booked' AND b.is_aside = 0 AND b.minor <> b.explained_minor`

const payoutOf = ({ bankReferences, platformReference, ...payout }: PayoutRow, sendersOf: SendersOf): OpenPayout => ({
  ...payout,
  references: [...new Set([platformReference, ...(JSON.parse(bankReferences) as string[])])],
  senders: sendersOf(payout.accountId),
})
type SendersOf = (accountId: string) => readonly string[]

/**
 * Payouts on their way to the bank, with what is still open of them. With `alsoSince`, those that have arrived wholly since
 * that day as well: nothing is open of them, and a second deposit for one is then recognised.
 */
export function openPayouts(db: Database, sendersOf: SendersOf, alsoSince: Day | null): OpenPayout[] {
  return db
    .prepare<[Day | null], PayoutRow>(
      `SELECT ${payoutColumns}, p.amount_minor - p.deposited_minor AS openMinor FROM payouts p
        WHERE ${isSent} AND (p.amount_minor <> p.deposited_minor OR p.arrives_on >= ?) ORDER BY COALESCE(p.arrives_on, ''), p.payout_id`,
    )
    .all(alsoSince)
    .map((row) => payoutOf(row, sendersOf))
}

/** Payouts that were to arrive since that day, whole, as if nothing of them had been found yet. */
export function payoutsSince(db: Database, sendersOf: SendersOf, day: Day, limit: number): OpenPayout[] {
  return db
    .prepare<[Day, number], PayoutRow>(`SELECT ${payoutColumns}, p.amount_minor AS openMinor FROM payouts p WHERE ${isSent} AND p.arrives_on >= ? ORDER BY p.arrives_on DESC, p.payout_id LIMIT ?`)
    .all(day, limit)
    .map((row) => payoutOf(row, sendersOf))
}

interface BankRow {
  lineId: number
  bankAccountId: string
  openMinor: number
  currency: string
  bookedOn: Day | null
  valueOn: Day | null
  bankReferences: string
  text: string
  counterpartyName: string | null
}

const bankColumns = `b.line_id AS lineId, b.bank_account_id AS bankAccountId, b.currency, b.booked_on AS bookedOn, b.value_on AS valueOn, b.bank_references AS bankReferences,
  b.text, b.counterparty_name AS counterpartyName`

const bankLineOf = ({ bankReferences, ...line }: BankRow): OpenBankLine => ({ ...line, references: JSON.parse(bankReferences) as string[] })

/** Booked movements at the bank that nothing explains and nobody has set aside. */
export function openBankLines(db: Database): OpenBankLine[] {
  return db
    .prepare<[], BankRow>(
      `SELECT ${bankColumns}, b.minor - b.explained_minor AS openMinor FROM bank_lines b WHERE ${isOpenBankLine} ORDER BY COALESCE(b.booked_on, ''), b.line_id`,
    )
    .all()
    .map(bankLineOf)
}

/** Booked movements since that day, whole, whatever has been decided about them. */
export function bankLinesSince(db: Database, day: Day, limit: number): OpenBankLine[] {
  return db
    .prepare<[Day, number], BankRow>(`SELECT ${bankColumns}, b.minor AS openMinor FROM bank_lines b WHERE b.status = 'booked' AND b.booked_on >= ? ORDER BY b.booked_on DESC, b.line_id LIMIT ?`)
    .all(day, limit)
    .map(bankLineOf)
}

/** The account whose platform a bank line's text or counterparty names; null for senders nobody knows. */
export function senderAccountOf(line: Pick<OpenBankLine, 'text' | 'counterpartyName'>, senders: ReadonlyMap<string, readonly string[]>): string | null {
  const words = `${line.counterpartyName ?? ''} ${line.text}`.toUpperCase()
  for (const [accountId, names] of senders) if (names.some((name) => words.includes(name))) return accountId
  return null
}

/** Sender names per account: those its platform is known by, and those that people have confirmed. */
export function sendersByAccount(db: Database, platformSenders: (platform: string) => readonly string[]): Map<string, readonly string[]> {
  const accounts = db
    .prepare<[], { accountId: string; platform: string; sender: string | null }>(
      `SELECT account_id AS accountId, platform, NULLIF(TRIM(settings ->> 'sender'), '') AS sender FROM accounts ORDER BY account_id`,
    )
    .all()
  const confirmed = db.prepare<[string], { sender: string }>('SELECT sender FROM deposit_senders WHERE account_id = ? ORDER BY sender')
  return new Map(
    accounts.map(({ accountId, platform, sender }) => [
      accountId, [...platformSenders(platform), ...(sender === null ? [] : [sender.toUpperCase()]), ...confirmed.all(accountId).map(({ sender }) => sender.toUpperCase())],
    ]),
  )
}
