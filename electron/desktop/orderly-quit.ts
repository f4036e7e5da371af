import type { App, PowerMonitor } from 'electron'

export interface QuitParts {
  readonly app: Pick<App, 'on' | 'quit'>
  readonly powerMonitor: Pick<PowerMonitor, 'on'>
  /** The backend's end. Called once. */
  readonly stopBackend: () => Promise<void>
  /** Takes the windows away meanwhile: a console without its books is not to be used. */
  readonly hideWindows: () => void
}

/** The program ends after the backend has: quitting is held up once, until its files are closed. */
export function quitInOrder({ app, powerMonitor, stopBackend, hideWindows }: QuitParts): void {
  let stage: 'running' | 'stopping' | 'stopped' = 'running'
  const stop = async (): Promise<void> => {
    stage = 'stopping'
    hideWindows()
    await stopBackend()
    stage = 'stopped'
    app.quit()
  }
  app.on('before-quit', (event) => {
    if (stage === 'stopped') return
    event.preventDefault()
    if (stage === 'running') void stop()
  })
  // Linux and macOS wait for a program that asks them to; it has to go by itself then.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    app.quit()
  })
}
