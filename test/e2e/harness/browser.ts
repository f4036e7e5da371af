import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

/** CHROMIUM, the system's, or the one inside the development dependency. */
async function executablePath(): Promise<string> {
  const named = process.env['CHROMIUM']
  if (named !== undefined && named !== '') return named
  if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await executablePath(),
    // Shared memory is small in containers, and a page that runs out of it hangs without a word.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none', '--autoplay-policy=no-user-gesture-required'],
  })
}
