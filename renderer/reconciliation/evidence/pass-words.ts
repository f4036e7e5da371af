import type { translations } from '../../language/translations.ts'

type Words = (typeof translations)['en']['reconciliation']
export type PassName = keyof Words['pass']
export type LinkName = keyof Words['link']
type Because = keyof Words['because']
type WhyNot = keyof Words['whyNot']
type Reason = keyof Words['reason']

const passes: readonly PassName[] = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11', 'P12', 'person']
const links: readonly LinkName[] = ['L1', 'L2', 'L3', 'L4', 'L5']
const becauses: readonly Because[] = [
  'unique-both-ways', 'other-candidates', 'oldest-of-equals', 'others-declined', 'named', 'known-sender', 'unknown-sender', 'no-date', 'same-day', 'outside-window',
  'cancels-inside', 'only-subset', 'only-run', 'anchored', 'one-left-out', 'same-digits', 'near-reference', 'alias', 'within-tolerance', 'rule',
]
const whyNots: readonly WhyNot[] = ['other-amount', 'outside-window', 'unknown-sender', 'names-another', 'farther', 'equally-near', 'declined']
const reasons: readonly Reason[] = ['fee', 'fx', 'rounding', 'write_off']

/** Words that the backend may say and the page has words for. */
export const isPass = (text: string): text is PassName => passes.some((one) => one === text)
export const isLink = (text: string): text is LinkName => links.some((one) => one === text)
export const isBecause = (text: string): text is Because => becauses.some((one) => one === text)
export const isWhyNot = (text: string): text is WhyNot => whyNots.some((one) => one === text)
export const isReason = (text: string): text is Reason => reasons.some((one) => one === text)

/** What speaks against a match, or leaves a doubt. */
const doubts: ReadonlySet<Because> = new Set<Because>([
  'other-candidates', 'oldest-of-equals', 'unknown-sender', 'no-date', 'outside-window', 'one-left-out', 'cancels-inside', 'near-reference', 'within-tolerance',
])
export const isDoubt = (because: Because): boolean => doubts.has(because)
