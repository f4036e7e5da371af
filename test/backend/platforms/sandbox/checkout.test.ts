import { describe, expect, test } from 'vitest'
import { checkoutStyle } from '../../../../electron/backend/platforms/sandbox/channel/checkout/checkout-style.ts'
import { languageOf } from '../../../../electron/backend/platforms/sandbox/channel/checkout/language.ts'
import { words } from '../../../../electron/backend/platforms/sandbox/channel/checkout/words.ts'
import type { PaymentSnapshot } from '../../../../electron/backend/platforms/platform.ts'
import { actOn, done, eur, handleOf, HOUR, openShop, type Shop } from './shop.ts'

/** A browser without scripts: follows links and posts forms. */
function browser(baseUrl: string, headers: Record<string, string> = {}) {
  const load = async (url: string, init: RequestInit = {}) => {
    const response = await fetch(new URL(url, baseUrl), { ...init, headers: { ...headers, ...(init.headers as Record<string, string> | undefined) } })
    return { status: response.status, url: response.url, headers: response.headers, html: await response.text() }
  }
  return {
    load,
    /** Presses the button with this value: posts the form that holds it, as a browser would. */
    async press(page: { html: string; url: string }, name: string, value: string) {
      const form = [...page.html.matchAll(/<form method="post" action="([^"]*)">(.*?)<\/form>/gs)].find(([, , inside]) => inside?.includes(`name="${name}" value="${value}"`))
      if (form === undefined) throw new Error(`no button ${name}=${value} on ${page.url}`)
      return load(new URL(form[1]!, page.url).href, { method: 'POST', body: new URLSearchParams({ [name]: value }) })
    },
    follow: (page: { html: string; url: string }, text: string) => {
      const link = [...page.html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].find(([, , inside]) => inside?.includes(text))
      if (link === undefined) throw new Error(`no link ${text} on ${page.url}`)
      return load(new URL(link[1]!, page.url).href)
    },
  }
}

async function atBank(shop: Shop, opened: PaymentSnapshot, choice = 'boc') {
  const customer = browser(shop.sandbox.baseUrl)
  const start = await customer.load(opened.payUrl!)
  const list = choice === 'blue_wallet' ? start : await customer.follow(start, choice === 'visa' ? 'Card' : 'UnionPay')
  return { customer, bank: await customer.press(list, 'choice', choice) }
}

const state = async (shop: Shop, opened: PaymentSnapshot) => done(await shop.platform.query(handleOf(opened)))

describe('a customer pays', () => {
  test('with UnionPay: choice, bank list, the bank’s page, receipt', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    const customer = browser(shop.sandbox.baseUrl)
    const start = await customer.load(opened.payUrl!)
    expect(start.html).toContain('EUR')
    expect(start.html).toContain('Pay Corner Café')
    expect(start.html).toContain('No real money moves')
    const banks = await customer.follow(start, 'UnionPay')
    expect(banks.html.match(/name="choice" value="(\w+)"/g)).toHaveLength(7)
    const bank = await customer.press(banks, 'choice', 'boc')
    expect(bank.url).toContain('/bank/')
    expect(bank.html).toContain('Bank of China (sandbox)')
    const receipt = await customer.press(bank, 'decision', 'approve')
    expect(receipt.url).toBe(`${opened.payUrl!}?lang=en`)
    expect(receipt.html).toContain('Bank of China ending 6013')
    expect(await state(shop, opened)).toMatchObject({ status: 'paid', captured: eur(10_000), method: { label: 'Bank of China', last4: '6013' } })
  })

  test.each([['visa', 'Visa'], ['blue_wallet', 'Blue wallet']])('with %s', async (choice, label) => {
    const shop = await openShop()
    const opened = await shop.open()
    const { customer, bank } = await atBank(shop, opened, choice)
    await customer.press(bank, 'decision', 'approve')
    expect(await state(shop, opened)).toMatchObject({ status: 'paid', method: { label } })
  })

  test('declined: back to the choice with the reason, and another way works', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    const { customer, bank } = await atBank(shop, opened)
    const back = await customer.press(bank, 'decision', 'decline')
    expect(back.html).toContain('Your bank declined the payment')
    const second = await customer.press(back, 'choice', 'green_wallet')
    await customer.press(second, 'decision', 'approve')
    expect((await state(shop, opened)).status).toBe('paid')
  })

  test('freeze only holds the money; a manual order offers nothing else', async () => {
    const shop = await openShop()
    const [automatic, manual] = [await shop.open(), await shop.open({ captureMode: 'manual' })]
    const first = await atBank(shop, automatic)
    expect((await first.customer.press(first.bank, 'decision', 'freeze')).html).toContain('Reserved')
    const second = await atBank(shop, manual)
    expect(second.bank.html).not.toContain('value="freeze"')
    await second.customer.press(second.bank, 'decision', 'approve')
    expect([(await state(shop, automatic)).status, (await state(shop, manual)).status]).toEqual(['authorized', 'authorized'])
  })

  test('who walks away can come back, also to the bank’s page', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    const { customer, bank } = await atBank(shop, opened)
    expect((await customer.press(bank, 'decision', 'leave')).html).toContain('You left the bank’s page. Nothing was paid.')
    expect((await state(shop, opened)).asOf).toBe(opened.asOf)
    expect((await customer.press(bank, 'decision', 'approve')).html).toContain('Thank you')
  })
})

describe('what cannot be paid', () => {
  test('pressing twice pays once, and shows the receipt twice', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    const { customer, bank } = await atBank(shop, opened)
    const pages = await Promise.all([customer.press(bank, 'decision', 'approve'), customer.press(bank, 'decision', 'approve')])
    expect(pages.map(({ html }) => html.includes('Thank you'))).toEqual([true, true])
    expect(shop.controls.balance(shop.credentials.keyId, 'EUR').unpaidMinor).toBe(9_880)
  })

  test('two bank pages of one order take the money once', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    const [first, second] = [await atBank(shop, opened, 'boc'), await atBank(shop, opened, 'visa')]
    await first.customer.press(first.bank, 'decision', 'approve')
    await second.customer.press(second.bank, 'decision', 'approve')
    expect(await state(shop, opened)).toMatchObject({ captured: eur(10_000), method: { label: 'Bank of China' } })
  })

  test.each<[string, string, (shop: Shop, opened: PaymentSnapshot) => unknown]>([
    ['paid', 'Paid', (shop, opened) => shop.customer(opened)],
    ['cancelled', 'Cancelled', (shop, opened) => shop.platform.cancel(actOn(opened))],
    ['expired', 'Expired', (shop) => shop.clock.move(2 * HOUR)],
    ['held', 'Reserved', (shop, opened) => shop.customer(opened, 'freeze')],
  ])('an order that is %s shows it and takes no money, wherever the customer stands', async (_name, title, end) => {
    const shop = await openShop()
    const opened = await shop.open()
    const { customer, bank } = await atBank(shop, opened)
    await end(shop, opened)
    const before = await state(shop, opened)
    const pages = [await customer.press(bank, 'decision', 'approve'), await customer.load(opened.payUrl!), await customer.load(`${opened.payUrl!}/unionpay`), await customer.load(bank.url)]
    expect(pages.map(({ html }) => html.includes(`>${title}</h2>`) && !html.includes('<form'))).toEqual([true, true, true, true])
    expect(await state(shop, opened)).toEqual(before)
  })

  test('a bank page that stayed open pays late when the switch is on', async () => {
    const shop = await openShop()
    shop.controls.setSwitches(shop.credentials.keyId, { latePayment: true })
    const opened = await shop.open()
    const { customer, bank } = await atBank(shop, opened)
    shop.clock.move(2 * HOUR)
    expect((await customer.load(opened.payUrl!)).html).toContain('Expired')
    expect((await customer.load(bank.url)).html).toContain('Approve payment')
    await customer.press(bank, 'decision', 'approve')
    expect((await state(shop, opened)).status).toBe('paid')
  })

  test('an address that nobody was given shows nothing', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    const customer = browser(shop.sandbox.baseUrl)
    expect((await customer.load('/pay/guess')).status).toBe(404)
    const { bank } = await atBank(shop, await shop.open())
    const foreign = bank.url.replace(/\/pay\/[^/]+/, new URL(opened.payUrl!).pathname)
    expect((await customer.load(foreign)).url).toBe(`${opened.payUrl!}?lang=en`)
    await customer.load(foreign, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) })
    expect((await state(shop, opened)).status).toBe('awaiting_payment')
  })

  test('a form that another site sent is refused', async () => {
    const shop = await openShop()
    const { bank } = await atBank(shop, await shop.open())
    const thief = browser(shop.sandbox.baseUrl, { 'sec-fetch-site': 'cross-site' })
    expect((await thief.press(bank, 'decision', 'approve')).status).toBe(403)
  })

  test('a refund is shown on the receipt', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    shop.customer(opened)
    await shop.platform.refund({ ...actOn(opened), amount: eur(2_500), refundReference: 'F', reason: '', refundable: eur(10_000) })
    const { html } = await browser(shop.sandbox.baseUrl).load(opened.payUrl!)
    expect(html.replaceAll('\u00A0', ' ')).toContain('<dt>Given back</dt><dd>EUR 25.00</dd>')
  })
})

describe('how it is told', () => {
  test.each([['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'], ['de-DE,de;q=0.9,en;q=0.5', 'en'], ['fr', 'en'], ['en;q=0.1, zh;q=0.7', 'zh-CN']])('for "%s" in %s', async (accept, tag) => {
    const shop = await openShop()
    const { html } = await browser(shop.sandbox.baseUrl, { 'accept-language': accept }).load((await shop.open()).payUrl!)
    expect(html).toContain(`<html lang="${tag}">`)
  })

  test('the customer’s own choice of language goes through all pages', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    const customer = browser(shop.sandbox.baseUrl, { 'accept-language': 'en' })
    const start = await customer.follow(await customer.load(opened.payUrl!), '简体中文')
    const banks = await customer.follow(start, '银联')
    const bank = await customer.press(banks, 'choice', 'icbc')
    expect(bank.html).toContain('中国工商银行（沙盒）')
    expect((await customer.press(bank, 'decision', 'approve')).html).toContain('付款成功')
  })

  test('the shop’s locale decides when nobody else does', () => {
    expect([languageOf(null, '', 'zh-CN'), languageOf(null, 'fr', 'de'), languageOf('xx', '*', 'zh'), languageOf('en-GB', 'zh', 'zh'), languageOf(null, 'zh;q=0', 'en')]).toEqual(['zh', 'en', 'zh', 'en', 'en'])
  })

  test('both languages have the same words, and none is empty', () => {
    const shape = (value: unknown): unknown => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shape(inner)])) : typeof value)
    expect(shape(words.zh)).toEqual(shape(words.en))
    expect(JSON.stringify(words)).not.toContain('""')
  })

  test('no script, no inline style, nothing from elsewhere, and a policy that says so', async () => {
    const shop = await openShop()
    const opened = await shop.open({ description: '<script>alert(1)</script> "quoted" & \'more\'' })
    const { customer, bank } = await atBank(shop, opened)
    for (const page of [await customer.load(opened.payUrl!), bank]) {
      expect(page.html).not.toMatch(/<script|style=|\son\w+=|https?:\/\//)
      expect(page.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
      expect([page.headers.get('cache-control'), page.headers.get('referrer-policy'), page.headers.get('x-content-type-options')]).toEqual(['no-store', 'no-referrer', 'nosniff'])
    }
    const style = await customer.load('/pay/assets/checkout.css')
    expect([style.status, style.headers.get('content-type'), style.html]).toEqual([200, 'text/css; charset=utf-8', checkoutStyle])
  })

  test('text and its ground differ enough to be read, light and dark (WCAG 2.2 AA)', () => {
    const [light, dark] = [...checkoutStyle.matchAll(/:root \{(.*?)\}/gs)].map(([, rules]) => Object.fromEntries([...rules!.matchAll(/--([\w-]+): (#\w{6})/g)].map(([, name, colour]) => [name!, colour!])))
    const luminance = (colour: string): number => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index]!, 0)
    const contrast = (a: string, b: string): number => { const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y); return (high! + 0.05) / (low! + 0.05) }
    const texts = [['ink', 'sheet'], ['ink', 'paper'], ['ink', 'notice'], ['muted', 'sheet'], ['muted', 'paper'], ['accent', 'sheet'], ['accent', 'paper'], ['certain', 'sheet'], ['on-bank', 'bank'], ['ink', 'bank-paper']] as const
    const edges = [['edge', 'sheet'], ['edge', 'paper'], ['accent', 'paper'], ['wrong', 'paper']] as const
    for (const theme of [light!, dark!]) {
      for (const [text, ground] of texts) expect([text, ground, contrast(theme[text]!, theme[ground]!) >= 4.5]).toEqual([text, ground, true])
      for (const [edge, ground] of edges) expect([edge, ground, contrast(theme[edge]!, theme[ground]!) >= 3]).toEqual([edge, ground, true])
    }
  })
})
