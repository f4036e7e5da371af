import type { Item, OpenBankLine, OpenPayout, Proposal } from '../../../shared/contract/reconciliation.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'

/** What can be worked on: a proposal with all its items, or one side that nothing fits by itself. */
export type OpenRow =
  | { readonly kind: 'proposal'; readonly id: string; readonly proposal: Proposal; readonly day: string | null; readonly minor: number; readonly currency: CurrencyCode }
  | { readonly kind: 'bank_line'; readonly id: string; readonly line: OpenBankLine; readonly day: string | null; readonly minor: number; readonly currency: CurrencyCode }
  | { readonly kind: 'payout'; readonly id: string; readonly payout: OpenPayout; readonly day: string | null; readonly minor: number; readonly currency: CurrencyCode }

interface Open {
  readonly proposals: readonly Proposal[]
  readonly lines: readonly OpenBankLine[]
  readonly payouts: readonly OpenPayout[]
  /** Of the proposals' items, for their days. */
  readonly items: readonly Item[]
}

/** Proposals first; an item that a proposal is about stands there and not a second time. */
export function openRows({ proposals, lines, payouts, items }: Open): OpenRow[] {
  const spokenFor = new Set(proposals.flatMap(({ left, right }) => [...left, ...right].map(({ side, subject }) => `${side} ${subject}`)))
  const dayOf = ({ right }: Proposal): string | null => items.find(({ side, subject }) => side === right[0]?.side && subject === right[0].subject)?.day ?? null
  return [
    ...proposals.map((proposal): OpenRow => ({
      kind: 'proposal', id: `proposal ${proposal.proposalId}`, proposal, day: dayOf(proposal), minor: proposal.minor, currency: proposal.currency,
    })),
    ...lines
      .map((line): OpenRow => ({ kind: 'bank_line', id: `bank_line ${line.lineId}`, line, day: line.bookedOn ?? line.valueOn, minor: line.openMinor, currency: line.amount.currency }))
      .filter(({ id }) => !spokenFor.has(id)),
    ...payouts
      .map((payout): OpenRow => ({ kind: 'payout', id: `payout ${payout.payoutId}`, payout, day: payout.arrivesOn, minor: payout.openMinor, currency: payout.currency }))
      .filter(({ id }) => !spokenFor.has(id)),
  ]
}

/** The proposal's items that the row of a deep link names, so that a link to a bank line opens the proposal about it. */
export const rowIdFor = (rows: readonly OpenRow[], wanted: string | null): string | null => {
  if (wanted === null) return null
  if (rows.some(({ id }) => id === wanted)) return wanted
  return rows.find((row) => row.kind === 'proposal' && [...row.proposal.left, ...row.proposal.right].some(({ side, subject }) => `${side} ${subject}` === wanted))?.id ?? null
}
