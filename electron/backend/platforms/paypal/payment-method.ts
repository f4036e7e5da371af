import { z } from 'zod'
import type { MethodKind, PaymentMethod } from '../platform.ts'

const Card = z.object({ brand: z.string().max(255).optional(), last_digits: z.string().optional() })
const Payer = z.object({ email_address: z.string().max(254).optional(), name: z.union([z.string(), z.object({ given_name: z.string().optional(), surname: z.string().optional(), full_name: z.string().optional() })]).optional() })

/** The key names the method; what is inside differs from one to the next, and nothing of it is needed. */
export const PaymentSource = z.record(z.string(), z.unknown())
export type PaymentSource = z.infer<typeof PaymentSource>

const kinds: Readonly<Record<string, MethodKind>> = {
  paypal: 'wallet', venmo: 'wallet', card: 'card', apple_pay: 'card', google_pay: 'card', token: 'other', pay_upon_invoice: 'invoice',
  bancontact: 'bank', blik: 'bank', eps: 'bank', giropay: 'bank', ideal: 'bank', mybank: 'bank', multibanco: 'bank', p24: 'bank', sofort: 'bank', trustly: 'bank', bank: 'bank',
}

/** How an order was paid. A wallet hides the card or account behind it. */
export function methodOfSource(source: PaymentSource | undefined): PaymentMethod | null {
  const [name, told] = Object.entries(source ?? {})[0] ?? []
  if (name === undefined) return null
  const inner = name === 'apple_pay' || name === 'google_pay' ? (told as { card?: unknown } | null)?.card : told
  const card = Card.safeParse(inner)
  const { brand, last_digits: digits } = card.success ? card.data : {}
  const kind = brand === 'CHINA_UNION_PAY' ? 'unionpay' : (kinds[name] ?? 'other')
  const isCard = kind === 'card' || kind === 'unionpay'
  return { kind, label: name === 'paypal' ? 'PayPal' : isCard && brand !== undefined ? brand.toLowerCase() : name, last4: isCard && /^\d{4}$/.test(digits ?? '') ? digits! : null }
}

/** E-mail or name of whoever paid, when told. */
export function customerOfSource(source: PaymentSource | undefined): string | null {
  const payer = Payer.safeParse(Object.values(source ?? {})[0])
  if (!payer.success) return null
  const { email_address: email, name } = payer.data
  if (email !== undefined) return email
  if (typeof name === 'string') return name
  const words = name?.full_name ?? [name?.given_name, name?.surname].filter((part) => part !== undefined).join(' ')
  return words === undefined || words === '' ? null : words
}

const invoiceMethods: Readonly<Record<string, PaymentMethod>> = {
  PAYPAL: { kind: 'wallet', label: 'PayPal', last4: null },
  CREDIT_CARD: { kind: 'card', label: 'credit card', last4: null },
  DEBIT_CARD: { kind: 'card', label: 'debit card', last4: null },
  BANK_TRANSFER: { kind: 'bank', label: 'bank transfer', last4: null },
  WIRE_TRANSFER: { kind: 'bank', label: 'wire transfer', last4: null },
}

/** How an invoice was paid. Cash, cheques and what is not known to us are kept under PayPal's own word. */
export const methodOfInvoice = (method: string): PaymentMethod => invoiceMethods[method] ?? { kind: 'other', label: method.toLowerCase().replaceAll('_', ' '), last4: null }
