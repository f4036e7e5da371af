import { z } from 'zod'
import type { Result } from '../../../../../../shared/result.ts'
import { capturePayment, handOver, voidPayment } from '../acts/capturing.ts'
import { cancelPayment, createPayment } from '../acts/collecting.ts'
import { refundPayment } from '../acts/giving-back.ts'
import { refuse, type ChannelRefusal } from '../acts/refusal.ts'
import type { Payment } from '../books/payments.ts'
import { pictureOf, refundPictureOf } from '../books/pictures.ts'
import type { Channel } from '../channel.ts'
import { answerJson, answerRefusal, type Answer } from './answer.ts'
import { Amount, bodyOf, Instant, type ApiCall, type Route } from './call.ts'
import { createIdempotency } from './idempotency.ts'

const Reference = z.string().regex(/^[\w.-]{1,64}$/)

const NewOrderBody = z.object({
  merchant_reference: Reference,
  amount: Amount,
  description: z.string().max(500).default(''),
  capture_mode: z.enum(['automatic', 'manual']).default('automatic'),
  method_hint: z.string().max(40).nullable().default(null),
  locale: z.string().max(20).default('en'),
  expires_at: Instant.nullable().default(null),
})
const CaptureBody = z.object({ amount: Amount })
const RefundBody = z.object({ amount: Amount, refund_reference: Reference, reason: z.string().max(500).default('') })

/** Orders and everything that a merchant does with them. */
export function paymentRoutes(channel: Channel): readonly Route[] {
  const { books, random } = channel
  const idempotency = createIdempotency(channel.db)
  const parts = { books, random }

  const told = (call: ApiCall, done: Result<Payment, ChannelRefusal>, status: 200 | 201 = 200): Answer =>
    done.ok ? answerJson(status, pictureOf(books, done.value, call.baseUrl)) : answerRefusal(done.failure)

  const noSuchPayment = (subject: string): Answer => answerRefusal(refuse('not_found', 'This merchant has no such payment.', subject).failure)

  /** An act on one payment, done once per idempotency key. */
  const actOn = (name: string, act: (payment: Payment, call: ApiCall, at: number) => Result<Payment, ChannelRefusal>): Route => ({
    method: 'POST',
    pattern: new RegExp(`^/v1/payments/([\\w-]+)/${name}$`),
    answer: (call, at) => {
      const payment = books.payments.find(call.merchant.merchantId, call.params[0]!)
      if (payment === undefined) return noSuchPayment(call.params[0]!)
      return idempotency.once(call.merchant, { ...call, key: call.idempotencyKey }, at, () => told(call, act(payment, call, at), name === 'refunds' ? 201 : 200))
    },
  })

  return [
    {
      method: 'POST', pattern: /^\/v1\/payments$/,
      answer: (call, at) => idempotency.once(call.merchant, { ...call, key: call.idempotencyKey }, at, () => {
        const order = bodyOf(NewOrderBody, call)
        if (!order.ok) return answerRefusal(order.failure)
        const { merchant_reference, capture_mode, method_hint, expires_at, ...rest } = order.value
        const wish = { ...rest, merchantReference: merchant_reference, idempotencyKey: call.idempotencyKey, captureMode: capture_mode, methodHint: method_hint, expiresAt: expires_at }
        return told(call, createPayment(parts, call.merchant, wish, at), 201)
      }),
    },
    {
      method: 'GET', pattern: /^\/v1\/payments$/,
      answer: (call) => {
        const [reference, key] = [call.query.get('merchant_reference'), call.query.get('idempotency_key')]
        if (reference === null && key === null) return answerRefusal(refuse('invalid_request', 'Look for a merchant_reference or an idempotency_key.', 'merchant_reference').failure)
        const { merchantId } = call.merchant
        const found = reference === null ? books.payments.findByKey(merchantId, key ?? '') : books.payments.findByReference(merchantId, reference)
        return answerJson(200, { payment: found === undefined ? null : pictureOf(books, found, call.baseUrl) })
      },
    },
    {
      method: 'GET', pattern: /^\/v1\/payments\/([\w-]+)$/,
      answer: (call) => {
        const payment = books.payments.find(call.merchant.merchantId, call.params[0]!)
        return payment === undefined ? noSuchPayment(call.params[0]!) : answerJson(200, pictureOf(books, payment, call.baseUrl))
      },
    },
    {
      method: 'GET', pattern: /^\/v1\/refunds$/,
      answer: (call) => {
        const found = books.refunds.findByReference(call.merchant.merchantId, call.query.get('refund_reference') ?? '')
        return answerJson(200, { refund: found === undefined ? null : refundPictureOf(found, books.payments.get(found.paymentId).currency) })
      },
    },
    actOn('capture', (payment, call, at) => {
      const body = bodyOf(CaptureBody, call)
      return body.ok ? capturePayment(parts, call.merchant, payment, body.value.amount, at) : body
    }),
    actOn('refunds', (payment, call, at) => {
      const body = bodyOf(RefundBody, call)
      return body.ok ? refundPayment(parts, call.merchant, payment, { ...body.value, refundReference: body.value.refund_reference }, at) : body
    }),
    actOn('void', (payment, _call, at) => voidPayment(parts, payment, at)),
    actOn('cancel', (payment, _call, at) => cancelPayment(parts, payment, at)),
    actOn('hand-over', (payment, _call, at) => handOver(parts, payment, at)),
  ]
}
