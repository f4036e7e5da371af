import { isDay } from '../../../../../shared/business-day.ts'
import type { OpenPayment, OpenPaymentLine } from '../matching.ts'
import { compact, hasWords, plainWords, wordsOf } from './bank-text.ts'
import type { Alias } from './open-payments.ts'

/** What a line's text and a payment have in common without being an id. */
export type SoftLink =
  | { readonly kind: 'near-reference'; readonly ours: string; readonly theirs: string; readonly edits: 0 | 1 }
  | { readonly kind: 'same-digits'; readonly digits: readonly string[] }
  | { readonly kind: 'alias'; readonly alias: Alias }

/** Something that more payments of one amount share tells none of them. */
const mostSharing = 20
const leastDigits = 4
/** A shorter reference has too many neighbours one edit away. */
const leastReference = 6
const longestReference = 64

/** Finds the payments of one amount that a line hints at, without comparing every line with every payment. */
export interface SoftIndex {
  /** By the payment's place in the list; the strongest hint each. */
  hintsOf(line: OpenPaymentLine): ReadonlyMap<number, SoftLink>
}

export function softIndex(payments: readonly OpenPayment[], aliases: readonly Alias[]): SoftIndex {
  const byDigits = indexed(payments, ({ references, words }) => [...references, words].flatMap(digitRuns))
  const byVariant = indexed(payments, (payment) => referencesOf(payment).flatMap(variants))
  const known = aliases.map((alias) => ({ alias, payments: placesWith(payments, alias) })).filter(({ payments: { length } }) => length > 0 && length <= mostSharing)
  return {
    hintsOf: (line) => {
      const hints = new Map<number, SoftLink>()
      const text = compact([...line.references, line.text].join(' '))
      // From the weakest to the strongest, so that the strongest stays.
      for (const { alias, payments: places } of known) if (hasWords(text, compact(alias.from))) for (const place of places) hints.set(place, { kind: 'alias', alias })
      for (const [place, digits] of sharedDigits(line, byDigits)) hints.set(place, { kind: 'same-digits', digits })
      for (const theirs of wrappedWords(line)) {
        for (const place of new Set(variants(theirs).flatMap((variant) => byVariant.get(variant) ?? []))) {
          const near = nearest(referencesOf(payments[place]!), theirs)
          const before = hints.get(place)
          if (near !== null && !(before?.kind === 'near-reference' && before.edits <= near.edits)) hints.set(place, near)
        }
      }
      return hints
    },
  }
}

function indexed(payments: readonly OpenPayment[], keysOf: (payment: OpenPayment) => readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const [place, payment] of payments.entries()) {
    for (const key of new Set(keysOf(payment))) {
      const sharing = places.get(key)
      if (sharing === undefined) places.set(key, [place])
      else sharing.push(place)
    }
  }
  return new Map([...places].filter(([, sharing]) => sharing.length <= mostSharing))
}

function placesWith(payments: readonly OpenPayment[], { to }: Alias): number[] {
  const words = compact(to)
  return payments.flatMap(({ references, words: ours }, place) => (hasWords(compact([...references, ours].join(' ')), words) ? [place] : []))
}

/** Numbers of four digits or more, without zeros in front; years and dates are on every paper and are no number. */
export function digitRuns(text: string): string[] {
  const runs = plainWords(text).match(/\d+/gu) ?? []
  return runs.filter((run) => !isYear(run) && !isDate(run)).map((run) => run.replace(/^0+/u, '')).filter(({ length }) => length >= leastDigits)
}

const isYear = (run: string): boolean => /^(?:19[89]|20\d)\d$/u.test(run)

/** A day written without separators, year first or last. */
const isDate = (run: string): boolean =>
  run.length === 8 &&
  [[run.slice(0, 4), run.slice(4, 6), run.slice(6)], [run.slice(4), run.slice(2, 4), run.slice(0, 2)]].some(([year, month, day]) => isYear(year!) && isDay(`${year}-${month}-${day}`))

function sharedDigits({ references, text }: OpenPaymentLine, byDigits: ReadonlyMap<string, readonly number[]>): Map<number, string[]> {
  const shared = new Map<number, string[]>()
  for (const run of new Set([...references, text].flatMap(digitRuns))) {
    for (const place of byDigits.get(run) ?? []) shared.set(place, [...(shared.get(place) ?? []), run])
  }
  return shared
}

const isReference = ({ length }: string): boolean => length >= leastReference && length <= longestReference
const referencesOf = ({ references }: OpenPayment): string[] => references.map((reference) => compact(reference).text).filter(isReference)

/** References whole, and words of the text alone and with the one after them, because blanks come in where a line was wrapped. */
function wrappedWords({ references, text }: OpenPaymentLine): Set<string> {
  const words = wordsOf(text)
  return new Set([...references.map((reference) => compact(reference).text), ...words, ...words.slice(1).map((word, index) => `${words[index]!}${word}`)].filter(isReference))
}

/** Two texts one edit apart have one of these in common: themselves, or themselves without one character. */
const variants = (text: string): string[] => [text, ...Array.from(text, (_character, index) => text.slice(0, index) + text.slice(index + 1))]

function nearest(ours: readonly string[], theirs: string): SoftLink & { kind: 'near-reference' } | null {
  const near = ours.flatMap((own) => {
    const edits = editsBetween(own, theirs)
    return edits === null ? [] : [{ kind: 'near-reference' as const, ours: own, theirs, edits }]
  })
  return near.find(({ edits }) => edits === 0) ?? near[0] ?? null
}

/** Characters to change, add or take away; null when more than one. */
export function editsBetween(a: string, b: string): 0 | 1 | null {
  if (a === b) return 0
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return null
  let same = 0
  while (same < short.length && short[same] === long[same]) same += 1
  return short.slice(long.length === short.length ? same + 1 : same) === long.slice(same + 1) ? 1 : null
}
