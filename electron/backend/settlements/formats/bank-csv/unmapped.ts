import { cellText } from '../delimited/cells.ts'
import { foldName } from '../delimited/header.ts'
import { platformReaders } from '../platform/readers.ts'
import type { DecodedFile, FileHead, FormatReader, ReadEvent, ReadOptions, Refused } from '../reader.ts'
import { endingInRefusal, refused } from '../refusal.ts'
import { readMapped } from './bank-csv.ts'
import type { Question } from './proposal.ts'
import { proposeMapping } from './propose-mapping.ts'
import { findTable } from './table-layout.ts'

/** Gross and net beside each other are a platform's reckoning, as is a file that nearly is one of theirs: read as a statement it would be wrong in silence. */
export function isOfNoPlatform(head: FileHead): boolean {
  if (platformReaders.some((reader) => reader.recognises(head) || reader.resembles?.(head) === true)) return false
  const names = (findTable(head.text)?.header?.cells ?? []).map((cell) => foldName(cellText(cell)))
  const has = (words: readonly string[]): boolean => names.some((name) => words.some((word) => name.startsWith(word)))
  return !(has(NET) && (has(GROSS) || names.includes('fee')))
}

const GROSS = ['gross', 'brutto', 'bruto', 'brut', 'lordo', '总额', '毛额']
const NET = ['net', 'neto', 'liquido', '净额']

/** How much of a file the assistant reads before it proposes: nearly every bank's export is smaller. */
const PROPOSAL_LENGTH = 4_194_304

/**
 * The reader of bank exports for which no profile is saved: reads by the proposed mapping when nothing is open, or when what
 * is open was answered beforehand; else refuses and says what a person must settle. A platform's file is never its own.
 */
export const unmappedBankCsvReader: FormatReader = {
  format: 'bank-csv',
  side: 'statement',
  recognises: (head) => isOfNoPlatform(head) && proposeMapping(head.text).mapping !== null,
  read: (source, options) => endingInRefusal(readProposed(source, options)),
}

async function* readProposed(source: DecodedFile, options: ReadOptions): AsyncGenerator<readonly ReadEvent[], void> {
  const head = await proposalHead(source)
  const { currency, dateOrder, decimal } = options
  const { mapping, open } = proposeMapping(head, {
    ...(currency === undefined ? {} : { currency }), ...(dateOrder === undefined ? {} : { dateOrder }), ...(decimal === undefined ? {} : { decimal }),
  })
  if (head.trim() === '') yield [refused('empty-file', source.name)]
  else if (mapping === null || open.length > 0) yield [refusalFor(open)]
  else yield* readMapped(source, mapping, options)
}

/** As much of a file as a proposal looks at, in whole lines. */
export async function proposalHead(source: DecodedFile, length = PROPOSAL_LENGTH): Promise<string> {
  let head = ''
  for await (const piece of source.text()) {
    head += piece
    if (head.length >= length) return head.slice(0, head.lastIndexOf('\n') + 1)
  }
  return head
}

/** One open question has a refusal of its own; several need the assistant. */
function refusalFor(open: readonly Question[]): Refused {
  const topics = new Set(open.map(({ about }) => about))
  const [only] = open
  const isSingle = topics.size === 1 && only !== undefined
  const facts = { field: only !== undefined && 'column' in only ? only.column : null }
  if (isSingle && only.about === 'date-order') return refused('date-order-needed', only.example, facts)
  if (isSingle && only.about === 'decimal-sign') return refused('decimal-needed', only.example, facts)
  if (isSingle && only.about === 'currency') return refused('currency-needed', 'the file names no currency')
  return refused('mapping-needed', open.map((question) => (question.about === 'column' ? question.missing : question.about)).join(', '))
}
