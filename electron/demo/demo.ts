import type { CurrencyCode } from '../../shared/currency.ts'
import { addDays, businessDayOf, businessDayStart, instantOf, type Day } from '../../shared/business-day.ts'
import { planSettling, settleAtTheEnd } from './settling.ts'
import { openStage, type DemoPins, type Stage } from './stage.ts'
import { planTradingDay } from './trade.ts'

/**
 * Demonstration data: a café's trade of some weeks, made by the program itself. The real backend runs on a clock that is
 * moved by hand; its people work through the contract; its customers and its bank are the embedded sandbox, over real HTTP.
 * The same seed and the same last day give the same data, to the byte.
 */
export interface DemoOptions {
  /** An empty folder. */
  readonly dataFolder: string
  readonly version: string
  readonly seed: string
  readonly days: number
  readonly ordersPerDay: number
  readonly currency: CurrencyCode
  readonly onlineCurrency: CurrencyCode
  readonly zone: string
  readonly cutoffHour: number
  readonly pins: DemoPins
  /** The present moment, UTC ms: where the demonstration ends. */
  readonly endAt: number
  readonly onProgress: (line: string) => void
}

export interface DemoReport {
  readonly from: Day
  readonly to: Day
  readonly orders: number
  /** What the program logged as an error; nothing, unless something is wrong. */
  readonly errors: readonly string[]
}

export async function makeDemo(options: DemoOptions): Promise<DemoReport> {
  const rule = { zone: options.zone, cutoffHour: options.cutoffHour }
  const to = businessDayOf(options.endAt, rule)
  const from = addDays(to, 1 - options.days)
  const stage = await openStage({ ...options, startAt: Math.min(businessDayStart(from, rule), instantOf(from, 6, options.zone)) })
  try {
    await trade(stage, options, from)
    await runUntil(stage, options.endAt)
    stage.demo.moveTo(options.endAt)
    await settleAtTheEnd(stage)
    const newest = await stage.owner.client.orders.list({ filter: {}, before: null, limit: 1 })
    return { from, to, orders: newest.orders[0]?.number ?? 0, errors: stage.demo.errors }
  } finally {
    await stage.close()
  }
}

async function trade(stage: Stage, { days, ordersPerDay, endAt, onProgress }: DemoOptions, from: Day): Promise<void> {
  // One day on which the door stays shut.
  const closed = addDays(from, Math.floor(days * 0.4))
  planSettling(stage, from, endAt)
  for (let index = 0; index < days; index += 1) {
    const day = addDays(from, index)
    if (day !== closed) planTradingDay(stage, { day, index, of: days, usualOrders: ordersPerDay })
    await runUntil(stage, Math.min(endAt, businessDayStart(addDays(day, 1), { zone: stage.zone, cutoffHour: stage.cutoffHour })))
    if (index % 7 === 6) onProgress(`${day}  ${index + 1} of ${days} days`)
  }
}

/** Lets happen what is written in the diary, each at its own moment. */
async function runUntil({ diary, demo }: Stage, until: number): Promise<void> {
  for (let next = diary.next(until); next !== null; next = diary.next(until)) {
    demo.moveTo(next.at)
    await next.act()
  }
}
