import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { Command, CommanderError } from 'commander'
import { incidentOf } from '../backend/backend.ts'
import { UsageError, type Answer, type ExitCode } from './answer.ts'
import { openConsole } from './console.ts'
import { accountCommands } from './commands/accounts.ts'
import { demoCommand } from './commands/demo.ts'
import { exportCommands } from './commands/exports.ts'
import { fileCommands } from './commands/files.ts'
import { orderCommands } from './commands/orders.ts'
import { pollCommands } from './commands/poll.ts'
import { reconcileCommands } from './commands/reconcile.ts'
import { sandboxCommands } from './commands/sandbox.ts'
import { shopCommands } from './commands/shop.ts'
import { serveCommand } from './commands/serve.ts'
import { statsCommand } from './commands/stats.ts'
import { verifyCommand } from './commands/verify.ts'
import type { Act, ProgramIo, Registrar } from './registrar.ts'

const globals = (command: Command): Command =>
  command.option('--data <folder>', 'data folder of the shop').option('--json', 'one JSON document on stdout')

const commands = [
  shopCommands, accountCommands, orderCommands, pollCommands, fileCommands, reconcileCommands, statsCommand, exportCommands, verifyCommand,
  sandboxCommands, demoCommand, serveCommand,
]

/** Parses the words, runs the command and returns the exit code. Messages go to stderr, the answer to stdout. */
export async function runProgram(words: readonly string[], io: ProgramIo): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  const program = new Command('counterfoil')
  const { data, json } = globalOptions(words)
  const dataFolder = path.resolve(data ?? io.defaultDataFolder)

  const print = (answer: Answer): void => {
    exitCode = answer.exitCode
    if (answer.json === null) return
    if (json) io.out(`${JSON.stringify(answer.json)}\n`)
    else for (const line of answer.lines) (answer.exitCode === 0 ? io.out : io.err)(`${line}\n`)
  }

  const run = async (act: Act, needsShop = true): Promise<void> => {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    const host = io.newHost(dataFolder)
    const opened = await openConsole(host)
    if (!opened.ok) {
      const words = opened.failure.kind === 'folder-in-use'
        ? `The folder ${dataFolder} is in use by another console (${opened.failure.holder}) that does not answer. Close it first.`
        : `The folder ${dataFolder} was written by a newer Counterfoil (schema ${opened.failure.found}, this one knows ${opened.failure.known}). Use that version.`
      print({ json: { refused: opened.failure }, lines: [words], exitCode: 1 })
      return
    }
    try {
      const isMissing = needsShop && (await opened.value.client.session.state()).shop === null
      print(isMissing ? noShop(dataFolder) : await act(opened.value, dataFolder))
    } finally {
      await opened.value.close()
    }
  }

  program.exitOverride().configureOutput({ writeOut: io.err, writeErr: io.err })
  program.name('counterfoil').description('Counterfoil from the command line')
  globals(program)
  const registrar: Registrar = { program, run, answer: async (work) => print(await work(dataFolder, json)), newId: () => io.newHost(dataFolder).newId(), io }
  for (const register of commands) register(registrar)
  addGlobals(program)

  try {
    await program.parseAsync([...words], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.code === 'commander.helpDisplayed' || error.code === 'commander.help' || error.code === 'commander.version' ? 0 : 2
    if (error instanceof UsageError) {
      print({ json: { usage: error.message }, lines: [error.message], exitCode: 2 })
      return 2
    }
    const incident = incidentOf(error)
    if (incident === null) throw error
    print({
      json: { incident },
      lines: [`Something went wrong inside the program. The log names it as incident ${incident}. What was under way is on record: look before anything is repeated.`],
      exitCode: 1,
    })
  }
  return exitCode
}

const noShop = (dataFolder: string): Answer => ({
   json: { refused: { kind: 'no-shop', folder: dataFolder } }, lines: [`There is no shop in ${dataFolder} yet. Set it up first with "init", or fill it with "demo".`], exitCode: 1,
})

/** `--data` and `--json` may stand before or after the command. */
function addGlobals(command: Command): void {
  for (const child of command.commands) {
    globals(child)
    addGlobals(child)
  }
}

function globalOptions(words: readonly string[]): { data: string | undefined; json: boolean } {
  const at = words.findIndex((word) => word === '--data' || word.startsWith('--data='))
  const word = at < 0 ? undefined : words[at]
  return {
    data: word === undefined ? undefined : word.startsWith('--data=') ? word.slice('--data='.length) : words[at + 1],
    json: words.includes('--json'),
  }
}
