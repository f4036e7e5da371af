import { adyenSettlementReader } from './adyen-settlement.ts'
import { alipayAccountReader } from './alipay-account.ts'
import { alipayTradeReader } from './alipay-trade.ts'
import { alipaySummaryReader, stripePaymentsReader, stripeSummaryReader } from './no-settlement.ts'
import { alipayOwnerReader, wechatOwnerReader } from './owner-bills.ts'
import { paypalActivityReader } from './paypal-activity.ts'
import { paypalSettlementReader } from './paypal-settlement.ts'
import { sandboxReader } from './sandbox.ts'
import type { PlatformReader } from './settlement-table.ts'
import { shopifyPayoutsReader } from './shopify-payouts.ts'
import { shopifyReader } from './shopify.ts'
import { squarePayoutsReader } from './square-payouts.ts'
import { squareTransactionsReader } from './square-transactions.ts'
import { stripePayoutsReader } from './stripe-payouts.ts'
import { stripeReader } from './stripe.ts'
import { unionpaySummaryReader } from './unionpay-summary.ts'
import { unionpayZmReader } from './unionpay-zm.ts'
import { wechatFundFlowReader } from './wechat-fund-flow.ts'
import { wechatTradeReader } from './wechat-trade.ts'

/** Every platform's files. */
export const platformReaders: readonly PlatformReader[] = [
  sandboxReader, stripeReader, stripePayoutsReader, stripePaymentsReader, stripeSummaryReader, paypalSettlementReader, paypalActivityReader, squareTransactionsReader, squarePayoutsReader, adyenSettlementReader,
  shopifyReader, shopifyPayoutsReader, alipayTradeReader, alipayAccountReader, alipaySummaryReader, alipayOwnerReader, wechatTradeReader, wechatFundFlowReader,
  wechatOwnerReader, unionpayZmReader, unionpaySummaryReader,
]
