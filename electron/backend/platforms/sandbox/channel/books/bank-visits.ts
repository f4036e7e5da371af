import type { ChannelDatabase } from '../store/channel-file.ts'

/** A bank's page that a customer opened for one payment with one method. */
export interface BankVisit {
  readonly visitToken: string
  readonly paymentId: string
  readonly choice: string
  readonly openedAt: number
  readonly decision: string | null
}

export interface BankVisitRepository {
  insert(visit: BankVisit): void
  find(visitToken: string): BankVisit | undefined
  saveDecision(visitToken: string, decision: string): void
}

export function createBankVisitRepository(db: ChannelDatabase): BankVisitRepository {
  const insert = db.prepare('INSERT INTO bank_visits (visit_token, payment_id, choice, opened_at, decision) VALUES (@visitToken, @paymentId, @choice, @openedAt, @decision)')
  const byToken = db.prepare<[string], BankVisit>(`
    SELECT visit_token AS visitToken, payment_id AS paymentId, choice, opened_at AS openedAt, decision FROM bank_visits WHERE visit_token = ?`)
  const decide = db.prepare('UPDATE bank_visits SET decision = ? WHERE visit_token = ?')
  return {
    insert: (visit) => void insert.run(visit),
    find: (visitToken) => byToken.get(visitToken),
    saveDecision: (visitToken, decision) => void decide.run(decision, visitToken),
  }
}
