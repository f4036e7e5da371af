import { UsageError, done, refused } from '../answer.ts'
import { currencyFrom, readStdin, wholeFrom } from '../arguments.ts'
import type { Registrar } from '../registrar.ts'

interface InitOptions {
  shop: string
  currency: string
  zone: string
  cutoff: string
  ownerName: string
  ownerPinStdin?: true
}

export function shopCommands({ program, run }: Registrar): void {
  program
    .command('init')
    .description('set up the shop: its name, money, business day and owner')
    .requiredOption('--shop <name>', 'name of the shop')
    .requiredOption('--currency <code>', 'ISO 4217 code, such as USD')
    .requiredOption('--zone <zone>', 'IANA time zone, such as Europe/Berlin')
    .option('--cutoff <hour>', 'hour at which the business day begins', '0')
    .option('--owner-name <name>', 'name of the owner', 'Owner')
    .option('--owner-pin-stdin', 'read the owner PIN, 4 to 12 digits, from stdin')
    .action(async (options: InitOptions) => {
      if (options.ownerPinStdin !== true) throw new UsageError('Give the owner PIN with --owner-pin-stdin: a PIN does not belong in a command line.')
      const cutoffHour = wholeFrom(options.cutoff, '--cutoff')
      if (cutoffHour > 23) throw new UsageError(`--cutoff ${options.cutoff}: an hour from 0 to 23.`)
      const currency = currencyFrom(options.currency)
      const ownerPin = (await readStdin()).trim()
      if (!/^\d{4,12}$/u.test(ownerPin)) throw new UsageError('The owner PIN on stdin must be 4 to 12 digits.')
      await run(async ({ client }) => {
        const result = await client.session.firstRun({
          shopName: options.shop, currency, zone: options.zone, cutoffHour, ownerName: options.ownerName, ownerPin,
        })
        if (!result.ok) {
          return refused(result.failure, result.failure.kind === 'unknown-zone' ? `--zone ${options.zone}: not an IANA time zone. Write it like Europe/Berlin.` : 'This folder already has a shop in it.')
        }
        const { shop } = await client.session.state()
        return done({ shop, owner: result.value }, [`${options.shop} is set up. Business days begin at ${cutoffHour}:00 in ${options.zone}.`])
      }, false)
    })
}
