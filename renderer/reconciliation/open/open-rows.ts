import type { Item, OpenBankLine, OpenPayout, Proposal, WorkRow } from '../../../shared/contract/reconciliation.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'

interface Common {
  readonly id: string
  readonly day: string | null
  readonly minor: number
  readonly currency: CurrencyCode
}

/** What can be worked on: a proposal with all its items, or one side that nothing fits by itself. */
export type OpenRow = Common & (
  | { readonly kind: 'proposal'; readonly proposal: Proposal; readonly first: Item | null }
  | { readonly kind: 'bank_line'; readonly line: OpenBankLine }
  | { readonly kind: 'payout'; readonly payout: OpenPayout }
)

export function openRow(row: WorkRow): OpenRow {
  switch (row.kind) {
    case 'proposal': {
      const { proposalId, minor, currency } = row.proposal
      return { ...row, id: `proposal ${proposalId}`, day: row.first?.day ?? null, minor, currency }
    }
    case 'bank_line': {
      const { lineId, bookedOn, valueOn, openMinor, amount } = row.line
      return { ...row, id: `bank_line ${lineId}`, day: bookedOn ?? valueOn, minor: openMinor, currency: amount.currency }
    }
    case 'payout': {
      const { payoutId, arrivesOn, openMinor, currency } = row.payout
      return { ...row, id: `payout ${payoutId}`, day: arrivesOn, minor: openMinor, currency }
    }
  }
}

/** The item that a link wants to see, when it may stand in a row that is not loaded yet; null for a proposal. */
export function wantedItem(wanted: string): { side: 'bank_line' | 'payout'; subject: string } | null {
  const [side, subject] = wanted.split(' ')
  return (side === 'bank_line' || side === 'payout') && subject !== undefined ? { side, subject } : null
}
