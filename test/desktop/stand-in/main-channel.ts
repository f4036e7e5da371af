import vm from 'node:vm'
import { StandInFrame } from './frames.ts'
import { isPortWord, type PortWord } from './port-relay.ts'
import { relay, say, sendToPage } from './test-channel.ts'

/** What the test says to the stand-in main process. */
export type ToMain =
  | PortWord
  | { readonly evaluate: number; readonly source: string; readonly argument: unknown }
  | { readonly pageSays: string; readonly contentsId: number; readonly from: FrameKind }

/** Whose message it is: the page's own, a frame within it, one that has been taken out, or nobody's any more. */
export type FrameKind = 'top' | 'inner' | 'detached' | 'gone'

/** Everything that tests look at and turn, inside the main process. */
export type Control = Awaited<ReturnType<typeof control>>

async function control() {
  const electron = await import('./electron.ts')
  const { journal } = await import('./journal.ts')
  const { PreventableEvent } = await import('./told-events.ts')
  const { StandInDownload } = await import('./session.ts')
  return { ...electron, journal, PreventableEvent, StandInDownload }
}

async function evaluate({ evaluate: id, source, argument }: Extract<ToMain, { evaluate: number }>): Promise<void> {
  try {
    const ask = vm.runInThisContext(`(${source})`) as (inside: Control, argument: unknown) => unknown
    say({ evaluated: id, value: await ask(await control(), argument) })
  } catch (error) {
    say({ evaluated: id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

/** The page calls `ipcRenderer.send`. */
async function pageSays({ pageSays: channel, contentsId, from }: Extract<ToMain, { pageSays: string }>): Promise<void> {
  const { ipcMain, BrowserWindow } = await control()
  const sender = BrowserWindow.all.find(({ webContents }) => webContents.id === contentsId)?.webContents
  if (sender === undefined) return
  const inner = (kind: { parent?: StandInFrame; detached?: boolean }) => new StandInFrame(sender.id, () => sender.getURL(), sendToPage, kind)
  const frames = { top: sender.mainFrame, inner: inner({ parent: sender.mainFrame }), detached: inner({ detached: true }), gone: null }
  ipcMain.emit(channel, { sender, senderFrame: frames[from], ports: [] })
}

process.on('message', (word: ToMain) => {
  if (isPortWord(word)) relay.hear(word)
  else if ('evaluate' in word) void evaluate(word)
  else void pageSays(word)
})
process.on('disconnect', () => process.exit(0))
