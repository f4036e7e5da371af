import type { Registrar } from '../registrar.ts'
import { done, moneyText } from '../answer.ts'
import { currencyFrom, daysFrom } from '../arguments.ts'
import { money } from '../../../shared/money.ts'

export function statsCommand({ program, run }: Registrar): void {
  program
    .command('stats')
    .description('the figures of a stretch of business days')
    .requiredOption('--from <day>')
    .requiredOption('--to <day>')
    .option('--currency <code>', "the shop's own by default")
    .option('--environment <environment>', 'test or live; live as soon as there is a live account')
    .action(async (options: { from: string; to: string; currency?: string; environment?: 'test' | 'live' }) => {
      const { from, to } = daysFrom(options.from, options.to)
      await run(async ({ client }) => {
        const scope = await client.statistics.scope()
        const currency = options.currency === undefined ? scope.currencies[0]! : currencyFrom(options.currency)
        const range = { environment: options.environment ?? scope.environment, currency, from, to }
        const { figures } = await client.statistics.figures(range)
        const [hours, methods] = [await client.statistics.byHour(range), await client.statistics.byMethod(range)]
        const { points } = await client.statistics.byDay(range)
        const amount = (minor: number) => money(minor, currency)
        const json = {
          from, to, currency, environment: range.environment, zone: scope.zone, cutoffHour: scope.cutoffHour,
          gross: amount(figures.grossMinor), refunds: amount(figures.refundsMinor), net: amount(figures.netMinor), fees: amount(figures.feesMinor),
          chargebacks: amount(figures.chargebacksMinor), proceeds: amount(figures.proceedsMinor),
          orders: figures.orders, paidOrders: figures.paidOrders, unpaidOrders: figures.unpaidOrders, payments: figures.payments, refundCount: figures.refunds,
          successRate: figures.successBps === null ? null : figures.successBps / 10_000,
          average: figures.averageMinor === null ? null : amount(figures.averageMinor),
          days: points.map((point) => ({ day: point.day, gross: amount(point.grossMinor), refunds: amount(point.refundsMinor), fees: amount(point.feesMinor), payments: point.payments })),
          hours: hours.map((point) => ({ hour: point.hour, gross: amount(point.grossMinor), payments: point.payments })),
          methods: methods.map((share) => ({ method: share.methodKind, accountId: share.accountId, gross: amount(share.grossMinor), payments: share.payments })),
        }
        return done(json, [
          `${from} to ${to}, business days in ${scope.zone} from ${scope.cutoffHour}:00, ${range.environment}`,
          `gross    ${moneyText(json.gross)}`, `refunds  ${moneyText(json.refunds)}`, `net      ${moneyText(json.net)}`, `fees     ${moneyText(json.fees)}`,
          `proceeds ${moneyText(json.proceeds)}`, `orders   ${figures.orders}, paid ${figures.paidOrders}`,
        ])
      })
    })
}
