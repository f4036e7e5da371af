import type { CurrencyCode } from '../../shared/currency.ts'
import { addDays, businessDayStart, instantOf, type Day } from '../../shared/business-day.ts'
import { closedUntil, decideSome, planClosing, planCorrectedFile, planRates, planRule } from './bookkeeping.ts'
import { keep } from './books-files.ts'
import { plantDisputes, plantRefundTwice, plantUnknownRefund } from './planted/disputes.ts'
import { plantMarketplaceFiles } from './planted/marketplace-files.ts'
import { createOnlineBank, onlineBankDays, type OnlineBank } from './planted/online-bank.ts'
import { plantLargeOrders, plantNegativePayout, plantOnlineOrders, plantOtherCurrency, plantReserve } from './planted/online-orders.ts'
import { createPlants, neededDays, type PlantedCase, type Plants } from './planted/plants.ts'
import { plantSavingsAccount } from './planted/savings-account.ts'
import { plantDoubleCharge, plantFirstGuests, plantLateMoney, plantLostAnswers, plantNeeds, plantOtherAmounts, plantUnionPayRefund } from './planted/till-orders.ts'
import { createSettling, planSettling, type Settling } from './settling.ts'
import { openStage, type DemoPins, type Stage } from './stage.ts'
import { planTradingDay } from './trade.ts'

/**
 * Demonstration data: a café's trade of some weeks, made by the program itself. The real backend runs on a clock that is
 * moved by hand; its people work through the contract; its customers and its bank are the embedded sandbox, over real HTTP.
 * Every kind of exception is planted once, and `planted.json` says where. The same seed and the same last moment give the
 * same data, to the byte.
 */
export interface DemoOptions {
  /** An empty folder. */
  readonly dataFolder: string
  readonly version: string
  readonly seed: string
  /** Days of trade, the last included. The planted cases need four weeks and begin before, if need be. */
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
  readonly planted: readonly PlantedCase[]
}

export const plantedFile = 'planted.json'

/** From so many days on a day is left out, on which the door stays shut. */
const daysWithRest = 40

export async function makeDemo(options: DemoOptions): Promise<DemoReport> {
  const { endAt, zone, days } = options
  const plants = createPlants(endAt, options)
  const to = plants.lastDay
  const from = addDays(to, 1 - days)
  const firstDay = days < neededDays ? addDays(to, 1 - neededDays) : from
  const stage = await openStage({ ...options, startAt: Math.min(businessDayStart(firstDay, options), instantOf(firstDay, 6, zone)) })
  try {
    const bank = createOnlineBank(stage, plants, firstDay)
    const settling = createSettling(stage, plants, bank, firstDay)
    stage.sandbox.controls.setSwitches(stage.till.keyId, { unrelatedEntries: true })
    plantEverything(stage, plants, bank)
    planBooks(stage, plants, settling, firstDay)
    planSettling(stage, settling, { firstDay, endAt })
    await trade(stage, options, from)
    await runUntil(stage, endAt)
    stage.demo.moveTo(endAt - 30_000)
    await decideSome(stage, plants)
    await settling.reconcile()
    stage.demo.moveTo(endAt)
    await stage.owner.client.polling.once()
    await stage.demo.rest()
    keep(stage, plantedFile, `${JSON.stringify(plants.cases, null, 2)}\n`)
    const newest = await stage.owner.client.orders.list({ filter: {}, before: null, limit: 1 })
    return { from, to, orders: newest.orders[0]?.number ?? 0, planted: plants.cases }
  } finally {
    // What the program logged as an error; nothing, unless something is wrong.
    for (const error of stage.demo.errors) options.onProgress(error)
    await stage.close()
  }
}

function plantEverything(stage: Stage, plants: Plants, bank: OnlineBank): void {
  plantOnlineOrders(stage, plants)
  plantReserve(stage, plants)
  plantNegativePayout(stage, plants)
  plantOtherCurrency(stage, plants)
  plantDisputes(stage, plants)
  plantUnknownRefund(stage, plants)
  plantRefundTwice(stage, plants)
  plantFirstGuests(stage, plants)
  plantLateMoney(stage, plants)
  plantDoubleCharge(stage, plants)
  plantOtherAmounts(stage, plants)
  plantLostAnswers(stage, plants)
  plantUnionPayRefund(stage, plants)
  plantNeeds(stage, plants)
  plantMarketplaceFiles(stage, plants)
  plantSavingsAccount(stage, plants, () => bank.strayPayout())
  plantLargeOrders(stage, plants, [17, 16, 15, ...onlineBankDays, 2])
}

function planBooks(stage: Stage, plants: Plants, settling: Settling, firstDay: Day): void {
  planClosing(stage, plants, settling, closedUntil(plants, firstDay))
  planRates(stage, plants)
  planRule(stage, plants)
  planCorrectedFile(stage, plants)
}

async function trade(stage: Stage, { days, ordersPerDay, endAt, onProgress }: DemoOptions, from: Day): Promise<void> {
  const closed = days < daysWithRest ? null : addDays(from, Math.floor(days * 0.4))
  for (let index = 0; index < days; index += 1) {
    const day = addDays(from, index)
    if (day !== closed) planTradingDay(stage, { day, index, of: days, usualOrders: ordersPerDay })
    await runUntil(stage, Math.min(endAt, businessDayStart(addDays(day, 1), stage)))
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
