import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../electron/cli/main.ts', import.meta.url))

/** Compiling the sources is most of the life of such a process; the next one need not. */
const compiledFolder = path.join(tmpdir(), 'counterfoil-compiled')

interface Told {
  readonly exitCode: number
  /** The one JSON document on stdout. */
  readonly json: Record<string, unknown>
  readonly stderr: string
}

export interface CommandLine {
  readonly folder: string
  /** Runs one command as a process of its own, with `--json`. */
  run(words: readonly string[], stdin?: string): Promise<Told>
  /** The same; throws with everything that was said unless the command ended well. */
  ok(words: readonly string[], stdin?: string): Promise<Record<string, unknown>>
  /** Everything that lies in the data folder, as text. */
  everythingKept(): string
  putAway(): void
}

/** The command line from its sources on a new data folder with a shop in it. */
export async function openCommandLine(): Promise<CommandLine> {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-cli-'))
  const run: CommandLine['run'] = async (words, stdin = '') => {
    const { exitCode, stdout, stderr } = await processOf([program, ...words, '--data', folder, '--json'], stdin)
    return { exitCode, json: stdout === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>), stderr }
  }
  const ok: CommandLine['ok'] = async (words, stdin) => {
    const told = await run(words, stdin)
    if (told.exitCode !== 0) throw new Error(`${words.join(' ')}: exit ${told.exitCode}\n${JSON.stringify(told.json)}\n${told.stderr}\n${lastLogged(folder)}`)
    return told.json
  }
  await ok(['init', '--shop', 'Corner Café', '--currency', 'USD', '--zone', 'Europe/Berlin', '--owner-pin-stdin'], '1234')
  return {
    folder, run, ok,
    everythingKept: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
        .join('\n'),
    putAway: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function lastLogged(folder: string): string {
  const log = path.join(folder, 'logs', 'counterfoil.log')
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-3).join('\n') : ''
}

function processOf(words: readonly string[], stdin: string): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { stdio: 'pipe', env: { ...process.env, NODE_COMPILE_CACHE: compiledFolder } })
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve({ exitCode: code ?? -1, stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8') }))
    child.stdin.end(stdin)
  })
}
