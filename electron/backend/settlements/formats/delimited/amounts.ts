import { isCurrencyCode } from '../../../../../shared/currency.ts'
import { CURRENCY_MARKS } from './currency-marks.ts'

export type DecimalSign = '.' | ','

/** An amount as written by people and exports, taken apart: plain decimal text for `parseMoney`, and a currency if one stands beside it. */
export interface WrittenAmount {
  /** "-1234.56": digits, at most one point, at most one minus. */
  readonly decimal: string
  /** The ISO code or sign in the cell: "EUR", "€", "¥". */
  readonly currencyText: string | null
}

/** Longest run of digits that is taken for an amount. */
const MOST_DIGITS = 30

/** Cells that stand for "no amount". */
const NOTHING = new Set(['', '-', '--', '---', '–', '—', 'n/a', 'N/A'])

export const isNoAmount = (text: string): boolean => NOTHING.has(text.trim())

/** Words after an amount that give its direction: credit and debit in English and German (Haben, Soll). */
const DIRECTIONS: ReadonlyMap<string, '' | '-'> = new Map([
  ['CR', ''], ['C', ''], ['H', ''], ['DR', '-'], ['DB', '-'], ['D', '-'], ['S', '-'],
])

/**
 * Reads an amount in which the given sign separates the decimals. Understands thousands separators (comma, point, blank,
 * apostrophe; also Indian groups), a minus before or after, the Unicode minus, parentheses, CR/DR, a currency on either
 * side. Null for everything else: exponents, hexadecimal, two decimal signs, groups of a wrong size.
 */
export function readAmount(text: string, decimalSign: DecimalSign): WrittenAmount | null {
  if (isBare(text)) {
    const isNegative = text.charCodeAt(0) === MINUS
    const digits = plainDigits(isNegative ? text.slice(1) : text, decimalSign)
    return digits === null ? null : { decimal: isNegative ? `-${digits}` : digits, currencyText: null }
  }
  // Full-width digits and signs become plain ones, all kinds of blanks become a blank.
  let rest = text.normalize('NFKC').trim().replaceAll(/[\u2212\u2013\uFE63]/g, '-')
  let signs = ''
  let currencyText: string | null = null
  const takeCurrency = (mark: string): boolean => {
    if (currencyText !== null) return false
    currencyText = mark
    return true
  }
  if (rest.startsWith('(') && rest.endsWith(')')) {
    signs = '('
    rest = rest.slice(1, -1).trim()
  }
  // Before the digits: one sign and one currency, in either order.
  for (;;) {
    const first = rest[0]
    if (first === '-' || first === '+') {
      signs += first
      rest = rest.slice(1).trimStart()
      continue
    }
    const mark = leadingMark(rest)
    if (mark === null) break
    if (!takeCurrency(mark)) return null
    rest = rest.slice(mark.length).trimStart()
  }
  // After the digits: a minus, a direction, a currency.
  for (;;) {
    const last = rest.at(-1)
    if (last === '-' || last === '+') {
      signs += last
      rest = rest.slice(0, -1).trimEnd()
      continue
    }
    const mark = trailingMark(rest)
    if (mark === null) break
    const direction = DIRECTIONS.get(mark.toUpperCase())
    if (direction !== undefined) signs += direction === '' ? '+' : '-'
    else if (!takeCurrency(mark)) return null
    rest = rest.slice(0, -mark.length).trimEnd()
  }
  if (signs.length > 1) return null
  const digits = plainDigits(rest, decimalSign)
  if (digits === null) return null
  return { decimal: signs === '-' || signs === '(' ? `-${digits}` : digits, currencyText }
}

const MINUS = 45

/** Nothing but digits, points and commas after an optional minus: most amounts need no more than their groups checked. */
function isBare(text: string): boolean {
  for (let index = text.charCodeAt(0) === MINUS ? 1 : 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if ((code < 48 || code > 57) && code !== 44 && code !== 46) return false
  }
  return text !== ''
}

function leadingMark(text: string): string | null {
  const mark = CURRENCY_MARKS.find((known) => text.startsWith(known))
  if (mark !== undefined) return mark
  const code = /^[A-Za-z]{3}(?![A-Za-z])/.exec(text)?.[0]
  return code !== undefined && isCurrencyCode(code.toUpperCase()) ? code : null
}

function trailingMark(text: string): string | null {
  const mark = CURRENCY_MARKS.find((known) => text.endsWith(known))
  if (mark !== undefined) return mark
  const word = /(?<![A-Za-z])[A-Za-z]{1,3}$/.exec(text)?.[0]
  if (word === undefined) return null
  return DIRECTIONS.has(word.toUpperCase()) || isCurrencyCode(word.toUpperCase()) ? word : null
}

/** "1.234.567,8" with a decimal comma becomes "1234567.8"; null when the groups are not of three (or two, as in India). */
function plainDigits(text: string, decimalSign: DecimalSign): string | null {
  if (text.length > MOST_DIGITS * 2) return null
  const [whole = '', fraction, ...more] = text.split(decimalSign)
  if (more.length > 0 || (fraction !== undefined && !isDigits(fraction) && fraction !== '')) return null
  if (whole === '' && (fraction === undefined || fraction === '')) return null
  const groups = splitGroups(whole, decimalSign)
  if (groups === null) return null
  const digits = groups.join('')
  if (digits.length + (fraction?.length ?? 0) > MOST_DIGITS) return null
  return fraction === undefined || fraction === '' ? digits : `${digits}.${fraction}`
}

function splitGroups(whole: string, decimalSign: DecimalSign): string[] | null {
  if (whole === '' || isDigits(whole)) return [whole]
  const separator = whole.split('').find((character) => character < '0' || character > '9')!
  if (separator === decimalSign || !"., '’".includes(separator)) return null
  const groups = whole.split(separator)
  const isGrouped = groups.every((group, index) => {
    if (!isDigits(group)) return false
    if (index === 0) return group.length <= 3
    return group.length === 3 || (group.length === 2 && index < groups.length - 1)
  })
  return isGrouped ? groups : null
}

function isDigits(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 48 || code > 57) return false
  }
  return text.length > 0
}
