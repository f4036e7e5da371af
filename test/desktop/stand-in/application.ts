import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import type * as Electron from 'electron'
import type { Circumstances } from './circumstances.ts'
import { note } from './journal.ts'
import { PreventableEvent, Teller } from './told-events.ts'
import type { StandInContents } from './windows.ts'

export interface AppEvents {
  'before-quit': [event: PreventableEvent]
  'will-quit': [event: PreventableEvent]
  quit: [event: PreventableEvent, exitCode: number]
  'window-all-closed': []
  activate: [event: PreventableEvent, hasVisibleWindows: boolean]
  'second-instance': [event: PreventableEvent, argv: string[], workingDirectory: string, additionalData: unknown]
  'child-process-gone': [event: PreventableEvent, details: Electron.Details]
  'web-contents-created': [event: PreventableEvent, contents: StandInContents]
}

type AsElectron = Pick<
  Electron.App,
  | 'enableSandbox' | 'requestSingleInstanceLock' | 'whenReady' | 'isReady' | 'quit' | 'exit' | 'getPath' | 'setPath' | 'disableHardwareAcceleration'
  | 'setAppUserModelId' | 'setDesktopName' | 'setBadgeCount' | 'getPreferredSystemLanguages' | 'isPackaged'
>

/** What the application does with its windows when it quits. */
export interface Windows {
  count(): number
  closeAll(): boolean
  destroyAll(): void
}

const tooLate = (call: string): Error => new Error(`${call} can only be called before app is ready`)

export class StandInApp extends Teller<AppEvents> implements AsElectron {
  readonly isPackaged: boolean
  readonly #languages: readonly string[]
  readonly #paths = new Map<string, string>([['documents', '/home/somebody/Documents'], ['downloads', '/home/somebody/Downloads']])
  readonly #ready: Promise<void>
  #isReady = false
  #isQuitting = false
  windows: Windows | null = null

  constructor({ isPackaged, languages }: Circumstances) {
    super()
    this.isPackaged = isPackaged
    this.#languages = languages
    // Chromium quits on these, with everything that belongs to quitting.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quit())
    // Ready comes after the first turn of the event loop, never before the main script has run.
    this.#ready = new Promise((resolve) => {
      setTimeout(() => {
        this.#isReady = true
        note('ready')
        resolve()
      }, 20)
    })
  }

  isReady(): boolean {
    return this.#isReady
  }

  whenReady(): Promise<void> {
    return this.#ready
  }

  enableSandbox(): void {
    if (this.#isReady) throw tooLate('app.enableSandbox')
    note('app.enableSandbox')
  }

  disableHardwareAcceleration(): void {
    if (this.#isReady) throw tooLate('app.disableHardwareAcceleration')
    note('app.disableHardwareAcceleration')
  }

  setAppUserModelId(id: string): void {
    note('app.setAppUserModelId', id)
  }

  setDesktopName(name: string): void {
    note('app.setDesktopName', name)
  }

  setBadgeCount(count = 0): boolean {
    note('app.setBadgeCount', count)
    return true
  }

  getPreferredSystemLanguages(): string[] {
    return [...this.#languages]
  }

  getPath(name: string): string {
    const found = this.#paths.get(name)
    if (found === undefined) throw new Error(`Failed to get '${name}' path`)
    return found
  }

  setPath(name: string, folder: string): void {
    if (!existsSync(folder)) throw new Error(`Failed to set path: ${folder} is not there`)
    note('app.setPath', name, folder)
    this.#paths.set(name, folder)
  }

  /** As Chromium does it: a file in `userData` names the owner; a second start tells the first and is refused. */
  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    note('app.requestSingleInstanceLock')
    const lock = path.join(this.getPath('userData'), 'SingletonLock')
    const door = path.join(this.getPath('userData'), 'SingletonSocket')
    if (existsSync(lock) && isRunning(Number(readFileSync(lock, 'utf8')))) {
      // The first one has been told when this returns, so another process says it.
      const words = JSON.stringify({ argv: process.argv, cwd: process.cwd(), additionalData })
      spawnSync(process.execPath, ['-e', 'require("node:net").connect(process.argv[1]).end(process.argv[2])', door, words])
      return false
    }
    rmSync(door, { force: true })
    writeFileSync(lock, String(process.pid))
    process.on('exit', () => rmSync(lock, { force: true }))
    createServer((caller) => {
      let text = ''
      caller.on('data', (piece) => {
        text += String(piece)
      })
      caller.on('end', () => {
        const { argv, cwd, additionalData: data } = JSON.parse(text) as { argv: string[]; cwd: string; additionalData: unknown }
        this.tell('second-instance', new PreventableEvent(), argv, cwd, data)
      })
    }).listen(door).unref()
    return true
  }

  quit(): void {
    note('app.quit')
    if (this.#isQuitting) return
    if (!this.tell('before-quit', new PreventableEvent())) return
    this.#isQuitting = true
    // Windows may still say no.
    if (this.windows?.closeAll() === false) {
      this.#isQuitting = false
      return
    }
    if (!this.tell('will-quit', new PreventableEvent())) {
      this.#isQuitting = false
      return
    }
    this.#end(0)
  }

  exit(exitCode = 0): void {
    note('app.exit', exitCode)
    this.windows?.destroyAll()
    this.#end(exitCode)
  }

  contentsCreated(contents: StandInContents): void {
    this.tell('web-contents-created', new PreventableEvent(), contents)
  }

  /** The last window has gone. */
  allWindowsClosed(): void {
    if (this.#isQuitting) return
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.tell('window-all-closed')
  }

  #end(exitCode: number): void {
    this.tell('quit', new PreventableEvent(), exitCode)
    process.exit(exitCode)
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
