import type { Day } from '../../../../shared/business-day.ts'
import type { Checklist, Period } from '../../../../shared/contract/periods.ts'
import type { Task } from '../../jobs/task.ts'
import { daysOnRecord } from '../../shop/days-on-record.ts'
import { checklistOf, openExceptions } from './checklist.ts'
import { createPeriodRepository } from './periods.repository.ts'
import { periodTotals } from './period-totals.ts'
import { sealOf } from './seal.ts'

export interface PeriodInput {
  readonly accountId: string
  readonly to: Day
  /** Closes the period when its check-list holds; else only looks. */
  readonly isToClose: boolean
  readonly by: string
}

export interface PeriodOutcome {
  /** Null: there is nothing to close. */
  readonly checklist: Checklist | null
  readonly period: Period | null
}

/** Computes the check-list of an account's open period and, when told to and when it holds, seals and locks it. */
export const periodTask: Task<PeriodInput, PeriodOutcome> = ({ store, clock, newId, report }, { accountId, to, isToClose, by }) => {
  const { db } = store
  report({ step: 'check', done: 0, total: null })
  const today = daysOnRecord(db).dayOf(clock.now())
  // One transaction, so that what was checked is what is sealed.
  const outcome = store.inTransaction((): PeriodOutcome => {
    const checklist = checklistOf(db, { accountId, to, today })
    if (checklist === null || !isToClose || !checklist.isReady) return { checklist, period: null }
    const { from, balances } = checklist
    report({ step: 'seal', done: 0, total: null })
    const linesBelow = db.prepare<[], { below: number }>('SELECT below FROM visible_lines').get()!.below
    const lastMatchNo = db.prepare<[], { no: number }>('SELECT COALESCE(MAX(match_no), 0) AS no FROM matches').get()!.no
    const notes = openExceptions(db, accountId, to).map(({ code, subject, minor, currency, state, note }) => ({ code, subject, minor, currency, state, note }))
    const told = { accountId, from, to, totals: periodTotals(db, { accountId, from, to }), balances, notes, lastMatchNo }
    const { hash, entries, matches } = sealOf(db, { accountId, from, to, linesBelow, lastMatchNo }, told)
    const period = { periodId: newId(), ...told, entries, matches, seal: hash, linesBelow, closedAt: clock.now(), closedBy: by }
    return { checklist, period: createPeriodRepository(db).insert(period) }
  })
  return Promise.resolve(outcome)
}
