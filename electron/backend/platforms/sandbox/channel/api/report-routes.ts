import { isDay } from '../../../../../../shared/business-day.ts'
import { refuse } from '../acts/refusal.ts'
import { bankStatement } from '../bank/bank-statement.ts'
import { createChangeFeed } from '../books/changes.ts'
import type { Payout } from '../books/payouts.ts'
import { linePictureOf, payoutPictureOf, pictureOf } from '../books/pictures.ts'
import type { Channel } from '../channel.ts'
import { settlementCsv, settlementFileName } from '../payouts/settlement-csv.ts'
import { instantFrom, instantText } from '../../signature.ts'
import { answerJson, answerRefusal, answerText, type Answer } from './answer.ts'
import { limitOf, type ApiCall, type Route } from './call.ts'
import { spoilLines } from './spoiling.ts'

/** More lines than any day of any shop. */
const ALL_LINES = 1_000_000

/** What a merchant can read: itself, changes, payouts and their lines, the settlement file, the bank statement. */
export function reportRoutes(channel: Channel): readonly Route[] {
  const { books, settings } = channel
  const changes = createChangeFeed(channel.db)

  const ofPayout = (tell: (payout: Payout, call: ApiCall) => Answer) => (call: ApiCall): Answer => {
    const [payoutId = ''] = call.params
    const payout = books.payouts.find(call.merchant.merchantId, payoutId)
    return payout === undefined ? answerRefusal(refuse('not_found', 'This merchant has no such payout.', payoutId).failure) : tell(payout, call)
  }
  const linesOf = ({ payoutId }: Payout, call: ApiCall) => spoilLines(books.movements.ofPayout(payoutId, 0, ALL_LINES).map(linePictureOf), call.faults)

  return [
    {
      method: 'GET', pattern: /^\/v1\/merchant$/,
      answer: ({ merchant }) => answerJson(200, {
        label: merchant.label, environment: 'test', currencies: merchant.currencies, zone: merchant.rule.zone, cutoff_hour: merchant.rule.cutoffHour,
      }),
    },
    {
      method: 'GET', pattern: /^\/v1\/changes$/,
      answer: (call, at) => {
        const last = books.merchants.lastSeq(call.merchant.merchantId)
        const after = placeOf(call.query.get('after'), settings.channelId, last)
        if (after === null) return answerRefusal(refuse('cursor_unknown', 'This cursor is not of this sandbox, which may have been wiped. Begin without one.', 'after').failure)
        const limit = limitOf(call, 100, 500)
        const page = changes(call.merchant.merchantId, after, limit + 1)
        const told = page.slice(0, limit)
        const more = page.length > limit
        return answerJson(200, {
          payments: told.flatMap(({ what, id }) => (what === 'payment' ? [pictureOf(books, books.payments.get(id), call.baseUrl)] : [])),
          payouts_changed: told.some(({ what }) => what === 'payout'),
          cursor: `${settings.channelId}.${told.at(-1)?.seq ?? after}`,
          more,
          // Something may still happen in this very millisecond.
          complete_until: more ? null : instantText(at - 1),
        })
      },
    },
    {
      method: 'GET', pattern: /^\/v1\/payouts$/,
      answer: (call) => {
        const since = instantFrom(call.query.get('since') ?? instantText(0))
        if (since === null) return answerRefusal(refuse('invalid_request', 'Not a time.', 'since').failure)
        const limit = limitOf(call, 100, 500)
        const page = books.payouts.changedSince(call.merchant.merchantId, since, call.query.get('after'), limit + 1)
        const told = page.slice(0, limit)
        return answerJson(200, { payouts: told.map(payoutPictureOf), next: page.length > limit ? (told.at(-1)?.payoutId ?? null) : null })
      },
    },
    { method: 'GET', pattern: /^\/v1\/payouts\/([\w-]+)$/, answer: ofPayout((payout) => answerJson(200, payoutPictureOf(payout))) },
    {
      method: 'GET', pattern: /^\/v1\/payouts\/([\w-]+)\/lines$/,
      answer: ofPayout((payout, call) => {
        const skip = /^\d{1,9}$/.test(call.query.get('after') ?? '') ? Number(call.query.get('after')) : 0
        const end = skip + limitOf(call, 200, 1_000)
        const { lines } = linesOf(payout, call)
        return answerJson(200, { lines: lines.slice(skip, end), next: end < lines.length ? String(end) : null })
      }),
    },
    {
      method: 'GET', pattern: /^\/v1\/payouts\/([\w-]+)\/settlement\.csv$/,
      answer: ofPayout((payout, call) => {
        const { lines, totalled } = linesOf(payout, call)
        return answerText(200, 'text/csv; charset=utf-8', settlementCsv(payout, lines, totalled), {
          'content-disposition': `attachment; filename="${settlementFileName(payout)}"`,
        })
      }),
    },
    {
      method: 'GET', pattern: /^\/v1\/bank-statement$/,
      answer: (call, at) => {
        const [from, to, currency] = [call.query.get('from') ?? '', call.query.get('to') ?? '', call.query.get('currency') ?? '']
        if (!isDay(from) || !isDay(to) || from > to) return answerRefusal(refuse('invalid_request', 'Give the days as from and to (YYYY-MM-DD).', 'from').failure)
        if (!call.merchant.currencies.includes(currency)) return answerRefusal(refuse('currency_not_supported', 'There is no account in this currency.', currency).failure)
        const statement = bankStatement(channel, call.merchant, { from, to, currency }, at)
        return statement.ok ? answerText(200, 'application/xml; charset=utf-8', statement.value) : answerRefusal(statement.failure)
      },
    },
  ]
}

/** Place in the feed that a cursor stands for: without one the end, "start" the beginning. Null: a cursor of another sandbox. */
function placeOf(cursor: string | null, channelId: string, last: number): number | null {
  if (cursor === null) return last
  if (cursor === 'start') return 0
  const place = /^\d{1,15}$/.exec(cursor.startsWith(`${channelId}.`) ? cursor.slice(channelId.length + 1) : '')?.[0]
  // A place that has not been reached yet was told by a later state of this sandbox: its file was put back.
  return place === undefined || Number(place) > last ? null : Number(place)
}
