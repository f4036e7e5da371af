import { addDays, type Day } from '../../../shared/business-day.ts'
import { decimalText, money } from '../../../shared/money.ts'
import { bring } from '../books-files.ts'
import type { Stage } from '../stage.ts'
import type { Plants } from './plants.ts'

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`

/** Files of other platforms, in their own formats, each with something in it that is not as it should be. */
export function plantMarketplaceFiles(stage: Stage, plants: Plants): void {
  const settlement = { side: 'settlement', accountId: stage.marketplaceId } as const
  stage.diary.at(plants.at(6, 10), async () => {
    await bring(stage, 'marketplace-stripe-balance.csv', balanceReport(plants.back(12)), settlement)
    plants.note('unknown_type', 'marketplace-stripe-balance.csv', 'A row of a type that the console does not know; it is kept, and not guessed.')
    await bring(stage, 'marketplace-stripe-balance-unreadable.csv', balanceReport(plants.back(9)).replaceAll('txn_demo', 'txn_demo_b').replace(`${plants.back(9)} 14:`, '2026-13-45 14:'), settlement)
    plants.note('unreadable_row', 'marketplace-stripe-balance-unreadable.csv', 'A row with an impossible date; the file is held back until somebody decides.')
    await bring(stage, 'marketplace-stripe-payouts.csv', payoutList(plants.back(10)), settlement)
    plants.note('payout_returned', 'po_demo_market2', 'The bank sent the payout back.')
    await bring(stage, 'marketplace-adyen-settlement.csv', convertedBatch(plants.back(11)), settlement)
    plants.note('fx_difference', 'PSPDEMO0000000001', 'The settled amount is not what the stated rate makes of what the customer paid.')
    await bring(stage, 'marketplace-paypal-activity.csv', activity(plants.back(10)), { ...settlement, dateOrder: 'month-first' })
    plants.note('test_or_memo_row', 'marketplace-paypal-activity.csv', 'A row that only memorises a payment that has not happened yet; it is not counted.')
  })
}

function balanceReport(day: Day): string {
  const row = (id: string, time: string, gross: string, fee: string, net: string, category: string, description: string): string =>
    `po_demo_market1,txn_demo${id},${day} ${time},${addDays(day, 2)} 00:00:00,eur,${gross},${fee},${net},${category},${description}`
  return lines(
    'automatic_payout_id,balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,description',
    row('1', '10:12:40', '-2.00', '0.00', '-2.00', 'fee', 'Stall fee'),
    row('2', '14:20:05', '12.00', '0.00', '12.00', 'loyalty_points', 'Points redeemed'),
  )
}

const payoutList = (day: Day): string => lines(
  'id,Amount,Created (UTC),Currency,Arrival Date (UTC),Source Type,Status,Type,Method',
  `po_demo_market2,64.20,${addDays(day, -2)} 10:00,eur,${day} 00:00,card,failed,bank_account,standard`,
)

/** 100.00 dollars at 0.92 are 92.00 euros; the file settles 90.50. */
const convertedBatch = (day: Day): string => lines(
  'Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Exchange Rate,Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Batch Number',
  `Morgenrot,MorgenrotMarket,PSPDEMO0000000001,MARKET-1,visa,${day} 10:00:00,CET,Settled,MODDEMO1,USD,,100.00,0.92,EUR,,88.70,1.80,41`,
  `Morgenrot,MorgenrotMarket,,,,${addDays(day, 1)} 10:00:00,CET,MerchantPayout,,,,,,EUR,88.70,,,41`,
)

function activity(day: Day): string {
  const [year, month, date] = day.split('-')
  const written = `"${month}/${date}/${year}"`
  const amount = (minor: number): string => `"${decimalText(money(minor, 'EUR'))}"`
  return lines(
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Transaction ID","Reference Txn ID","Invoice Number","Balance","Balance Impact"',
    `${written},"10:00:00","CET","","General Credit Card Deposit","Completed","EUR",${amount(1_500)},${amount(0)},${amount(1_500)},"PPDEMO1","","",${amount(1_500)},"Credit"`,
    `${written},"11:00:00","CET","Vera Silva","Express Checkout Payment","Pending","EUR",${amount(2_200)},${amount(0)},${amount(2_200)},"PPDEMO2","","",${amount(1_500)},"Memo"`,
  )
}
