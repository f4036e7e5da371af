import { charge, listen, look, pay, refund } from '../counter.ts'
import type { Stage } from '../stage.ts'
import { orderName, sellAt, tillSale, type Plants } from './plants.ts'

const minuteMs = 60_000

/** A first guest or two, so that the till has a history however few days of trade there are. */
export function plantFirstGuests(stage: Stage, plants: Plants): void {
  for (const [daysBack, minor] of [[26, 1_240], [24, 860], [20, 2_310]] as const) sellAt(stage, plants.at(daysBack, 9, 15), tillSale(stage, minor, 'Flat white, croissant'), () => undefined)
}

/** The customer's bank page stayed open: money comes after the order has ended. */
export function plantLateMoney(stage: Stage, plants: Plants): void {
  const { controls } = stage.sandbox
  const at = plants.at(6, 14)
  stage.diary.at(at, async () => {
    const sold = await charge(stage, tillSale(stage, 1_870, 'Lunch for two'))
    controls.setSwitches(stage.till.keyId, { latePayment: true })
    stage.diary.at(at + 20 * minuteMs, () => listen(stage))
    stage.diary.at(at + 40 * minuteMs, async () => {
      pay(stage, sold, sold.reference, 'mastercard', 'approve')
      controls.setSwitches(stage.till.keyId, { latePayment: false })
      await listen(stage)
      plants.note('status_mismatch', orderName(sold), 'The order had expired here when the money came; nobody has decided yet whether to keep it.')
    })
  })
}

/** Both links of an order were paid: the second attempt at once, the first one late. */
export function plantDoubleCharge(stage: Stage, plants: Plants): void {
  const { controls } = stage.sandbox
  const at = plants.at(5, 12)
  stage.diary.at(at, async () => {
    const sold = await charge(stage, tillSale(stage, 2_460, 'Breakfast for two'))
    controls.setSwitches(stage.till.keyId, { latePayment: true })
    stage.diary.at(at + 18 * minuteMs, async () => {
      await listen(stage)
      await stage.staff[0]!.client.orders.retry({ orderId: sold.orderId, accountId: null, expiresInMinutes: null })
      await stage.demo.rest()
      const { payments } = await look(stage, sold.orderId)
      pay(stage, sold, payments.at(-1)!.merchantReference, 'visa', 'approve')
      await listen(stage)
    })
    stage.diary.at(at + 25 * minuteMs, async () => {
      pay(stage, sold, sold.reference, 'visa', 'approve')
      controls.setSwitches(stage.till.keyId, { latePayment: false })
      await listen(stage)
      plants.note('suspected_double_charge', orderName(sold), 'The customer paid both links of the same order, seven minutes apart.')
    })
  })
}

/** Customers who paid something else than was asked: one is settled with, one waits. */
export function plantOtherAmounts(stage: Stage, plants: Plants): void {
  for (const [minute, byMinor] of [[0, -100], [30, 200]] as const) {
    const at = plants.at(4, 11, minute)
    stage.diary.at(at, async () => {
      const sold = await charge(stage, tillSale(stage, 1_380, 'Avocado toast, flat white'))
      stage.diary.at(at + minuteMs, async () => {
        stage.sandbox.controls.setSwitches(stage.till.keyId, { payOtherByMinor: byMinor })
        pay(stage, sold, sold.reference, 'visa', 'approve')
        stage.sandbox.controls.setSwitches(stage.till.keyId, { payOtherByMinor: 0 })
        await listen(stage)
        if (byMinor < 0) await stage.owner.client.orders.acceptAmount({ orderId: sold.orderId })
      })
    })
  }
}

/** Answers that were lost on the way: the program finds out what became of the order. */
export function plantLostAnswers(stage: Stage, plants: Plants): void {
  for (const [daysBack, when] of [[13, 'after'], [3, 'before']] as const) {
    const at = plants.at(daysBack, 13, 7)
    stage.diary.at(at, async () => {
      stage.sandbox.controls.setFaults({ seed: 'demo', rules: [{ fault: { kind: 'drop', when }, times: 1, method: 'POST', path: '/v1/payments' }] })
      const sold = await charge(stage, tillSale(stage, 990 + daysBack, 'Soup of the day, green tea'))
      stage.sandbox.controls.setFaults({ seed: '', rules: [] })
      for (const seconds of [5, 12, 30]) stage.diary.at(at + seconds * 1_000, () => listen(stage))
      stage.diary.at(at + minuteMs, async () => {
        pay(stage, sold, sold.reference, 'blue_wallet', 'approve')
        await listen(stage)
      })
    })
  }
}

/** UnionPay, for whose refunds the contract promises a part of the fee back. */
export function plantUnionPayRefund(stage: Stage, plants: Plants): void {
  sellAt(stage, plants.at(12, 15), { ...tillSale(stage, 6_900, 'Hand grinder'), choice: 'boc' }, async (sold) => {
    await refund(stage, sold, null, 'Returned')
    plants.note('fee_not_returned', orderName(sold), 'Refunded; by the contract the platform gives its fee back, and it did not.')
  })
}

/** A refund that the platform refuses, and promises of customers while the channel is down. */
export function plantNeeds(stage: Stage, plants: Plants): void {
  sellAt(stage, plants.at(2, 16), tillSale(stage, 3_150, 'Cheesecake, whole'), async (sold) => {
    stage.sandbox.controls.setFaults({ seed: 'demo', rules: [{ fault: { kind: 'status', when: 'before', status: 422, code: 'wrong_state' }, times: 1, method: 'POST', path: '/v1/payments/*/refunds' }] })
    await refund(stage, sold, 1_050, 'One slice was cold')
    stage.sandbox.controls.setFaults({ seed: '', rules: [] })
  })
  const promise = (daysBack: number, minor: number, customer: string, contact: string, description: string): void =>
    stage.diary.at(plants.at(daysBack, 17, 20), async () => {
      const promiseId = stage.demo.host.newId()
      await stage.staff[1]!.client.attention.promise({
        promiseId, amount: { minor, currency: stage.till.currency }, customer, contact, description, accountId: stage.till.accountId, till: 'till-2',
      })
    })
  promise(1, 2_240, 'Bakery next door', 'bakery@example.org', 'Twelve cinnamon rolls')
  promise(1, 860, 'Mr Tanaka', '+49 30 5550123', 'Lunch, the terminal was offline')
}
