import { exceptionCodes, type ExceptionCode } from '../../../shared/exception-code.ts'
import type { Exception, RunReport } from '../../../shared/contract/reconciliation.ts'
import { money } from '../../../shared/money.ts'
import { done, moneyText, refused, UsageError } from '../answer.ts'
import { wholeFrom } from '../arguments.ts'
import type { Registrar } from '../registrar.ts'

const states = ['open', 'explained', 'waived', 'resolved'] as const

export function reconcileCommands({ program, run }: Registrar): void {
  program
    .command('reconcile')
    .description('find what belongs together, and what does not agree')
    .option('--dry-run', 'show what a run would find and write nothing')
    .option('--show <count>', 'how many of its matches a dry run lists', '500')
    .action((options: { dryRun?: true; show: string }) => {
      const show = wholeFrom(options.show, '--show')
      return run(async ({ client }) => {
        const result = await client.reconciliation.run({ isDryRun: options.dryRun === true, show })
        if (!result.ok) return refused(result.failure)
        const report = result.value
        return done(runJson(report), runLines(report))
      })
    })

  program
    .command('exceptions')
    .description('what does not agree, with the money at stake')
    .command('list')
    .option('--state <state>', states.join(', '), 'open')
    .option('--code <code>', 'only of this type')
    .option('--limit <count>', 'how many', '500')
    .action(async (options: { state: string; code?: string; limit: string }) => {
      const state = states.find((one) => one === options.state)
      if (state === undefined) throw new UsageError(`--state ${options.state}: one of ${states.join(', ')}.`)
      if (options.code !== undefined && !exceptionCodes.includes(options.code as ExceptionCode)) throw new UsageError(`--code ${options.code}: one of ${exceptionCodes.join(', ')}.`)
      const limit = wholeFrom(options.limit, '--limit')
      const filter = { codes: options.code === undefined ? [] : [options.code as ExceptionCode], severities: [], accountId: null, states: [state] }
      await run(async ({ client }) => {
        const found: Exception[] = []
        let after: Parameters<typeof client.reconciliation.exceptions>[0]['after'] = null
        do {
          const page: Awaited<ReturnType<typeof client.reconciliation.exceptions>> = await client.reconciliation.exceptions({ filter, after, limit: Math.min(200, Math.max(1, limit - found.length)) })
          found.push(...page.exceptions)
          after = page.next
        } while (after !== null && found.length < limit)
        const totals = await client.reconciliation.exceptionTotals({ filter })
        const exceptions = found.map(exceptionJson)
        const totalsJson = totals.map(({ code, currency, count, minor }) => ({ code, count, amount: currency === null ? null : money(minor, currency) }))
        return done({ exceptions, totals: totalsJson, more: after !== null }, exceptions.map(exceptionLine))
      })
    })
}

const runJson = (report: RunReport) => ({
  dryRun: report.isDryRun, linesExamined: report.linesExamined, bankLinesExamined: report.bankLinesExamined, matched: report.matchedPerPass, proposals: report.proposals,
  excludedByRule: report.excludedByRule, notExamined: report.notExamined,
  exceptions: report.exceptions.map(({ code, currency, count, minor }) => ({ code, count, amount: currency === null ? null : money(minor, currency) })),
  ...(report.proposed === null ? {} : { proposed: report.proposed.matches, moreProposed: report.proposed.more }),
  durationMs: report.durationMs,
})

function runLines(report: RunReport): string[] {
  return [
    `${report.linesExamined} settlement lines and ${report.bankLinesExamined} bank lines examined in ${report.durationMs} ms${report.isDryRun ? ', nothing written' : ''}`,
    ...Object.entries(report.matchedPerPass).map(([pass, count]) => `${pass.padEnd(4)} ${count} matched`),
    `${report.proposals} proposals wait for a person`,
    ...(report.proposed?.matches ?? []).map(({ act, pass, link, name, right, currency }) =>
      `${act === 'auto' ? 'would match' : 'would propose'}  ${pass}  ${link}  ${name}  ${moneyText(money(right.reduce((sum, { minor }) => sum + minor, 0), currency))}`),
    ...(report.proposed === null || report.proposed.more === 0 ? [] : [`and ${report.proposed.more} more`]),
    ...report.exceptions.map(({ code, currency, count, minor }) => `${code}  ${count}${currency === null ? '' : `  ${moneyText(money(minor, currency))}`}`),
  ]
}

const exceptionJson = ({ minor, currency, ...exception }: Exception) => ({ ...exception, amount: currency === null ? null : money(minor, currency) })

const exceptionLine = ({ code, subject, severity, amount, day, ageDays, facts }: ReturnType<typeof exceptionJson>): string =>
  [severity.padEnd(4), code, subject, amount === null ? '' : moneyText(amount), day ?? '', `${ageDays} bank days old`, JSON.stringify(facts)].filter((word) => word !== '').join('  ')
