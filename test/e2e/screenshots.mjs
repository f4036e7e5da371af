// "npm run screenshots": the built program with thirty days of demonstration data, photographed in the browser of the journeys.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from '../../electron/start/build-if-stale.mjs'
import { isRuntimeUsable } from '../../electron/start/runtime.mjs'

if (!isRuntimeUsable()) process.exit(1)

const root = fileURLToPath(new URL('../..', import.meta.url))
const pictures = path.join(root, 'resources/screenshots')
const program = (name) => path.join(root, 'dist/electron', `${name}.js`)
/** The owner of the demonstration's shop. */
const owner = { name: 'Marta Engel', pin: '1234' }
/** Payouts in the list without scrolling. */
const inSight = 13
/** Until what is drawn stands still. */
const restMs = 1_500

if (!(await buildIfStale(root, (line) => console.log(line)))) process.exit(1)
// Only now: a runtime that is too old cannot even load TypeScript.
const { launchBrowser } = await import('./harness/browser.ts')
const { newestOrder } = await import('./harness/orders.ts')
const { payAsCustomer } = await import('./harness/sandbox.ts')
const { connect } = await import('./harness/shop.ts')
const { counterReady, openPage, openWindow, signIn } = await import('./harness/window.ts')

const dataFolder = mkdtempSync(path.join(tmpdir(), 'counterfoil-screenshots-'))
try {
  fillShop()
  const served = await serve()
  const browser = await launchBrowser()
  try {
    await takeAll(served, browser)
  } finally {
    await browser.close()
    await served.stop()
  }
} finally {
  rmSync(dataFolder, { recursive: true, force: true })
}

function fillShop() {
  const { status } = spawnSync(process.execPath, [program('cli'), '--data', dataFolder, 'demo', '--days', '30', '--seed', '1', '--owner-pin', owner.pin], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('the demonstration could not be made')
}

/** The web host, as `counterfoil serve` runs it. Every address it writes signs one browser in. */
async function serve() {
  const child = spawn(process.execPath, [program('web'), '--data', dataFolder, '--no-open'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.on('close', resolve))
  const signInUrls = []
  await new Promise((resolve, reject) => {
    child.on('close', (code) => reject(new Error(`the web host ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      signInUrls.push(...(line.match(/http:\S+code=\S+/gu) ?? []))
      if (signInUrls.length > 0) resolve()
    })
  })
  return {
    origin: new URL(signInUrls[0]).origin,
    signInUrl: () => signInUrls.at(-1),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function takeAll(served, browser) {
  const window = await openWindow(browser, served)
  const { page } = window
  await signIn(page, owner.name, owner.pin)
  const client = await ownersClient(served)
  mkdirSync(pictures, { recursive: true })
  const take = async (name) => {
    await page.mouse.move(0, 0)
    await page.waitForTimeout(restMs)
    await page.screenshot({ path: path.join(pictures, `${name}.png`) })
    console.log(`${name}.png`)
  }

  await sellAndPay(window, client)
  await take('counter')

  await page.goto(`${served.origin}/statistics?range=30d`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await take('statistics')

  await openPage(page, 'Settlements')
  const reference = await tellingPayout(client)
  await page.getByRole('option').filter({ hasText: reference }).click()
  await page.getByRole('complementary').getByText('arrived to the last cent').waitFor()
  await take('settlements')

  if (window.complaints.length > 0) throw new Error(window.complaints.join('\n'))
}

/** A session of its own beside the browser's, to look things up. */
async function ownersClient(served) {
  const client = await connect(served)
  const { people } = await client.session.state()
  await client.session.signIn({ personId: people.find(({ name }) => name === owner.name).personId, pin: owner.pin })
  return client
}

async function sellAndPay({ context, page }, client) {
  await openPage(page, 'Counter')
  await counterReady(page)
  await page.getByRole('textbox', { name: /^What for/u }).fill('2 × Flat white, Apple cake')
  await page.getByRole('textbox', { name: /^Amount in/u }).focus()
  await page.keyboard.type('1240')
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  const { payUrl } = await newestOrder(client)
  await payAsCustomer(context, payUrl, 'Approve payment')
  await page.getByRole('region', { name: /^Order/u }).getByText('Paid', { exact: true }).waitFor()
}

/** Of the newest payouts that have arrived to the cent, the one whose sum has the most steps, and then the most money. */
async function tellingPayout(client) {
  const { payouts } = await client.settlements.payouts({ accountId: null, before: null, limit: inSight })
  let best = { steps: 0, minor: 0, reference: '' }
  for (const { payoutId, platformReference, arrival, amount } of payouts) {
    if (arrival !== 'arrived') continue
    const { value: { waterfall } } = await client.settlements.payout({ payoutId })
    if (waterfall.residueMinor !== 0 || waterfall.notArrivedMinor !== 0) continue
    const [steps, minor] = [waterfall.steps.filter(({ lines }) => lines > 0).length, amount.minor]
    if (steps > best.steps || (steps === best.steps && minor > best.minor)) best = { steps, minor, reference: platformReference }
  }
  return best.reference
}
