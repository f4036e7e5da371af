/**
 * A text without blanks, separators, accents and case, and where each of its characters stands in the original. Banks wrap
 * text in the middle of words and write separators as they like, so references are looked for in this form.
 */
export interface Compact {
  readonly raw: string
  readonly text: string
  /** Index in `raw` of each character of `text`. */
  readonly at: readonly number[]
}

const letterOrDigit = /[\p{L}\p{N}]/u

export function compact(raw: string): Compact {
  const at: number[] = []
  let text = ''
  let index = 0
  for (const character of raw) {
    const kept = folded(character)
    for (let unit = 0; unit < kept.length; unit += 1) at.push(index)
    text += kept
    index += character.length
  }
  return { raw, text, at }
}

/** Upper case without accents, full-width forms made plain; nothing for anything but letters and digits. */
function folded(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 128) return letterOrDigit.test(character) ? character.toUpperCase() : ''
  return Array.from(character.normalize('NFKD').toUpperCase()).filter((part) => letterOrDigit.test(part)).join('')
}

/** Upper case, accents and full-width forms made plain, each stretch of blanks one blank: for comparing whole phrases. */
export const plainWords = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase().replaceAll(/\s+/gu, ' ').trim()

/** The words of a text in their compact form. */
export const wordsOf = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}]+/u).map((word) => compact(word).text).filter((word) => word !== '')

/** The original characters from the first to the last of a stretch of the compact text. */
export const rawBetween = ({ raw, at }: Compact, from: number, to: number): string => raw.slice(at[from], afterRaw(raw, at[to - 1]!))

const afterRaw = (raw: string, index: number): number => index + (raw.codePointAt(index)! > 0xffff ? 2 : 1)
const isDigit = (character: string | undefined): boolean => character !== undefined && /\p{Nd}/u.test(character)

/** True when the stretch is a word, or several words, of the original: no letter or digit touches it. */
function standsAlone({ raw, at }: Compact, from: number, to: number): boolean {
  const before = raw[at[from]! - 1]
  const after = raw[afterRaw(raw, at[to - 1]!)]
  return (before === undefined || !letterOrDigit.test(before)) && (after === undefined || !letterOrDigit.test(after))
}

/** True when the stretch is only a part of a longer number: 123456 in 91234567. Zeros in front do not make another number. */
export function isPartOfNumber({ raw, at, text }: Compact, from: number, to: number): boolean {
  const end = afterRaw(raw, at[to - 1]!)
  if (isDigit(text[to - 1]) && isDigit(raw[end])) return true
  if (!isDigit(text[from])) return false
  let start = at[from]!
  while (raw[start - 1] === '0') start -= 1
  return isDigit(raw[start - 1])
}

/** True when the words stand somewhere in the text as words of their own, however the bank wrapped them. */
export function hasWords(where: Compact, words: Compact): boolean {
  if (words.text === '') return false
  for (let from = where.text.indexOf(words.text); from >= 0; from = where.text.indexOf(words.text, from + 1)) {
    if (standsAlone(where, from, from + words.text.length)) return true
  }
  return false
}
