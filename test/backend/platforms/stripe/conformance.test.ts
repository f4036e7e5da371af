import { describeConformance } from '../../../platforms/conformance.ts'
import { describeAgainstDescription } from '../../../platforms/description-check.ts'
import { startStripeRig } from './rig.ts'

const exchanges = describeConformance({ name: 'Stripe', start: startStripeRig })

describeAgainstDescription({ name: 'Stripe', files: ['stripe.openapi.2023-08-16.cut.json'], exchanges, differences: [
  { says: /^POST \/v1\/checkout\/sessions body: .* adaptive_pricing$/, because: 'added in 2024-11-20 (docs.stripe.com/changelog/acacia/2024-11-20/adaptive-pricing-param)' },
  { says: /^GET \/v1\/checkout\/sessions \?(created|status): not described$/, because: 'filters of the pinned version (SDK 23.1.0, Checkout.SessionListParams)' },
] })
