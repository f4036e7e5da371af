import { money } from '../../../shared/money.ts'
import { done, moneyText, problems, refused } from '../answer.ts'
import type { Registrar } from '../registrar.ts'

export function verifyCommand({ program, run }: Registrar): void {
  program
    .command('verify')
    .description('prove the database, the ledger, the statistics, the audit chain, and that every cent is somewhere')
    .action(() =>
      run(async ({ client }) => {
        const result = await client.verify.run()
        if (!result.ok) return refused(result.failure)
        const { holds, proofs, conservation } = result.value
        const json = {
          holds, proofs,
          conservation: conservation.map(({ environment, currency, takenMinor, places, isClosed }) => ({
            environment, currency, taken: money(takenMinor, currency), isClosed,
            places: Object.fromEntries(Object.entries(places).map(([place, minor]) => [place, money(minor, currency)])),
          })),
        }
        const lines = [
          ...proofs.map(({ name, holds: isFine, problems: found }) => `${isFine ? 'holds ' : 'BROKEN'}  ${name}${found.length === 0 ? '' : `  ${found.map((one) => JSON.stringify(one)).join(' ')}`}`),
          ...json.conservation.flatMap(({ environment, currency, taken, places }) => [
            `${environment} ${currency}: taken ${moneyText(taken)}`,
            ...Object.entries(places).filter(([, amount]) => amount.minor !== 0).map(([place, amount]) => `  ${place}  ${moneyText(amount)}`),
          ]),
        ]
        return holds ? done(json, lines) : problems(json, lines)
      }),
    )
}
