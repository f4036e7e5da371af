import BetterSqlite3 from 'better-sqlite3'
import type { OrderDetail } from '../../shared/contract/orders.ts'
import { isPaid } from '../../shared/order-state.ts'
import type { BackendClient } from '../../electron/backend/backend.ts'
import { look, type Sale } from './sale-record.ts'
import type { World } from './world.ts'

/** What the platform's own books say of one payment. Amounts in minor units. */
interface PaymentTruth {
  readonly captured: number
  readonly refunds: readonly { readonly reference: string; readonly minor: number }[]
  readonly paidAt: number | null
  readonly isAutomatic: boolean
}

export interface Verdict {
  readonly paid: number
  readonly doubleCharges: number
  readonly paidShownUnpaid: number
  readonly lostRefunds: number
  /** Outcomes that are neither known nor on the list of things that need a person. */
  readonly unresolved: number
  /** Outcomes that a person has to decide. */
  readonly listed: number
  /** From the platform's "paid" to the shop's, in seconds. */
  readonly secondsToKnown: readonly number[]
  readonly problems: readonly string[]
}

/** Compares the shop with the platform's own books, order by order. */
export async function judge(world: World, sales: readonly Sale[], channelFile: string): Promise<Verdict> {
  const truth = readTruth(channelFile)
  const listed = new Set((await world.client.attention.list()).map(({ subject }) => subject))
  const verdict = { paid: 0, doubleCharges: 0, paidShownUnpaid: 0, lostRefunds: 0, unresolved: 0, listed: 0, secondsToKnown: [] as number[], problems: [] as string[] }
  const blame = (what: 'doubleCharges' | 'paidShownUnpaid' | 'lostRefunds' | 'unresolved', words: string): void => {
    verdict[what] += 1
    verdict.problems.push(`${what}: ${words}`)
  }
  for (const sale of sales) {
    let takenMinor = 0
    for (const orderId of sale.orderIds) {
      const detail = await look(world, orderId)
      const told = detail.payments.flatMap(({ merchantReference }) => truth.get(merchantReference) ?? [])
      takenMinor += sum(told.map(({ captured }) => captured))
      judgeOrder(detail, told, listed, blame, verdict)
    }
    if (takenMinor > sale.amount.minor + sale.overpaidMinor) blame('doubleCharges', `${takenMinor} of ${sale.amount.minor} taken for orders ${sale.orderIds.join(' ')}`)
  }
  const report = await proofs(world.client)
  return { ...verdict, problems: [...verdict.problems, ...report] }
}

function judgeOrder(
  { order, payments, refunds, calls, timeline }: OrderDetail,
  told: readonly PaymentTruth[],
  listed: ReadonlySet<string>,
  blame: (what: 'paidShownUnpaid' | 'lostRefunds' | 'unresolved', words: string) => void,
  verdict: { paid: number; listed: number; secondsToKnown: number[]; problems: string[] },
): void {
  const name = `order ${order.number} (${order.orderId}), ${order.state}`
  const captured = sum(told.map((payment) => payment.captured))
  const given = told.flatMap((payment) => payment.refunds)
  const kept = captured - sum(given.map(({ minor }) => minor))
  if (captured > 0) verdict.paid += 1
  const isShownPaid = isPaid(order.state) || order.hasLateMoney || order.amountVerdict === 'underpaid'
  if (kept > 0 && !isShownPaid) blame('paidShownUnpaid', `${name}: the platform has ${kept}`)
  if (order.captured.minor !== captured) blame('paidShownUnpaid', `${name}: shows ${order.captured.minor} taken, the platform took ${captured}`)
  for (const refund of refunds) {
    const there = given.find(({ reference }) => reference === refund.refundId)
    const isSaidToBe = refund.state === 'succeeded'
    const isOpen = refund.state === 'requested' || refund.state === 'unknown' || refund.state === 'pending'
    const isListed = calls.some(({ callId, kind, state }) => kind === 'refund' && state === 'unknown' && listed.has(callId))
    if (isOpen ? !isListed : isSaidToBe !== (there !== undefined)) blame('lostRefunds', `${name}: refund ${refund.refundId} is ${refund.state}, at the platform ${there === undefined ? 'unknown' : there.minor}`)
    if (there !== undefined && there.minor !== refund.amount.minor) blame('lostRefunds', `${name}: refund of ${refund.amount.minor} is ${there.minor} at the platform`)
  }
  if (given.some(({ reference }) => !refunds.some(({ refundId }) => refundId === reference))) blame('lostRefunds', `${name}: the platform has a refund that the shop does not know`)
  for (const { callId, kind, state, dueAt } of calls) {
    if (state === 'unknown' && listed.has(callId)) verdict.listed += 1
    else if (state === 'unknown' || state === 'in_flight' || (state === 'pending' && dueAt === null)) blame('unresolved', `${name}: ${kind} is ${state} and on no list`)
  }
  verdict.secondsToKnown.push(...payments.flatMap((payment) => secondsToKnown(payment.paymentId, told[payments.indexOf(payment)], timeline)))
}

/** Payments that were held first are known by our own capture; only those count that the customer made. */
function secondsToKnown(paymentId: string, truth: PaymentTruth | undefined, timeline: OrderDetail['timeline']): number[] {
  if (truth === undefined || truth.paidAt === null || !truth.isAutomatic) return []
  const known = timeline.find(({ kind, facts }) => (kind === 'told' || kind === 'told_late') && facts['paymentId'] === paymentId && (facts['captured'] as { minor: number }).minor > 0)
  return known === undefined ? [] : [Math.max(0, known.at - truth.paidAt) / 1_000]
}

async function proofs(client: BackendClient): Promise<string[]> {
  const verified = await client.verify.run()
  if (!verified.ok) return ['verify did not run']
  return verified.value.proofs.flatMap(({ name, holds, problems }) => (holds ? [] : [`verify ${name}: ${JSON.stringify(problems.slice(0, 3))}`]))
}

function readTruth(channelFile: string): Map<string, PaymentTruth> {
  const db = new BetterSqlite3(channelFile, { readonly: true })
  const refunds = db.prepare<[], { paymentId: string; reference: string; minor: number }>(
    'SELECT payment_id AS paymentId, refund_reference AS reference, amount_minor AS minor FROM refunds',
  ).all()
  const payments = db.prepare<[], { paymentId: string; reference: string; captured: number; paidAt: number | null; mode: string }>(
    'SELECT payment_id AS paymentId, merchant_reference AS reference, captured_minor AS captured, paid_at AS paidAt, capture_mode AS mode FROM payments',
  ).all()
  db.close()
  const byPayment = Map.groupBy(refunds, ({ paymentId }) => paymentId)
  return new Map(payments.map(({ paymentId, reference, captured, paidAt, mode }) => [
    reference, { captured, paidAt, isAutomatic: mode === 'automatic', refunds: byPayment.get(paymentId) ?? [] },
  ]))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
