import { z } from 'zod'
import { JobCancelled } from './jobs.ts'
import { books, Currency, Day, Instant, Minor, owner, resultOf, Ulid } from './values.ts'

/*
 * The owner's rules of reconciliation: data, no scripting. A rule says: pairs of the link for which `where` holds, inside the
 * window and the tolerance, are matched (`auto`) or proposed (`propose`), and what differs is booked under `difference`.
 *
 *   L4 without tolerance   bank lines for which `where` holds come from the platform: it defines a sender
 *   L1 without tolerance   `auto` lets payments be matched by amount and time alone, where nothing else fits either way
 *   with a tolerance       pairs may differ by as much; always proposed
 *   `exclude`              bank lines for which `where` holds have nothing to do with payments, for the stated reason
 *
 * Conditions look at the row from outside (bank line or settlement line), and at the account of ours it is held against.
 */

const ruleFields = ['amount', 'currency', 'day', 'text', 'reference', 'counterparty', 'bankAccount', 'account', 'method'] as const
export const longestPattern = 200

const Text = z.string().trim().min(1).max(200)
const Whole = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER)
const Field = z.enum(ruleFields)
export type RuleField = z.infer<typeof Field>

const Condition = z.discriminatedUnion('op', [
  z.object({ field: Field, op: z.literal('equals'), value: z.union([Text, Whole]) }),
  z.object({ field: Field, op: z.literal('contains'), value: Text }),
  z.object({ field: Field, op: z.literal('regex'), value: z.string().min(1).max(longestPattern) }),
  /** From and to, both included. */
  z.object({ field: Field, op: z.literal('between'), value: z.union([z.tuple([Whole, Whole]), z.tuple([Text, Text])]) }),
  z.object({ field: Field, op: z.literal('in'), value: z.array(z.union([Text, Whole])).min(1).max(200) }),
])
export type RuleCondition = z.infer<typeof Condition>

/** The shape of a rule. Whether it makes sense is judged by the backend, which names every mistake. */
export const Rule = z.object({
  name: Text,
  /** Rules are tried from low to high. */
  order: z.number().int().min(0).max(10_000),
  link: z.enum(['L1', 'L4']),
  where: z.array(Condition).max(20),
  /** Days between what we expect and what came; `bank` counts bank days of the currency. Null: the pass's own window. */
  window: z.object({ daysBefore: z.number().int().min(0).max(60), daysAfter: z.number().int().min(0).max(60), calendar: z.enum(['bank', 'every-day']) }).nullable(),
  /** Both limits hold: minor units, and per mille of what we expect. Null: amounts are equal. */
  tolerance: z.object({ minor: z.number().int().positive().max(Number.MAX_SAFE_INTEGER), perMille: z.number().int().min(1).max(1000) }).nullable(),
  /** `both`: nothing else fits either side. `one`: one of the two sides may have other candidates. */
  requireUnique: z.enum(['both', 'one']),
  act: z.enum(['auto', 'propose', 'exclude']),
  /** Under which reason a difference is booked; with a tolerance only. */
  difference: z.object({ reason: z.enum(['fee', 'fx', 'rounding', 'write_off']) }).nullable(),
  /** Why lines are set aside; with `exclude` only. */
  reason: z.string().trim().max(200).nullable(),
})
export type Rule = z.infer<typeof Rule>

const ruleMistakes = [
  'unknown-field', 'amount-needs-currency', 'only-words-contain', 'only-amounts-and-days-have-order', 'bad-pattern', 'not-minor-units', 'not-text', 'not-a-currency', 'not-a-day',
  'only-bank-lines-excluded', 'excludes-everything', 'reason-needed', 'no-tolerance-here', 'no-reason-here', 'auto-must-be-unique', 'auto-has-no-tolerance', 'no-sender', 'tolerance-and-difference',
] as const
export const RuleMistake = z.object({
  /** Where in the rule: ["where", 0, "value"]. */
  path: z.array(z.union([z.string(), z.number()])),
  why: z.enum(ruleMistakes),
})
export type RuleMistake = z.infer<typeof RuleMistake>

export const SavedRule = z.object({
  ruleId: Ulid,
  version: z.number().int(),
  rule: Rule,
  isActive: z.boolean(),
  savedAt: Instant,
  savedBy: z.string(),
})
export type SavedRule = z.infer<typeof SavedRule>

/** What the rule would have done, held against what has been decided since. */
export const RuleDeed = z.object({
  act: z.enum(['auto', 'propose', 'exclude']),
  /** as-decided: the same match, or exclusion, stands today. open: nothing has been decided of these items. against: they were decided otherwise. */
  verdict: z.enum(['as-decided', 'open', 'against']),
  currency: Currency,
  minor: Minor,
  /** What differs, booked under the rule's reason. */
  differenceMinor: Minor,
  left: z.array(z.object({ subject: z.string(), words: z.string(), minor: Minor, day: Day.nullable() })),
  right: z.array(z.object({ subject: z.string(), words: z.string(), minor: Minor, day: Day.nullable() })),
})
export type RuleDeed = z.infer<typeof RuleDeed>

export const RulePreview = z.object({
  /** `save` wants it: a rule is not saved before somebody could see what it does. */
  previewId: Ulid,
  from: Day,
  to: Day,
  /** Items of the last 90 days that the rule was tried on. */
  leftExamined: z.number().int(),
  rightExamined: z.number().int(),
  totals: z.array(z.object({ act: RuleDeed.shape.act, verdict: RuleDeed.shape.verdict, currency: Currency, count: z.number().int(), minor: Minor, differenceMinor: Minor })),
  /** The newest of them. */
  deeds: z.array(RuleDeed),
  /** Other matches that would not have been found with the rule in force. */
  prevented: z.number().int(),
  /** Items that were too many to look at. */
  notExamined: z.number().int(),
})
export type RulePreview = z.infer<typeof RulePreview>

const RuleNotFound = z.object({ kind: z.literal('rule-not-found') })
const BadRule = z.object({ kind: z.literal('bad-rule'), mistakes: z.array(RuleMistake) })

export const rules = {
  /** The newest version of each, in the order in which they are tried. */
  list: books.output(z.array(SavedRule)),
  /** All versions of one, newest first. */
  history: books.input(z.object({ ruleId: Ulid })).output(resultOf(z.array(SavedRule), RuleNotFound)),
  /** What the rule would have done in the last 90 days, by the code of the run itself. `ruleId`: the rule that it is to replace. */
  preview: owner
    .input(z.object({ ruleId: Ulid.nullable(), rule: Rule }))
    .output(resultOf(RulePreview, z.discriminatedUnion('kind', [RuleNotFound, BadRule, JobCancelled]))),
  /** A new rule, or a new version. Matches already made keep the version that made them. */
  save: owner
    .input(z.object({ ruleId: Ulid.nullable(), rule: Rule, previewId: Ulid }))
    .output(resultOf(SavedRule, z.discriminatedUnion('kind', [RuleNotFound, BadRule, z.object({ kind: z.literal('not-previewed') })]))),
  /** Switches a rule off or on again: a new version too, so that the books tell when it was in force. */
  switch: owner.input(z.object({ ruleId: Ulid, isActive: z.boolean() })).output(resultOf(SavedRule, RuleNotFound)),
}
