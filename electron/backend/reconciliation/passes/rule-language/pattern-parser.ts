import { longestPattern } from '../../../../../shared/contract/rules.ts'
import { fail, ok, type Result } from '../../../../../shared/result.ts'

export type PatternRefusal = {
  readonly kind: 'unsafe-pattern'
  readonly why: 'too-long' | 'backreference' | 'lookaround' | 'nested-quantifier' | 'too-many-repeats' | 'unknown-escape' | 'not-a-pattern'
  /** Where in the pattern, counted from 0. */
  readonly at: number
}

/** A test of one character, given in upper case as `foldCase` makes it. */
type CharacterTest = (character: string) => boolean

export type PatternNode =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'start' | 'end' | 'word-edge' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly min: number; readonly max: number }

const maxRepeats = 100

/** One form for both cases of a letter. */
export const foldCase = (character: string): string => {
  const upper = character.toLowerCase().toUpperCase()
  return upper.length === character.length ? upper : character
}

export const isWordCharacter = (character: string | undefined): boolean => character !== undefined && /\w/u.test(character)

const classTests: Readonly<Record<string, CharacterTest>> = {
  d: (character) => /\d/u.test(character), D: (character) => !/\d/u.test(character),
  w: isWordCharacter, W: (character) => !isWordCharacter(character),
  s: (character) => /\s/u.test(character), S: (character) => !/\s/u.test(character),
}
const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' }

/**
 * Reads the part of the JavaScript pattern language that can be matched in linear time and read by a person: characters,
 * `.`, classes, `\d \w \s \b`, `^ $`, groups, `|` and `* + ? {m,n}`. Groups only group. What would need to go back and try
 * again (backreferences, lookaround) and repeats inside repeats are refused.
 */
export function parsePattern(pattern: string): Result<PatternNode, PatternRefusal> {
  if (pattern.length > longestPattern) return fail({ kind: 'unsafe-pattern', why: 'too-long', at: longestPattern })
  const reader: Reader = { characters: Array.from(pattern), at: 0, refusal: null }
  const { node } = readChoice(reader)
  if (reader.at < reader.characters.length) refuse(reader, 'not-a-pattern', reader.at)
  return reader.refusal === null ? ok(node) : fail(reader.refusal)
}

interface Reader {
  readonly characters: readonly string[]
  at: number
  refusal: PatternRefusal | null
}

interface Read {
  readonly node: PatternNode
  readonly hasRepeat: boolean
}

const nothing: Read = { node: { kind: 'sequence', parts: [] }, hasRepeat: false }

/** Keeps the first refusal and goes to the end, where there is nothing more to read. */
function refuse(reader: Reader, why: PatternRefusal['why'], at: number): Read {
  reader.refusal ??= { kind: 'unsafe-pattern', why, at }
  reader.at = reader.characters.length
  return nothing
}

const peek = (reader: Reader): string | undefined => reader.characters[reader.at]

function take(reader: Reader, expected: string): boolean {
  if (peek(reader) !== expected) return false
  reader.at += 1
  return true
}

function readChoice(reader: Reader): Read {
  const choices = [readSequence(reader)]
  while (take(reader, '|')) choices.push(readSequence(reader))
  return { node: { kind: 'choice', parts: choices.map(({ node }) => node) }, hasRepeat: choices.some(({ hasRepeat }) => hasRepeat) }
}

function readSequence(reader: Reader): Read {
  const parts: Read[] = []
  for (let next = peek(reader); next !== undefined && next !== '|' && next !== ')'; next = peek(reader)) parts.push(readRepeated(reader))
  return { node: { kind: 'sequence', parts: parts.map(({ node }) => node) }, hasRepeat: parts.some(({ hasRepeat }) => hasRepeat) }
}

function readRepeated(reader: Reader): Read {
  const part = readAtom(reader)
  const at = reader.at
  const counts = readCounts(reader)
  if (counts === null) return part
  if (part.hasRepeat) return refuse(reader, 'nested-quantifier', at)
  if (['start', 'end', 'word-edge'].includes(part.node.kind) || counts.min > counts.max) return refuse(reader, 'not-a-pattern', at)
  if (counts.min > maxRepeats || (counts.max > maxRepeats && counts.max !== Infinity)) return refuse(reader, 'too-many-repeats', at)
  take(reader, '?') // as few as possible: makes no difference to whether there is a match
  return { node: { kind: 'repeat', part: part.node, ...counts }, hasRepeat: true }
}

function readCounts(reader: Reader): { min: number; max: number } | null {
  if (take(reader, '*')) return { min: 0, max: Infinity }
  if (take(reader, '+')) return { min: 1, max: Infinity }
  if (take(reader, '?')) return { min: 0, max: 1 }
  if (peek(reader) !== '{') return null
  const written = /^\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/u.exec(reader.characters.slice(reader.at, reader.at + 12).join(''))
  if (written === null) {
    refuse(reader, 'not-a-pattern', reader.at)
    return null
  }
  reader.at += written[0].length
  const min = Number(written[1])
  return { min, max: written[3] !== undefined ? Number(written[3]) : written[2] === undefined ? min : Infinity }
}

function readAtom(reader: Reader): Read {
  const at = reader.at
  const first = reader.characters[at]!
  reader.at += 1
  switch (first) {
    case '(': {
      if (take(reader, '?') && !take(reader, ':')) return refuse(reader, 'lookaround', at)
      const group = readChoice(reader)
      return take(reader, ')') ? group : refuse(reader, 'not-a-pattern', at)
    }
    case '[':
      return character(readClass(reader, at))
    case '\\':
      return readEscape(reader, at)
    case '.':
      return character((other) => !/[\n\r\u2028\u2029]/u.test(other))
    case '^':
      return { node: { kind: 'start' }, hasRepeat: false }
    case '$':
      return { node: { kind: 'end' }, hasRepeat: false }
    case '*': case '+': case '?': case '{': case '}': case ']':
      return refuse(reader, 'not-a-pattern', at)
    default:
      return literal(first)
  }
}

const character = (test: CharacterTest): Read => ({ node: { kind: 'character', test }, hasRepeat: false })

function literal(text: string): Read {
  const wanted = foldCase(text)
  return character((other) => other === wanted)
}

function readEscape(reader: Reader, at: number): Read {
  if (take(reader, 'b')) return { node: { kind: 'word-edge' }, hasRepeat: false }
  const escaped = readEscaped(reader, at)
  return typeof escaped === 'string' ? literal(escaped) : character(escaped)
}

function readEscaped(reader: Reader, at: number): CharacterTest | string {
  const next = peek(reader) ?? ''
  reader.at += 1
  const known = classTests[next] ?? controls[next]
  if (known !== undefined) return known
  if (next === '') refuse(reader, 'not-a-pattern', at)
  else if (/[0-9k]/u.test(next)) refuse(reader, 'backreference', at)
  else if (/[\p{L}\p{N}]/u.test(next)) refuse(reader, 'unknown-escape', at)
  return next
}

function readClass(reader: Reader, at: number): CharacterTest {
  const isNegated = take(reader, '^')
  const tests: CharacterTest[] = []
  while (!take(reader, ']') && reader.refusal === null) {
    const from = readClassMember(reader, at)
    if (peek(reader) === '-' && (reader.characters[reader.at + 1] ?? ']') !== ']') {
      reader.at += 1
      tests.push(readRange(reader, from, at))
    } else {
      tests.push(typeof from === 'string' ? (other) => other === foldCase(from) : from)
    }
  }
  return (other) => tests.some((test) => test(other)) !== isNegated
}

function readClassMember(reader: Reader, at: number): CharacterTest | string {
  const next = peek(reader)
  if (next === undefined) refuse(reader, 'not-a-pattern', at)
  reader.at += 1
  return next === '\\' ? readEscaped(reader, at) : (next ?? '')
}

function readRange(reader: Reader, from: CharacterTest | string, at: number): CharacterTest {
  const to = readClassMember(reader, at)
  const isRange = typeof from === 'string' && typeof to === 'string' && from !== '' && to !== '' && from.codePointAt(0)! <= to.codePointAt(0)!
  if (!isRange) {
    refuse(reader, 'not-a-pattern', at)
    return () => false
  }
  const [low, high] = [from.codePointAt(0)!, to.codePointAt(0)!]
  const isInside = (text: string): boolean => text.codePointAt(0)! >= low && text.codePointAt(0)! <= high
  return (other) => isInside(other) || isInside(other.toLowerCase())
}
