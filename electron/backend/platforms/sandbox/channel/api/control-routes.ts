import { z } from 'zod'
import type { Result } from '../../../../../../shared/result.ts'
import { decisions } from '../acts/paying.ts'
import { refuse, type ChannelRefusal } from '../acts/refusal.ts'
import { disputePictureOf, pictureOf } from '../books/pictures.ts'
import { Switches } from '../books/switches.ts'
import type { Channel } from '../channel.ts'
import type { SandboxControls } from '../controls.ts'
import { FaultPlan } from '../faults.ts'
import { instantText } from '../../signature.ts'
import { answerJson, answerRefusal, type Answer } from './answer.ts'
import { bodyOf, Instant, type ApiCall, type Route } from './call.ts'

const ClockBody = z.union([z.strictObject({ advance_ms: z.int().min(0).max(31_536_000_000) }), z.strictObject({ to: Instant })])
const PayBody = z.strictObject({ payment: z.string(), choice: z.string(), decision: z.enum(decisions), customer: z.string().max(200).optional() })
const DisputeBody = z.strictObject({ payment: z.string(), amount_minor: z.int().min(1).optional(), reason: z.string().max(200).default('Not recognised') })
const VerdictBody = z.strictObject({ verdict: z.enum(['under_review', 'won', 'lost']) })

/** The controls over HTTP, for a sandbox in another process. Never touched by faults, so that faults can be switched off. */
export function controlRoutes(channel: Channel, controls: SandboxControls): readonly Route[] {
  const { books } = channel

  const control = <T>(method: 'GET' | 'POST', path: RegExp, schema: z.ZodType<T>, act: (body: T, call: ApiCall, at: number) => Answer): Route => ({
    method, pattern: new RegExp(`^/v1/controls/${path.source}$`),
    answer: (call, at) => {
      const body = bodyOf(schema, call)
      return body.ok ? act(body.value, call, at) : answerRefusal(body.failure)
    },
  })
  const told = <T>(done: Result<T, ChannelRefusal>, picture: (value: T) => unknown): Answer => (done.ok ? answerJson(200, picture(done.value)) : answerRefusal(done.failure))
  const nothing = z.unknown()

  return [
    control('GET', /clock/, nothing, (_body, _call, at) => answerJson(200, { now: instantText(at) })),
    control('POST', /clock/, ClockBody, (body, _call, at) => {
      const byMs = 'to' in body ? body.to - at : body.advance_ms
      if (byMs < 0) return answerRefusal(refuse('invalid_request', 'Time only moves forward.', 'to').failure)
      controls.advanceClock(byMs)
      return answerJson(200, { now: instantText(controls.now()) })
    }),
    control('POST', /pay/, PayBody, ({ customer, ...body }, call) =>
      told(controls.pay(call.merchant.keyId, { ...body, ...(customer === undefined ? {} : { customer }) }), (payment) => pictureOf(books, payment, call.baseUrl))),
    control('POST', /disputes/, DisputeBody, ({ amount_minor, ...body }, call) =>
      told(controls.openDispute(call.merchant.keyId, { ...body, ...(amount_minor === undefined ? {} : { amountMinor: amount_minor }) }), (dispute) => disputePictureOf(dispute, books.payments.get(dispute.paymentId).currency))),
    control('POST', /disputes\/([\w-]+)/, VerdictBody, ({ verdict }, call) =>
      told(controls.decideDispute(call.merchant.keyId, call.params[0]!, verdict), (dispute) => disputePictureOf(dispute, books.payments.get(dispute.paymentId).currency))),
    control('POST', /switches/, Switches.partial(), (changes, call) => answerJson(200, controls.setSwitches(call.merchant.keyId, present(changes)))),
    control('POST', /faults/, FaultPlan, (plan) => {
      controls.setFaults(plan)
      return answerJson(200, plan)
    }),
  ]
}

/** Leaves out what was not said. */
const present = (changes: { [name in keyof Switches]?: Switches[name] | undefined }): Partial<Switches> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
