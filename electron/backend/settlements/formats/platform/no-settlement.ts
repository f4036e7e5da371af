import { needed } from '../delimited/header.ts'
import { recognisesTable, type TableFormat } from '../delimited/table.ts'
import type { FormatReader } from '../reader.ts'
import { refused } from '../refusal.ts'
import { warning } from '../reports.ts'

/** A platform's file that is easily taken for a settlement and tells of no balance: refused with what to fetch instead. */
function refusing(format: string, table: TableFormat<string>, detail: string): FormatReader {
  return {
    format,
    side: 'settlement',
    recognises: (head) => recognisesTable(head, table),
    async *read() {
      yield [refused('unsupported', detail)]
    },
  }
}

/** The payments list of the Dashboard has fees but neither net nor payouts, and refunds as a column. */
export const stripePaymentsReader = refusing(
  'stripe-payments',
  { columns: { id: needed('id'), created: needed('Created date (UTC)', 'Created (UTC)'), amount: needed('Amount'), refunded: needed('Amount Refunded'), currency: needed('Currency'), status: needed('Status') } },
  'payments list: export the balance or the payout reconciliation instead',
)

export const stripeSummaryReader = refusing(
  'stripe-summary',
  { columns: { category: needed('category', 'reporting_category'), description: needed('description'), net: needed('net_amount'), currency: needed('currency') } },
  'balance summary: it has sums and no rows',
)

/** The summaries that lie beside the detail in Alipay's archives: known, and nothing in them to import. */
export const alipaySummaryReader: FormatReader = {
  format: 'alipay-summary',
  side: 'settlement',
  encodingHabit: 'gb18030',
  recognises: ({ text }) => /^\s*#支付宝(?:业务|账务)?[^\n]{0,10}汇总/.test(text) || /(?:^|\n)[^\n]*交易订单总笔数[^\n]*退款订单总笔数/.test(text),
  async *read() {
    yield [warning('summary-only', null, '')]
  },
}
