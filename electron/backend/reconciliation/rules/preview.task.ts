import { addDays, type Day } from '../../../../shared/business-day.ts'
import type { Rule, RuleDeed, RulePreview } from '../../../../shared/contract/rules.ts'
import type { Task } from '../../jobs/task.ts'
import { daysOnRecord } from '../../shop/days-on-record.ts'
import type { FoundMatch } from '../passes/matching.ts'
import { evaluateRule, type RuleItems } from '../passes/rule-language/evaluate-rule.ts'
import { matchKey } from '../passes/run-passes.ts'
import { sendersOfAccounts } from '../resemblance.ts'
import { depositItems, paymentItems } from './preview-items.ts'
import { activeRules } from './rules.repository.ts'
import { createVerdicts } from './verdicts.ts'

export interface PreviewInput {
  readonly ruleId: string
  readonly rule: Rule
}

const daysBack = 90
const mostDeeds = 100

/** What a rule would have done in the last 90 days, told by the code of the run itself and held against what stands today. */
export const previewTask: Task<PreviewInput, Omit<RulePreview, 'previewId'>> = ({ store, clock, signal, report }, { ruleId, rule }) => {
  const { db } = store
  report({ step: 'read', done: 0, total: null })
  const days = daysOnRecord(db)
  const to = days.dayOf(clock.now())
  const from = addDays(to, -daysBack)
  const senders = sendersOfAccounts(db)
  const terms = { since: from, dayOf: days.dayOf, sendersOf: (accountId: string) => senders.get(accountId) ?? [], shouldStop: () => signal.aborted }
  const items: RuleItems = rule.link === 'L4' ? depositItems(db, terms) : paymentItems(db, terms)
  report({ step: 'match', done: 0, total: null })
  const outcome = evaluateRule({ ruleId, version: 0, rule }, items, activeRules(db))
  const deeds = deedsOf(outcome.matches, outcome.excluded, items, createVerdicts(db))
  const now = new Set([...outcome.matches, ...outcome.appears].map(matchKey))
  const [left, right] = items.link === 'L4' ? [items.payouts, items.bankLines] : [items.payments, items.lines]
  return Promise.resolve({
    from, to, leftExamined: left.length, rightExamined: right.length, totals: totalsOf(deeds),
    deeds: deeds.toSorted((a, b) => dayOfDeed(b).localeCompare(dayOfDeed(a))).slice(0, mostDeeds),
    prevented: outcome.vanishes.filter((match) => !now.has(matchKey(match))).length,
    notExamined: outcome.notExamined,
  })
}

type Item = RuleDeed['left'][number]

function deedsOf(matches: readonly FoundMatch[], excluded: ReturnType<typeof evaluateRule>['excluded'], items: RuleItems, verdicts: ReturnType<typeof createVerdicts>): RuleDeed[] {
  const known = itemsByName(items)
  const side = (allocations: FoundMatch['left']): Item[] =>
    allocations.map(({ side, subject, minor }) => ({ subject: `${side}:${subject}`, minor, ...(known.get(`${side} ${subject}`) ?? { words: subject, day: null }) }))
  const matched = matches.map((match): RuleDeed => ({
    act: match.act, verdict: verdicts.ofMatch(match), currency: match.currency, minor: match.right.reduce((sum, { minor }) => sum + minor, 0),
    differenceMinor: match.differences.reduce((sum, { minor }) => sum + minor, 0), left: side(match.left), right: side(match.right),
  }))
  const lines = items.link === 'L4' ? new Map(items.bankLines.map((line) => [line.lineId, line])) : new Map<number, never>()
  const aside = excluded.map((exclusion): RuleDeed => {
    const line = lines.get(exclusion.lineId)!
    return {
      act: 'exclude', verdict: verdicts.ofExclusion(exclusion), currency: line.currency, minor: line.openMinor, differenceMinor: 0, left: [],
      right: side([{ side: 'bank_line', subject: String(line.lineId), minor: line.openMinor }]),
    }
  })
  return [...matched, ...aside]
}

/** What each item is called on the page, and its day. */
function itemsByName(items: RuleItems): Map<string, Pick<Item, 'words' | 'day'>> {
  if (items.link === 'L4') {
    return new Map([
      ...items.payouts.map(({ payoutId, references, expectedOn }) => [`payout ${payoutId}`, { words: references[0] ?? payoutId, day: expectedOn }] as const),
      ...items.bankLines.map(({ lineId, counterpartyName, text, bookedOn }) => [`bank_line ${lineId}`, { words: [counterpartyName, text].filter(Boolean).join(' · ').slice(0, 160), day: bookedOn }] as const),
    ])
  }
  const dayOf = items.dayOf!
  return new Map([
    ...items.payments.map(({ paymentId, references, paidAt }) => [`payment ${paymentId}`, { words: references[0] ?? paymentId, day: dayOf(paidAt) }] as const),
    ...items.lines.map(({ lineId, references, text, occurredOn }) => [`settlement_line ${lineId}`, { words: [references[0], text].filter(Boolean).join(' · ').slice(0, 160), day: occurredOn }] as const),
  ])
}

const dayOfDeed = ({ left, right }: RuleDeed): Day => [...left, ...right].flatMap(({ day }) => (day === null ? [] : [day])).toSorted().at(-1) ?? ''

function totalsOf(deeds: readonly RuleDeed[]): RulePreview['totals'] {
  const groups = Map.groupBy(deeds, ({ act, verdict, currency }) => `${act} ${verdict} ${currency}`)
  return [...groups.values()].map((group) => {
    const { act, verdict, currency } = group[0]!
    return {
      act, verdict, currency, count: group.length, minor: group.reduce((sum, { minor }) => sum + minor, 0), differenceMinor: group.reduce((sum, { differenceMinor }) => sum + differenceMinor, 0),
    }
  })
}
