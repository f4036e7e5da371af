import { decideVisit, decisions, isPayable, openBank, type Decision } from '../acts/paying.ts'
import { answerText, type Answer } from '../api/answer.ts'
import { findChoice } from '../books/methods.ts'
import type { Payment } from '../books/payments.ts'
import type { Channel } from '../channel.ts'
import { checkoutStyle } from './checkout-style.ts'
import type { Html } from './html.ts'
import { languageOf } from './language.ts'
import { bankPage, choicePage, closedPage, listPage, unknownPage, type Page } from './pages.ts'

export interface PageRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** No script, no frame, no foreign source; forms only to ourselves. */
const pageHeaders = {
  'content-security-policy': "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

const page = (content: Html, status = 200): Answer => answerText(status, 'text/html; charset=utf-8', content.markup, pageHeaders)
const goTo = (path: string): Answer => answerText(303, 'text/plain; charset=utf-8', '', { ...pageHeaders, location: path })

/** The customer's pages, everything under /pay. All of it works without a script. */
export function createCheckout(channel: Channel): (request: PageRequest) => Answer {
  const { books } = channel
  const parts = { books, random: channel.random }

  function answer(request: PageRequest, at: number): Answer {
    const [, , token = '', part = '', visitToken = ''] = request.url.pathname.split('/')
    const payment = books.payments.findByPage(token)
    const language = languageOf(request.url.searchParams.get('lang'), request.headers['accept-language'] ?? '', payment?.locale ?? '')
    if (payment === undefined) return page(unknownPage(language), 404)
    const shown: Page = { payment, merchant: books.merchants.get(payment.merchantId), language }
    const home = `/pay/${token}?lang=${language}`

    if (request.method === 'POST') {
      // The address is unguessable and known to the customer alone, which is the proof that the form is theirs; a browser
      // that says the form came from another site is refused on top.
      if (!['same-origin', 'none', undefined].includes(request.headers['sec-fetch-site'])) return page(unknownPage(language), 403)
      const form = new URLSearchParams(request.body)
      if (part === 'visit') return visit(payment, form, home, language, at)
      if (part === 'bank') return decide(shown, visitToken, form, home, at)
      return page(unknownPage(language), 404)
    }
    if (part === 'bank') return bank(shown, visitToken, home, at)
    if (payment.state !== 'awaiting_payment') return part === '' ? page(closedPage(shown, refundedMinor(payment))) : goTo(home)
    if (part === 'card' || part === 'unionpay') return page(listPage(shown, part))
    if (part !== '') return goTo(home)
    return page(choicePage(shown, noticeOf(payment, request.url)))
  }

  function visit(payment: Payment, form: URLSearchParams, home: string, language: string, at: number): Answer {
    const choice = findChoice(form.get('choice') ?? '')
    const opened = choice === undefined ? undefined : openBank(parts, payment, choice, at)
    // Whoever comes too late sees on the first page how things stand.
    return opened?.ok === true ? goTo(`/pay/${payment.pageToken}/bank/${opened.value.visitToken}?lang=${language}`) : goTo(home)
  }

  function bank(shown: Page, visitToken: string, home: string, at: number): Answer {
    const opened = books.visits.find(visitToken)
    const choice = findChoice(opened?.choice ?? '')
    const isOpen = opened?.paymentId === shown.payment.paymentId && opened.decision === null
    if (!isOpen || choice === undefined || !isPayable(shown.merchant, shown.payment, opened.openedAt, at)) return goTo(home)
    return page(bankPage(shown, visitToken, choice))
  }

  function decide({ merchant, payment }: Page, visitToken: string, form: URLSearchParams, home: string, at: number): Answer {
    const opened = books.visits.find(visitToken)
    const decision = decisions.find((one): one is Decision => one === form.get('decision'))
    if (opened?.paymentId !== payment.paymentId || decision === undefined) return goTo(home)
    decideVisit(parts, merchant, opened, decision, at) // refused: the first page says why
    return goTo(decision === 'leave' ? `${home}&left=1` : home)
  }

  const refundedMinor = ({ paymentId }: Payment): number => books.refunds.ofPayment(paymentId).reduce((sum, { amountMinor }) => sum + amountMinor, 0)

  return (request) => {
    if (request.url.pathname === '/pay/assets/checkout.css') return answerText(200, 'text/css; charset=utf-8', checkoutStyle, { 'x-content-type-options': 'nosniff', 'cache-control': 'max-age=600' })
    return channel.perform((at) => answer(request, at))
  }
}

function noticeOf({ detail }: Payment, url: URL): 'declined' | 'left' | null {
  if (url.searchParams.has('left')) return 'left'
  return detail === null ? null : 'declined'
}
