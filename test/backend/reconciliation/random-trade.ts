import * as fc from 'fast-check'
import { settling, type Settling } from '../../harness/settling.ts'
import { day, openTestShop, type TestShop } from '../../harness/shop.ts'
import { bankCsv, stripeFile, type BankRow, type StripeRow } from './written-files.ts'

/*
 * Some days of a shop's trade, drawn at random: sales and refunds of the shop, what the platform's settlement tells of them
 * (the same, something else, nothing, more), two payouts, and what of them reaches the bank among strangers' money.
 */

export interface Trade {
  readonly sales: readonly { minor: number; refundPart: number | null; told: 'the same' | 'another amount' | 'nothing'; fee: number; payout: 0 | 1 }[]
  /** Lines of the platform that no order of ours explains. */
  readonly strangers: readonly { minor: number; category: 'charge' | 'refund' | 'other_adjustment' | 'fee' | 'made_up'; payout: 0 | 1 }[]
  /** How each payout shows at the bank. */
  readonly deposits: readonly ['named' | 'bare' | 'in two' | 'too little' | 'missing', 'named' | 'bare' | 'in two' | 'too little' | 'missing']
  /** Movements on the bank account that have nothing to do with any payout. */
  readonly others: readonly number[]
  /** The platform's own payout row of the second payout says more than its lines. */
  readonly residue: number
}

const which = fc.constantFrom<(0 | 1)[]>(0, 1)
const arrival = fc.oneof(
  { weight: 3, arbitrary: fc.constant('named' as const) }, { weight: 4, arbitrary: fc.constantFrom('bare' as const, 'in two' as const, 'too little' as const, 'missing' as const) },
)
export const anyTrade: fc.Arbitrary<Trade> = fc.record({
  sales: fc.array(
    fc.record({
      minor: fc.oneof(fc.constant(950), fc.integer({ min: 100, max: 90_000 })), refundPart: fc.option(fc.integer({ min: 1, max: 90 })),
      told: fc.oneof({ weight: 5, arbitrary: fc.constant('the same' as const) }, { weight: 2, arbitrary: fc.constantFrom('another amount' as const, 'nothing' as const) }),
      fee: fc.nat({ max: 90 }), payout: which,
    }),
    { minLength: 1, maxLength: 4 },
  ),
  strangers: fc.array(fc.record({ minor: fc.integer({ min: -5_000, max: 5_000 }), category: fc.constantFrom('charge', 'refund', 'other_adjustment', 'fee', 'made_up'), payout: which }), { maxLength: 3 }),
  deposits: fc.tuple(arrival, arrival),
  others: fc.array(fc.integer({ min: -9_000, max: 9_000 }).filter((minor) => minor !== 0), { maxLength: 3 }),
  residue: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 500 }) }),
})

/** What the trade leaves behind: rows that can be written into files as a test likes. */
export interface Traded {
  readonly shop: TestShop
  readonly books: Settling
  readonly orderIds: readonly string[]
  readonly settlement: readonly StripeRow[]
  readonly bank: readonly BankRow[]
  /** Brings settlement rows in. */
  readonly settle: (name: string, rows: readonly StripeRow[]) => Promise<void>
  /** Brings bank rows in. */
  readonly deposit: (name: string, rows: readonly BankRow[]) => Promise<void>
  /** Brings all of it in. */
  readonly bring: () => Promise<void>
}

const payoutNames = ['po_AAAA1111', 'po_BBBB2222'] as const
const payoutDays = ['2026-06-04', '2026-06-05'] as const

/** Opens a shop of its own, lets it trade for two days, and closes it when the work is done. */
export async function withTrade(trade: Trade, work: (traded: Traded) => Promise<void>): Promise<void> {
  const shop = await openTestShop({ start: Date.UTC(2026, 5, 1, 10) })
  try {
    const books = settling(shop)
    const { orderIds, settlement } = await playOut(shop, trade)
    await shop.pass(7 * day)
    const settle: Traded['settle'] = async (name, rows) => {
      if (rows.length > 0) await books.file(name, stripeFile(rows), { accountId: shop.accountId })
    }
    const deposit: Traded['deposit'] = async (name, rows) => {
      if (rows.length > 0) await books.file(name, bankCsv(rows), { side: 'statement' })
    }
    const bank = bankRows(trade, settlement)
    await work({
      shop, books, orderIds, settlement, bank, settle, deposit,
      bring: async () => {
        await settle('settlement.csv', settlement)
        await deposit('bank.csv', bank)
      },
    })
  } finally {
    await shop.close()
  }
}

async function playOut(shop: TestShop, { sales, strangers, residue }: Trade): Promise<{ orderIds: string[]; settlement: StripeRow[] }> {
  const rows: StripeRow[] = []
  const orderIds: string[] = []
  const created = '2026-06-01 10:00:00'
  for (const [index, { minor, refundPart, told, fee, payout }] of sales.entries()) {
    const detail = await shop.charge(minor)
    shop.pay(detail)
    await shop.poll()
    const { orderId } = detail.order
    orderIds.push(orderId)
    const reference = detail.payments[0]!.merchantReference
    const row = { created, payout: payoutNames[payout], reference }
    if (told !== 'nothing') rows.push({ ...row, id: `txn_s${index}`, category: 'charge', gross: told === 'the same' ? minor : minor + 7, fee })
    if (refundPart === null) continue
    const back = Math.max(1, Math.trunc((minor * refundPart) / 100))
    await shop.client.orders.refund({ orderId, refundId: shop.newId(), amount: { minor: back, currency: 'EUR' }, reason: '' })
    await shop.settled(orderId)
    rows.push({ ...row, id: `txn_r${index}`, category: 'refund', gross: -back })
  }
  for (const [index, { minor, category, payout }] of strangers.entries()) rows.push({ created, payout: payoutNames[payout], id: `txn_x${index}`, category, gross: minor })
  for (const [index, payout] of payoutNames.entries()) {
    const own = rows.filter((row) => row.payout === payout)
    if (own.length > 0) rows.push({ created: `${payoutDays[index]!} 06:00:00`, payout, id: `txn_p${index}`, category: 'payout', gross: -(netOf(own) + (index === 1 ? residue : 0)) })
  }
  return { orderIds, settlement: rows }
}

const netOf = (rows: readonly StripeRow[]): number => rows.reduce((sum, { gross, fee = 0 }) => sum + gross - fee, 0)

function bankRows({ deposits, others }: Trade, settlement: readonly StripeRow[]): BankRow[] {
  const arrived = settlement.filter(({ category }) => category === 'payout').flatMap(({ payout, gross }): BankRow[] => {
    const index = payoutNames.indexOf(payout as (typeof payoutNames)[number])
    const [minor, on] = [-gross, payoutDays[index]!]
    const named = (part: number): BankRow => [on, part, 'Sandbox Payments', `PAYOUT ${payout!}`]
    switch (deposits[index]!) {
      case 'named':
        return [named(minor)]
      case 'bare':
        return [[on, minor, 'Sandbox Payments', 'CREDIT']]
      case 'in two':
        return [named(minor - 1), named(1)]
      case 'too little':
        return [named(minor - 3)]
      case 'missing':
        return []
    }
  })
  return [...arrived, ...others.map((minor, index): BankRow => ['2026-06-04', minor, `Neighbour ${index}`, 'Something else'])].filter(([, minor]) => minor !== 0)
}
