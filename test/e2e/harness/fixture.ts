import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import type { BackendClient } from '../../../electron/backend/backend.ts'
import { launchBrowser } from './browser.ts'
import { startConsole, type TestedConsole } from './console.ts'
import { openShop } from './shop.ts'
import { openWindow, type TestedWindow, type WindowOptions } from './window.ts'

/** One console and one browser for the tests of a file. */
export interface Fixture {
  readonly console: TestedConsole
  /** The owner's own way into the backend; null until there is a shop. */
  readonly client: BackendClient
  open(options?: WindowOptions): Promise<TestedWindow>
}

/** With a shop that has an owner (Ada), staff (Sam) and a sandbox account, or with an empty folder. */
export function useConsole({ withShop = true }: { withShop?: boolean } = {}): Fixture {
  let console: TestedConsole
  let browser: Browser | undefined
  let client: BackendClient
  beforeAll(async () => {
    console = await startConsole()
    browser = await launchBrowser()
    if (withShop) client = await openShop(console)
  })
  afterAll(async () => {
    await browser?.close()
    await console.stop()
  })
  return {
    get console() {
      return console
    },
    get client() {
      return client
    },
    open: (options) => openWindow(browser!, console, options),
  }
}
