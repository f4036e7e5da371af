import { fork, type ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type * as Electron from 'electron'
import type { StandInApp } from './application.ts'
import { note } from './journal.ts'
import { isPortWord, PortRelay, type PortWord } from './port-relay.ts'
import type { StandInPort } from './ports.ts'
import { PreventableEvent, Teller } from './told-events.ts'

export interface UtilityEvents {
  spawn: []
  message: [message: unknown]
  exit: [code: number]
}

export interface ToUtility {
  readonly message: unknown
  readonly ports: readonly number[]
}

const entry = fileURLToPath(new URL('utility-entry.ts', import.meta.url))

/** A real process of the same Node, with a `parentPort` and ports that are carried over its channel. */
export class StandInUtilityProcess extends Teller<UtilityEvents> implements Pick<Electron.UtilityProcess, 'pid' | 'postMessage' | 'kill'> {
  static app: StandInApp
  static readonly all: StandInUtilityProcess[] = []
  static fork(modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}): StandInUtilityProcess {
    if (!StandInUtilityProcess.app.isReady()) throw new Error('utilityProcess.fork can only be called after app is ready')
    return new StandInUtilityProcess(modulePath, args, options)
  }

  readonly options: Electron.ForkOptions
  stdout: Readable | null
  stderr: Readable | null
  #child: ChildProcess | null
  readonly #relay: PortRelay
  #lastPort = 0

  constructor(modulePath: string, args: string[], options: Electron.ForkOptions) {
    super()
    note('utilityProcess.fork', modulePath, options)
    const { stdio = 'inherit', env = process.env, serviceName = 'Node Utility Process' } = options
    if (stdio !== 'pipe' && stdio !== 'ignore' && stdio !== 'inherit') throw new Error('stdio must be of the following values: inherit, pipe, ignore')
    this.options = options
    const child = fork(modulePath, args, { execArgv: ['--import', entry], env: env as NodeJS.ProcessEnv, stdio: ['ignore', stdio, stdio, 'ipc'], serialization: 'advanced' })
    this.#child = child
    this.stdout = child.stdout
    this.stderr = child.stderr
    this.#relay = new PortRelay((word) => this.#say(word))
    StandInUtilityProcess.all.push(this)
    child.on('spawn', () => this.tell('spawn'))
    child.on('message', (word) => {
      if (isPortWord(word)) this.#relay.hear(word)
      else this.tell('message', (word as { message: unknown }).message)
    })
    child.on('exit', (code, signal) => {
      this.#relay.end()
      const exitCode = code ?? (signal === 'SIGKILL' ? 9 : 15)
      if (exitCode !== 0) {
        const reason = signal === null ? 'abnormal-exit' : signal === 'SIGSEGV' ? 'crashed' : 'killed'
        StandInUtilityProcess.app.tell('child-process-gone', new PreventableEvent(), { type: 'Utility', reason, exitCode, serviceName: 'node.mojom.NodeService', name: serviceName })
      }
      this.#child = null
      this.tell('exit', exitCode)
      this.stdout = null
      this.stderr = null
    })
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  postMessage(message: unknown, transfer: readonly Electron.MessagePortMain[] = []): void {
    if (this.#child === null) return
    const ports = (transfer as unknown as readonly StandInPort[]).map((port) => this.#relay.send(port, (this.#lastPort += 1)))
    this.#say({ message: structuredClone(message), ports } satisfies ToUtility)
  }

  /** What is said to a process that has just ended is lost, without a word, as in Electron. */
  #say(word: PortWord | ToUtility): void {
    if (this.#child?.connected === true) this.#child.send(word, () => undefined)
  }

  kill(): boolean {
    note('utilityProcess.kill')
    return this.#child?.kill() ?? false
  }

  /** Ends it as a crash would: at once, without a word. */
  crash(): void {
    this.#child?.kill('SIGKILL')
  }
}
