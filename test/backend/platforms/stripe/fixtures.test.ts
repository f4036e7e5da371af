import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BalanceTransaction, Charge, Dispute, Intent, Link, Refund, Session } from '../../../../electron/backend/platforms/stripe/answers.ts'
import { StripeEvent } from '../../../../electron/backend/platforms/stripe/events.ts'
import { Line, Payout } from '../../../../electron/backend/platforms/stripe/payout-answers.ts'
import { skipReason } from '../../../platforms/enums.ts'
import { specsFolder } from '../../../platforms/openapi.ts'

const example = (name: string): object =>
  specsFolder === undefined ? {} : (JSON.parse(readFileSync(join(specsFolder, 'stripe.fixtures3.json'), 'utf8')) as { resources: Record<string, object> }).resources[name]!

/** What the examples leave out although every payment has it. */
const priced = { amount_total: 1_099, currency: 'usd' }
const lines = { line_items: { data: [priced], has_more: false } }

describe.skipIf(specsFolder === undefined)(`Stripe's own examples can be read [${skipReason} otherwise]`, () => {
  test.each([
    ['charge', Charge, {}], ['refund', Refund, {}], ['dispute', Dispute, {}], ['payment_intent', Intent, {}], ['balance_transaction', BalanceTransaction, {}], ['balance_transaction', Line, {}],
    ['payout', Payout, {}], ['event', StripeEvent, {}], ['checkout.session', Session, priced], ['payment_link', Link, lines],
  ] as const)('%s', (name, schema, missing) => {
    expect(schema.safeParse({ ...example(name), ...missing }).error).toBeUndefined()
  })
})
