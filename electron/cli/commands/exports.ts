import path from 'node:path'
import { ExportFormat, ExportSubject } from '../../../shared/contract/exports.ts'
import { done, problems, refused, UsageError } from '../answer.ts'
import { daysFrom } from '../arguments.ts'
import type { Registrar } from '../registrar.ts'

interface ExportOptions {
  from: string
  to: string
  format: string
  out: string
  environment?: string
  bom?: true
}

export function exportCommands({ program, run }: Registrar): void {
  program
    .command('export')
    .description('write records into a file, with a manifest beside it that proves what it holds')
    .argument('<subject>', ExportSubject.options.join(', '))
    .requiredOption('--from <day>')
    .requiredOption('--to <day>')
    .requiredOption('--out <file>')
    .option('--format <format>', ExportFormat.options.join(', '), 'csv')
    .option('--environment <environment>', 'only test or only live')
    .option('--bom', 'a byte order mark, for spreadsheets that want one')
    .action(async (name: string, options: ExportOptions) => {
      const subject = ExportSubject.safeParse(name)
      if (!subject.success) throw new UsageError(`${name}: one of ${ExportSubject.options.join(', ')}.`)
      const format = ExportFormat.safeParse(options.format)
      if (!format.success) throw new UsageError(`--format ${options.format}: one of ${ExportFormat.options.join(', ')}.`)
      const environment = options.environment ?? null
      if (environment !== null && environment !== 'test' && environment !== 'live') throw new UsageError(`--environment ${environment}: test or live.`)
      const { from, to } = daysFrom(options.from, options.to)
      await run(async ({ client }) => {
        const result = await client.exports.make({
          subject: subject.data, from, to, format: format.data, environment, withByteOrderMark: options.bom === true, path: path.resolve(options.out),
        })
        if (!result.ok) return refused(result.failure)
        const { manifest } = result.value
        return done({ file: path.resolve(options.out), ...manifest }, [
          `${manifest.rows} rows in ${options.out}, SHA-256 ${manifest.sha256}`,
          ...manifest.sums.map(({ column, currency, amount }) => `${column}: ${amount} ${currency}`),
        ])
      })
    })

  program
    .command('check-export')
    .description('prove an exported file against its manifest')
    .argument('<file>')
    .action((file: string) =>
      run(async ({ client }) => {
        const result = await client.exports.check({ path: path.resolve(file) })
        if (!result.ok) return refused(result.failure)
        const { holds, problems: found } = result.value
        return holds ? done({ holds, problems: found }, [`${file} is as it was written.`]) : problems({ holds, problems: found }, found.map((problem) => `${file}: ${problem}`))
      }),
    )
}
