import type { Desk } from '../desk.ts'
import type { Clock } from '../host.ts'
import type { ShopService } from '../shop/shop.service.ts'
import type { StatisticsService } from '../statistics/statistics.service.ts'
import type { Door } from './door.ts'

export interface StatisticsHandlerParts {
  readonly statistics: StatisticsService
  readonly desk: Desk<'live'>
  readonly shop: ShopService
  readonly clock: Clock
}

export function statisticsHandlers(door: Door, { statistics, desk, shop, clock }: StatisticsHandlerParts) {
  const procedures = door.statistics
  return {
    scope: procedures.scope.handler(() => {
      const environment = desk.accounts.shownEnvironment()
      const found = shop.find()!
      const currencies = statistics.currencies(environment)
      return {
        environment,
        environments: [...new Set(desk.accounts.list().map((account) => account.environment))],
        // The shop's own currency first; it is there even before the first sale.
        currencies: [found.currency, ...currencies.filter((currency) => currency !== found.currency)],
        businessDay: shop.dayOf(clock.now()), now: clock.now(), zone: found.zone, cutoffHour: found.cutoffHour,
      }
    }),
    figures: procedures.figures.handler(({ input: { from, to, ...scope } }) => {
      const earlier = statistics.comparisonRange(from, to)
      return { figures: statistics.figures(scope, from, to), comparison: statistics.figures(scope, earlier.from, earlier.to) }
    }),
    today: procedures.today.handler(({ input }) => {
      const { hours, ...today } = statistics.today(input)
      return { ...today, hours: [...hours] }
    }),
    byDay: procedures.byDay.handler(({ input: { from, to, ...scope } }) => {
      const earlier = statistics.comparisonRange(from, to)
      return { points: statistics.byDay(scope, from, to), comparison: statistics.byDay(scope, earlier.from, earlier.to) }
    }),
    byHour: procedures.byHour.handler(({ input: { from, to, ...scope } }) => statistics.byHour(scope, from, to)),
    byWeekHour: procedures.byWeekHour.handler(({ input: { from, to, ...scope } }) => statistics.byWeekHour(scope, from, to)),
    byMethod: procedures.byMethod.handler(({ input: { from, to, ...scope } }) => statistics.byMethod(scope, from, to)),
    rows: procedures.rows.handler(({ input: { from, to, figure, slice, before, limit, ...scope } }) => statistics.rows(scope, figure, from, to, slice, before, limit)),
  }
}
