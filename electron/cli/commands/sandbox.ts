import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { done, moneyText, refused, type Answer } from '../answer.ts'
import { currencyFrom, daysFrom } from '../arguments.ts'
import type { Registrar } from '../registrar.ts'
import { accountByLabel } from './accounts.ts'

/** Takes the files that the embedded sandbox and its bank offer, so that they can be imported like real ones. */
export function sandboxCommands({ program, run }: Registrar): void {
  const sandbox = program.command('sandbox').description('files of the embedded sandbox and its bank')

  sandbox
    .command('settlements')
    .description('write the settlement files of all payouts into a folder')
    .requiredOption('--account <label>')
    .requiredOption('--out <folder>', 'a folder that exists')
    .action((options: { account: string; out: string }) =>
      run(async ({ client }) => {
        const account = await accountByLabel(client, options.account)
        if (account === null) return refused({ kind: 'account-not-found' }, `No account is called ${options.account}.`)
        const { accountId } = account
        const offered = await client.sandbox.settlementFiles({ accountId })
        if (!offered.ok) return refused(offered.failure)
        const files: { file: string; amount: { minor: number; currency: string } }[] = []
        for (const { payoutId, name, amount } of offered.value) {
          const found = await client.sandbox.settlementFile({ accountId, payoutId })
          if (!found.ok) return refused(found.failure)
          const file = path.resolve(options.out, name)
          const failure = written(file, found.value.text)
          if (failure !== null) return failure
          files.push({ file, amount })
        }
        return done({ files }, files.map(({ file, amount }) => `${file}  ${moneyText(amount)}`))
      }),
    )

  sandbox
    .command('statement')
    .description('write the bank statement (CAMT.053) of some days into a file')
    .requiredOption('--account <label>')
    .requiredOption('--from <day>')
    .requiredOption('--to <day>')
    .requiredOption('--out <file>')
    .option('--currency <code>', "the shop's own by default")
    .action(async (options: { account: string; from: string; to: string; out: string; currency?: string }) => {
      const { from, to } = daysFrom(options.from, options.to)
      await run(async ({ client }) => {
        const account = await accountByLabel(client, options.account)
        if (account === null) return refused({ kind: 'account-not-found' }, `No account is called ${options.account}.`)
        const currency = options.currency === undefined ? (await client.session.state()).shop!.currency : currencyFrom(options.currency)
        const found = await client.sandbox.bankStatement({ accountId: account.accountId, from, to, currency })
        if (!found.ok) return refused(found.failure, found.failure.kind === 'no-such-file' ? found.failure.words : undefined)
        const file = path.resolve(options.out)
        return written(file, found.value.text) ?? done({ file, from, to, currency }, [file])
      })
    })
}

/** Null when it is written; otherwise why it is not. */
function written(file: string, text: string): Answer | null {
  try {
    writeFileSync(file, text)
    return null
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error)
    return refused({ kind: 'cannot-write' }, `${file} cannot be written: ${why}.`)
  }
}
