import { addDays, weekdayOf, type Day } from '../../../shared/business-day.ts'
import { camt053, type StatementDay, type StatementEntry } from '../../backend/platforms/sandbox/channel/bank/camt053.ts'
import type { Payout } from '../../backend/platforms/sandbox/channel/books/payouts.ts'
import type { Stage } from '../stage.ts'
import type { Plants } from './plants.ts'

/** Business days before the last whose payouts the bank tells otherwise. */
const days = { foreign: 13, together: [12, 11], split: [10, 9], short: 8, stranger: 7 } as const

const sender = 'Sandbox Payments'

const bankDayFrom = (day: Day): Day => (weekdayOf(day) <= 5 ? day : bankDayFrom(addDays(day, 1)))

/** The online shop's account at a bank that is not careful with what it is told. */
export interface OnlineBank {
  /** Statements of the bank days of a span that were not told before; null when there is none. */
  statement(from: Day, to: Day): { readonly name: string; readonly text: string } | null
  /** The payout that came into another account, in that account's currency. */
  strayPayout(): Payout | null
}

export function createOnlineBank(stage: Stage, plants: Plants, firstDay: Day): OnlineBank {
  const { keyId, currency } = stage.online
  const payouts = (): Payout[] => stage.sandbox.controls.payouts(keyId).filter((payout) => payout.currency === currency && payout.state === 'paid' && payout.amountMinor !== 0)
  const payoutOf = (all: readonly Payout[], daysBack: number): Payout | null => all.find(({ businessDay }) => businessDay === plants.back(daysBack)) ?? null

  const usual = (payout: Payout): StatementEntry => ({
    bookedOn: payout.arrivesOn, amountMinor: payout.amountMinor, servicerReference: `ONB${payout.bankReference.slice(3, 15)}`, endToEndId: payout.payoutId, counterparty: sender,
    text: `SANDBOX PAYOUT ${payout.payoutId}`, isReturn: false,
  })
  const bare = (bookedOn: Day, amountMinor: number, reference: string, text: string): StatementEntry => ({
    bookedOn, amountMinor, servicerReference: reference, endToEndId: null, counterparty: sender, text, isReturn: false,
  })

  const entries = (): StatementEntry[] => {
    const all = payouts()
    const told = new Map(all.map((payout) => [payout.payoutId, usual(payout)]))
    const take = (daysBack: number): Payout | null => {
      const payout = payoutOf(all, daysBack)
      if (payout !== null) told.delete(payout.payoutId)
      return payout
    }
    const extra: StatementEntry[] = []
    take(days.foreign)
    const pair = (backs: readonly [number, number], make: (a: Payout, b: Payout, bookedOn: Day) => StatementEntry): void => {
      const [a, b] = backs.map(take)
      if (a && b) extra.push(make(a, b, bankDayFrom(addDays(b.arrivesOn > a.arrivesOn ? b.arrivesOn : a.arrivesOn, 1))))
    }
    pair(days.together, (a, b, on) => bare(on, a.amountMinor + b.amountMinor, 'ONBTOGETHER', 'SANDBOX PAYOUTS COLLECTED'))
    pair(days.split, (a, b, on) => bare(on, a.amountMinor + b.amountMinor - 500, 'ONBSPLIT', `SANDBOX PAYOUTS ${a.payoutId} ${b.payoutId}`))
    const short = take(days.short)
    if (short !== null) extra.push({ ...usual(short), amountMinor: short.amountMinor - 1 })
    extra.push(bare(bankDayFrom(plants.back(days.stranger)), 3_300, 'ONBSTRANGER', 'SANDBOX PAYOUT po_7q0demn0t0vrs0000001'))
    return [...told.values(), ...extra].toSorted((a, b) => (a.bookedOn < b.bookedOn ? -1 : Number(a.bookedOn > b.bookedOn)))
  }

  return {
    strayPayout: () => payoutOf(payouts(), days.foreign),
    statement: (from, to) => {
      const iban = ibanOf(stage, from, to)
      if (iban === null) return null
      const all = entries()
      const before = all.filter(({ bookedOn }) => bookedOn < from)
      let openingMinor = before.reduce((sum, { amountMinor }) => sum + amountMinor, 1_000_000)
      const statements: StatementDay[] = []
      for (let day = from; day <= to; day = addDays(day, 1)) {
        if (weekdayOf(day) > 5) continue
        const booked = all.filter(({ bookedOn }) => bookedOn === day)
        const closingMinor = booked.reduce((sum, { amountMinor }) => sum + amountMinor, openingMinor)
        statements.push({ day, number: numberOf(firstDay, day), openingMinor, closingMinor, entries: booked })
        openingMinor = closingMinor
      }
      const text = camt053({ iban, owner: 'Café Morgenrot', currency, createdAt: stage.demo.now(), statements })
      return { name: `online-bank-${currency}-${from}-to-${to}.xml`, text }
    },
  }
}

const numberOf = (first: Day, day: Day): number => {
  let number = 0
  for (let one = first; one <= day; one = addDays(one, 1)) if (weekdayOf(one) <= 5) number += 1
  return number
}

/** The account's number, as the sandbox's own statement has it. */
function ibanOf(stage: Stage, from: Day, to: Day): string | null {
  const { keyId, currency } = stage.online
  const statement = stage.sandbox.controls.bankStatement(keyId, { from, to, currency })
  return statement.ok ? (/<IBAN>([A-Z0-9]+)<\/IBAN>/u.exec(statement.value.text)?.[1] ?? null) : null
}

/** Each of those days has a large order, so that there is a payout even if money was taken back. */
export const onlineBankDays: readonly number[] = [days.foreign, ...days.together, ...days.split, days.short]
