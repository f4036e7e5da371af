const SPACE = 32
const QUOTE = 34
const APOSTROPHE = 39
const EQUALS = 61
const BACKTICK = 96
const LAST_ASCII = 126

/**
 * A cell's text without what exports wrap around it: blanks and tabs (Alipay, HSBC), a leading backtick (WeChat Pay),
 * `="0012"` (written for spreadsheets), a pair of single quotes, an apostrophe before a number. A formula stays as it is:
 * it is text like any other.
 */
export function cellText(cell: string | undefined): string {
  if (cell === undefined || cell === '') return ''
  const first = cell.charCodeAt(0)
  const last = cell.charCodeAt(cell.length - 1)
  const isPlain =
    first > SPACE && first < LAST_ASCII && first !== BACKTICK && first !== EQUALS && first !== APOSTROPHE && first !== QUOTE &&
    last > SPACE && last < LAST_ASCII
  return isPlain ? cell : unwrapped(cell)
}

function unwrapped(cell: string): string {
  let text = cell.trim() // also drops no-break spaces and a byte order mark
  if (text.charCodeAt(0) === BACKTICK) text = text.slice(1).trim()
  if (text.startsWith('="') && text.endsWith('"') && text.length >= 3) return text.slice(2, -1)
  if (text.charCodeAt(0) === APOSTROPHE) {
    if (text.length > 1 && text.charCodeAt(text.length - 1) === APOSTROPHE) return text.slice(1, -1).trim()
    if (/^'[+-]?\d[\d.,]*$/.test(text)) return text.slice(1)
  }
  return text
}

/** The same, with null for nothing. */
export function cellOrNull(cell: string | undefined): string | null {
  const text = cellText(cell)
  return text === '' ? null : text
}
