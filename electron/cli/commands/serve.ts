import { Option } from 'commander'
import { done } from '../answer.ts'
import type { Registrar } from '../registrar.ts'

/** `serve`: the same console for a browser on this machine. It is a host of its own and runs as a process of its own. */
export function serveCommand({ program, answer, io }: Registrar): void {
  program
    .command('serve')
    .description('serve the console to a browser on this machine, until Ctrl-C')
    .addOption(new Option('--port <number>', 'port on 127.0.0.1; any free one unless told').default('0'))
    .option('--open', 'open it in the default browser')
    .action((options: { port: string; open?: boolean }) =>
      answer(async (dataFolder, json) => {
        const words = ['--port', options.port, '--data', dataFolder, ...(options.open === true ? [] : ['--no-open']), ...(json ? ['--json'] : [])]
        // What it has to say it says itself; the answer is only how it ended.
        return { ...done(null, []), exitCode: await io.serve(words) }
      }),
    )
}
