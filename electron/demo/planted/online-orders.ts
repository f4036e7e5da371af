import type { Stage } from '../stage.ts'
import { onlineSale, orderName, sellAt, type FileEdit, type Plants } from './plants.ts'

/** Orders of the online shop whose rows are told wrongly in the platform's settlement files. All of them before the files come. */
export function plantOnlineOrders(stage: Stage, plants: Plants): void {
  const sell = (daysBack: number, minute: number, minor: number, what: string, customer: string, edit: FileEdit, tell: (order: string) => void): void =>
    sellAt(stage, plants.at(daysBack, 10, minute), onlineSale(stage, minor, what, customer), (sold) => {
      plants.edit(sold, edit)
      tell(orderName(sold))
    })

  // Changes that outweigh each other within a file, so that it adds up and the bank pays its total.
  sell(20, 0, 4_200, 'Coffee beans, 2 kg', 'Ada Lorenz', (file, row) => file.change(row, { gross: 50 }), (order) =>
    plants.note('amount_over', order, 'The platform settles 0.50 more than the customer was charged.'))
  sell(20, 5, 3_900, 'Tea box, 2 ×', 'Ben Okafor', (file, row) => file.change(row, { gross: -50 }), (order) =>
    plants.note('amount_under', order, 'The platform settles 0.50 less than the customer was charged.'))
  sell(20, 10, 5_100, 'Hand grinder', 'Chen Wei', (file, row) => file.change(row, { fee: 20 }), (order) =>
    plants.note('fee_over', order, 'The platform keeps 0.20 more than it told when the customer paid.'))
  sell(20, 15, 4_700, 'Enamel cups, set', 'Dora Keller', (file, row) => file.change(row, { fee: -20 }), (order) =>
    plants.note('fee_under', order, 'The platform keeps 0.20 less than it told when the customer paid.'))

  const withoutIds: FileEdit = (_file, { cells }) => void Object.assign(cells, { merchant_reference: '', payment_id: '', description: '' })
  sell(13, 0, 2_345, 'Gift card', 'Emil Graf', withoutIds, (order) =>
    plants.note('missing_at_platform', order, 'Paid here, and the platform’s file has passed its day without naming it: its row came without any reference.'))
  for (const [minute, customer] of [[20, 'Fatma Demir'], [22, 'Gita Rao']] as const) {
    sell(13, minute, 3_333, 'Gift card', customer, withoutIds, (order) =>
      plants.note('ambiguous', order, 'Two equal orders within two minutes, and two equal rows without a reference: either could be either.'))
  }
  sell(13, 40, 2_800, 'Coffee course', 'Hugo Brandt', (file, row) => {
    file.add(row, { type: 'payment', gross: 1_990, cells: { merchant_reference: 'NOT-OURS-17', payment_id: 'pay_notours00000000017', method: 'card' } })
    file.add(row, { type: 'adjustment', gross: -1_990, cells: { description: 'Clearing' } })
    plants.note('missing_here', 'NOT-OURS-17', 'The platform settles a payment that no order here explains.')
  }, () => undefined)

  sell(18, 0, 6_400, 'Brunch box', 'Ines Costa', (file, row) => {
    file.add(row, { type: 'payment', gross: row.gross, cells: { merchant_reference: row.cells.merchant_reference, payment_id: row.cells.payment_id, method: row.cells.method } })
    file.add(row, { type: 'adjustment', gross: -row.gross, cells: { description: 'Clearing' } })
  }, (order) => plants.note('reference_reused', order, 'Two rows of the platform’s file name the same payment.'))
  sell(18, 5, 2_600, 'Cheesecake, whole', 'Jan Novak', (file, row) => {
    file.add(row, { type: 'refund', gross: -1_250, cells: { merchant_reference: 'OLD-REFUND-4', reference: 're_before00000000000004', parent_payment_id: 'pay_before0000000000004', method: 'card', description: 'Returned' } })
    file.add(row, { type: 'adjustment', gross: 1_250, cells: { description: 'Clearing' } })
    plants.note('refund_without_payment', 'OLD-REFUND-4', 'A refund of a payment that is older than the shop’s books here.')
  }, () => undefined)
  sell(18, 10, 1_800, 'Filter papers', 'Kaya Yilmaz', (file, row) => {
    const { gross } = row
    file.change(row, { gross: -2 * gross })
    file.add(row, { type: 'adjustment', gross: 2 * gross, cells: { description: 'Clearing' } })
  }, (order) => plants.note('direction_mismatch', order, 'The platform’s row takes the money from the shop instead of giving it.'))

  sell(17, 0, 3_100, 'Gift card', 'Lena Petersen', (file, row) => {
    file.rows.splice(file.rows.indexOf(row), 1)
    file.restatesTotals = false
  }, (order) => plants.note('payout_sum_mismatch', order, 'The file lacks this order’s row; the accountant took it with a note, and its rows do not sum to its payout.'))
}

/** Large orders on quiet days, so that money that is taken back does not eat up a day's payout. */
export function plantLargeOrders(stage: Stage, plants: Plants, daysBack: readonly number[]): void {
  daysBack.forEach((back, index) => sellAt(stage, plants.at(back, 12), onlineSale(stage, 18_705 + 455 * index, 'Coffee for the office', 'Vera Moreau'), () => undefined))
}

/** The platform holds back a part of one day's sales for four months. */
export function plantReserve(stage: Stage, plants: Plants): void {
  const { controls } = stage.sandbox
  sellAt(stage, plants.at(21, 11), onlineSale(stage, 8_000, 'Catering, deposit', 'Mona Albers'), () => {
    controls.setSwitches(stage.online.keyId, { reserve: { rateBps: 1_000, days: 120 } })
    plants.note('reserve_held', 'Online shop', 'The platform holds a tenth of one day’s sales back for 120 days.')
  })
  stage.diary.at(plants.at(20, 7, 30), () => void controls.setSwitches(stage.online.keyId, { reserve: null }))
}

/** A large order given back on a day with few others: the payout takes money from the bank account. */
export function plantNegativePayout(stage: Stage, plants: Plants): void {
  const { controls } = stage.sandbox
  sellAt(stage, plants.at(24, 15), onlineSale(stage, 290_000, 'Espresso machine, used', 'Nils Hansen'), (sold) => {
    stage.diary.at(plants.at(22, 9), async () => {
      controls.setSwitches(stage.online.keyId, { negativePayout: true })
      await stage.owner.client.orders.refund({ orderId: sold.orderId, refundId: stage.demo.host.newId(), amount: null, reason: 'Returned' })
      await stage.demo.rest()
      plants.note('negative_payout', orderName(sold), 'Given back on a day with fewer sales, so that the payout takes money from the bank account.')
    })
    stage.diary.at(plants.at(21, 8), () => void controls.setSwitches(stage.online.keyId, { negativePayout: false }))
  })
}

/** Orders in a currency whose settlements never came: one long overdue, one late. */
export function plantOtherCurrency(stage: Stage, plants: Plants): void {
  const other = ['GBP', 'CNY', 'JPY'].find((currency) => currency !== stage.till.currency && currency !== stage.online.currency)!
  const sale = { ...onlineSale(stage, 4_500, 'Gift card, sent abroad', 'Olive Baker'), currency: other }
  sellAt(stage, plants.at(25, 12), sale, (sold) => plants.note('missing_in_payout', orderName(sold), `Paid in ${other} weeks ago, and in no payout since.`))
  sellAt(stage, plants.at(8, 12), { ...sale, minor: 5_200, customer: 'Percy Wood' }, (sold) => plants.note('late', orderName(sold), `Paid in ${other} a week ago; its settlement should have come by now and may still.`))
}
