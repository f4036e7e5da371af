import { describeConformance } from '../../../platforms/conformance.ts'
import { describeAgainstDescription, type KnownDifference } from '../../../platforms/description-check.ts'
import { DAY, startStripeRig } from './rig.ts'

const bySessions = describeConformance({ name: 'Stripe by sessions', start: startStripeRig })
/** Orders that live for longer than a session can. */
const byLinks = describeConformance({ name: 'Stripe by links', start: async () => ({ ...(await startStripeRig()), lifeMs: 3 * DAY }) })

/** The description at hand is of 2023-08-16; we speak 2026-10-28. */
const differences: readonly KnownDifference[] = [
  { says: /^POST \/v1\/checkout\/sessions body: .* adaptive_pricing$/, because: 'added in 2024-11-20 (docs.stripe.com/changelog/acacia/2024-11-20/adaptive-pricing-param)' },
  { says: /^GET \/v1\/checkout\/sessions \?(created|status): not described$/, because: 'filters of the pinned version (SDK 23.1.0, Checkout.SessionListParams)' },
  { says: /^POST \/v1\/payment_links body: .* restrictions$/, because: 'added later (SDK 23.1.0, PaymentLinkCreateParams.Restrictions)' },
  { says: /^POST \/v1\/payment_links body\/line_items\/\*: must have required property 'price'$/, because: 'prices may be given inline since (SDK 23.1.0, PaymentLinkCreateParams.LineItem.price_data)' },
]
const files = ['stripe.openapi.2023-08-16.cut.json']

describeAgainstDescription({ name: 'Stripe by sessions', files, exchanges: bySessions, differences })
describeAgainstDescription({ name: 'Stripe by links', files, exchanges: byLinks, differences })
