import { instantText, signAnswer, signatureHeaders } from '../../backend/platforms/sandbox/signature.ts'
import { planDispute } from '../trade.ts'
import { platformReferenceOf, refund } from '../counter.ts'
import { shopName, type Stage } from '../stage.ts'
import { onlineSale, orderName, sellAt, type Plants } from './plants.ts'

export function plantDisputes(stage: Stage, plants: Plants): void {
  sellAt(stage, plants.at(24, 11), onlineSale(stage, 7_700, 'Catering, breakfast', 'Quinn Harper'), (sold) => {
    planDispute(stage, sold, plants.at(16, 12), 'lost', 'Product not as described')
    plants.note('chargeback_lost', orderName(sold), 'The customer’s bank took the money back and kept it.')
  })
  sellAt(stage, plants.at(23, 11), onlineSale(stage, 5_900, 'Coffee course', 'Ruth Engel'), (sold) => {
    planDispute(stage, sold, plants.at(15, 12), 'won', 'Unknown charge')
    plants.note('chargeback_fee', orderName(sold), 'The dispute was won; the platform’s fee for it stays.')
  })
  sellAt(stage, plants.at(9, 11), onlineSale(stage, 12_400, 'Gift cards, 5 ×', 'Said Haddad'), (sold) => {
    stage.diary.at(plants.at(2, 12), () => {
      const opened = stage.sandbox.controls.openDispute(sold.account.keyId, { payment: sold.reference, reason: 'Unknown charge' })
      if (opened.ok) plants.note('chargeback_open', orderName(sold), 'The customer has disputed the charge; nobody has answered yet.')
    })
  })
}

/** A refund that nobody answered, and about which the platform stays silent: a person must decide. */
export function plantUnknownRefund(stage: Stage, plants: Plants): void {
  sellAt(stage, plants.at(10, 16), onlineSale(stage, 2_900, 'Tea box', 'Tara Lind'), async (sold) => {
    const reference = await platformReferenceOf(stage, sold)
    stage.demo.silence(`/v1/payments/${reference}`)
    await refund(stage, sold, null, 'Never arrived')
    plants.note('refund_unconfirmed', orderName(sold), 'The refund was sent and never answered; it counts as spent until somebody finds out.')
  })
}

/**
 * More given back than was taken. The sandbox never does that, so one of its answers is altered on the way and signed anew:
 * it tells of another refund than the one that was made, as a platform that contradicts itself would.
 */
export function plantRefundTwice(stage: Stage, plants: Plants): void {
  sellAt(stage, plants.at(9, 15), onlineSale(stage, 3_600, 'Coffee beans, 1 kg', 'Uma Reddy'), async (sold) => {
    await refund(stage, sold, null, 'Cancelled by customer')
    const { secret } = stage.sandbox.controls.findMerchant(`${shopName} (Online shop)`)!
    stage.demo.alterOnce(`/v1/payments/${await platformReferenceOf(stage, sold)}`, async (answer) => {
      const told = (await answer.json()) as { refunds: { id: string; refund_reference: string }[] }
      Object.assign(told.refunds[0]!, { id: 're_again0000000000000001', refund_reference: 'dashboard-1' })
      const body = JSON.stringify(told)
      const at = instantText(stage.demo.now())
      const headers = new Headers(answer.headers)
      headers.delete('content-length')
      headers.set(signatureHeaders.answerAt, at)
      headers.set(signatureHeaders.answerSignature, signAnswer(secret, { status: answer.status, at, body }))
      return new Response(body, { status: answer.status, headers })
    })
    await stage.owner.client.orders.askNow({ orderId: sold.orderId })
    await stage.demo.rest()
    plants.note('refund_exceeds_payment', orderName(sold), 'Refunded here, and according to the platform once more in its own dashboard.')
  })
}
