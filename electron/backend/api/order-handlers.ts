import { money, subtract } from '../../../shared/money.ts'
import type { Order, OrderDetail as OrderDetailView } from '../../../shared/contract/orders.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Desk } from '../desk.ts'
import type { OrderDetail } from '../orders/order-views.ts'
import type { CallRecord, OrderRecord, PaymentRecord } from '../orders/records.ts'
import { caseFileOf } from './case-file.ts'
import { actorOf, type CallContext, type Door } from './door.ts'

export type DeskOf = (context: CallContext) => Desk<'live' | 'practice'>

function orderView(order: OrderRecord): Order {
  const captured = money(order.capturedMinor, order.currency)
  const refunded = money(order.refundedMinor, order.currency)
  const fee = order.feeMinor === null || order.feeCurrency === null ? null : money(order.feeMinor, order.feeCurrency)
  const { orderId, number, reference, accountId, environment, description, customer, note, methodHint, captureMode, state, stateAt, detail } = order
  return {
    orderId, number, reference, accountId, environment, description, customer, note, methodHint, captureMode, state, stateAt, detail,
    amount: money(order.amountMinor, order.currency), captured, refunded, fee,
    net: fee === null || fee.currency !== order.currency ? null : subtract(subtract(captured, refunded), fee),
    isDisputed: order.isDisputed, hasLateMoney: order.hasLateMoney, unknownCalls: order.unknownCalls, amountVerdict: order.amountVerdict,
    methodKind: order.methodKind, methodLabel: order.methodLabel, createdAt: order.createdAt, businessDay: order.businessDay,
    createdBy: order.createdBy, till: order.till, expiresAt: order.expiresAt, paidAt: order.paidAt, handedOverAt: order.handedOverAt,
  }
}

const paymentView = (payment: PaymentRecord): OrderDetailView['payments'][number] => ({
  paymentId: payment.paymentId, attempt: payment.attempt, accountId: payment.accountId, merchantReference: payment.merchantReference,
  platformReference: payment.platformReference, amount: money(payment.amountMinor, payment.currency), state: payment.state, detail: payment.detail,
  authorized: money(payment.authorizedMinor, payment.currency), captured: money(payment.capturedMinor, payment.currency),
  fee: payment.feeMinor === null || payment.feeCurrency === null ? null : money(payment.feeMinor, payment.feeCurrency),
  methodKind: payment.methodKind, methodLabel: payment.methodLabel, methodLast4: payment.methodLast4, payUrl: payment.payUrl,
  createdAt: payment.createdAt, expiresAt: payment.expiresAt, paidAt: payment.paidAt, captureBefore: payment.captureBefore,
  nextAskAt: payment.nextAskAt, watchUntil: payment.watchUntil,
})

const callView = (call: CallRecord): OrderDetailView['calls'][number] => ({
  callId: call.callId, kind: call.kind, state: call.state, wishedAt: call.wishedAt, sends: call.sends, asks: call.asks, dueAt: call.dueAt,
  amount: call.amountMinor === null || call.currency === null ? null : money(call.amountMinor, call.currency),
  reason: call.outcome?.reason ?? null, words: call.outcome?.words ?? null,
})

const detailView = (detail: OrderDetail): OrderDetailView => ({
  order: orderView(detail.order),
  payments: detail.payments.map(paymentView),
  refunds: detail.refunds.map((refund) => ({
    refundId: refund.refundId, amount: money(refund.amountMinor, refund.currency), reason: refund.reason, state: refund.state, detail: refund.detail,
    platformReference: refund.platformReference, requestedAt: refund.requestedAt, requestedBy: refund.requestedBy, settledAt: refund.settledAt,
  })),
  disputes: detail.disputes.map((dispute) => ({
    disputeId: dispute.disputeId, platformReference: dispute.platformReference, amount: money(dispute.amountMinor, dispute.currency),
    state: dispute.state, reason: dispute.reason, openedAt: dispute.openedAt, respondBy: dispute.respondBy, closedAt: dispute.closedAt,
  })),
  calls: detail.calls.map(callView),
  timeline: [...detail.timeline],
  acts: [...detail.acts],
  refundable: detail.refundable,
  payUrl: detail.payUrl,
})

const shown = <F>(result: Result<OrderRecord, F>): Result<Order, F> => (result.ok ? ok(orderView(result.value)) : result)

export function orderHandlers(door: Door, deskOf: DeskOf) {
  const { orders } = door
  const found = (context: CallContext, order: OrderRecord | null): Result<OrderDetailView, { kind: 'order-not-found' }> =>
    order === null
      ? fail({ kind: 'order-not-found' })
      : ok(detailView(deskOf(context).orderViews.detail(order, context.session.role ?? 'staff')))

  return {
    create: orders.create.handler(({ input, context }) => shown(deskOf(context).orders.create(input, actorOf(context)))),
    list: orders.list.handler(({ input, context }) => {
      const page = deskOf(context).orderList.page(input.filter, input.before, input.limit)
      return { orders: page.orders.map(orderView), next: page.next }
    }),
    get: orders.get.handler(({ input, context }) => found(context, deskOf(context).orderViews.find(input.orderId))),
    find: orders.find.handler(({ input, context }) => found(context, deskOf(context).orderViews.findByName(input.name))),
    askNow: orders.askNow.handler(async ({ input, context }) => {
      const desk = deskOf(context)
      if (desk.orderViews.find(input.orderId) === null) return fail({ kind: 'order-not-found' })
      await desk.scheduler.takeUpDueOf(input.orderId)
      return ok({ result: await desk.asker.askAboutOrder(input.orderId) })
    }),
    watch: orders.watch.handler(async function* ({ input, context, signal }) {
      const desk = deskOf(context)
      const order = desk.orderViews.find(input.orderId)
      if (order === null) return
      const stop = desk.scheduler.watch(order.orderId, order.accountId)
      try {
        for await (const change of desk.changes.listen(signal)) {
          if (change.topic === 'orders' && (change.id === null || change.id === input.orderId)) yield { orderId: input.orderId }
        }
      } finally {
        stop()
      }
    }),
    retry: orders.retry.handler(async ({ input, context }) => {
      const desk = deskOf(context)
      if (!(await desk.asker.areAttemptsKnown(input.orderId))) return fail({ kind: 'earlier-not-known' })
      return shown(desk.orders.retry(input.orderId, input, actorOf(context)))
    }),
    cancel: orders.cancel.handler(({ input, context }) => shown(deskOf(context).orders.act(input.orderId, 'cancel', actorOf(context)))),
    void: orders.void.handler(({ input, context }) => shown(deskOf(context).orders.act(input.orderId, 'void', actorOf(context)))),
    capture: orders.capture.handler(({ input, context }) => shown(deskOf(context).orders.capture(input.orderId, input.amount, actorOf(context)))),
    refund: orders.refund.handler(({ input, context }) => shown(deskOf(context).orders.refund(input, actorOf(context)))),
    handOver: orders.handOver.handler(({ input, context }) => shown(deskOf(context).orders.handOver(input.orderId, actorOf(context)))),
    attachLateMoney: orders.attachLateMoney.handler(({ input, context }) => shown(deskOf(context).orders.attachLateMoney(input.orderId, actorOf(context)))),
    acceptAmount: orders.acceptAmount.handler(({ input, context }) => shown(deskOf(context).orders.acceptAmount(input.orderId, actorOf(context)))),
    describe: orders.describe.handler(({ input, context }) => shown(deskOf(context).orders.describe(input.orderId, input, actorOf(context)))),
    decideCall: orders.decideCall.handler(({ input, context }) => {
      const decided = deskOf(context).resolver.decide(input.callId, input.decision, input.reason, actorOf(context).id)
      return decided === null ? fail({ kind: 'not-unknown' }) : ok(null)
    }),
    exchange: orders.exchange.handler(({ input, context }) => {
      const content = deskOf(context).evidence.content(input.exchangeId)
      return content === null ? fail({ kind: 'exchange-not-found' }) : ok(content)
    }),
    caseFile: orders.caseFile.handler(({ input, context }) => {
      const desk = deskOf(context)
      const order = desk.orderViews.find(input.orderId)
      return order === null ? fail({ kind: 'order-not-found' }) : ok(caseFileOf(desk, order))
    }),
  }
}
