import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { seriousProblems } from './harness/axe.ts'
import { useConsole } from './harness/fixture.ts'
import { makeOrder, untilOrder } from './harness/orders.ts'
import { control } from './harness/sandbox.ts'
import { ownerPin } from './harness/shop.ts'
import { expectNoComplaints, signIn } from './harness/window.ts'

const fixture = useConsole()

let paidId: string
let waitingId: string
let exportId = ''
let accountId: string
let personId: string
let rateId: string
let disputeSubject: string

beforeAll(async () => {
  const { client, console } = fixture
  const paid = await makeOrder(client, 3850, { description: 'Atlas', customer: 'Ines' })
  await control(console, client, 'pay', { payment: paid.order.reference, choice: 'visa', decision: 'approve' })
  await control(console, client, 'disputes', { payment: paid.order.reference, reason: 'R-1' })
  await untilOrder(client, paid.order.orderId, ({ order }) => order.isDisputed)
  paidId = paid.order.orderId
  waitingId = (await makeOrder(client, 1200)).order.orderId
  accountId = (await client.accounts.list())[0]!.accountId
  personId = (await client.people.list())[1]!.personId
  await client.reconciliation.run({ isDryRun: false })
  const open = await client.reconciliation.exceptions({ filter: { codes: ['chargeback_open'] }, after: null, limit: 1 })
  disputeSubject = open.exceptions[0]!.subject
  const rate = await client.rates.save({
    rateId: null,
    terms: {
      accountId, methodKind: 'card', currency: 'EUR', ratePer100k: 1_400, fixedMinor: 25, leastMinor: 0, mostMinor: null, rounding: 'half_up', validFrom: '2026-01-01', validTo: null,
      refundsReturnFee: false,
    },
  })
  rateId = rate.ok ? rate.value.rateId : ''
  const made = await client.exports.make({ subject: 'orders', from: paid.order.businessDay, to: paid.order.businessDay, format: 'csv', environment: null, withByteOrderMark: true, path: null })
  if (made.ok) exportId = made.value.exportId
})

/** Text that is data and not ours: names, references, what platforms say, names of keys and currencies. */
const data = /Corner Books|Counterfoil|Ada|Sam|Sandbox|Atlas|Ines|Visa|EUR|R-1|elsewhere|Ctrl|Shift|Enter|Esc|English|PIN|Europe\/Berlin|Stripe|PayPal|Square|Apps & Credentials|Live|REST|API|[rsp]k_\w*|sk_\w+|dashboard\.stripe\.com|developer\.(?:paypal|squareup)\.com|Client ID|Secret|Excel|CSV|UTF-8|SHA-256|nothing\.like-this|0\.0\.0-test|[A-Z0-9]{6,}|pay_\w+|dp_\w+|(?:GET|POST) \/\S*|\b[A-Z]\b|^\/$/gu

/** What is shown as it is in any language (the platforms' own words and names) says so itself. */
async function englishLeft(page: Page): Promise<string[]> {
  const words = await page.evaluate(() => {
    const asItIs = [...document.querySelectorAll<HTMLElement>('[translate="no"]')]
    for (const element of asItIs) element.style.display = 'none'
    const text = document.body.innerText
    for (const element of asItIs) element.style.display = ''
    return text
  })
  return words.split('\n').map((line) => line.replaceAll(data, '')).filter((line) => /[A-Za-z]{2,}/u.test(line))
}

/** Pages that are looked at as they open. A path may name an account, a person or the paid order. */
const furtherPages: readonly (readonly [name: string, path: string])[] = [
  ['accounts', '/accounts'], ['an account', '/accounts/{account}'], ['connect, first', '/accounts/connect'], ['connect to Stripe', '/accounts/connect?platform=stripe'],
  ['connect to PayPal', '/accounts/connect?platform=paypal'], ['people', '/people'], ['a person', '/people/{person}'],
  ['payouts, none', '/settlements'], ['files, none', '/settlements/files'], ['import, none', '/settlements/import'], ['sandbox bank', '/settlements/sandbox'],
  ['where the money of an order is', '/settlements/trace/order/{paid}'],
  ['reconciliation', '/reconciliation'], ['matches', '/reconciliation/matches'], ['nothing tried', '/reconciliation/tried'], ['set aside, none', '/reconciliation/aside'],
  ['exceptions', '/exceptions'], ['exceptions, nothing found', '/exceptions?code=late'], ['an exception', '/exceptions/chargeback_open/{dispute}'], ['periods', '/periods'],
  ['rates', '/rates'], ['a rate', '/rates/{rate}'], ['a new rate', '/rates/new'], ['claims', '/rates/claims'], ['rules', '/rules'], ['a new rule', '/rules/new'],
  ['settings', '/settings'], ['audit', '/audit'], ['a line of the audit', '/audit/3'], ['audit, nothing found', '/audit?act=nothing.like-this'],
]

/** Each language and each theme once: words do not depend on the theme, nor contrast on the language. */
const variants = [['en', 'light'], ['zh-CN', 'dark']] as const

describe.each(variants)('%s, %s', (language, appearance) => {
  test('every page is free of serious barriers, complaints and, in Chinese, of English', async () => {
    const window = await fixture.open({ language, appearance })
    const { page } = window
    const found: Record<string, string[]> = {}
    const look = async (name: string): Promise<void> => {
      await page.waitForTimeout(250)
      const english = language === 'zh-CN' ? await englishLeft(page) : []
      const problems = [...(await seriousProblems(page)), ...english.map((line) => `English: ${line}`)]
      if (problems.length > 0) found[name] = problems
    }
    const goTo = async (path: string): Promise<void> => {
      await page.goto(`${fixture.console.origin}${path}`)
      await page.getByRole('navigation').first().waitFor()
      await expect.poll(() => page.getByRole('heading', { level: 1 }).count(), { timeout: 10_000 }).toBe(1)
    }

    await page.getByRole('radio', { name: 'Ada' }).waitFor()
    await look('sign-in')
    await signIn(page, 'Ada', ownerPin)
    await goTo('/counter')
    await look('counter, empty')
    await page.keyboard.type('4200')
    await page.getByRole('button', { name: language === 'en' ? 'More' : '更多' }).click()
    await look('counter, more')
    await page.locator('ol button').first().click()
    await look('counter, a stub')
    await goTo('/orders')
    await look('orders')
    await goTo('/orders?q=nothing-like-this')
    await look('orders, nothing found')
    await goTo(`/orders/${waitingId}`)
    await look('an order that waits')
    await goTo(`/orders/${paidId}`)
    await page.getByRole('button', { name: language === 'en' ? /technical step/u : /技术步骤/u }).click()
    await look('an order in full')
    await page.getByRole('button', { name: language === 'en' ? 'Refund' : '退款', exact: true }).click()
    await page.getByRole('dialog').waitFor()
    await look('refund')
    await page.keyboard.press('Escape')
    await goTo('/needs')
    await look('needs')
    await goTo('/today')
    await look('today')
    await goTo('/statistics')
    await look('statistics')
    for (const table of await page.getByText(language === 'en' ? 'Table' : '表', { exact: true }).all()) await table.click()
    await page.getByRole('table').last().getByRole('button').first().click()
    await page.getByRole('complementary').waitFor()
    await look('statistics, tables and rows')
    await goTo('/calendar')
    await look('calendar')
    await goTo('/calendar?view=list')
    await look('calendar, list')
    await goTo('/exports')
    await look('exports')
    await goTo(`/exports/${exportId}`)
    await look('an export')
    for (const [name, path] of furtherPages) {
      await goTo(path.replace('{account}', accountId).replace('{person}', personId).replace('{paid}', paidId).replace('{rate}', rateId).replace('{dispute}', encodeURIComponent(disputeSubject)))
      await look(name)
    }
    await goTo('/needs')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await look('palette')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await look('keys')
    await page.keyboard.press('Escape')
    await page.goto(`${fixture.console.origin}/display`)
    await look('customer display')

    expect(found).toEqual({})
    expectNoComplaints(window)
  })
})

test('the first run is free of serious barriers and complaints', async () => {
  // Its own console, because this one has a shop.
  const { startConsole } = await import('./harness/console.ts')
  const { launchBrowser } = await import('./harness/browser.ts')
  const { openWindow } = await import('./harness/window.ts')
  const [console, browser] = [await startConsole(), await launchBrowser()]
  try {
    const window = await openWindow(browser, console, { language: 'zh-CN', appearance: 'dark' })
    await window.page.getByRole('textbox').waitFor()
    expect(await seriousProblems(window.page)).toEqual([])
    await window.page.keyboard.type('书店')
    await window.page.keyboard.press('Enter')
    await window.page.getByText('时区', { exact: true }).waitFor()
    expect(await seriousProblems(window.page)).toEqual([])
    expectNoComplaints(window)
  } finally {
    await browser.close()
    await console.stop()
  }
})
