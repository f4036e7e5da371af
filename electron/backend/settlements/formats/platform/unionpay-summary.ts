import { parseMoney } from '../../../../../shared/money.ts'
import type { Day } from '../../../../../shared/business-day.ts'
import { dayOf } from '../days.ts'
import { StatementStream } from '../delimited/statement-stream.ts'
import { limits } from '../limits.ts'
import { linesOf } from '../lines.ts'
import type { DecodedFile, FormatReader, ReadEvent, ReadOptions } from '../reader.ts'
import { endingInRefusal, refused } from '../refusal.ts'
import { rowError } from '../reports.ts'

/** What UnionPay owes a merchant for a settlement day, in fen. */
export interface UnionpayTotals {
  readonly count: number
  /** Credits minus debits. */
  readonly amountMinor: number
  /** Debits minus credits: plus is a cost. */
  readonly feeMinor: number
  readonly netMinor: number
}

/**
 * UnionPay's day summary RD2010…: a printed report with a table by transaction type and one by card type, both ending in a
 * 总计 row. Its total is what the bank will receive for the day, so it is told as a payout.
 */
export const unionpaySummaryReader: FormatReader = {
  format: 'unionpay-summary',
  side: 'settlement',
  encodingHabit: 'gb18030',
  recognises: ({ text }) => /清算日期\s*[：:]\s*\d{8}/.test(text) && !text.trimStart().startsWith('#'),
  read: (source, options) => endingInRefusal(readSummary(source, options)),
}

async function* readSummary(source: DecodedFile, options: ReadOptions): AsyncGenerator<readonly ReadEvent[], void> {
  let day: Day | null = null
  let merchant = ''
  const out = new StatementStream()
  let isTold = false
  for await (const { first, lines } of linesOf(source.text(), options.limits ?? limits)) {
    for (const [index, text] of lines.entries()) {
      const line = first + index
      day ??= settlementDay(text)
      merchant ||= /商户(?:代码|编号|号)\s*[：:]\s*(\d{15})/.exec(text)?.[1] ?? ''
      if (isTold || !/^\s*总\s*计/.test(text)) continue
      const totals = unionpayTotals(text)
      if (totals === null) {
        out.events.push(rowError('unreadable', line, '总计', text))
        continue
      }
      if (totals.amountMinor - totals.feeMinor !== totals.netMinor) {
        out.events.push(rowError('arithmetic', line, '总计', text))
        continue
      }
      isTold = true
      const payoutReference = day === null ? null : `${merchant}/${day}`
      out.line(
        {
          kind: 'payout-notice', payoutReference, minor: totals.netMinor, currency: 'CNY', on: day, status: '清算',
          bankReferences: merchant === '' ? [] : [merchant], line, raw: text,
        },
        { account: merchant, statementId: null, sequence: null, from: day, to: day },
      )
    }
    yield out.take()
  }
  if (isTold) out.end()
  yield isTold ? out.take() : [...out.take(), refused('truncated', 'no readable total', { field: '总计' })]
}

/** The numbers of a 总计 row: count, amount debit and credit, fee debit and credit, net debit and credit, in yuan. Null when there are not seven. */
export function unionpayTotals(row: string): UnionpayTotals | null {
  const numbers = row.match(/-?\d[\d,]*(?:\.\d+)?/g) ?? []
  if (numbers.length !== 7) return null
  const [count = '', ...yuan] = numbers
  const sums = yuan.map((text) => parseMoney(text.replaceAll(',', ''), 'CNY')).map((sum) => (sum.ok ? Math.abs(sum.value.minor) : null))
  if (!/^\d+$/.test(count) || sums.some((sum) => sum === null)) return null
  const [amountDebit, amountCredit, feeDebit, feeCredit, netDebit, netCredit] = sums as [number, number, number, number, number, number]
  return { count: Number(count), amountMinor: amountCredit - amountDebit, feeMinor: feeDebit - feeCredit, netMinor: netCredit - netDebit }
}

function settlementDay(text: string): Day | null {
  const match = /清算日期\s*[：:]\s*(\d{4})(\d{2})(\d{2})/.exec(text)
  return match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
}
