import { createAccountRepository } from './accounts/accounts.repository.ts'
import { createAccountService, type AccountService, type IssueCredentials } from './accounts/accounts.service.ts'
import { createConnections, type Connections } from './accounts/connections.ts'
import { createEvidenceService, type EvidenceService } from './accounts/evidence.ts'
import { createAttentionService, type AttentionService } from './attention/attention.service.ts'
import { holdNoticeMs, needOfAccount, needsOfOrder } from './attention/needs.ts'
import { createPromiseService, type PromiseService } from './attention/promises.service.ts'
import type { AuditService } from './audit/audit.service.ts'
import type { Changes } from './changes.ts'
import type { Host } from './host.ts'
import { createLedgerService, type LedgerService } from './ledger/ledger.service.ts'
import { createMoneyFactService } from './ledger/money-facts.ts'
import { createAsker, type Asker } from './orders/asker.ts'
import { createCallRepository, type CallRepository } from './orders/calls.repository.ts'
import { createCallRunner } from './orders/call-runner.ts'
import { createDeadlines } from './orders/deadlines.ts'
import { createOrderEvents } from './orders/order-events.ts'
import { createOrderList, type OrderList } from './orders/order-list.ts'
import { createOrderRepository } from './orders/orders.repository.ts'
import { createOrderService, type ChargingAccount, type OrderService } from './orders/orders.service.ts'
import { createOrderViews, type OrderViews } from './orders/order-views.ts'
import { createPaymentRepository } from './orders/payments.repository.ts'
import { createDisputeRepository, createRefundRepository } from './orders/refunds.repository.ts'
import { createResolver, type Resolver } from './orders/resolver.ts'
import { createSnapshotService, type SnapshotService } from './orders/snapshot.service.ts'
import { createWishes } from './orders/wishes.ts'
import { createFeedReader } from './polling/feed.ts'
import { createScheduler, type Scheduler } from './polling/scheduler.ts'
import type { PlatformId, PlatformKind } from './platforms/platform.ts'
import type { BusinessDays } from './shop/business-days.ts'
import { createOpenPayments } from './reconciliation/open-payments.ts'
import { createFigureCounter } from './statistics/figures.repository.ts'
import type { Store } from './store/store.ts'

/**
 * Everything needed to charge customers and to know the results, on one store. There are two: the live desk, whose money
 * is counted, exported and reconciled, and the practice desk, which has a store and a sandbox of its own. The purpose is
 * part of the type: what counts money takes a `Desk<'live'>` and nothing else.
 */
export interface Desk<Purpose extends 'live' | 'practice'> {
  readonly purpose: Purpose
  readonly store: Store
  readonly accounts: AccountService
  readonly connections: Connections
  readonly evidence: EvidenceService
  readonly ledger: LedgerService
  readonly orders: OrderService
  readonly orderList: OrderList
  readonly orderViews: OrderViews
  readonly calls: CallRepository
  readonly resolver: Resolver
  readonly snapshots: SnapshotService
  readonly asker: Asker
  readonly attention: AttentionService
  readonly promises: PromiseService
  readonly changes: Changes
  readonly scheduler: Scheduler
  /** What was on its way when the program ended last is unknown from now on. Returns how many calls. */
  recover(): number
}

export interface DeskParts<Purpose extends 'live' | 'practice'> {
  readonly purpose: Purpose
  readonly store: Store
  readonly host: Host
  readonly changes: Changes
  readonly audit: AuditService
  readonly kinds: Readonly<Partial<Record<PlatformId, PlatformKind>>>
  readonly days: () => BusinessDays
  readonly referencePrefix: () => string
  readonly customerLocale: () => string
  readonly guardMinutes: () => number
  readonly sandboxUrl: () => Promise<string>
  readonly issueSandboxCredentials: IssueCredentials
  /** An account was looked at in the background; its payouts may have changed. */
  readonly onLook: (accountId: string, payoutsChanged: boolean) => void
  /** Joins the regular look at what only time brings about. */
  readonly onSweep: () => void
}

export function createDesk<Purpose extends 'live' | 'practice'>(parts: DeskParts<Purpose>): Desk<Purpose> {
  const { store, host, changes, audit, days } = parts
  const { db, inTransaction } = store
  const { clock, newId, random, log } = host

  const accountRepository = createAccountRepository(db)
  const evidence = createEvidenceService(db, newId)
  const connections = createConnections({
    repository: accountRepository, kinds: parts.kinds, secrets: host.secrets, evidence, host, clock, sandboxUrl: parts.sandboxUrl,
    onVerdictChanged: (accountId) => changes.announce('accounts', accountId),
  })
  const accounts = createAccountService({
    repository: accountRepository, inTransaction, clock, newId, audit, changes, secrets: host.secrets, kinds: parts.kinds, connections,
    issueSandboxCredentials: parts.issueSandboxCredentials,
  })

  const orders = createOrderRepository(db)
  const payments = createPaymentRepository(db)
  const refunds = createRefundRepository(db)
  const disputes = createDisputeRepository(db)
  const calls = createCallRepository(db)
  const events = createOrderEvents(db, clock, newId)
  const wishes = createWishes({ calls, events, clock, newId })
  const figures = createFigureCounter(db)
  const ledger = createLedgerService(db, newId)
  const facts = createMoneyFactService({ db, clock, newId, ledger, days, count: figures.countMoney })
  const openPayments = createOpenPayments(db)
  const attention = createAttentionService({ store, clock, newId, changes, audit })

  const reviewNeeds = (orderId: string): void => {
    const circumstances = {
      order: orders.find(orderId)!, payments: payments.ofOrder(orderId), calls: calls.ofOrder(orderId), refunds: refunds.ofOrder(orderId), disputes: disputes.ofOrder(orderId),
    }
    attention.setOrderNeeds(orderId, needsOfOrder(circumstances, clock.now()))
  }

  const snapshots = createSnapshotService({
    store, clock, newId, orders, payments, refunds, disputes, calls, events, wishes, facts, figures, days, changes, reviewNeeds,
    capabilitiesOf: connections.capabilitiesOf,
    awaitSettlement: (payment) =>
      openPayments.await({
        accountId: payment.accountId, merchantReference: payment.merchantReference, paymentId: payment.paymentId, orderId: payment.orderId,
        capturedMinor: payment.capturedMinor, feeMinor: payment.feeMinor, feeCurrency: payment.feeCurrency, currency: payment.currency,
        paidAt: payment.paidAt ?? payment.asOf, paidDay: days().dayOf(payment.paidAt ?? payment.asOf), methodKind: payment.methodKind ?? 'other',
        references: [payment.platformReference ?? '', ...Object.values(payment.platformData)].filter((reference) => reference !== ''),
      }),
  })
  const runnerParts = {
    store, clock, random, log, calls, orders, payments, refunds, events, snapshots, connect: connections.connect, locale: parts.customerLocale,
  }
  const runner = createCallRunner(runnerParts)
  const resolver = createResolver(runnerParts, runner)
  const deadlines = createDeadlines({ calls, wishes, capabilitiesOf: connections.capabilitiesOf, clock })
  const asker = createAsker({ payments, connect: connections.connect, snapshots, inTransaction, clock, deadlines })

  const chargingAccount = (accountId: string): ChargingAccount | null => {
    const account = accounts.find(accountId)
    if (account === null || account.closedAt !== null) return null
    const { label, environment } = account
    return { accountId, label, environment, capabilities: connections.capabilitiesOf(accountId) }
  }

  const reviewAccount = (accountId: string, failure: string | null): void => {
    const need = needOfAccount({ accountId, label: accounts.find(accountId)?.label ?? '' }, failure, clock.now())
    if (need !== undefined) attention.setNeed('account_broken', accountId, need)
  }

  const sweep = (): void => {
    for (const { kind, subject } of attention.list()) {
      if (kind === 'account_broken' && accounts.find(subject)?.closedAt !== null) attention.setNeed(kind, subject, null)
    }
    for (const payment of payments.holdsLapsingBefore(clock.now() + holdNoticeMs)) reviewNeeds(payment.orderId)
    parts.onSweep()
  }

  const rhythmOf = (accountId: string) => parts.kinds[accounts.find(accountId)!.platform]!.rhythm
  const scheduler = createScheduler({
    accounts, rhythmOf, asker, runner, resolver, calls, clock, random, sleep: host.sleep, log, sweep, onLook: parts.onLook, onFeedRead: reviewAccount,
    hasLiveFeed: (accountId) => connections.capabilitiesOf(accountId).feed === 'live',
    readFeed: createFeedReader({ accounts, connect: connections.connect, snapshots, inTransaction, onBeginning: asker.askAboutAllOpen, onWithheld: asker.askAboutAllOpen }),
  })

  const orderService = createOrderService({
    store, clock, newId, orders, payments, refunds, calls, events, wishes, snapshots, figures, audit, days, changes,
    referencePrefix: parts.referencePrefix, account: chargingAccount, guard: () => ({ windowMinutes: parts.guardMinutes() }),
    kick: (callId) => {
      void runner.run(callId).catch((error: unknown) => log.error('orders.call-failed', { callId, error: String(error) }))
      scheduler.wake()
    },
  })
  const promises = createPromiseService({ store, clock, audit, changes, attention, orders: orderService })

  return {
    purpose: parts.purpose, store, accounts, connections, evidence, ledger, orders: orderService, orderList: createOrderList(db),
    orderViews: createOrderViews({ orders, payments, refunds, disputes, calls, events, evidence, capabilitiesOf: connections.capabilitiesOf }),
    calls, resolver, snapshots, asker, attention, promises, changes, scheduler, recover: runner.recover,
  }
}
