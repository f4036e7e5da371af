import { spawn } from 'node:child_process'
import type { ExitCode } from './answer.ts'

/** Runs the web host as a process of its own. Ctrl-C reaches both; this one waits until the other has closed the shop. */
export function runWebHost(file: string, words: readonly string[]): Promise<ExitCode> {
  const child = spawn(process.execPath, [file, ...words], { stdio: 'inherit' })
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal)
  const wait = (): void => undefined
  process.on('SIGINT', wait).on('SIGTERM', pass)
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('close', (code) => {
      process.off('SIGINT', wait).off('SIGTERM', pass)
      resolve(code === 0 ? 0 : code === 2 ? 2 : 1)
    })
  })
}
