import { dayOf } from '../days.ts'
import type { SourceRecord } from '../delimited/records.ts'
import type { StatementFacts, StatementStream } from '../delimited/statement-stream.ts'
import type { ControlTotal } from '../reader.ts'
import { SideTotals } from './side-totals.ts'
import { yuan } from './wechat-summary.ts'

/** What the `#` lines around a table say: whose it is, from when to when, where it ends and what it comes to. */
export class AlipayFrame {
  readonly facts: StatementFacts
  /** To be fed with the rows, as the bill counts them. */
  readonly sides = new SideTotals()
  #controls: ControlTotal[] = []
  #isEnded = false

  constructor(before: readonly SourceRecord[]) {
    const text = before.map(({ raw }) => raw).join('\n')
    const account = /账号[：:]\s*\[([^\]\n]{1,60})\]/.exec(text)?.[1] ?? ''
    this.facts = {
      account, statementId: null, sequence: null,
      from: dayIn(/起始日期[：:]\s*\[([^\]\n]{1,40})\]/.exec(text)?.[1]),
      to: dayIn(/终止日期[：:]\s*\[([^\]\n]{1,40})\]/.exec(text)?.[1]),
    }
  }

  /** Control totals of the `#…合计` lines. */
  get controls(): readonly ControlTotal[] {
    return this.#controls
  }

  /** True when a line after the table was seen; a file without one is cut off. */
  get isEnded(): boolean {
    return this.#isEnded
  }

  /**
   * Takes a `#` line. `#交易合计：6笔，商家实收共0.06元，商家优惠共0.00元`, `#退款合计：4笔，商家实收退款共-0.04元，…`,
   * `#支出合计：3笔，共-12.00元`, `#收入合计：…`. Refund and spending sums are stated with or without a minus.
   */
  take(record: SourceRecord, out: StatementStream): boolean {
    if (!record.raw.startsWith('#')) return false
    const text = record.raw
    if (text.includes('列表结束') || text.includes('合计')) this.#isEnded = true
    const total = /^#\s*(交易合计|收入合计|退款合计|支出合计)[：:]\s*(\d{1,9})\s*笔/.exec(text)
    if (total === null) return true
    const side = total[1] === '交易合计' || total[1] === '收入合计' ? 'credit' : 'debit'
    // The first sum counts; what follows is the merchant's own discounts.
    const sum = yuan(/共\s*(-?\d{1,15}(?:\.\d+)?)\s*元/.exec(text)?.[1] ?? null, record.line, out)
    this.#controls.push(...this.sides.controls(side, Number(total[2]), sum, record.line))
    return true
  }
}

/** "2026年11月02日 00:00:00" or "2026-11-02 00:00:00". */
function dayIn(text: string | undefined): string | null {
  const match = /(\d{4})[年/-](\d{1,2})[月/-](\d{1,2})/.exec(text ?? '')
  return match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
}
