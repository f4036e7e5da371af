import { money } from '../../../shared/money.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { AccountService } from '../accounts/accounts.service.ts'
import type { SandboxControls } from '../platforms/sandbox/channel/controls.ts'
import { settlementFileName } from '../platforms/sandbox/channel/payouts/settlement-csv.ts'
import type { Sandbox } from '../platforms/sandbox/channel/start-sandbox.ts'
import type { Door } from './door.ts'

export interface SandboxHandlerParts {
  readonly accounts: AccountService
  readonly sandbox: () => Promise<Sandbox>
}

type Failure = { kind: 'account-not-found' } | { kind: 'not-the-embedded-sandbox' }

export function sandboxHandlers(door: Door, { accounts, sandbox }: SandboxHandlerParts) {
  const merchantOf = async (accountId: string): Promise<Result<{ controls: SandboxControls; keyId: string }, Failure>> => {
    const account = accounts.find(accountId)
    if (account === null) return fail({ kind: 'account-not-found' })
    if (account.platform !== 'sandbox' || account.baseUrl !== null) return fail({ kind: 'not-the-embedded-sandbox' })
    return ok({ controls: (await sandbox()).controls, keyId: account.settings['keyId'] ?? '' })
  }
  const procedures = door.sandbox
  return {
    settlementFiles: procedures.settlementFiles.handler(async ({ input }) => {
      const merchant = await merchantOf(input.accountId)
      if (!merchant.ok) return merchant
      const { controls, keyId } = merchant.value
      return ok(controls.payouts(keyId).map((payout) => ({
        payoutId: payout.payoutId, name: settlementFileName(payout), businessDay: payout.businessDay, arrivesOn: payout.plannedOn, amount: money(payout.amountMinor, payout.currency),
      })))
    }),
    settlementFile: procedures.settlementFile.handler(async ({ input }) => {
      const merchant = await merchantOf(input.accountId)
      if (!merchant.ok) return merchant
      const file = merchant.value.controls.settlementFile(merchant.value.keyId, input.payoutId)
      return file === null ? fail({ kind: 'no-such-file', words: 'This merchant has no such payout.' }) : ok(file)
    }),
    bankStatement: procedures.bankStatement.handler(async ({ input: { accountId, ...span } }) => {
      const merchant = await merchantOf(accountId)
      if (!merchant.ok) return merchant
      const file = merchant.value.controls.bankStatement(merchant.value.keyId, span)
      return file.ok ? file : fail({ kind: 'no-such-file', words: file.failure.words })
    }),
  }
}
