import type { CurrencyCode } from '../../../../../shared/currency.ts'
import type { BankEntry, ReadEvent } from '../reader.ts'
import { hasControlCharacter } from '../lines.ts'
import { rowError, warning } from '../reports.ts'
import type { MtField } from './mt940-fields.ts'
import { parseInformation } from './mt940-information.ts'
import { parseEntry, statedAmount, type MtEntry } from './mt940-values.ts'
import { referenceOrNull, referencesFrom } from './references.ts'

/** A `:61:` and the `:86:` fields that explain it. */
export interface MtRow {
  readonly entry: MtField
  readonly information: readonly MtField[]
}

/** `KREF+`, `EREF` and the like in the place of a reference say where to look for it. */
const POINTER = /^(EREF|KREF|MREF|PREF|MARF|CREF)\+?$/

const asWritten = ({ tag, lines }: MtField): string => `:${tag}:${lines.join('\n')}`

/** The entry, or the error of a row that cannot be read. */
export function entryEvents({ entry, information }: MtRow, currency: CurrencyCode): readonly ReadEvent[] {
  const bad = [entry, ...information].flatMap(({ tag, lines, line }) =>
    lines.flatMap((text, index) => (hasControlCharacter(text) ? [rowError('control-character', line + index, `:${tag}:`, text)] : [])),
  )
  if (bad.length > 0) return bad
  const [first, ...below] = entry.lines as [string, ...string[]]
  const parsed = parseEntry(first, below[0] ?? '', currency)
  if (parsed.kind === 'fault') return [rowError(parsed.reason, entry.line, ':61:', parsed.value)]
  const warnings = parsed.oddities.map((code) => warning(code, entry.line, first.slice(0, 40)))
  return [...warnings, bankEntry(parsed, { entry, information }, below.join('').trim(), currency)]
}

function bankEntry(parsed: MtEntry, row: MtRow, supplementary: string, currency: CurrencyCode): BankEntry {
  const { entry, information } = row
  const facts = parseInformation(information.map(({ lines }) => lines))
  const customer = POINTER.test(parsed.customerReference) ? null : referenceOrNull(parsed.customerReference)
  const told = [supplementary, ...information.map(({ lines }) => lines.join(''))].join('\n')
  const paid = statedAmount('OCMT', told)
  const charges = statedAmount('CHGS', told)
  const text = facts.text === '' ? supplementary : facts.text
  return {
    kind: 'entry',
    minor: parsed.minor,
    currency,
    bookedOn: parsed.bookedOn,
    valueOn: parsed.valueOn,
    status: parsed.status,
    nativeId: referenceOrNull(parsed.bankReference),
    references: referencesFrom([...facts.references.slice(0, 1), customer, ...facts.references.slice(1), parsed.bankReference]),
    text,
    counterpartyName: facts.counterpartyName,
    counterpartyAccount: facts.counterpartyAccount,
    typeCode: [parsed.type, facts.businessCode].filter((code) => code !== null).join('+') || null,
    original: paid === null || paid.currency === currency ? null : { ...paid, rate: null },
    chargesMinor: charges === null || charges.currency !== currency ? null : charges.minor,
    isReversal: parsed.isReversal,
    details: [],
    line: entry.line,
    raw: [entry, ...information].map(asWritten).join('\n'),
  }
}
