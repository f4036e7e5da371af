import path from 'node:path'
import type { Command } from 'commander'
import type { FileReport, ImportedFile } from '../../../shared/contract/settlements.ts'
import type { BackendClient } from '../../backend/backend.ts'
import { done, moneyText, problems, refused, UsageError, type Answer } from '../answer.ts'
import { currencyFrom, instantFrom } from '../arguments.ts'
import { findingWords, refusalWords, rowErrorWords, stateOf } from '../file-words.ts'
import { troubleWords } from '../platform-words.ts'
import type { Registrar } from '../registrar.ts'
import { accountByLabel } from './accounts.ts'

interface ImportOptions {
  format?: string
  account?: string
  currency?: string
  dateOrder?: string
  decimal?: string
  encoding?: string
  accept?: string
  dryRun?: true
}

export function fileCommands({ program, run }: Registrar): void {
  const settlements = program.command('settlements').description("what the platforms reckon: payouts and the lines inside them")
  settlements
    .command('pull')
    .description('fetch payouts and their lines from the platform')
    .requiredOption('--account <label>')
    .option('--since <day>', 'from this day on; by default a little before the last pull')
    .action(async (options: { account: string; since?: string }) => {
      const since = options.since === undefined ? null : instantFrom(options.since, '--since')
      await run(async ({ client }) => {
        const account = await accountByLabel(client, options.account)
        if (account === null) return refused({ kind: 'account-not-found' }, `No account is called ${options.account}.`)
        const result = await client.settlements.pull({ accountId: account.accountId, since })
        if (!result.ok) return refused(result.failure)
        const { payouts, inserted, known, changed, failure } = result.value
        const words = failure === null ? null : `The platform could not be read to the end (${failure.replaceAll('-', ' ')}). What was read is kept. ${troubleWords(failure)}`
        const json = { account: account.label, payouts, inserted, skipped: known, changed, failure, ...(words === null ? {} : { words }) }
        const told = `${payouts} payouts, ${inserted} new lines, ${known} known, ${changed} changed`
        return words === null ? done(json, [told]) : problems(json, [told, words])
      })
    })
  importCommand(settlements, 'settlement', run)
  importCommand(program.command('statements').description('what the bank says'), 'statement', run)
}

function importCommand(parent: Command, side: 'statement' | 'settlement', run: Registrar['run']): void {
  const command = parent
    .command('import')
    .description(side === 'statement' ? 'bring in bank statements' : 'bring in settlement files of a platform')
    .argument('<file...>')
    .option('--format <format>', 'by its content when absent')
    .option('--currency <code>', 'where the file does not say it')
    .option('--date-order <order>', 'day-first or month-first, where the file leaves it open')
    .option('--decimal <sign>', '. or , where the file leaves it open')
    .option('--encoding <name>', 'by its content when absent')
    .option('--accept <note>', 'take it although a proof fails or rows cannot be read; the reason is kept')
    .option('--dry-run', 'look at it and write nothing')
  if (side === 'settlement') command.option('--account <label>', 'whose settlement it is, where several are possible')
  command.action(async (files: readonly string[], options: ImportOptions) => {
    const wish = {
      side, format: options.format ?? null, currency: options.currency === undefined ? null : currencyFrom(options.currency),
      dateOrder: oneOf(options.dateOrder, ['day-first', 'month-first'], '--date-order'), decimal: oneOf(options.decimal, ['.', ','], '--decimal'),
      encoding: options.encoding ?? null, isDryRun: options.dryRun === true, acceptNote: options.accept ?? null,
    }
    await run(async ({ client }) => {
      const account = options.account === undefined ? null : await accountByLabel(client, options.account)
      if (options.account !== undefined && account === null) return refused({ kind: 'account-not-found' }, `No account is called ${options.account}.`)
      const answers: Answer[] = []
      for (const file of files) answers.push(await importOne(client, file, { ...wish, accountId: account?.accountId ?? null }))
      if (answers.length === 1) return answers[0]!
      return { json: answers.map(({ json }) => json), lines: answers.flatMap(({ lines }) => lines), exitCode: answers.some(({ exitCode }) => exitCode !== 0) ? 1 : 0 }
    }, !wish.isDryRun)
  })
}

function oneOf<const T extends string>(text: string | undefined, known: readonly T[], option: string): T | null {
  if (text === undefined) return null
  const found = known.find((one) => one === text)
  if (found === undefined) throw new UsageError(`${option} ${text}: ${known.join(' or ')}.`)
  return found
}

type Wish = Omit<Parameters<BackendClient['settlements']['import']>[0], 'source' | 'name'>

async function importOne(client: BackendClient, file: string, wish: Wish): Promise<Answer> {
  const found = path.resolve(file)
  const result = await client.settlements.import({ ...wish, name: path.basename(file), source: { from: 'path', path: found } })
  if (!result.ok) {
    const refusal = { reason: result.failure.kind, line: null, field: null, detail: 'why' in result.failure ? result.failure.why : '' }
    const words = `${file}: ${refusalWords(refusal)}`
    return { json: { file, ...nothingRead, refused: { ...refusal, words } }, lines: [words], exitCode: 1 }
  }
  return answerFor(file, result.value)
}

const nothingRead = { state: 'refused', format: null, accounts: [], inserted: 0, skipped: 0, changed: 0, warnings: [], errors: [] }

/** An archive brings several files; their accounts stand together, and one that is refused makes the answer a refusal. */
function answerFor(file: string, imported: readonly ImportedFile[]): Answer {
  const [first] = imported
  const sum = (of: (one: ImportedFile) => number): number => imported.reduce((total, one) => total + of(one), 0)
  const accounts = imported.flatMap(({ report }) => report.accounts)
  const refusedOne = imported.find(({ report }) => report.refused !== null)?.report.refused ?? null
  const worst = imported.find(({ state }) => !isWell(state)) ?? first
  const json = {
    file, state: worst?.state ?? 'refused', format: first?.report.format ?? null, encoding: first?.report.encoding ?? null,
    accounts: accounts.map(accountJson),
    ...(accounts.length === 1 ? summaryOf(accounts[0]!) : {}),
    inserted: sum(({ inserted }) => inserted), skipped: sum(({ known }) => known), changed: sum(({ changed }) => changed),
    warnings: imported.flatMap(({ report }) => [
      ...report.findings.map((finding) => ({ code: String(finding['kind']), line: lineOf(finding), detail: findingWords(finding) })),
      ...report.warnings,
    ]),
    errors: imported.flatMap(({ report }) => report.rowErrors.map((error) => ({ ...error, words: rowErrorWords(error) }))),
    held: imported.flatMap(({ state, fileId }) => (state === 'held' ? [fileId] : [])),
    refused: refusedOne === null ? (worst !== undefined && isMisplaced(worst.state) ? misplaced(file, worst) : null) : { ...refusedOne, words: `${file}: ${refusalWords(refusedOne)}` },
    ...(imported.length > 1 ? { files: imported.map(({ name, state, report }) => ({ name, state, format: report.format, refused: report.refused })) } : {}),
  }
  const lines = imported.flatMap((one) => linesFor(file, one))
  return { json, lines, exitCode: imported.every((one) => isWell(one.state) && one.report.findings.length === 0 && one.report.rowErrorCount === 0) ? 0 : 1 }
}

const isWell = (state: ImportedFile['state']): boolean => state === 'imported' || state === 'checked' || state === 'known-already'

/** A file that is well in itself and was brought to the wrong place, or to none. */
const isMisplaced = (state: ImportedFile['state']): boolean => state === 'wrong-side' || state === 'account-needed'

const misplaced = (file: string, one: ImportedFile) => ({ reason: one.state, line: null, field: null, detail: '', words: `${file}: ${stateOf(one)}` })

const lineOf = (finding: FileReport['findings'][number]): number | null => (typeof finding['line'] === 'number' ? finding['line'] : null)

type FileAccount = FileReport['accounts'][number]

const accountJson = ({ id, currency, entries, credits, debits, opening, closing, from, to, ...more }: FileAccount) => ({
  id, currency, entries, credits, debits, opening, closing, from, to, ...more,
})

const summaryOf = ({ id, currency, entries, credits, debits, opening, closing }: FileAccount) => ({ account: id, currency, entries, credits, debits, opening, closing })

function linesFor(file: string, one: ImportedFile): string[] {
  const { report } = one
  const place = one.name === path.basename(file) ? file : `${file}: ${one.name}`
  return [
    `${place}: ${report.format ?? 'unknown format'}: ${stateOf(one)}${one.state === 'imported' ? `, ${one.inserted} new, ${one.known} known, ${one.changed} changed` : ''}`,
    ...(report.refused === null ? [] : [`${place}: ${refusalWords(report.refused)}`]),
    ...report.accounts.map((account) =>
      `${account.id || '(no account number)'}  ${account.from ?? '?'} to ${account.to ?? '?'}  ${account.entries} entries  in ${moneyText(account.credits)}  out ${moneyText(account.debits)}` +
      (account.opening === null || account.closing === null ? '' : `  ${moneyText(account.opening)} to ${moneyText(account.closing)}`)),
    ...report.findings.map((finding) => `${place}: ${findingWords(finding)}`),
    ...report.rowErrors.map((error) => `${place}: ${rowErrorWords(error)}`),
    ...report.warnings.map(({ code, line, detail }) => `${place}: ${line === null ? '' : `line ${line}: `}${code.replaceAll('-', ' ')} ${detail}`.trimEnd()),
  ]
}
