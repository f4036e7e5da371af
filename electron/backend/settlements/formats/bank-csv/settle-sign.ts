import { cellText } from '../delimited/cells.ts'
import { RunningBalance } from '../delimited/running-balance.ts'
import { foldName } from '../delimited/header.ts'
import type { AssignedColumns } from './assign-columns.ts'
import type { Draft } from './draft.ts'
import type { CsvMapping } from '../../../../../shared/csv-mapping.ts'
import type { Guess, Question } from './proposal.ts'
import { signedMinor } from './signed-amount.ts'
import { statusOf } from './status-words.ts'
import type { TableLayout } from './table-layout.ts'
import { trialMinor } from './trial-amount.ts'

/** Words in a header that point to a card statement, where plus is mostly what was spent. */
const CARD_WORDS = ['card', 'kreditkarte', 'carte', 'tarjeta', 'carta', 'cartao', 'creditcard', 'merchantname', 'merchantentityid', 'plaid'].map(foldName)

/** Settles which way the money went: proved by the running balance, else as written. */
export function settleSign(draft: Draft, mapping: CsvMapping): CsvMapping {
  const { guesses, open, layout } = draft
  const column = mapping.balance?.name ?? ''
  const said = signAsSaid(draft, mapping)
  if (said !== null) return said
  const proved = variantsOf(mapping).find((variant) => breaksOf(layout, variant) === 0)
  if (proved !== undefined) {
    if (proved.isFeeBesides) guesses.push({ about: 'fee', reason: 'fee-besides-by-balance', facts: { column } })
    guesses.push({ about: 'sign', reason: proved.isInverted ? 'inverted-by-balance' : 'proved-by-balance', facts: { column } })
    return proved
  }
  // The balance of today in every row is no running balance; any other that does not follow is kept, and told when read.
  const breaks = breaksOf(layout, mapping)
  const isNoBalance = breaks !== null && draft.columns.get('balance')?.[0]?.facts.distinct.size === 1
  if (breaks !== null) guesses.push({ about: 'sign', reason: 'balance-does-not-follow', facts: { column, breaks } })
  return settleByWords({ ...mapping, balance: isNoBalance ? null : mapping.balance }, draft.columns, guesses, open)
}

/** A person's word goes before the balance, which then tells whether it follows. */
function signAsSaid({ answers: { sign, debit }, guesses, layout }: Draft, mapping: CsvMapping): CsvMapping | null {
  const { amount } = mapping
  if (sign === undefined && (debit === undefined || amount.layout !== 'split')) return null
  const settled: CsvMapping = {
    ...mapping,
    isInverted: sign === 'inverted',
    amount: amount.layout === 'split' && debit !== undefined ? { ...amount, debitIsNegative: debit === 'minus' } : amount,
  }
  const breaks = breaksOf(layout, settled)
  if (breaks !== null && breaks > 0) guesses.push({ about: 'sign', reason: 'balance-does-not-follow', facts: { column: mapping.balance?.name ?? '', breaks } })
  guesses.push({ about: 'sign', reason: 'said-by-person', facts: { column: amount.layout === 'split' ? amount.debit.name : amount.column.name } })
  return settled
}

function settleByWords(mapping: CsvMapping, columns: AssignedColumns, guesses: Guess[], open: Question[]): CsvMapping {
  const { amount } = mapping
  if (amount.layout === 'directed') {
    guesses.push({ about: 'sign', reason: 'direction-words', facts: { out: amount.out.join(', '), in: amount.in.join(', ') } })
  } else if (amount.layout === 'split') {
    for (const side of ['debit', 'credit'] as const) {
      const { facts, reason, place } = columns.get(side)![0]!
      // Columns that no header names could as well stand the other way round.
      const isOpen = (facts.negatives > 0 && facts.negatives < facts.filled) || (side === 'debit' && reason === 'by-content')
      if (isOpen) open.push({ about: 'sign', column: place.name, example: `${facts.negatives}/${facts.filled}` })
    }
    guesses.push({ about: 'sign', reason: amount.debitIsNegative ? 'debit-column-negative' : 'debit-column-positive', facts: { column: amount.debit.name } })
  } else {
    const isCard = (mapping.header ?? []).some((cell) => CARD_WORDS.some((word) => foldName(cell).includes(word)))
    guesses.push({ about: 'sign', reason: isCard ? 'as-written-card' : 'as-written', facts: { column: amount.column.name } })
  }
  return mapping
}

/** As written first, then the other readings that occur; each with charges within the amount and besides it. */
function variantsOf(mapping: CsvMapping): readonly CsvMapping[] {
  const { amount } = mapping
  const other: CsvMapping[] = amount.layout === 'split' ? [{ ...mapping, amount: { ...amount, debitIsNegative: !amount.debitIsNegative } }] : []
  const signs = [mapping, ...other, { ...mapping, isInverted: true }]
  return mapping.fee === null ? signs : signs.flatMap((variant) => [variant, { ...variant, isFeeBesides: true }])
}

/**
 * How many balances are not the one before plus the amount; null without at least two rows to compare. Files of several
 * accounts prove each by itself.
 */
function breaksOf({ rows }: TableLayout, mapping: CsvMapping): number | null {
  if (mapping.balance === null) return null
  const chains = new Map<string, RunningBalance>()
  for (const { cells, line } of rows) {
    const balance = trialMinor(cellText(cells[mapping.balance.index]), mapping.balanceDecimalSign)
    const minor = signedMinor(cells, mapping, (text) => trialMinor(text, mapping.decimalSign))
    const account = mapping.account === null ? '' : cellText(cells[mapping.account.index])
    const chain = chains.get(account) ?? new RunningBalance()
    chains.set(account, chain)
    const isBooked = mapping.status === null || statusOf(cellText(cells[mapping.status.index])) === 'booked'
    if (typeof minor !== 'number') chain.skip()
    else if (balance !== null) chain.add(minor, balance, line)
    else if (isBooked) chain.carry(minor)
  }
  const proofs = [...chains.values()].map((chain) => chain.proof()).filter((proof) => proof !== null)
  return proofs.some(({ compared }) => compared > 0) ? proofs.reduce((sum, { breaks }) => sum + breaks, 0) : null
}
