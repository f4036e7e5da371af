import type { Desk } from '../desk.ts'
import type { OrderRecord } from '../orders/records.ts'

/**
 * Everything known about one order, for a platform's support: who said what when. Secrets and card data were taken out
 * before anything was kept, so nothing needs to be taken out here.
 */
export function caseFileOf(desk: Desk<'live' | 'practice'>, order: OrderRecord): { fileName: string; text: string } {
  const detail = desk.orderViews.detail(order, 'accountant')
  const account = desk.accounts.find(order.accountId)
  const timeline = detail.timeline.map((entry) => ({
    at: new Date(entry.at).toISOString(),
    kind: entry.kind,
    actor: entry.actor,
    facts: entry.facts,
    exchange: entry.exchangeId === null ? null : desk.evidence.content(entry.exchangeId),
  }))
  const file = {
    what: 'Case file of one order, all instants in UTC',
    account: account === null ? null : { platform: account.platform, label: account.label, environment: account.environment },
    order,
    payments: detail.payments,
    refunds: detail.refunds,
    disputes: detail.disputes,
    calls: detail.calls,
    timeline,
  }
  return { fileName: `order-${String(order.number).padStart(4, '0')}-${order.reference}.json`, text: `${JSON.stringify(file, null, 2)}\n` }
}
