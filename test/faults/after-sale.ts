import type { OrderDetail } from '../../shared/contract/orders.ts'
import { isEnded, isPaid } from '../../shared/order-state.ts'
import { look, type Sale } from './sale-record.ts'
import { minute, second, type World } from './world.ts'

export type AfterSale = 'done' | 'unpaid' | 'rest-owed'

/** What staff and owner do once an order is decided. */
export async function clearUp(world: World, sale: Sale, decided: OrderDetail): Promise<AfterSale> {
  const { orderId } = decided.order
  let detail = decided
  if (detail.order.state === 'authorized') detail = await endHold(world, sale, detail)
  if (isEnded(detail.order.state)) {
    // Whoever pays late has done so by now, and the feed has told it.
    await world.timeline.sleep(sale.dice.between(5, 20) * second)
    detail = await look(world, orderId)
    if (detail.order.hasLateMoney) await decideLateMoney(world, sale, detail)
    return isEnded(detail.order.state) && detail.order.captured.minor === 0 ? 'unpaid' : 'done'
  }
  if (detail.order.amountVerdict === 'underpaid' || detail.order.amountVerdict === 'overpaid') return decideAmount(world, sale, detail)
  if (isPaid(detail.order.state)) await afterPayment(world, sale, detail)
  return 'done'
}

async function endHold(world: World, sale: Sale, held: OrderDetail): Promise<OrderDetail> {
  const { dice } = sale
  const { orderId, amount } = held.order
  await world.timeline.sleep(dice.between(2, 60) * second)
  const part = dice.chance(0.3) && amount.minor > 1 ? { ...amount, minor: dice.between(1, amount.minor - 1) } : null
  const ask = (): Promise<unknown> => world.client.orders.capture({ orderId, amount: part })
  if (dice.chance(0.25)) await world.client.orders.void({ orderId })
  else await Promise.all(dice.chance(0.2) ? [ask(), ask()] : [ask()])
  return until(world, orderId, ({ order }) => order.state !== 'authorized')
}

async function afterPayment(world: World, sale: Sale, paid: OrderDetail): Promise<void> {
  const { dice } = sale
  const { orderId } = paid.order
  if (dice.chance(0.6)) await world.client.orders.handOver({ orderId })
  if (dice.chance(0.18)) {
    await world.timeline.sleep(dice.between(5, 90) * second)
    await giveBack(world, sale, paid)
  } else if (dice.chance(0.02)) {
    const reference = paid.payments.find(({ captured }) => captured.minor > 0)?.merchantReference
    const disputeId = reference === undefined ? null : world.customers.complain(reference)
    await world.timeline.sleep(dice.between(30, 300) * second)
    if (disputeId !== null && dice.chance(0.7)) world.customers.endComplaint(disputeId, dice.pick(['won', 'lost']))
  }
}

/** A refund, whole or in one or two parts, sometimes clicked twice, sometimes wished anew because nobody knows what became of it. */
async function giveBack(world: World, sale: Sale, paid: OrderDetail): Promise<void> {
  const { dice } = sale
  const { orderId } = paid.order
  const captured = paid.order.captured
  const isWhole = dice.chance(0.5) || captured.minor < 3
  for (let parts = isWhole ? 1 : dice.between(1, 2); parts > 0; parts -= 1) {
    const wish = { orderId, refundId: world.newId(), amount: isWhole ? null : { ...captured, minor: dice.between(1, Math.floor(captured.minor / 3)) }, reason: 'simulated' }
    const ask = () => world.client.orders.refund(wish)
    const [answer] = await Promise.all(dice.chance(0.2) ? [ask(), ask()] : [ask()])
    if (answer !== undefined && !answer.ok && answer.failure.kind !== 'exceeds-refundable') world.problem(`refund refused: ${JSON.stringify(answer.failure)}`)
    await world.timeline.sleep(dice.between(2, 12) * second)
    if (!isWhole || !dice.chance(0.5)) continue
    const once = (await look(world, orderId)).refunds.find(({ refundId }) => refundId === wish.refundId)
    const again = await world.client.orders.refund({ ...wish, refundId: world.newId(), amount: captured })
    if (again.ok && once !== undefined && once.state !== 'refused' && once.state !== 'failed') world.problem(`the whole of order ${orderId} could be refunded twice`)
  }
}

async function decideLateMoney(world: World, sale: Sale, { order }: OrderDetail): Promise<void> {
  const { orderId } = order
  await world.timeline.sleep(sale.dice.between(5, 60) * second)
  if (sale.dice.chance(0.5)) await world.client.orders.attachLateMoney({ orderId })
  else await world.client.orders.refund({ orderId, refundId: world.newId(), amount: null, reason: 'came too late' })
}

async function decideAmount(world: World, sale: Sale, { order }: OrderDetail): Promise<AfterSale> {
  const { orderId } = order
  await world.timeline.sleep(sale.dice.between(5, 30) * second)
  const excess = order.captured.minor - order.amount.minor
  const isTakenAsItCame = sale.dice.chance(0.5)
  const isRestAskedFor = sale.dice.chance(0.5)
  if (isTakenAsItCame) await world.client.orders.acceptAmount({ orderId })
  else if (excess > 0) await world.client.orders.refund({ orderId, refundId: world.newId(), amount: { ...order.amount, minor: excess }, reason: 'paid too much' })
  else if (isRestAskedFor) return 'rest-owed'
  else await world.client.orders.refund({ orderId, refundId: world.newId(), amount: null, reason: 'paid too little' })
  return 'done'
}

async function until(world: World, orderId: string, holds: (detail: OrderDetail) => boolean): Promise<OrderDetail> {
  const since = world.timeline.now()
  for (;;) {
    const detail = await look(world, orderId)
    if (holds(detail) || world.timeline.now() - since > 40 * minute) return detail
    await world.timeline.sleep(sleepMs(world.timeline.now() - since))
  }
}

const sleepMs = (waited: number): number => (waited < minute ? 3 * second : 20 * second)
