import type { Order, OrderDetail } from '../../shared/contract/orders.ts'
import { isEnded, isPaid } from '../../shared/order-state.ts'
import { clearUp } from './after-sale.ts'
import { visitPage } from './customer.ts'
import { look, type Sale } from './sale-record.ts'
import { minute, second, type World } from './world.ts'

const longestPatienceMs = 40 * minute

/** From the amount on the screen to goods, refund or regret. */
export async function runSale(world: World, sale: Sale): Promise<void> {
  const orderId = await charge(world, sale)
  let capturedBefore = 0
  for (let attempts = 1; ; attempts += 1) {
    const detail = await serve(world, sale, orderId, capturedBefore)
    await Promise.all(sale.visits)
    const outcome = await clearUp(world, sale, detail)
    capturedBefore = detail.order.captured.minor
    const isGoneOn = outcome === 'rest-owed' || (outcome === 'unpaid' && sale.dice.chance(0.4))
    if (!isGoneOn || attempts === 3) return
    await world.client.orders.retry({ orderId, accountId: null, expiresInMinutes: sale.expiresInMinutes })
    // Whoever was cut off asks twice, and the second answer is a no; what counts is whether there is a new attempt.
    if ((await look(world, orderId)).payments.length === detail.payments.length) return
  }
}

async function charge(world: World, sale: Sale): Promise<string> {
  const orderId = world.newId()
  const wish = wishFor(world, sale, orderId)
  const clicks = sale.dice.chance(0.1) ? 2 : 1
  const [created] = await Promise.all(Array.from({ length: clicks }, () => world.client.orders.create(wish)))
  if (created?.ok === true) {
    sale.orderIds.push(orderId)
    return orderId
  }
  if (created?.failure.kind !== 'similar-open-order') {
    world.problem(`charge refused: ${JSON.stringify(created?.failure)}`)
    throw new Error('a charge that nothing speaks against was refused')
  }
  // Another customer with the same amount at the same till: the cashier looks, and says so.
  await world.timeline.sleep(sale.dice.between(2, 8) * second)
  return chargeDespite(world, sale, orderId)
}

async function chargeDespite(world: World, sale: Sale, orderId: string): Promise<string> {
  for (;;) {
    const wish = wishFor(world, sale, orderId)
    const looked = await world.client.orders.create(wish)
    const despite = !looked.ok && looked.failure.kind === 'similar-open-order' ? { orderId: looked.failure.orderId, reason: 'another customer' } : null
    const created = looked.ok ? looked : await world.client.orders.create({ ...wish, despite })
    if (created.ok) {
      sale.orderIds.push(orderId)
      return orderId
    }
  }
}

const wishFor = (world: World, sale: Sale, orderId: string) => ({
  orderId, accountId: world.accountId, amount: sale.amount, description: 'Simulated sale', customer: '', note: '', methodHint: null,
  captureMode: sale.captureMode, expiresInMinutes: sale.expiresInMinutes, till: sale.till, reference: null, despite: null,
})

/** Stands at the screen until the order is decided one way or the other. */
async function serve(world: World, sale: Sale, orderId: string, capturedBefore: number): Promise<OrderDetail> {
  const { dice } = sale
  const since = world.timeline.now()
  const givesUpAfter = dice.chance(0.12) ? dice.between(20, 180) * second : null
  let isNervous = dice.chance(0.3)
  for (let looks = 0; ; looks += 1) {
    const detail = await look(world, orderId)
    showPage(world, sale, detail)
    const waited = world.timeline.now() - since
    if (isOver(detail.order, capturedBefore) || waited > longestPatienceMs) return detail
    if (isNervous && detail.order.unknownCalls > 0 && detail.order.state === 'created') {
      isNervous = false
      await chargeOnceMore(world, sale)
    }
    if (givesUpAfter !== null && waited > givesUpAfter && detail.acts.includes('cancel')) await world.client.orders.cancel({ orderId })
    if (dice.chance(0.05)) await world.client.orders.askNow({ orderId })
    await world.timeline.sleep(dice.between(4, 9) * second * Math.min(8, 1 + Math.floor(looks / 12)))
  }
}

/** "It did not work, let me do it again": no reason given, so the program has to stop it while the first try is alive. */
async function chargeOnceMore(world: World, sale: Sale): Promise<void> {
  const orderId = world.newId()
  const created = await world.client.orders.create(wishFor(world, sale, orderId))
  if (!created.ok) return
  sale.orderIds.push(orderId)
  showPage(world, sale, await look(world, orderId))
}

function showPage(world: World, sale: Sale, detail: OrderDetail): void {
  const payment = detail.payments.at(-1)
  if (detail.payUrl === null || payment === undefined || sale.pages.has(payment.merchantReference)) return
  sale.pages.add(payment.merchantReference)
  sale.visits.push(visitPage(world, sale, payment))
}

const isOver = (order: Order, capturedBefore: number): boolean =>
  isPaid(order.state) || isEnded(order.state) || order.state === 'authorized' || order.captured.minor > capturedBefore
