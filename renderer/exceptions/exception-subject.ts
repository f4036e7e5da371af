import type { Exception, ItemName } from '../../shared/contract/reconciliation.ts'

/** What an exception is about, as its subject says it: "bank:17", "line:4:2", "payout:01H…". */
export interface Subject {
  readonly kind: string
  readonly id: string
  /** What follows the id: the file of a changed row, the currency of a reserve. */
  readonly rest: readonly string[]
}

export function subjectOf(subject: string): Subject {
  const [kind = '', id = '', ...rest] = subject.split(':')
  return { kind, id, rest }
}

const sides: Readonly<Record<string, ItemName['side']>> = { line: 'settlement_line', bank: 'bank_line', payout: 'payout', payment: 'payment' }

/** The item behind an exception, where there is one. */
export function itemNameOf({ subject }: Pick<Exception, 'subject'>): ItemName | null {
  const { kind, id } = subjectOf(subject)
  const side = sides[kind]
  return side === undefined || id === '' ? null : { side, subject: id }
}

/** An exception's key: a code has a subject once. */
export const exceptionId = ({ code, subject }: Pick<Exception, 'code' | 'subject'>): string => `${code} ${subject}`

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** What people know the thing by, as far as the facts tell: a reference, the bank's words, a file's name. */
export const nameIn = ({ facts }: Pick<Exception, 'facts'>): string | null =>
  ['counterparty', 'text', 'reference', 'nativeId', 'payout', 'account', 'file'].reduce<string | null>((found, fact) => found ?? text(facts[fact]), null)

export const orderNumberIn = ({ facts }: Pick<Exception, 'facts'>): number | null => (typeof facts['order'] === 'number' ? facts['order'] : null)
export const orderIdIn = ({ facts }: Pick<Exception, 'facts'>): string | null => text(facts['orderId'])
