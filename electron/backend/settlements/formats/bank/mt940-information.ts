import { withoutEnd } from '../trim.ts'
import { referencesFrom } from './references.ts'

/** What `:86:` tells about an entry, whichever of the banks' dialects it is written in. */
export interface MtInformation {
  readonly text: string
  readonly counterpartyName: string | null
  readonly counterpartyAccount: string | null
  /** End-to-end id, customer reference, mandate: best first. */
  readonly references: readonly string[]
  /** The three digits of the German business code. */
  readonly businessCode: string | null
}

/** Lines as long as this were cut by the format, perhaps inside a word; shorter ones end where the bank wanted. */
const CUT_LENGTH = 60

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()
const orNull = (text: string | undefined): string | null => (text === undefined || tidy(text) === '' ? null : tidy(text))

/** Reads the lines of one or more `:86:` fields (one list a field). */
export function parseInformation(fields: readonly (readonly string[])[]): MtInformation {
  // Cuts go through words and keys, so the lines of a field are joined without a blank; a repeated tag begins anew.
  const joined = fields.map((lines) => lines.join('')).join(' ').trimStart()
  const german = GERMAN.exec(joined)
  if (german !== null) return germanInformation(joined, german)
  if (beginsWithKey(joined)) return slashInformation(joined)
  return { text: tidy(plainText(fields)), counterpartyName: null, counterpartyAccount: null, references: [], businessCode: null }
}

function plainText(fields: readonly (readonly string[])[]): string {
  const joinLines = (lines: readonly string[]): string =>
    lines.reduce((text, line, index) => text + (index > 0 && lines[index - 1]!.length < CUT_LENGTH ? ' ' : '') + line, '')
  return fields.map(joinLines).join(' ')
}

// ---- German: business code, then sub-fields marked by a sign and two digits --------------------------------------------
// Source: DK (German banking industry) annex 3 of the agreement on remote data transmission, chapter MT940.

/** The sign is whatever stands after the code. Polish and some Dutch banks leave the code out; then only the usual signs count. */
const GERMAN = /^(?:(\d{3})([^A-Za-z0-9\s/+.,:;()'-])|([?<>~^@]))(?=\d{2})/

const PURPOSE = [...Array.from({ length: 10 }, (_, index) => 20 + index), 60, 61, 62, 63]

const SEPA_KEY = /(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC)\+/g

function subfields(text: string, sign: string): Map<number, string> {
  const found = new Map<number, string>()
  for (const part of text.split(sign).slice(1)) {
    const number = /^\d{2}/.test(part) ? Number(part.slice(0, 2)) : null
    if (number !== null) found.set(number, (found.get(number) ?? '') + part.slice(2))
    else {
      // The sign itself inside a text: it belongs to the sub-field before.
      const last = [...found.keys()].at(-1)
      if (last !== undefined) found.set(last, `${found.get(last)!}${sign}${part}`)
    }
  }
  return found
}

/** SEPA keys inside a purpose, on the joined text because a key may be cut over two sub-fields. */
function sepaKeys(purpose: string): Map<string, string> {
  const marks = [...purpose.matchAll(SEPA_KEY)]
  const values = new Map<string, string>()
  marks.forEach((mark, index) => {
    const value = purpose.slice(mark.index + mark[0].length, marks[index + 1]?.index)
    if (!values.has(mark[1]!)) values.set(mark[1]!, value)
  })
  if (marks.length > 0 && marks[0]!.index > 0) values.set('before', purpose.slice(0, marks[0]!.index))
  return values
}

function germanInformation(joined: string, match: RegExpExecArray): MtInformation {
  const code = match[1]
  const sign = match[2] ?? match[3]!
  const fields = subfields(joined, sign)
  const purpose = PURPOSE.map((number) => fields.get(number) ?? '').join('')
  const keys = sepaKeys(purpose)
  const name = `${fields.get(32) ?? ''}${fields.get(33) ?? ''}`
  const said = keys.get('SVWZ') ?? keys.get('before') ?? (keys.size > 0 ? '' : purpose)
  return {
    text: tidy(said) || tidy(purpose) || tidy(fields.get(0) ?? ''),
    counterpartyName: orNull(name) ?? orNull(keys.get('ABWA')) ?? orNull(keys.get('ABWE')),
    counterpartyAccount: orNull(keys.get('IBAN')) ?? orNull(fields.get(31)),
    references: referencesFrom([keys.get('EREF'), keys.get('KREF'), keys.get('MREF')]),
    businessCode: code ?? null,
  }
}

// ---- SEPA with slashes: /EREF/…/NAME/…/REMI/… (Netherlands, Belgium, Nordic countries) ---------------------------------
// Source: structured :86: of the Dutch Payments Association's MT940 guide, and the guides of ABN AMRO, ING and Rabobank.

const SLASH_KEYS = [
  'ADDR', 'BBAN', 'BENM', 'BIC', 'CHGS', 'CNTP', 'CSID', 'EREF', 'EXCH', 'IBAN', 'ID', 'INIT', 'ISDT', 'KREF', 'MARF', 'NAME',
  'NRTX', 'OCMT', 'ORDP', 'PREF', 'PURP', 'REMI', 'RREF', 'RTRN', 'SVCL', 'TRCD', 'TRTP', 'UCRD', 'UDTR', 'ULTB', 'ULTC', 'ULTD',
]
const SLASH_KEY = new RegExp(`/(${SLASH_KEYS.join('|')})/`, 'g')

const beginsWithKey = (text: string): boolean => new RegExp(`^\\s*${SLASH_KEY.source}`).test(text)

/** Values run to the next known key, because remittance texts contain slashes. */
function slashValues(text: string): Map<string, string> {
  const marks = [...text.matchAll(SLASH_KEY)]
  const values = new Map<string, string>()
  marks.forEach((mark, index) => {
    const value = text.slice(mark.index + mark[0].length, marks[index + 1]?.index)
    if (!values.has(mark[1]!)) values.set(mark[1]!, value)
  })
  return values
}

/** `USTD//text` is free text, `STRD/CUR/reference` a creditor reference. */
function remittance(value: string): { text: string; reference: string | null } {
  const text = value.replace(/^\/?USTD\/\//, '')
  const structured = /^\/?STRD\/[A-Z]*\/([^/]+)/.exec(value)
  return structured === null ? { text, reference: null } : { text: structured[1]!, reference: structured[1]! }
}

function slashInformation(joined: string): MtInformation {
  const values = slashValues(joined)
  const trimmed = (key: string): string | undefined => values.has(key) ? withoutEnd(values.get(key)!, '/ ') : undefined
  const remit = remittance(trimmed('REMI') ?? '')
  const [iban, , name] = (values.get('CNTP') ?? '').split('/')
  return {
    text: tidy(remit.text) || tidy(joined),
    counterpartyName: orNull(trimmed('NAME')) ?? orNull(name),
    counterpartyAccount: orNull(trimmed('IBAN')) ?? orNull(trimmed('BBAN')) ?? orNull(iban),
    references: referencesFrom([
      trimmed('EREF'), remit.reference, trimmed('KREF'), trimmed('PREF'), trimmed('MARF'), trimmed('RREF'),
    ]),
    businessCode: null,
  }
}
