import { setTimeout as wait } from 'node:timers/promises'
import type { Registrar } from '../registrar.ts'
import { UsageError, done, problems } from '../answer.ts'
import { wholeFrom } from '../arguments.ts'
import { troubleWords } from '../platform-words.ts'

export function pollCommands({ program, run }: Registrar): void {
  program
    .command('poll')
    .description('ask the platforms for results')
    .option('--once', 'one full look at everything')
    .option('--until-quiet <seconds>', 'go on until nothing has changed for so long')
    .action(async (options: { once?: true; untilQuiet?: string }) => {
      if ((options.once === true) === (options.untilQuiet !== undefined)) throw new UsageError('Give either --once or --until-quiet SECONDS.')
      const quietMs = options.untilQuiet === undefined ? 0 : wholeFrom(options.untilQuiet, '--until-quiet') * 1_000
      await run(async ({ client }) => {
        const total = { accounts: 0, requests: 0, changed: 0, calls: 0, rounds: 0 }
        let failures: { accountId: string; reason: string }[]
        let quietSince = Date.now()
        for (;;) {
          const round = await client.polling.once()
          total.rounds += 1
          total.accounts = round.accounts
          total.requests += round.requests
          total.changed += round.changed
          total.calls += round.calls
          failures = round.failures
          if (round.changed > 0 || round.calls > 0) quietSince = Date.now()
          if (options.once === true || Date.now() - quietSince >= quietMs) break
          await wait(Math.min(1_000, quietMs))
        }
        const labels = failures.length === 0 ? new Map<string, string>() : new Map((await client.accounts.list()).map(({ accountId, label }) => [accountId, label]))
        const told = failures.map((failure) => ({ ...failure, label: labels.get(failure.accountId) ?? '', words: troubleWords(failure.reason) }))
        const json = { ...total, failures: told }
        const lines = [`${total.changed} changed, ${total.calls} calls, ${total.requests} requests`, ...told.map(({ label, words }) => `account ${label} could not be read: ${words}`)]
        return failures.length === 0 ? done(json, lines) : problems(json, lines)
      })
    })

  program
    .command('needs-a-person')
    .description('what does not go on without a person')
    .action(() =>
      run(async ({ client }) => {
        const items = await client.attention.list()
        const now = (await client.session.state()).now
        const json = items.map((item) => ({ ...item, ageSeconds: Math.max(0, Math.round((now - item.since) / 1_000)) }))
        return done({ count: items.length, items: json }, items.length === 0 ? ['Nothing needs a person.'] : json.map((item) => `${item.kind.replaceAll('_', ' ')}  order ${item.orderNumber ?? '-'}  ${item.nextAct.replaceAll('_', ' ')}  ${item.ageSeconds} s old`))
      }),
    )
}
