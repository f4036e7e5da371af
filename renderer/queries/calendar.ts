import { queryOptions } from '@tanstack/react-query'
import type { Day } from '../../shared/business-day.ts'
import type { Payout } from '../../shared/contract/settlements.ts'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

/** Payouts by the day of their arrival. The data is a Result: the stretch may be too long. */
export const calendarQuery = (accountId: string | null, from: Day, to: Day) =>
  queryOptions({ queryKey: ['settlements', 'calendar', { accountId, from, to }] as const, queryFn: () => read(backend.settlements.calendar({ accountId, from, to })) })

/** After every id of a day. */
const lastId = 'Z'.repeat(26)
const pageSize = 200

/** All payouts that arrive on a day. */
export const payoutsOfDayQuery = (accountId: string | null, day: Day) =>
  queryOptions({ queryKey: ['settlements', 'payouts-of-day', { accountId, day }] as const, queryFn: () => payoutsOf(accountId, day) })

async function payoutsOf(accountId: string | null, day: Day): Promise<Payout[]> {
  const found: Payout[] = []
  let before: { day: string; id: string } | null = { day, id: lastId }
  while (before !== null) {
    const page: { payouts: Payout[]; next: { day: string; id: string } | null } = await read(backend.settlements.payouts({ accountId, before, limit: pageSize }))
    found.push(...page.payouts.filter(({ arrivesOn }) => arrivesOn === day))
    before = page.next?.day === day ? page.next : null
  }
  return found
}
