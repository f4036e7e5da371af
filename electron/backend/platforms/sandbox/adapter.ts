import { ok, type Result } from '../../../../shared/result.ts'
import type {
  Capabilities, ChangePage, HttpRequest, Outcome, PaymentAct, PaymentHandle, PaymentSnapshot, PayoutSnapshot, Platform, PlatformHttp,
} from '../platform.ts'
import { ChangesAnswer, FoundAnswer, LinesAnswer, MerchantAnswer, PaymentAnswer, PayoutsAnswer } from './answers.ts'
import { outcomeOf } from './outcomes.ts'
import { instantText } from './signature.ts'
import { lineOf, payoutOf, snapshotOf, type Expected, type Implausible } from './snapshots.ts'
import { CLOCK_LIMIT_MS, KEY_LIFETIME_MS, LATE_MONEY_MS, LONGEST_LIFE_MS } from './terms.ts'

const capabilities: Capabilities = {
  methods: ['card', 'unionpay', 'wallet'],
  captureModes: ['automatic', 'manual'],
  canVoid: true,
  canCancel: true,
  canRefundInPart: true,
  canCaptureInPart: true,
  wantsHandOver: true,
  expiryMinutes: { least: 1, most: LONGEST_LIFE_MS / 60_000 },
  lateMoneyMs: LATE_MONEY_MS,
  feed: 'live',
  findBy: 'reference',
  keyLifetimeMs: KEY_LIFETIME_MS,
  clockLimitMs: CLOCK_LIMIT_MS,
  payouts: 'itemised',
  currencies: null,
}

/** A list of payouts that does not end after this many pages is not one. */
const MOST_PAGES = 1_000

/** Translates between the program and the sandbox's API. */
export function createSandboxAdapter(http: PlatformHttp): Platform {
  const get = (path: string) => http.send({ method: 'GET', path })

  async function payment(request: HttpRequest, expected: Expected): Promise<Outcome<PaymentSnapshot>> {
    return outcomeOf(await http.send(request), PaymentAnswer, (answer, serverAt) => snapshotOf(answer, expected, serverAt))
  }

  const pathOf = ({ platformReference }: PaymentHandle): string => `/v1/payments/${encodeURIComponent(platformReference)}`
  const expectedOf = ({ platformReference, merchantReference, currency }: PaymentHandle): Expected => ({ platformReference, merchantReference, currency })

  const act = (name: string, done: PaymentAct, json: unknown = {}): Promise<Outcome<PaymentSnapshot>> =>
    payment({ method: 'POST', path: `${pathOf(done)}/${name}`, headers: { 'idempotency-key': done.idempotencyKey }, json }, expectedOf(done))

  return {
    capabilities,

    checkCredentials: async () =>
      outcomeOf(await get('/v1/merchant'), MerchantAnswer, ({ label, environment, currencies }) =>
        ok({ merchant: label, environment, currency: currencies.length === 1 ? (currencies[0] ?? null) : null, missingPermissions: [], choices: [] })),

    create: (wish) => payment({
      method: 'POST', path: '/v1/payments', headers: { 'idempotency-key': wish.idempotencyKey },
      json: {
        merchant_reference: wish.merchantReference, amount: wish.amount, description: wish.description, capture_mode: wish.captureMode,
        method_hint: wish.methodHint, locale: wish.locale, expires_at: instantText(wish.expiresAt),
      },
    }, { merchantReference: wish.merchantReference, amount: wish.amount }),

    findByReference: async ({ merchantReference }) =>
      outcomeOf(await get(`/v1/payments?merchant_reference=${encodeURIComponent(merchantReference)}`), FoundAnswer, ({ payment }, serverAt): Result<PaymentSnapshot | null, Implausible> =>
        (payment === null ? ok(null) : snapshotOf(payment, { merchantReference }, serverAt))),

    query: (handle) => payment({ method: 'GET', path: pathOf(handle) }, expectedOf(handle)),

    changesSince: async (cursor) =>
      outcomeOf(await get(cursor === null ? '/v1/changes' : `/v1/changes?after=${encodeURIComponent(cursor)}`), ChangesAnswer, (answer, serverAt): Result<ChangePage, Implausible> => {
        const snapshots = all(answer.payments.map((one) => snapshotOf(one, {}, serverAt)))
        if (!snapshots.ok) return snapshots
        return ok({ snapshots: snapshots.value, cursor: answer.cursor, more: answer.more, completeUntil: answer.complete_until, payoutsChanged: answer.payouts_changed })
      }),

    capture: (done) => act('capture', done, { amount: done.amount }),
    void: (done) => act('void', done),
    cancel: (done) => act('cancel', done),
    refund: (done) => act('refunds', done, { amount: done.amount, refund_reference: done.refundReference, reason: done.reason }),
    handOver: (done) => act('hand-over', done),

    async payoutsSince(since) {
      const payouts: PayoutSnapshot[] = []
      let after = ''
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const outcome = outcomeOf(await get(`/v1/payouts?since=${instantText(since)}&limit=500${after}`), PayoutsAnswer, (answer, serverAt) => {
          const told = all(answer.payouts.map((one) => payoutOf(one, serverAt)))
          return told.ok ? ok({ told: told.value, next: answer.next }) : told
        })
        if (outcome.kind !== 'done') return outcome
        payouts.push(...outcome.value.told)
        if (outcome.value.next === null) return { kind: 'done', value: payouts }
        after = `&after=${encodeURIComponent(outcome.value.next)}`
      }
      return { kind: 'unknown', why: 'implausible-answer', detail: 'the list of payouts does not end' }
    },

    payoutLines: async (payoutReference, page) =>
      outcomeOf(
        await get(`/v1/payouts/${encodeURIComponent(payoutReference)}/lines?limit=1000${page === null ? '' : `&after=${encodeURIComponent(page)}`}`),
        LinesAnswer, ({ lines, next }) => ok({ lines: lines.map(lineOf), next }),
      ),
  }
}

/** All of them, or the first doubt: half a page of truth is not a page. */
function all<T>(results: readonly Result<T, Implausible>[]): Result<readonly T[], Implausible> {
  const values: T[] = []
  for (const result of results) {
    if (!result.ok) return result
    values.push(result.value)
  }
  return ok(values)
}
