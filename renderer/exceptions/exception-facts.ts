import type { Exception } from '../../shared/contract/reconciliation.ts'
import { isDay } from '../../shared/business-day.ts'
import type { translations } from '../language/translations.ts'

/** Facts of the run itself; the day is the exception's own. */
type FactName = Exclude<keyof (typeof translations)['en']['exceptions']['fact'], 'day'>

/** How a fact is shown; amounts are minor units of the exception's currency. */
export type Fact =
  | { readonly name: FactName; readonly kind: 'text'; readonly value: string }
  | { readonly name: FactName; readonly kind: 'amount' | 'count' | 'instant'; readonly value: number }
  | { readonly name: FactName; readonly kind: 'day'; readonly value: string }

const kinds: Readonly<Record<FactName, Fact['kind']>> = {
  ours: 'amount', theirs: 'amount', charged: 'amount', stated: 'amount', expected: 'amount', amount: 'amount', linesNet: 'amount', lineMinor: 'amount',
  payoutMinor: 'amount', opening: 'amount', closing: 'amount',
  arrivesOn: 'day', lateAfter: 'day', missingAfter: 'day', coveredUntil: 'day', previousTo: 'day', from: 'day', first: 'day', last: 'day', respondBy: 'instant',
  lines: 'count', candidates: 'count', payments: 'count', rows: 'count', count: 'count', matches: 'count', sourceLine: 'count',
  reference: 'text', text: 'text', counterparty: 'text', payout: 'text', typeText: 'text', nativeId: 'text', account: 'text', method: 'text', status: 'text', state: 'text',
  reason: 'text', file: 'text', previousFile: 'text', now: 'text', before: 'text',
}

/** A claim and its counterpart first, then when, then what it is called and where it stands. */
const order = Object.keys(kinds) as FactName[]

/** What is known about an exception, in the order in which it is read. Facts that are only for programs are left out. */
export function factsOf({ facts }: Pick<Exception, 'facts'>): Fact[] {
  const isSameAs = (name: string, other: string): boolean => facts[name] !== undefined && facts[name] === facts[other]
  return order
    .filter((name) => !(name === 'stated' && isSameAs('stated', 'charged')) && !(name === 'count' && Array.isArray(facts['rows'])) && !(name === 'candidates' && Array.isArray(facts['first'])))
    .flatMap((name): Fact[] => {
      const value = Array.isArray(facts[name]) ? facts[name].length : facts[name]
      const kind = kinds[name]
      if (typeof value === 'number') return kind !== 'text' && kind !== 'day' && Number.isSafeInteger(value) ? [{ name, kind, value }] : []
      if (typeof value !== 'string' || value === '') return []
      return (kind === 'day' && isDay(value)) || kind === 'text' ? [{ name, kind, value }] : []
    })
}
