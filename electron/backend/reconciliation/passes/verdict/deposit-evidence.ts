import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { decimalText, money } from '../../../../../shared/money.ts'
import type { KnownSender } from '../items/open-deposits.ts'
import type { Naming } from '../items/named-payouts.ts'
import type { ReadLine } from '../items/read-line.ts'
import type { Allocation, EvidenceField, FoundMatch, OpenPayout } from '../matching.ts'

export const amountText = (minor: number, currency: CurrencyCode): string => decimalText(money(minor, currency))

export const payoutSide = ({ payoutId, openMinor }: OpenPayout): Allocation => ({ side: 'payout', subject: payoutId, minor: openMinor })
export const bankSide = ({ subject, line }: ReadLine): Allocation => ({ side: 'bank_line', subject, minor: line.openMinor })

/** Payouts on the left, bank lines on the right, all of one currency. */
export const depositMatch = (
  payouts: readonly OpenPayout[], lines: readonly ReadLine[], rest: Pick<FoundMatch, 'pass' | 'act' | 'evidence'> & Partial<Pick<FoundMatch, 'differences' | 'rule'>>,
): FoundMatch => ({
  link: 'L4', currency: payouts[0]!.currency, left: payouts.map(payoutSide), right: lines.map(bankSide), differences: [], rule: null, ...rest,
})

export function amountField(payouts: readonly OpenPayout[], lines: readonly ReadLine[]): EvidenceField {
  const { currency } = payouts[0]!
  const left = payouts.reduce((sum, { openMinor }) => sum + openMinor, 0)
  const right = lines.reduce((sum, { line }) => sum + line.openMinor, 0)
  return {
    field: payouts.length + lines.length > 2 ? 'sum' : 'amount',
    left: amountText(left, currency), right: amountText(right, lines[0]!.line.currency), distance: right - left,
  }
}

export const currencyField = (left: CurrencyCode, right: CurrencyCode): EvidenceField => ({ field: 'currency', left, right, distance: left === right ? 0 : null })

export const dateField = ({ expectedOn }: OpenPayout, { day }: ReadLine, days: number | null): EvidenceField => ({
  field: 'date', left: expectedOn ?? '', right: day ?? '', distance: days,
})

export const referenceField = ({ reference, found }: Naming): EvidenceField => ({ field: 'reference', left: reference, right: found, distance: 0 })

export const senderField = ({ senders }: OpenPayout, { line }: ReadLine, known: KnownSender | null): EvidenceField => ({
  field: 'sender', left: known?.name ?? senders.join(', '), right: line.counterpartyName ?? line.text, distance: known === null ? null : 0,
})
