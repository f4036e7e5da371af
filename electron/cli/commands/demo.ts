import { instantOf, isTimeZone } from '../../../shared/business-day.ts'
import { currencyFrom, dayFrom, wholeFrom } from '../arguments.ts'
import { done, refused, UsageError } from '../answer.ts'
import { filling, isFresh } from '../../demo/demo-folder.ts'
import { makeDemo } from '../../demo/demo.ts'
import { peopleNames, shopName } from '../../demo/stage.ts'
import { version } from '../../node-host/version.ts'
import type { Registrar } from '../registrar.ts'

interface DemoCommandOptions {
  days: string
  seed: string
  ordersPerDay: string
  currency: string
  onlineCurrency?: string
  zone: string
  cutoff: string
  ownerPin: string
  accountantPin: string
  staffPin: string
  until?: string
}

/** What the sandbox takes beside a shop's own currency. */
const sandboxCurrencies: readonly string[] = ['EUR', 'USD', 'GBP', 'CNY', 'JPY', 'KWD']

/** Hour of the last day at which a demonstration with `--until` ends: before closing time, so that the day is under way. */
const lastHour = 17

export function demoCommand({ program, answer, io }: Registrar): void {
  program
    .command('demo')
    .description('fill an empty folder with a made-up café: some weeks of trade, settlements, and every kind of exception')
    .option('--days <count>', 'days of trade, up to today', '90')
    .option('--seed <text>', 'the same seed gives the same data', '1')
    .option('--orders-per-day <count>', 'on a usual weekday', '36')
    .option('--currency <code>', "the shop's", 'EUR')
    .option('--online-currency <code>', "the online shop's; another than the shop's by default")
    .option('--zone <zone>', 'IANA time zone', 'Europe/Berlin')
    .option('--cutoff <hour>', 'hour at which the business day begins', '4')
    .option('--owner-pin <digits>', `PIN of ${peopleNames.owner}, the owner`, '1234')
    .option('--accountant-pin <digits>', `PIN of ${peopleNames.accountant}, the accountant`, '2345')
    .option('--staff-pin <digits>', `PIN of ${peopleNames.staff.join(', ')} at the counter`, '1111')
    .option('--until <day>', 'the last day, to compare runs; today by default')
    .action((options: DemoCommandOptions) => answer(async (dataFolder) => {
      const wish = wishFrom(options)
      if (!isFresh(dataFolder)) {
        return refused({ kind: 'folder-not-empty' }, `The folder ${dataFolder} is not empty. A demonstration needs a folder of its own: name one with --data.`)
      }
      const report = await filling(dataFolder, (workFolder) =>
        makeDemo({ ...wish, dataFolder: workFolder, version, onProgress: (line) => io.err(`${line}\n`) }))
      const { owner, accountant, staff } = wish.pins
      return done({ folder: dataFolder, shop: shopName, people: { owner: peopleNames.owner, accountant: peopleNames.accountant, staff: peopleNames.staff }, pins: wish.pins, ...report }, [
        `${shopName}: ${report.orders} orders from ${report.from} to ${report.to}, in ${dataFolder}`,
        `${peopleNames.owner}, the owner, signs in with PIN ${owner}`,
        `${peopleNames.accountant}, the accountant, with PIN ${accountant}`,
        `${peopleNames.staff.join(', ')} at the counter with PIN ${staff}`,
      ])
    }))
}

function wishFrom(options: DemoCommandOptions) {
  const currency = currencyFrom(options.currency)
  const { zone, until } = options
  if (!isTimeZone(zone)) throw new UsageError(`--zone ${zone}: not a time zone. Write it like Europe/Berlin.`)
  const days = wholeFrom(options.days, '--days')
  const ordersPerDay = wholeFrom(options.ordersPerDay, '--orders-per-day')
  const cutoffHour = wholeFrom(options.cutoff, '--cutoff')
  if (days < 1 || days > 400) throw new UsageError(`--days ${options.days}: from 1 to 400.`)
  if (ordersPerDay < 1 || ordersPerDay > 500) throw new UsageError(`--orders-per-day ${options.ordersPerDay}: from 1 to 500.`)
  if (cutoffHour > 23) throw new UsageError(`--cutoff ${options.cutoff}: an hour from 0 to 23.`)
  const pins = { owner: pinFrom(options.ownerPin, '--owner-pin'), accountant: pinFrom(options.accountantPin, '--accountant-pin'), staff: pinFrom(options.staffPin, '--staff-pin') }
  return {
    seed: options.seed, days, ordersPerDay, currency, zone, cutoffHour, pins,
    onlineCurrency: onlineCurrencyFrom(options.onlineCurrency, currency),
    endAt: until === undefined ? Date.now() : instantOf(dayFrom(until, '--until'), lastHour, zone),
  }
}

function onlineCurrencyFrom(text: string | undefined, own: string): string {
  if (text === undefined) return own === 'USD' ? 'EUR' : 'USD'
  const currency = currencyFrom(text)
  if (currency !== own && !sandboxCurrencies.includes(currency)) throw new UsageError(`--online-currency ${text}: the sandbox takes ${sandboxCurrencies.join(', ')} and the shop's own.`)
  return currency
}

function pinFrom(text: string, option: string): string {
  if (!/^\d{4,12}$/u.test(text)) throw new UsageError(`${option}: four to twelve digits.`)
  return text
}
