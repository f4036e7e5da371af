import { setTimeout as wait } from 'node:timers/promises'
import type { Order, OrderDetail } from '../../../shared/contract/orders.ts'
import { orderStates, type OrderState } from '../../../shared/order-state.ts'
import type { Money } from '../../../shared/money.ts'
import type { BackendClient } from '../../backend/backend.ts'
import { UsageError, done, moneyText, problems, refused, type Answer } from '../answer.ts'
import { amountFrom, dayFrom, wholeFrom } from '../arguments.ts'
import { refusalAdvice } from '../platform-words.ts'
import type { Registrar } from '../registrar.ts'
import { accountByLabel } from './accounts.ts'

interface CreateOptions {
  account: string
  amount: string
  currency: string
  reference?: string
  description: string
  customer: string
  capture: string
  expiresIn?: string
  till: string
  despite?: string
}

/** The console sends a call by itself; the command waits until it is answered or known to be unknown. */
const longestWaitMs = 95_000

export function orderCommands({ program, run, newId }: Registrar): void {
  const orders = program.command('orders').description('payment orders')

  orders
    .command('create')
    .description('charge a customer: prints the link that the customer opens')
    .requiredOption('--account <label>')
    .requiredOption('--amount <amount>', 'such as 12.34')
    .requiredOption('--currency <code>')
    .option('--reference <reference>', 'merchant reference of your own; up to 22 of A-Z a-z 0-9 - _')
    .option('--description <text>', 'what it is for', '')
    .option('--customer <text>', 'who pays', '')
    .option('--capture <mode>', 'automatic or manual', 'automatic')
    .option('--expires-in <minutes>')
    .option('--till <name>', 'till that charges', 'cli')
    .option('--despite <reason>', 'charge although a like order is not resolved; the reason is kept')
    .action(async (options: CreateOptions) => {
      const amount = amountFrom(options.amount, options.currency)
      const { capture } = options
      if (capture !== 'automatic' && capture !== 'manual') throw new UsageError(`--capture ${capture}: automatic or manual.`)
      if (options.reference !== undefined && !/^[A-Za-z0-9_-]{1,22}$/u.test(options.reference)) {
        throw new UsageError(`--reference ${options.reference}: up to 22 letters, digits, - and _.`)
      }
      const expiresInMinutes = options.expiresIn === undefined ? null : wholeFrom(options.expiresIn, '--expires-in')
      if (expiresInMinutes !== null && (expiresInMinutes < 1 || expiresInMinutes > 43_200)) throw new UsageError(`--expires-in ${expiresInMinutes}: 1 to 43200 minutes.`)
      await run(async ({ client }) => {
        const account = await accountByLabel(client, options.account)
        if (account === null) return refused({ kind: 'account-not-found' }, `No account is called ${options.account}.`)
        const wish = {
          orderId: newId(), accountId: account.accountId, amount, description: options.description, customer: options.customer, note: '',
          methodHint: null, captureMode: capture, expiresInMinutes, till: options.till, reference: options.reference ?? null,
        } as const
        let result = await client.orders.create({ ...wish, despite: null })
        if (!result.ok && result.failure.kind === 'similar-open-order' && options.despite !== undefined) {
          result = await client.orders.create({ ...wish, despite: { orderId: result.failure.orderId, reason: options.despite } })
        }
        if (!result.ok) {
          return result.failure.kind === 'similar-open-order'
            ? refused(result.failure, `Order ${result.failure.number} of the same amount at this till is not resolved yet (${result.failure.state}). Look at it first; to charge all the same, give --despite REASON.`)
            : refused(result.failure)
        }
        return answerFor(await settled(client, result.value.orderId))
      })
    })

  orders
    .command('show')
    .description('one order with everything about it')
    .argument('<order>', 'number or reference')
    .action((name: string) => run(({ client }) => withOrder(client, name, (detail) => Promise.resolve(done(detailJson(detail), orderLines(detail))))))

  orders
    .command('list')
    .description('orders, newest first')
    .option('--state <state>')
    .option('--from <day>')
    .option('--to <day>')
    .option('--search <words>', 'number, reference, amount, customer or note', '')
    .option('--limit <count>', 'how many', '50')
    .action(async (options: { state?: string; from?: string; to?: string; search: string; limit: string }) => {
      if (options.state !== undefined && !orderStates.includes(options.state as OrderState)) {
        throw new UsageError(`--state ${options.state}: one of ${orderStates.join(', ')}.`)
      }
      const filter = {
        search: options.search, states: options.state === undefined ? [] : [options.state as OrderState], accountId: null, createdBy: null, onlyFlagged: false,
        from: options.from === undefined ? null : dayFrom(options.from, '--from'), to: options.to === undefined ? null : dayFrom(options.to, '--to'),
      }
      const limit = wholeFrom(options.limit, '--limit')
      await run(async ({ client }) => {
        const found: Order[] = []
        let before: number | null = null
        do {
          const page: { orders: Order[]; next: number | null } = await client.orders.list({ filter, before, limit: Math.min(200, Math.max(1, limit - found.length)) })
          found.push(...page.orders)
          before = page.next
        } while (before !== null && found.length < limit)
        return done({ orders: found.map(orderJson), more: before !== null }, found.map(orderLine))
      })
    })

  acts(orders, run, newId)
}

function acts(orders: Registrar['program'], run: Registrar['run'], newId: Registrar['newId']): void {
  const act = (name: string, description: string, perform: (client: BackendClient, detail: OrderDetail, amount: Money | null) => Promise<{ ok: true } | { ok: false; failure: { kind: string } }>, takesAmount: boolean) => {
    const command = orders.command(name).description(description).argument('<order>', 'number or reference')
    if (takesAmount) command.option('--amount <amount>', 'a part; the whole by default')
    if (name === 'refund') command.option('--reason <text>', 'why', '')
    command.action((order: string, options: { amount?: string }) =>
      run(({ client }) =>
        withOrder(client, order, async (detail) => {
          const amount = options.amount === undefined ? null : amountFrom(options.amount, detail.order.amount.currency)
          const result = await perform(client, detail, amount)
          return result.ok ? answerFor(await settled(client, detail.order.orderId)) : refused(result.failure)
        }),
      ),
    )
  }
  act('cancel', 'cancel an unpaid order', (client, { order }) => client.orders.cancel({ orderId: order.orderId }), false)
  act('capture', 'take what is on hold', (client, { order }, amount) => client.orders.capture({ orderId: order.orderId, amount }), true)
  act('void', 'give back what is on hold', (client, { order }) => client.orders.void({ orderId: order.orderId }), false)
  act('refund', 'pay money back', (client, { order }, amount) => client.orders.refund({ orderId: order.orderId, refundId: newId(), amount, reason: 'command line' }), true)
  act('hand-over', 'the goods have left the shop', (client, { order }) => client.orders.handOver({ orderId: order.orderId }), false)
}

async function withOrder(client: BackendClient, name: string, act: (detail: OrderDetail) => Promise<Answer>): Promise<Answer> {
  const found = await client.orders.find({ name })
  return found.ok ? act(found.value) : refused(found.failure, `No order has the number or reference ${name}.`)
}

/** What has been due for so long is taken up by nobody: no console runs on this folder beside the command. */
const nobodyElseMs = 500

/** Waits for the answers to what was sent about the order, and sends again what the platform has put off. */
async function settled(client: BackendClient, orderId: string): Promise<OrderDetail> {
  const until = Date.now() + longestWaitMs
  for (;;) {
    const found = await client.orders.get({ orderId })
    if (!found.ok) throw new Error(`order ${orderId} has gone`)
    const isWaiting = found.value.calls.some(({ state }) => state === 'pending' || state === 'in_flight')
    if (!isWaiting || Date.now() > until) return found.value
    const isLeftLying = found.value.calls.some(({ state, dueAt }) => state === 'pending' && dueAt !== null && dueAt + nobodyElseMs < Date.now())
    if (isLeftLying) await client.orders.askNow({ orderId })
    await wait(20)
  }
}

/** An outcome that is not known is a problem to report, never a success and never a failure. */
function answerFor(detail: OrderDetail): Answer {
  const last = detail.calls.at(-1)
  const json = detailJson(detail)
  const words = last === undefined ? null : wordsFor(last)
  return words === null ? done(json, orderLines(detail)) : problems({ ...json, words }, [...orderLines(detail), words])
}

function wordsFor({ kind, state, reason, words }: OrderDetail['calls'][number]): string | null {
  const again = kind === 'refund' ? 'Do not refund again' : kind === 'create' ? 'Do not charge again' : 'Do not do it again'
  if (state === 'unknown') return `What has become of it is not known yet. ${again}: the program asks the platform, at "poll --once".`
  if (state === 'pending') return `The platform has not taken it up yet. ${again}: the program sends it by itself, at "poll --once".`
  if (state !== 'refused') return null
  return [`Refused by the platform: ${reason ?? ''} ${words ?? ''}`.trimEnd(), refusalAdvice(reason ?? '')].filter((part) => part !== '').join(' ')
}

const orderJson = (order: Order) => ({ ...order, disputed: order.isDisputed, outcomeUnknown: order.unknownCalls > 0 })

const detailJson = (detail: OrderDetail) => ({
  ...orderJson(detail.order), payUrl: detail.payUrl, refundable: detail.refundable, acts: detail.acts, payments: detail.payments,
  refunds: detail.refunds, disputes: detail.disputes, calls: detail.calls, timeline: detail.timeline,
})

const orderLine = (order: Order): string =>
  `${String(order.number).padStart(4, '0')}  ${moneyText(order.amount).padStart(14)}  ${order.state.replaceAll('_', ' ')}  ${order.reference}  ${order.description}`

function orderLines({ order, payUrl }: OrderDetail): string[] {
  return [
    orderLine(order),
    ...(payUrl === null ? [] : [`pay: ${payUrl}`]),
    ...(order.fee === null ? [] : [`fee ${moneyText(order.fee)}${order.net === null ? '' : `, net ${moneyText(order.net)}`}`]),
    ...(order.unknownCalls > 0 ? ['outcome unknown'] : []),
  ]
}
