import type { Command } from 'commander'
import type { Host } from '../backend/host.ts'
import type { Answer, ExitCode } from './answer.ts'
import type { Console } from './console.ts'

/** What the program is given by the process it runs in. */
export interface ProgramIo {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly newHost: (dataFolder: string) => Host
  readonly defaultDataFolder: string
  /** Runs the web host with these words until it ends, and tells how. */
  readonly serve: (words: readonly string[]) => Promise<ExitCode>
}

/** Runs one command against the opened console. */
export type Act = (console: Console, dataFolder: string) => Promise<Answer>

/** What a group of commands needs to add itself to the program. */
export interface Registrar {
  readonly program: Command
  /** Opens the console, runs the act, prints its answer and closes again. Without a shop only where `needsShop` is false. */
  readonly run: (act: Act, needsShop?: boolean) => Promise<void>
  /** Prints the answer of work that opens no console. */
  readonly answer: (work: (dataFolder: string, json: boolean) => Promise<Answer>) => Promise<void>
  readonly newId: () => string
  readonly io: ProgramIo
}
