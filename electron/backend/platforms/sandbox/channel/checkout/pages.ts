import { formatMoney, money } from '../../../../../../shared/money.ts'
import type { Merchant } from '../books/merchants.ts'
import { findChoice, methodChoices, type Method, type MethodChoice } from '../books/methods.ts'
import type { Payment } from '../books/payments.ts'
import { html, type Html } from './html.ts'
import { wordsOf, type Language } from './language.ts'

/** What every page of one payment needs. */
export interface Page {
  readonly payment: Payment
  readonly merchant: Merchant
  readonly language: Language
}

/** Why the customer is back at the choice. */
export type Notice = 'declined' | 'left' | null

const pagePath = ({ payment, language }: Page, rest = ''): string => `/pay/${payment.pageToken}${rest}?lang=${language}`
const amountText = ({ payment, language }: Page, minor: number): string => formatMoney(money(minor, payment.currency), wordsOf(language).tag, 'code')
const choiceName = ({ language }: Page, choice: MethodChoice): string => (language === 'zh' ? choice.labelZh : choice.label)

/** The first page: what is to be paid, and the ways to pay it. */
export function choicePage(page: Page, notice: Notice): Html {
  const t = wordsOf(page.language)
  const wallets = methodChoices.filter(({ method }) => method === 'wallet')
  return layout(page, t.howToPay, html`${stub(page)}<hr class="perforation">
<section class="part">
${notice === null ? null : html`<p class="${notice === 'left' ? 'notice calm' : 'notice'}" role="status">${t[notice]}</p>`}
<h2>${t.howToPay}</h2>
<ul class="choices">
<li><a class="choice" href="${pagePath(page, '/card')}"><span>${t.card}</span><span>${t.cardHint}</span></a></li>
<li><a class="choice" href="${pagePath(page, '/unionpay')}"><span>${t.unionpay}</span><span>${t.unionpayHint}</span></a></li>
${wallets.map((choice) => choiceButton(page, choice, t.walletHint))}
</ul>
</section>`)
}

/** The second page of cards and of UnionPay: which card, which bank. */
export function listPage(page: Page, method: Extract<Method, 'card' | 'unionpay'>): Html {
  const t = wordsOf(page.language)
  const title = method === 'card' ? t.chooseCard : t.chooseBank
  const choices = methodChoices.filter((choice) => choice.method === method)
  return layout(page, title, html`${stub(page)}<hr class="perforation">
<section class="part">
<h2>${title}</h2>
<ul class="choices">${choices.map((choice) => choiceButton(page, choice, t.ending(choice.last4 ?? '')))}</ul>
<a class="back" href="${pagePath(page)}">${t.back}</a>
</section>`)
}

const choiceButton = (page: Page, choice: MethodChoice, hint: string): Html => html`<li><form method="post" action="${pagePath(page, '/visit')}">
<button class="choice" name="choice" value="${choice.code}"><span>${choiceName(page, choice)}</span><span>${hint}</span></button></form></li>`

/** The bank's own page. It looks like somebody else's, as it would. */
export function bankPage(page: Page, visitToken: string, choice: MethodChoice): Html {
  const t = wordsOf(page.language)
  const { payment, merchant } = page
  const isHold = payment.captureMode === 'manual'
  const bank = t.bankTitle(choiceName(page, choice))
  const act = (decision: string, label: string, hint: string | null, style: string): Html =>
    html`<button class="${style}" name="decision" value="${decision}">${label}${hint === null ? null : html`<small>${hint}</small>`}</button>`
  return document(page.language, bank, 'bank', html`<header><p class="sandbox">${t.sandbox}</p><div class="mast"><h1>${bank}</h1></div></header>
<main class="page"><div class="sheet part">
<h2>${isHold ? t.bankAsksHold(merchant.label) : t.bankAsks(merchant.label)}</h2>
<p class="amount">${amountText(page, payment.amountMinor)}</p>
<dl class="facts">${fact(t.yourAccount, paidWithText(page, choice))}${fact(t.reference, payment.merchantReference)}</dl>
<form method="post" action="${pagePath(page, `/bank/${visitToken}`)}">
${act('approve', isHold ? t.authorise : t.approve, null, 'act first')}
${isHold ? null : act('freeze', t.freeze, t.freezeHint, 'act')}
${act('decline', t.decline, null, 'act')}
${act('leave', t.leave, t.leaveHint, 'act')}
</form>
</div></main>`)
}

/** The page of a payment that takes no money any more: the receipt, or why it is closed. */
export function closedPage(page: Page, refundedMinor: number): Html {
  const t = wordsOf(page.language)
  const { payment } = page
  if (payment.state === 'awaiting_payment') throw new Error('an open payment has no closed page')
  const state = t.states[payment.state]
  const choice = payment.choice === null ? undefined : findChoice(payment.choice)
  const isCertain = payment.state === 'paid'
  const at = payment.paidAt ?? payment.authorizedAt
  return layout(page, state.title, html`${stub(page)}<hr class="perforation">
<section class="part">
<h2 class="${isCertain ? 'stamp certain' : 'stamp'}">${state.title}</h2>
<p class="words">${state.text}</p>
${choice === undefined || at === null ? null : html`<dl class="facts">
${payment.state === 'paid' ? fact(t.taken, amountText(page, payment.capturedMinor)) : fact(t.held, amountText(page, payment.authorizedMinor ?? 0))}
${refundedMinor === 0 ? null : fact(t.givenBack, amountText(page, refundedMinor))}
${fact(t.paidWith, paidWithText(page, choice))}${fact(t.paidAt, timeText(page, at))}</dl>`}
</section>`)
}

export function unknownPage(language: Language): Html {
  const t = wordsOf(language)
  return document(language, t.unknownTitle, '', html`<header><p class="sandbox">${t.sandbox}</p></header>
<main class="page"><div class="sheet part"><h1 class="title">${t.unknownTitle}</h1><p class="words">${t.unknownText}</p></div></main>`)
}

const fact = (name: string, value: string): Html => html`<dt>${name}</dt><dd>${value}</dd>`

const paidWithText = (page: Page, choice: MethodChoice): string =>
  choice.last4 === null ? choiceName(page, choice) : `${choiceName(page, choice)} ${wordsOf(page.language).ending(choice.last4)}`

const timeText = ({ merchant, language }: Page, at: number): string =>
  new Intl.DateTimeFormat(wordsOf(language).tag, { timeZone: merchant.rule.zone, dateStyle: 'medium', timeStyle: 'short' }).format(at)

/** The shop's half: what is asked for. */
function stub(page: Page): Html {
  const t = wordsOf(page.language)
  const { payment, merchant } = page
  return html`<section class="part">
<h1>${t.payTo} ${merchant.label}</h1>
<p class="amount">${amountText(page, payment.amountMinor)}</p>
<dl class="facts">
${payment.description === '' ? null : fact(t.forWhat, payment.description)}${fact(t.reference, payment.merchantReference)}
${payment.state === 'awaiting_payment' ? fact(t.payBy, timeText(page, payment.expiresAt)) : null}</dl>
</section>`
}

function layout(page: Page, title: string, content: Html): Html {
  const t = wordsOf(page.language)
  const other: Language = page.language === 'en' ? 'zh' : 'en'
  return document(page.language, `${title} – ${page.merchant.label}`, '', html`<header><p class="sandbox">${t.sandbox}</p></header>
<main class="page"><div class="sheet">${content}</div>
<footer><a href="${pagePath({ ...page, language: other })}" hreflang="${wordsOf(other).tag}" lang="${wordsOf(other).tag}">${t.otherLanguage}</a></footer></main>`)
}

const document = (language: Language, title: string, style: string, content: Html): Html => html`<!doctype html>
<html lang="${wordsOf(language).tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/pay/assets/checkout.css">
</head>
<body class="${style}">
${content}
</body>
</html>
`
