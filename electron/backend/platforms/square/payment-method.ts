import type { MethodKind, PaymentMethod } from '../platform.ts'
import type { PaymentAnswer } from './answers.ts'

/** Square's `source_type`. Apple Pay and Google Pay are cards to Square, which does not tell them apart online. */
const kinds: Readonly<Record<string, MethodKind>> = {
  CARD: 'card', BANK_ACCOUNT: 'bank', WALLET: 'wallet', SQUARE_ACCOUNT: 'wallet', BUY_NOW_PAY_LATER: 'pay_later', CASH: 'other', EXTERNAL: 'other',
}

/** How the customer paid, in Square's word: the card's or wallet's brand, the bank's name. */
export function methodOf(payment: PaymentAnswer): PaymentMethod | null {
  const source = payment.source_type ?? null
  const card = payment.card_details?.card ?? null
  if (source === null && card === null) return null
  const kind = kinds[source ?? 'CARD'] ?? 'other'
  const brand = brandOf(payment)
  return {
    kind: kind === 'card' && brand === 'CHINA_UNIONPAY' ? 'unionpay' : kind,
    label: (brand ?? source ?? 'CARD').slice(0, 100),
    last4: kind === 'card' && card !== null && /^\d{4}$/.test(card.last_4 ?? '') ? (card.last_4 ?? null) : null,
  }
}

function brandOf({ source_type, card_details, wallet_details, buy_now_pay_later_details, bank_account_details, external_details }: PaymentAnswer): string | null {
  switch (source_type ?? 'CARD') {
    case 'CARD': return card_details?.card?.card_brand ?? null
    case 'WALLET': return wallet_details?.brand ?? null
    case 'BUY_NOW_PAY_LATER': return buy_now_pay_later_details?.brand ?? null
    case 'BANK_ACCOUNT': return bank_account_details?.bank_name ?? null
    case 'EXTERNAL': return external_details?.type ?? null
    default: return null
  }
}

/** E-mail or name of the payer, whichever Square was given. */
export function customerOf({ buyer_email_address, billing_address, card_details }: PaymentAnswer): string | null {
  const name = [billing_address?.first_name ?? '', billing_address?.last_name ?? ''].join(' ').trim()
  const told = [buyer_email_address ?? '', name, card_details?.card?.cardholder_name ?? ''].find((text) => text.trim() !== '')
  return told === undefined ? null : told.trim().slice(0, 200)
}
