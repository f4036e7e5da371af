import { z } from 'zod'
import type { Account } from '../../../shared/contract/accounts.ts'
import { PlatformId } from '../../../shared/contract/accounts.ts'
import { UsageError, done, problems, refused } from '../answer.ts'
import { pairsFrom, readStdin } from '../arguments.ts'
import type { BackendClient } from '../../backend/backend.ts'
import { refusalAdvice } from '../platform-words.ts'
import type { Registrar } from '../registrar.ts'

interface AddOptions {
  label: string
  baseUrl?: string
  environment: string
  set: string[]
  secretStdin?: true
}

const SecretsOnStdin = z.record(z.string(), z.string())

export function accountCommands({ program, run }: Registrar): void {
  const accounts = program.command('accounts').description('connected platforms')

  accounts
    .command('add')
    .description('connect an account: sandbox, stripe, paypal or square')
    .argument('<platform>')
    .requiredOption('--label <label>', 'how the shop calls it')
    .option('--base-url <url>', 'where the platform listens, when it is not the usual place')
    .option('--environment <environment>', 'test or live', 'test')
    .option('--set <key=value>', 'a setting that is not secret', (text: string, before: string[]) => [...before, text], [])
    .option('--secret-stdin', 'read the credentials from stdin as one JSON object')
    .action(async (name: string, options: AddOptions) => {
      const platform = PlatformId.safeParse(name)
      if (!platform.success) throw new UsageError(`${name}: not a platform. Known: ${PlatformId.options.join(', ')}.`)
      const { environment } = options
      if (environment !== 'test' && environment !== 'live') throw new UsageError(`--environment ${environment}: test or live.`)
      const secrets = options.secretStdin === true ? secretsFrom(await readStdin()) : {}
      await run(async ({ client }) => {
        const result = await client.accounts.add({
          platform: platform.data, label: options.label, environment, baseUrl: options.baseUrl ?? null, settings: pairsFrom(options.set, '--set'), secrets,
        })
        return result.ok ? done(accountJson(result.value), [`${options.label} is connected to ${name} (${environment}).`]) : refused(result.failure)
      })
    })

  accounts
    .command('list')
    .description('all connected accounts')
    .action(() =>
      run(async ({ client }) => {
        const list = await client.accounts.list()
        return done({ accounts: list.map(accountJson) }, list.length === 0 ? ['No account is connected.'] : list.map((a) => `${a.label}  ${a.platform}  ${a.environment}${a.isClosed ? '  closed' : ''}`))
      }),
    )

  accounts
    .command('check')
    .description('prove the credentials of an account')
    .argument('<label>')
    .action((label: string) =>
      run(async ({ client }) => {
        const account = await accountByLabel(client, label)
        if (account === null) return refused({ kind: 'account-not-found' }, `No account is called ${label}.`)
        const result = await client.accounts.check({ accountId: account.accountId })
        if (!result.ok) return refused(result.failure)
        const check = result.value
        if (check.verdict === 'answered' && check.missingPermissions.length === 0) {
          return done(check, [`${label}: ${check.merchant}, ${check.environment}, all permissions are there.`])
        }
        const { said, advice } =
          check.verdict === 'answered' ? { said: `these permissions are missing: ${check.missingPermissions.join(', ')}`, advice: refusalAdvice('missing-permission') }
          : check.verdict === 'refused' ? { said: `refused (${check.reason}): ${check.words}`, advice: refusalAdvice(check.reason) }
          : { said: `no answer (${check.why}) ${check.detail}`, advice: refusalAdvice(check.why) }
        return problems({ ...check, advice }, [`${label}: ${said}`, ...(advice === '' ? [] : [advice])])
      }),
    )
}

export async function accountByLabel(client: BackendClient, label: string): Promise<Account | null> {
  return (await client.accounts.list()).find((account) => account.label === label) ?? null
}

const accountJson = ({ accountId, platform, label, environment, baseUrl, settings, currency, isClosed }: Account) => ({
  accountId, platform, label, environment, baseUrl, settings, currency, isClosed,
})

function secretsFrom(text: string): Record<string, string> {
  try {
    return SecretsOnStdin.parse(JSON.parse(text))
  } catch {
    throw new UsageError('--secret-stdin: stdin must be one JSON object with text values, such as {"secretKey":"..."}.')
  }
}
