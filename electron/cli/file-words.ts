import type { FileReport, ImportedFile } from '../../shared/contract/settlements.ts'

/** What a person can do about a file that cannot be used, by the reason of the refusal. */
const adviceFor: Readonly<Record<string, string>> = {
  'not-recognised': 'no known format; give --format, or for a bank CSV set up a reading in the console first',
  'no-statement': 'it holds no statement; ask the bank for the statement itself',
  truncated: 'the end is missing; fetch the file again',
  malformed: 'it breaks its own format here; fetch it again, or ask its sender',
  undecodable: 'bytes do not fit the encoding; give --encoding, or fetch it again without editing',
  doctype: 'it carries a document type declaration, which no statement needs',
  'too-large': 'it is larger than any real statement',
  'too-deep': 'it is nested deeper than any real statement',
  'too-many-columns': 'it has more columns than any real statement',
  'duplicate-header': 'two columns have the same name, so that it is not clear which one counts',
  'missing-column': 'a column is missing; export it again with all columns',
  'currency-needed': 'the file does not say its currency; give --currency',
  'date-order-needed': 'all dates can be read in two ways; give --date-order day-first or month-first',
  'decimal-needed': 'all amounts can be read in two ways; give --decimal . or --decimal ,',
  'mapping-needed': 'set up how this bank CSV is read, in the console under Settlements',
  'archive-unsafe': 'the archive holds names or sizes that no honest archive has',
  'archive-empty': 'there is nothing in the archive',
  'server-error': 'the bank wrote an error message into the file instead of a statement',
  unsupported: 'a known file without anything to import',
  'empty-file': 'there is nothing in it',
}

/** Why a path cannot be read, by the system's word for it. */
const readingTrouble: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file', EACCES: 'you may not read it', EPERM: 'you may not read it', EISDIR: 'it is a folder', ENOTDIR: 'part of the path is not a folder', 'not-a-file': 'it is not a file',
}

type Refusal = NonNullable<FileReport['refused']>

export const refusalWords = ({ reason, line, field, detail }: Refusal): string =>
  [
    reason.replaceAll('-', ' '),
    ...(line === null ? [] : [`line ${line}`]),
    ...(field === null ? [] : [`field ${field}`]),
    ...(detail === '' ? [] : [reason === 'file-not-readable' ? (readingTrouble[detail] ?? detail) : `"${detail}"`]),
    ...(adviceFor[reason] === undefined ? [] : [adviceFor[reason]]),
  ].join(': ')

export const rowErrorWords = ({ reason, line, field, value }: FileReport['rowErrors'][number]): string =>
  `line ${line}, field ${field}: ${reason.replaceAll('-', ' ')}: "${value}"`

/** A proof that failed, with its figures as they stand in the report. */
export function findingWords({ kind, ...facts }: FileReport['findings'][number]): string {
  const told = Object.entries(facts).filter(([, value]) => value !== null)
  return `${String(kind).replaceAll('_', ' ')}: ${told.map(([name, value]) => `${name} ${Array.isArray(value) ? value.join('/') : String(value)}`).join(', ')}`
}

const stateWords: Record<ImportedFile['state'], string> = {
  imported: 'imported',
  checked: 'looked at, nothing written',
  held: 'held back until a person accepts it: give --accept NOTE, or decide in the console',
  refused: 'refused, nothing written',
  'known-already': 'imported before, nothing to do',
  'wrong-side': 'nothing written: this is the other kind of file; bank statements go to "statements import", platform files to "settlements import"',
  'account-needed': 'nothing written: say whose settlement it is with --account LABEL',
}

export const stateOf = ({ state }: ImportedFile): string => stateWords[state]
