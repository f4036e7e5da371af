import { fork, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import type { ContractClient } from './page-client.ts'
import { circumstancesVariable, type Circumstances } from './stand-in/circumstances.ts'
import type { Control, FrameKind, ToMain } from './stand-in/main-channel.ts'
import type { FromMain } from './stand-in/test-channel.ts'
import { pagePort, StandInPage } from './stand-in/page.ts'
import { startPageTimers } from './stand-in/page-timers.ts'
import { isPortWord } from './stand-in/port-relay.ts'
import type { Peer } from './stand-in/ports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const entry = fileURLToPath(new URL('stand-in/main-entry.ts', import.meta.url))

/** Builds what is stale, and lets `use` do something with it while nobody else builds. */
async function withBuiltProduct(use: () => void): Promise<void> {
  const starter = path.join(root, 'electron/start/build-if-stale.mjs')
  const { withBuild } = (await import(starter)) as { withBuild: (root: string, say: (line: string) => void, use: () => void) => Promise<boolean> }
  if (!(await withBuild(root, () => undefined, use))) throw new Error('the build failed')
}

export const buildProduct = (): Promise<void> => withBuiltProduct(() => undefined)

/** A copy of what the build makes, laid out as in the project, so that a build by somebody else does not change it under a test. */
export async function copyBuiltProduct(): Promise<string> {
  const copy = mkdtempSync(path.join(tmpdir(), 'counterfoil-built-'))
  await withBuiltProduct(() => {
    cpSync(path.join(root, 'dist'), path.join(copy, 'dist'), { recursive: true, filter: (file) => !file.endsWith('.map') })
    cpSync(path.join(root, 'resources/icons'), path.join(copy, 'resources/icons'), { recursive: true })
    cpSync(path.join(root, 'package.json'), path.join(copy, 'package.json'))
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  })
  return copy
}

export interface DesktopOptions {
  /** The folder with `package.json` and `dist/`: a copy of the build, or an unpacked package. */
  readonly product: string
  readonly dataFolder?: string
  /** False: the product is to find no folder there. */
  readonly makesFolder?: boolean
  readonly machine?: Partial<Circumstances>
  readonly environment?: Readonly<Record<string, string>>
}

export interface PageUnderTest {
  readonly client: ContractClient
  /** What the page itself would show about its connection. */
  readonly status: () => string
}

export type DesktopUnderTest = Awaited<ReturnType<typeof startDesktop>>

/** Starts the built main program with the stand-in for Electron, in a process of its own. */
export async function startDesktop({ product, dataFolder = mkdtempSync(path.join(tmpdir(), 'counterfoil-desktop-')), makesFolder = true, machine = {}, environment = {} }: DesktopOptions) {
  const { main } = JSON.parse(readFileSync(path.join(product, 'package.json'), 'utf8')) as { main: string }
  if (makesFolder) mkdirSync(dataFolder, { recursive: true })
  const child = fork(path.join(product, main), ['--data', dataFolder], {
    execArgv: ['--import', entry], serialization: 'advanced', stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...environment, [circumstancesVariable]: JSON.stringify(machine) },
  })
  const said: string[] = []
  child.stdout!.on('data', (piece) => said.push(String(piece)))
  child.stderr!.on('data', (piece) => said.push(String(piece)))
  const exited = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? -1)))
  const channel = openChannel(child, () => said.join(''))

  const inMain = channel.inMain
  const until = async <Value>(what: string, look: () => Promise<Value>, isIt: (value: Value) => boolean, withinMs = 20_000): Promise<Value> => {
    const end = Date.now() + withinMs
    for (;;) {
      const value = await look()
      if (isIt(value)) return value
      if (Date.now() > end) throw new Error(`${what}: ${JSON.stringify(value)}\n${said.join('')}\n${readLog(dataFolder)}`)
      await wait(50)
    }
  }
  const firstWindow = () => inMain(({ BrowserWindow }) => {
    const [window] = BrowserWindow.all
    return window === undefined ? null : { id: window.webContents.id, loaded: window.webContents.loaded, preload: window.webContents.preferences.preload! }
  })
  const loaded = async () => (await until('no window has loaded', firstWindow, (window) => window !== null && window.loaded !== null))!

  return {
    dataFolder, said, exited, inMain, until, loaded, pageSays: channel.pageSays,
    /** Runs the page of the window: its preload script, and the page's own way to the backend. */
    page: async (): Promise<PageUnderTest> => {
      const { id, preload } = await loaded()
      const page = new StandInPage({ preload, send: (name, from) => channel.pageSays(id, name, from) })
      channel.showTo(id, page)
      vi.stubGlobal('setTimeout', startPageTimers())
      vi.stubGlobal('window', page.window)
      vi.stubGlobal('location', page.window.location)
      vi.resetModules()
      const { connect } = await import('./page-client.ts')
      return connect()
    },
    logLines: (): string => readLog(dataFolder),
    /** Ends it as a person does. */
    quit: async (): Promise<number> => {
      if (child.exitCode === null && child.signalCode === null) await inMain(({ app }) => setTimeout(() => app.quit(), 0) && null).catch(() => null)
      return exited
    },
    /** Ends whatever is still there. */
    end: async (): Promise<void> => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await exited
      }
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function readLog(dataFolder: string): string {
  const files = [path.join(dataFolder, 'desktop/logs/counterfoil.log'), path.join(dataFolder, 'logs/counterfoil.log')]
  return files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8')).join('')
}

/** The test's end of the channel to the main process: questions, the page's messages, and ports for the page. */
function openChannel(child: ChildProcess, said: () => string) {
  const asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const pages = new Map<number, StandInPage>()
  const ends = new Map<number, Peer>()
  let lastAsked = 0
  const say = (word: ToMain): void => {
    if (child.connected) child.send(word, () => undefined)
  }

  child.on('message', (word: FromMain) => {
    if (isPortWord(word)) {
      if ('closed' in word) ends.get(word.port)?.disconnected()
      else ends.get(word.port)?.receive(word.data)
    } else if ('evaluated' in word) {
      const waiting = asked.get(word.evaluated)
      asked.delete(word.evaluated)
      if ('error' in word) waiting?.reject(new Error(word.error))
      else waiting?.resolve(word.value)
    } else {
      const ports = word.ports.map((port) => {
        const { port: own, near } = pagePort({ receive: (data) => say({ port, data }), disconnected: () => say({ port, closed: true }) })
        ends.set(port, near)
        return own
      })
      pages.get(word.toPage)?.receive(word.channel, word.message, ports)
    }
  })
  child.on('exit', () => {
    for (const { reject } of asked.values()) reject(new Error(`the main process has ended\n${said()}`))
    for (const end of ends.values()) end.disconnected()
  })

  return {
    /** Calls the function inside the main process. It sees its parameters and nothing else of the test. */
    inMain: <Value, Argument = undefined>(ask: (control: Control, argument: Argument) => Value | Promise<Value>, argument?: Argument): Promise<Value> =>
      new Promise<Value>((resolve, reject) => {
        if (!child.connected) return reject(new Error(`the main process has ended\n${said()}`))
        lastAsked += 1
        asked.set(lastAsked, { resolve: (value) => resolve(value as Value), reject })
        say({ evaluate: lastAsked, source: ask.toString(), argument })
      }),
    pageSays: (contentsId: number, name: string, from: FrameKind): void => say({ pageSays: name, contentsId, from }),
    showTo: (contentsId: number, page: StandInPage): void => void pages.set(contentsId, page),
  }
}
