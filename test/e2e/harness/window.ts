import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { TestedConsole } from './console.ts'

export interface WindowOptions {
  readonly language?: 'en' | 'zh-CN'
  readonly appearance?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
}

/** A browser window on the console that writes down what must never happen. */
export interface TestedWindow {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors on the browser's console, uncaught errors, and breaches of the content policy. */
  readonly complaints: string[]
}

export async function openWindow(browser: Browser, console: TestedConsole, options: WindowOptions = {}): Promise<TestedWindow> {
  const { language = 'en', appearance = 'light', width = 1280, height = 800 } = options
  const context = await browser.newContext({
    viewport: { width, height }, locale: language === 'en' ? 'en-GB' : 'zh-CN', timezoneId: 'Europe/Berlin', colorScheme: appearance,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      globalThis.console.error(`content policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}`)
    })
  })
  await page.goto(console.signInUrl())
  return { context, page, complaints }
}

/** Types a PIN on the sign-in page for the name. */
export async function signIn(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('radio', { name }).check()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
}

/** Goes to a page as people do: by the sidebar. */
export const openPage = (page: Page, name: string): Promise<void> => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click()

/** The counter is there: what is typed from now on is heard. */
export const counterReady = (page: Page): Promise<void> => page.getByRole('textbox', { name: /^Amount in|金额/u }).waitFor()

export const expectNoComplaints = (window: TestedWindow): void => expect(window.complaints).toEqual([])
