import { decimalText, money } from '../../../shared/money.ts'
import type { OrderRecord } from './records.ts'

/** Scripts written without blanks are searched by single characters that must follow each other. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

const spaced = (text: string): string => Array.from(text, (sign) => (unspaced.test(sign) ? ` ${sign} ` : sign)).join('')

export type SearchableOrder = Pick<
  OrderRecord, 'number' | 'reference' | 'amountMinor' | 'currency' | 'customer' | 'note' | 'description'
>

/** The words an order can be found by: number with and without zeros, reference, amount, customer, note, description. */
export function orderWords(order: SearchableOrder): string {
  const amount = decimalText(money(order.amountMinor, order.currency))
  const number = String(order.number)
  return [
    number, number.padStart(4, '0'), order.reference,
    // The tokenizer splits at the point; the joined form lets "38.50" be found as one thing.
    amount.replace('.', 'p'), amount.replace(/\.00$/u, ''),
    spaced(order.customer), spaced(order.note), spaced(order.description),
  ].join(' ')
}

/**
 * A search as people type it, as an FTS5 query: every word must be there, the last may be unfinished; amounts with point
 * or comma; unspaced scripts as phrases. Null when nothing searchable was typed.
 */
export function orderQuery(typed: string): string | null {
  const words = typed.normalize('NFC').split(/\s+/u).filter((word) => word !== '')
  const terms = words.flatMap((word) => {
    if (/^\d+[.,]\d{1,3}$/u.test(word)) return [`"${word.replace(/[.,]/u, 'p')}"`]
    const tokens = spaced(word).match(/[\p{L}\p{N}]+/gu)
    if (tokens === null) return []
    return [`"${tokens.join(' ')}"*`]
  })
  return terms.length === 0 ? null : terms.join(' AND ')
}
