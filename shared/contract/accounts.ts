import { z } from 'zod'
import { Currency, Environment, Instant, Name, owner, readers, resultOf, Ulid } from './values.ts'

export const PlatformId = z.enum(['sandbox', 'stripe', 'paypal', 'square', 'files'])
export const MethodKind = z.enum(['card', 'unionpay', 'wallet', 'bank', 'pay_later', 'invoice', 'other'])
export const CaptureMode = z.enum(['automatic', 'manual'])

/** From our own last half hour of calls. */
export const Health = z.object({
  calls: z.number().int(),
  answered: z.number().int(),
  medianMs: z.number().nullable(),
  lastAnswerAt: Instant.nullable(),
  lastFailureAt: Instant.nullable(),
  /** Our clock minus the platform's. */
  skewMs: z.number().nullable(),
  /** Calls are held back until then, because the platform does not answer. */
  openUntil: Instant.nullable(),
  verdict: z.enum(['unknown', 'good', 'poor', 'down']),
})
export type Health = z.infer<typeof Health>

export const Account = z.object({
  accountId: Ulid,
  platform: PlatformId,
  label: z.string(),
  environment: Environment,
  baseUrl: z.string().nullable(),
  settings: z.record(z.string(), z.string()),
  currency: Currency.nullable(),
  isClosed: z.boolean(),
  createdAt: Instant,
  health: Health,
  can: z.object({
    methods: z.array(MethodKind),
    captureModes: z.array(CaptureMode),
    void: z.boolean(),
    cancel: z.boolean(),
    refundInPart: z.boolean(),
    captureInPart: z.boolean(),
    expiryMinutes: z.object({ least: z.number().int(), most: z.number().int() }).nullable(),
    payouts: z.enum(['itemised', 'unitemised', 'none']),
    /** `late`: results come hours after the fact; the page says so. */
    feed: z.enum(['live', 'late', 'none']),
    currencies: z.array(Currency).nullable(),
  }),
  /** How far the change feed is known to be complete. */
  feedCompleteUntil: Instant.nullable(),
})
export type Account = z.infer<typeof Account>

export const PlatformForm = z.object({
  platform: PlatformId,
  environments: z.array(Environment),
  fields: z.array(z.object({
    name: z.string(), isSecret: z.boolean(), isRequired: z.boolean(),
    /** All that it may be, first what holds when nothing is chosen; null: any text. */
    options: z.array(z.string()).nullable(),
  })),
})
export type PlatformForm = z.infer<typeof PlatformForm>

const Fields = z.record(z.string().max(60), z.string().max(4_000))

export const NewAccount = z.object({
  platform: PlatformId,
  label: Name,
  environment: Environment,
  baseUrl: z.string().max(300).nullable(),
  settings: Fields,
  /** Goes straight to the host's secret store; nothing ever gives it back. */
  secrets: Fields,
})

export const AddFailure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('label-taken'), label: z.string() }),
  z.object({ kind: z.literal('missing-field'), field: z.string() }),
  z.object({ kind: z.literal('unknown-field'), field: z.string() }),
  z.object({ kind: z.literal('environment-not-supported'), environment: z.string() }),
  z.object({ kind: z.literal('bad-url'), url: z.string() }),
  z.object({ kind: z.literal('secrets-unreadable'), hint: z.string() }),
])

export const AccountNotFound = z.object({ kind: z.literal('account-not-found') })
const ChangeFailure = z.discriminatedUnion('kind', [AccountNotFound, ...AddFailure.options])

/** How a check ended. Everything a person needs to put it right is in it. */
export const CheckResult = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('answered'),
    merchant: z.string(),
    environment: Environment,
    currency: Currency.nullable(),
    missingPermissions: z.array(z.string()),
    choices: z.array(z.object({ setting: z.string(), options: z.array(z.object({ value: z.string(), label: z.string() })) })),
    skewMs: z.number().nullable(),
  }),
  z.object({ verdict: z.literal('refused'), reason: z.string(), code: z.string(), words: z.string(), subject: z.string().nullable() }),
  z.object({ verdict: z.literal('no-answer'), why: z.string(), detail: z.string(), skewMs: z.number().nullable() }),
])
export type CheckResult = z.infer<typeof CheckResult>

export const accounts = {
  list: readers.output(z.array(Account)),
  platforms: owner.output(z.array(PlatformForm)),
  add: owner.input(NewAccount).output(resultOf(Account, AddFailure)),
  /** Tries credentials without keeping them. */
  probe: owner.input(NewAccount).output(resultOf(CheckResult, AddFailure)),
  check: owner.input(z.object({ accountId: Ulid })).output(resultOf(CheckResult, AccountNotFound)),
  change: owner.input(z.object({ accountId: Ulid, label: Name, settings: Fields })).output(resultOf(Account, ChangeFailure)),
  replaceSecrets: owner.input(z.object({ accountId: Ulid, secrets: Fields })).output(resultOf(z.null(), ChangeFailure)),
  close: owner.input(z.object({ accountId: Ulid })).output(resultOf(z.null(), AccountNotFound)),
}
