import { businessDayStart, instantOf, type Day } from '../../shared/business-day.ts'
import { ask, charge, handOver, listen, look, pay, refund, type Sold } from './counter.ts'
import { booking, counterBasket, personName, shopBasket, type Basket } from './menu.ts'
import type { Colleague, SandboxAccount, Stage } from './stage.ts'
import { momentsOf, ordersOn } from './trading-days.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

export interface TradingDay {
  readonly day: Day
  readonly index: number
  readonly of: number
  readonly usualOrders: number
}

/** How an order goes on after it was charged, by how often of a thousand. */
const courses = [
  ['paid', 872], ['declined-then-paid', 38], ['declined', 12], ['walked-away', 26], ['cancelled', 14], ['came-back', 10], ['booked', 28],
] as const

/** Writes a day's customers into the diary. One in eight orders comes through the online shop, in its own currency. */
export function planTradingDay(stage: Stage, plan: TradingDay): void {
  const { chance } = stage
  const count = ordersOn(plan.day, plan, plan.usualOrders, chance)
  const onlineCount = Math.round(count / 8)
  momentsOf(plan.day, count - onlineCount, 'till', stage.zone, chance).forEach((at) => planOrder(stage, at, stage.till))
  momentsOf(plan.day, onlineCount, 'online', stage.zone, chance).forEach((at) => planOrder(stage, at, stage.online))
  planShift(stage, plan)
}

function planOrder(stage: Stage, at: number, account: SandboxAccount): void {
  const { chance } = stage
  const isOnline = account === stage.online
  const course = chance.weighted(courses)
  const basket = course === 'booked' ? booking(chance, account.currency) : isOnline ? shopBasket(chance, account.currency) : counterBasket(chance, account.currency)
  const by = isOnline ? stage.owner : chance.pick(stage.staff)
  const till = isOnline ? 'online' : chance.happens(60) ? 'till-1' : 'till-2'
  const customer = isOnline || course === 'booked' ? personName(chance) : ''
  stage.diary.at(at, async () => {
    const sold = await charge(stage, { account, by, till, minor: basket.minor, description: basket.description, customer, captureMode: course === 'booked' ? 'manual' : 'automatic' })
    goOn(stage, course, sold, { at, by, basket })
  })
}

interface Happening {
  readonly at: number
  readonly by: Colleague
  readonly basket: Basket
}

/** Cards at the counter, wallets of visitors, UnionPay now and then. */
const choices = [['visa', 34], ['mastercard', 26], ['amex', 4], ['blue_wallet', 12], ['green_wallet', 12], ['boc', 3], ['icbc', 3], ['ccb', 2], ['cmb', 2], ['abc', 1], ['psbc', 1]] as const

function goOn(stage: Stage, course: (typeof courses)[number][0], sold: Sold, happening: Happening): void {
  const { chance, diary } = stage
  const { at, by } = happening
  const paidAt = at + chance.whole(12, 75) * second
  const choice = chance.weighted(choices)
  switch (course) {
    case 'paid':
      return payAt(stage, sold, paidAt, { choice, by })
    case 'declined-then-paid':
      diary.at(paidAt, () => void pay(stage, sold, sold.reference, choice, 'decline'))
      return payAt(stage, sold, paidAt + chance.whole(20, 90) * second, { choice: chance.weighted(choices), by })
    case 'declined':
      return diary.at(paidAt, () => void pay(stage, sold, sold.reference, choice, 'decline'))
    case 'walked-away':
      return
    case 'cancelled':
      return diary.at(at + chance.whole(1, 8) * minute, async () => {
        await by.client.orders.cancel({ orderId: sold.orderId })
        await stage.demo.rest()
      })
    case 'came-back':
      return diary.at(at + chance.whole(20, 50) * minute, () => tryAgain(stage, sold, by))
    case 'booked':
      return takeBooking(stage, sold, paidAt, happening)
  }
}

function payAt(stage: Stage, sold: Sold, at: number, { choice, by }: { choice: string; by: Colleague }): void {
  const { chance, diary } = stage
  const isHandedOver = chance.happens(70)
  const after = afterwards(stage, sold)
  diary.at(at, async () => {
    if (!pay(stage, sold, sold.reference, choice, 'approve')) return
    diary.at(at + 2 * second, () => ask(stage, by, sold.orderId))
    if (isHandedOver) diary.at(at + chance.whole(20, 240) * second, () => handOver(stage, by, sold.orderId))
    after(at)
  })
}

/** The customer's first link had expired when they came back. */
async function tryAgain(stage: Stage, sold: Sold, by: Colleague): Promise<void> {
  await listen(stage)
  const again = await by.client.orders.retry({ orderId: sold.orderId, accountId: null, expiresInMinutes: null })
  await stage.demo.rest()
  if (!again.ok) return
  const { payments } = await look(stage, sold.orderId)
  const reference = payments.at(-1)!.merchantReference
  stage.diary.at(stage.demo.now() + 40 * second, async () => {
    if (pay(stage, sold, reference, 'visa', 'approve')) await listen(stage)
  })
}

/** Refunds and disputes come later; what is decided here is only whether. */
function afterwards(stage: Stage, sold: Sold): (paidAt: number) => void {
  const { chance, diary } = stage
  const fate = chance.weighted([['none', 950], ['refund', 22], ['refund-in-part', 24], ['dispute', 4]] as const)
  const [delay, share] = [chance.whole(2, 90), chance.whole(20, 70)]
  const reason = chance.pick(['Wrong drink', 'Too long to wait', 'Returned', 'Charged twice by mistake', 'Not as described', 'Goodwill'])
  const verdict = chance.pick(['won', 'lost'] as const)
  return (paidAt) => {
    if (fate === 'refund') diary.at(paidAt + delay * hour, async () => void (await refund(stage, sold, null, reason)))
    if (fate === 'refund-in-part') diary.at(paidAt + delay * minute, async () => void (await refund(stage, sold, Math.max(1, Math.floor((sold.minor * share) / 100)), reason)))
    if (fate === 'dispute') planDispute(stage, sold, paidAt + (4 + (delay % 8)) * day, verdict)
  }
}

/** The customer's bank asks for the money back, and decides some days later. */
export function planDispute(stage: Stage, sold: Sold, at: number, verdict: 'won' | 'lost' | null, reason = 'Product not received'): void {
  const { controls } = stage.sandbox
  stage.diary.at(at, () => {
    const opened = controls.openDispute(sold.account.keyId, { payment: sold.reference, reason })
    if (!opened.ok) return
    const { disputeId } = opened.value
    stage.diary.at(at + day, () => void controls.decideDispute(sold.account.keyId, disputeId, 'under_review'))
    if (verdict !== null) stage.diary.at(at + 5 * day, () => void controls.decideDispute(sold.account.keyId, disputeId, verdict))
  })
}

/** A booking is frozen first, and taken, taken in part, given back, or forgotten. */
function takeBooking(stage: Stage, sold: Sold, at: number, { basket }: Happening): void {
  const { chance, diary, owner } = stage
  const end = chance.weighted([['capture', 55], ['capture-in-part', 20], ['void', 15], ['forgotten', 10]] as const)
  const later = at + chance.whole(3, 100) * hour
  diary.at(at, async () => {
    if (!pay(stage, sold, sold.reference, chance.pick(['visa', 'mastercard', 'amex']), 'approve')) return
    await listen(stage)
    if (end === 'forgotten') return
    diary.at(later, async () => {
      const { orderId } = sold
      const part = { minor: Math.max(1, Math.floor((basket.minor * 4) / 5)), currency: sold.account.currency }
      if (end === 'void') await owner.client.orders.void({ orderId })
      else await owner.client.orders.capture({ orderId, amount: end === 'capture' ? null : part })
      await stage.demo.rest()
    })
  })
}

const shiftWords = ['Oven is serviced tomorrow at nine.', 'Two gift cards are waiting behind the till.', 'Table 4 wants the receipt by mail.', 'Milk comes an hour later.', 'Card reader at till 2 is slow.', 'All quiet.']

/** Every two hours the console listens, and at closing time the shift is handed over. */
function planShift(stage: Stage, { day: today }: TradingDay): void {
  const { chance, diary, staff } = stage
  const [writer, reader] = chance.whole(0, 1) === 0 ? [staff[0]!, staff[1]!] : [staff[1]!, staff[2]!]
  const words = chance.pick(shiftWords)
  const closing = instantOf(today, 19, stage.zone) + 10 * minute
  // What nobody stood waiting for: declined, walked away, expired.
  for (const hour of [10, 12, 14, 16, 23]) diary.at(instantOf(today, hour, stage.zone), () => listen(stage))
  diary.at(closing, () => listen(stage))
  if (chance.happens(60)) {
    diary.at(closing + minute, async () => {
      const { noteId } = await writer.client.attention.writeShiftNote({ words })
      diary.at(businessDayStart(today, { zone: stage.zone, cutoffHour: stage.cutoffHour }) + 28 * hour, async () => void (await reader.client.attention.acceptShiftNote({ noteId })))
    })
  }
}
