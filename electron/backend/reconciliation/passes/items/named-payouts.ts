import type { OpenPayout } from '../matching.ts'
import type { Work } from '../verdict/work.ts'
import { compact, isPartOfNumber, rawBetween, wordsOf, type Compact } from './bank-text.ts'
import type { ReadLine } from './read-line.ts'

/** A payout whose reference stands in a bank line. */
export interface Naming {
  readonly payoutId: string
  readonly lineId: number
  /** As the platform wrote it, and as the bank did. */
  readonly reference: string
  readonly found: string
  /** Long enough that it does not stand there by chance. */
  readonly isStrong: boolean
}

/** From this length on, a reference counts wherever it stands in the text; a shorter one must be a word of its own. */
const strongLength = 6

/** A reference that more payouts carry, or more deposits, names none of them: it is the shop's own number or name. */
const mostNamed = 12

/** What platforms and banks write where there is no reference. */
const placeholders: ReadonlySet<string> = new Set(['NOTPROVIDED', 'NOTAVAILABLE', 'NONREF', 'NOREFERENCE', 'NONE', 'NULL', 'UNDEFINED', 'STARTUMS', 'NA', 'UNKNOWN'])

interface Sought {
  readonly payoutId: string
  readonly reference: string
  readonly text: string
}

interface Occurrence {
  readonly sought: readonly Sought[]
  readonly from: number
  readonly to: number
  readonly found: string
}

/**
 * Finds the payouts that bank lines name, by any of their references, however the bank wrapped or separated it. Where one
 * reference stands inside a longer one that is there too, only the longer is meant. Null when the budget does not reach all
 * lines: one of the others may name the same payout.
 */
export function findNamings(payouts: readonly OpenPayout[], lines: readonly ReadLine[], work: Work): readonly Naming[] | null {
  const byText = Map.groupBy(payouts.flatMap(soughtOf), ({ text }) => text)
  const usable = [...byText].filter(([, sought]) => new Set(sought.map(({ payoutId }) => payoutId)).size <= mostNamed)
  const words = new Map(usable)
  const byStart = Map.groupBy(usable.filter(([text]) => text.length >= strongLength), ([text]) => text.slice(0, strongLength))
  const namings: Naming[] = []
  for (const line of lines) {
    if (!work.spend(1)) return null
    namings.push(...namingsIn(line, words, byStart))
  }
  return withoutChance(onePerPair(withoutCommon(namings)))
}

function soughtOf({ payoutId, references, senders }: OpenPayout): Sought[] {
  const names = senders.map((sender) => compact(sender).text)
  return references
    .map((reference) => ({ payoutId, reference, text: compact(reference).text }))
    .filter(({ text }) => text !== '' && !placeholders.has(text) && !/^(.)\1*$/u.test(text) && !names.some((name) => name.includes(text)))
}

type ByStart = ReadonlyMap<string, readonly (readonly [string, readonly Sought[]])[]>

function namingsIn(line: ReadLine, words: ReadonlyMap<string, readonly Sought[]>, byStart: ByStart): Naming[] {
  const found = new Map<string, Naming>()
  const note = (sought: readonly Sought[], raw: string): void => {
    for (const { payoutId, reference, text } of sought) {
      found.set(`${payoutId} ${text}`, { payoutId, lineId: line.line.lineId, reference, found: raw, isStrong: text.length >= strongLength })
    }
  }
  for (const text of line.texts) {
    for (const word of [text.text, ...wordsOf(text.raw)]) if (word.length < strongLength) note(words.get(word) ?? [], word)
    for (const { sought, found: raw } of longest(occurrencesIn(text, byStart))) note(sought, raw)
  }
  return [...found.values()]
}

function occurrencesIn(text: Compact, byStart: ByStart): Occurrence[] {
  const occurrences: Occurrence[] = []
  for (let from = 0; from + strongLength <= text.text.length; from += 1) {
    for (const [reference, sought] of byStart.get(text.text.slice(from, from + strongLength)) ?? []) {
      const to = from + reference.length
      if (text.text.startsWith(reference, from) && !isPartOfNumber(text, from, to)) {
        occurrences.push({ sought, from, to, found: rawBetween(text, from, to) })
      }
    }
  }
  return occurrences
}

const longest = (all: readonly Occurrence[]): Occurrence[] =>
  all.filter(({ from, to }) => !all.some((other) => other.from <= from && other.to >= to && other.to - other.from > to - from))

/** Leaves out references that too many lines contain. */
function withoutCommon(namings: readonly Naming[]): Naming[] {
  const perReference = Map.groupBy(namings, ({ payoutId, reference }) => `${payoutId} ${reference}`)
  return namings.filter(({ payoutId, reference }) => perReference.get(`${payoutId} ${reference}`)!.length <= mostNamed)
}

/** Of several references by which a line names one payout, the longest speaks. */
const onePerPair = (namings: readonly Naming[]): Naming[] => [
  ...new Map(
    namings
      .toSorted((a, b) => a.reference.length - b.reference.length || (a.reference < b.reference ? -1 : Number(a.reference > b.reference)))
      .map((naming) => [`${naming.payoutId} ${naming.lineId}`, naming]),
  ).values(),
]

/** A short reference counts only where no long one speaks, neither for the payout nor for the line. */
function withoutChance(namings: readonly Naming[]): Naming[] {
  const strong = namings.filter(({ isStrong }) => isStrong)
  const payouts = new Set(strong.map(({ payoutId }) => payoutId))
  const lines = new Set(strong.map(({ lineId }) => lineId))
  return namings.filter(({ isStrong, payoutId, lineId }) => isStrong || (!payouts.has(payoutId) && !lines.has(lineId)))
}
