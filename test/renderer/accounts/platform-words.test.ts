import { describe, expect, test } from 'vitest'
import type { NotDoneReason, PlatformId, RefusalReason, UnknownReason } from '../../../electron/backend/platforms/platform.ts'
import { platformKinds } from '../../../electron/backend/platforms/registry.ts'
import { NEEDED_PERMISSIONS } from '../../../electron/backend/platforms/square/terms.ts'
import { hasDetail, noAnswerAdvice, refusalKey } from '../../../renderer/accounts/check-words.ts'
import { paypalNeeds, stripeNeeds } from '../../../renderer/accounts/connect/guide-facts.ts'
import { permissionKey } from '../../../renderer/accounts/platform-words.ts'
import { translations } from '../../../renderer/language/translations.ts'

interface Words { readonly [key: string]: string | Words }

const languages = ['en', 'zh-CN'] as const
const accountsIn = (language: (typeof languages)[number]): Words => translations[language].accounts
const at = (words: Words, ...path: readonly string[]): string | Words | undefined =>
  path.reduce<string | Words | undefined>((found, name) => (typeof found === 'object' ? found[name] : undefined), words)

/** Written as records, so that a reason which is added must be added here. */
const refusals: Record<RefusalReason, true> = {
  declined: true, 'wrong-state': true, 'not-found': true, 'duplicate-reference': true, 'amount-too-small': true, 'amount-too-large': true,
  'currency-not-supported': true, 'exceeds-refundable': true, 'exceeds-authorized': true, 'bad-credentials': true, 'missing-permission': true,
  'wrong-environment': true, 'expired-credentials': true, 'key-reused': true, 'not-supported': true, 'invalid-request': true,
}
const silences: Record<NotDoneReason | UnknownReason, true> = {
  unreachable: true, 'rate-limited': true, 'circuit-open': true, 'clock-skew': true, busy: true, 'no-credentials': true, timeout: true,
  'connection-lost': true, 'server-error': true, 'malformed-answer': true, 'too-large-answer': true, 'bad-signature': true, 'implausible-answer': true,
}
const fields = Object.values(platformKinds).flatMap(({ id, credentials }) => credentials.map((field) => ({ platform: id, ...field })))
const options = fields.flatMap(({ platform, name, options: all = [] }) => all.map((option) => [platform, name, option === '' ? 'none' : option] as const))

/** What platforms call the permissions that their checks find missing. */
const lacking = [
  ...NEEDED_PERMISSIONS, 'CREDIT_CARD_PROCESSING',
  'rak_checkout_session_write', 'rak_payment_links_write', 'rak_price_write', 'rak_product_write', 'rak_refund_write', 'rak_payment_intent_write',
  'rak_balance_read', 'rak_event_read', 'rak_payout_read', 'rak_dispute_read', 'rak_charge_read', 'rak_balance_transaction_source_read',
  'GET /v1/balance', 'GET /v1/balance_transactions', 'GET /v1/checkout/sessions', 'POST /v1/checkout/sessions', 'POST /v1/prices', 'POST /v1/payment_intents/pi_none/cancel',
  'Invoicing (https://uri.paypal.com/services/invoicing)', 'Transaction Search (https://uri.paypal.com/services/reporting/search/read)',
  'Disputes (https://uri.paypal.com/services/disputes/read-seller)', 'Accept Payments (https://uri.paypal.com/services/payments/payment)',
]

describe.each(languages)('in %s', (language) => {
  const words = accountsIn(language)
  test.each(fields.map(({ platform, name }) => [platform, name] as const))('the field %s.%s has a label and says what it is for', (platform, name) => {
    expect(at(words, 'field', platform, name, 'label')).toBeTypeOf('string')
    expect(at(words, 'field', platform, name, 'what')).toBeTypeOf('string')
  })
  test.each(options)('the option %s.%s=%s has words', (platform, name, option) => {
    expect(at(words, 'field', platform, name, option)).toBeTypeOf('string')
  })
  test.each(Object.keys(refusals))('the refusal %s has a title and says what to do', (reason) => {
    expect(at(words, 'refused', refusalKey(reason, 'code'), 'title')).toBeTypeOf('string')
    expect(at(words, 'refused', refusalKey(reason, 'code'), 'what')).toBeTypeOf('string')
  })
  test.each(Object.keys(silences))('no answer because of %s is said, with what to do', (why) => {
    expect(at(translations[language].words, 'why', why)).toBeTypeOf('string')
    expect(at(words, 'noAnswer', noAnswerAdvice(why))).toBeTypeOf('string')
  })
  test.each(lacking)('the permission %s is said to be for something', (permission) => {
    expect(at(words, 'permission', permissionKey(permission) ?? '')).toBeTypeOf('string')
  })
  test.each([...stripeNeeds.write, ...stripeNeeds.read, ...paypalNeeds])('the permission $name of the guide is said to be for something', ({ key }) => {
    expect(at(words, 'permission', key)).toBeTypeOf('string')
  })
  test.each(Object.keys(platformKinds) as PlatformId[])('%s says what it is, and what must be obtained', (platform) => {
    expect(at(words, 'platformWhat', platform)).toBeTypeOf('string')
    expect(at(words, 'guide', platform)).toBeDefined()
  })
})

test('a key that the program itself refused is told apart from one that the platform does not know', () => {
  expect(refusalKey('bad-credentials', 'not_sent')).toBe('wrong-kind')
  expect(refusalKey('bad-credentials', 'UNAUTHORIZED')).toBe('bad-credentials')
})

test('what the console noted itself is not passed off as the platform’s words', () => {
  expect(hasDetail('circuit-open')).toBe(false)
  expect(hasDetail('server-error')).toBe(true)
})
