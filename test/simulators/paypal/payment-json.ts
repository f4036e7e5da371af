import { money, subtract } from '../../../shared/money.ts'
import type { AuthorizationEntry, Books, CaptureEntry, RefundEntry } from './books.ts'
import { amountText, timeText, type Json } from './call.ts'

const AUTHORIZATION_LIFE_MS = 29 * 86_400_000

export const expiryOf = ({ createdAt }: AuthorizationEntry): number => createdAt + AUTHORIZATION_LIFE_MS

export const captureJson = (capture: CaptureEntry): Json => ({
  id: capture.id, status: capture.status, ...(capture.reason === null ? {} : { status_details: { reason: capture.reason } }), amount: amountText(capture.amount), final_capture: true,
  ...(capture.invoiceNumber === undefined ? {} : { invoice_id: capture.invoiceNumber }), ...(capture.customId === undefined ? {} : { custom_id: capture.customId }),
  seller_protection: { status: 'NOT_ELIGIBLE' },
  ...(capture.status === 'PENDING' ? {} : {
    seller_receivable_breakdown: { gross_amount: amountText(capture.amount), paypal_fee: amountText(capture.fee), net_amount: amountText(subtract(capture.amount, capture.fee)) },
  }),
  create_time: timeText(capture.createdAt), update_time: timeText(capture.updatedAt), links: [],
})

export const authorizationJson = (hold: AuthorizationEntry): Json => ({
  id: hold.id, status: hold.status, amount: amountText(hold.amount), expiration_time: timeText(expiryOf(hold)), create_time: timeText(hold.createdAt), update_time: timeText(hold.updatedAt), links: [],
})

export const refundJson = (refund: RefundEntry, books: Books): Json => ({
  id: refund.id, status: refund.status, amount: amountText(refund.amount), ...(refund.customId === undefined ? {} : { custom_id: refund.customId }),
  ...(refund.note === undefined ? {} : { note_to_payer: refund.note }),
  seller_payable_breakdown: {
    gross_amount: amountText(refund.amount), paypal_fee: amountText(money(0, refund.amount.currency)), net_amount: amountText(refund.amount),
    total_refunded_amount: amountText(money(books.captures.get(refund.captureId)!.refundedMinor, refund.amount.currency)),
  },
  create_time: timeText(refund.createdAt), update_time: timeText(refund.createdAt), links: [],
})
