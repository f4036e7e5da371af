import type { FileReport, ImportedFile, ImportFile } from '../../../shared/contract/settlements.ts'
import type { CallFailure } from '../../backend-client.ts'

/** What a person has said about a file that leaves it open. */
export type Answers = Pick<ImportFile, 'accountId' | 'currency' | 'dateOrder' | 'decimal' | 'encoding' | 'format'>

export const noAnswers: Answers = { accountId: null, currency: null, dateOrder: null, decimal: null, encoding: null, format: null }

export type ImportFailure =
  | CallFailure
  | { readonly kind: 'account-not-found' | 'file-not-readable' | 'no-local-files' | 'upload-not-found' | 'upload-out-of-order' | 'cancelled' }

/** A file that somebody brought, from the first look at it until it is in. */
export interface ImportItem {
  readonly itemId: string
  readonly file: File
  /** ready: looked at, nothing written. done: the backend has decided. */
  readonly phase: 'waiting' | 'looking' | 'ready' | 'importing' | 'done' | 'failed'
  /** Bytes that have reached the backend. */
  readonly uploaded: number
  /** By which the backend has the file meanwhile; null before it came over and after it is in. */
  readonly uploadId: string | null
  readonly answers: Answers
  /** What is in it; an archive holds several files. */
  readonly found: readonly ImportedFile[]
  readonly failure: ImportFailure | null
}

/** What a person has to do before a file can come in. */
export type Verdict =
  /** Nothing: it adds up. */
  | 'sound'
  /** It was imported before, byte for byte. */
  | 'known'
  /** A proof failed or rows cannot be read: accept with a reason, or hold. */
  | 'unsound'
  | 'account-needed' | 'currency-needed' | 'date-order-needed' | 'decimal-needed' | 'encoding-needed' | 'mapping-needed'
  /** It cannot be used. */
  | 'refused'

const questionOf: Partial<Record<string, Verdict>> = {
  'currency-needed': 'currency-needed', 'date-order-needed': 'date-order-needed', 'decimal-needed': 'decimal-needed', 'mapping-needed': 'mapping-needed', undecodable: 'encoding-needed',
}

export function verdictOf({ report, accountId, importedBeforeAt }: Pick<ImportedFile, 'report' | 'accountId' | 'importedBeforeAt'>): Verdict {
  if (report.refused !== null) return questionOf[report.refused.reason] ?? 'refused'
  if (importedBeforeAt !== null) return 'known'
  if (report.side === 'settlement' && accountId === null) return 'account-needed'
  return isSound(report) ? 'sound' : 'unsound'
}

/** Files of the same format that ask whose settlement they are: one answer does for all of them. */
export const askingForAccount = (items: readonly ImportItem[], format: string): readonly ImportItem[] =>
  items.filter(({ phase, found }) => phase === 'ready' && found.some((one) => verdictOf(one) === 'account-needed' && one.report.format === format))

const isSound = ({ findings, rowErrorCount }: FileReport): boolean => findings.length === 0 && rowErrorCount === 0

/** Looked at, nothing open, and there is something in it to bring in. */
export const canComeIn = ({ phase, found }: ImportItem): boolean => {
  const verdicts = found.map(verdictOf)
  return phase === 'ready' && verdicts.length > 0 && verdicts.every((verdict) => verdict === 'sound' || verdict === 'known') && verdicts.includes('sound')
}
