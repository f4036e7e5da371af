import type { Day } from '../../../../shared/business-day.ts'
import type { Claim } from '../../../../shared/contract/rates.ts'
import { decimalText, money } from '../../../../shared/money.ts'
import { linesPerFile } from '../../settlements/line-ids.ts'
import type { Database } from '../../store/database.ts'

export interface ClaimTotal {
  readonly currency: string
  readonly lines: number
  /** What was charged too much, and too little; both positive. */
  readonly overMinor: number
  readonly underMinor: number
}

interface ClaimRow {
  lineId: number
  reference: string | null
  orderNumber: number | null
  occurredOn: Day | null
  kind: 'fee' | 'fee_return'
  grossMinor: number
  stated: number
  expected: number
  currency: string
  fileName: string
  sourceLine: number
}

/** Lines that are listed; the file export has them all. */
const mostLines = 500

/** What the platform charged against what was agreed, for a month of one account. */
export function createClaims(db: Database) {
  const inMonth = `FROM line_findings v JOIN settlement_lines l ON l.line_id = v.line_id JOIN source_files f ON f.file_no = l.line_id / ${linesPerFile}
    WHERE v.kind IN ('fee', 'fee_return') AND f.account_id = @accountId AND l.occurred_on BETWEEN @from AND @to`
  // A fee is claimed when it was too high, its return when it was too low.
  const over = `CASE v.kind WHEN 'fee' THEN v.stated_minor - v.expected_minor ELSE v.expected_minor - v.stated_minor END`
  const selectTotals = db.prepare<[MonthOf], ClaimTotal>(
    `SELECT l.currency, COUNT(*) AS lines, SUM(MAX(${over}, 0)) AS overMinor, SUM(MAX(-(${over}), 0)) AS underMinor ${inMonth} GROUP BY l.currency ORDER BY l.currency`,
  )
  const selectLines = db.prepare<[MonthOf], ClaimRow>(
    `SELECT v.line_id AS lineId, COALESCE(l.platform_reference, l.native_id, l.merchant_reference) AS reference, o.number AS orderNumber, l.occurred_on AS occurredOn, v.kind,
            l.gross_minor AS grossMinor, v.stated_minor AS stated, v.expected_minor AS expected, l.currency, f.name AS fileName, l.source_line AS sourceLine
       FROM line_findings v JOIN settlement_lines l ON l.line_id = v.line_id JOIN source_files f ON f.file_no = l.line_id / ${linesPerFile}
       LEFT JOIN line_matches m ON m.line_id = l.line_id LEFT JOIN payments p ON m.kind = 'payment' AND p.payment_id = m.subject
       LEFT JOIN refunds r ON m.kind = 'refund' AND r.refund_id = m.subject LEFT JOIN orders o ON o.order_id = COALESCE(p.order_id, r.order_id)
      WHERE v.kind IN ('fee', 'fee_return') AND f.account_id = @accountId AND l.occurred_on BETWEEN @from AND @to ORDER BY v.line_id, v.kind LIMIT ${mostLines}`,
  )
  return {
    of: (accountId: string, month: string): { claims: Claim[]; totals: ClaimTotal[]; more: number } => {
      const span = { accountId, from: `${month}-01`, to: `${month}-31` }
      const totals = selectTotals.all(span)
      const claims = selectLines.all(span).map(claimOf)
      return { claims, totals, more: totals.reduce((sum, { lines }) => sum + lines, 0) - claims.length }
    },
  }
}

interface MonthOf {
  accountId: string
  from: Day
  to: Day
}

const claimOf = ({ grossMinor, stated, expected, currency, reference, ...row }: ClaimRow): Claim => ({
  ...row, reference: reference ?? '', gross: money(grossMinor, currency), charged: money(stated, currency), agreed: money(expected, currency),
  difference: money(row.kind === 'fee' ? stated - expected : expected - stated, currency),
})

interface ClaimWords {
  readonly greeting: string
  readonly intro: (parts: { shop: string; account: string; month: string }) => string
  readonly line: (parts: { reference: string; day: string; gross: string; charged: string; agreed: string; difference: string }) => string
  readonly more: (count: number) => string
  readonly total: (lines: number, amount: string) => string
  readonly close: string
}

/** The letter is for the platform's people, so it is in their language, not in that of the screen. */
const wordsIn: Record<'en' | 'zh-CN', ClaimWords> = {
  en: {
    greeting: 'Dear merchant support,',
    intro: ({ shop, account, month }) => `for ${month}, account "${account}" of ${shop}, the fees below differ from our contracted rates. Please correct them or tell us why they apply.`,
    line: ({ reference, day, gross, charged, agreed, difference }) => `${reference}, ${day}, amount ${gross}: charged ${charged}, agreed ${agreed}, difference ${difference}`,
    more: (count) => `... and ${count} more, which we will send on request.`,
    total: (lines, amount) => `Total of ${lines} transactions: ${amount}`,
    close: 'Kind regards',
  },
  'zh-CN': {
    greeting: '商户支持团队：',
    intro: ({ shop, account, month }) => `${shop}（账户“${account}”）${month} 的以下手续费与合同费率不符，请更正或说明原因。`,
    line: ({ reference, day, gross, charged, agreed, difference }) => `${reference}，${day}，金额 ${gross}：实收 ${charged}，约定 ${agreed}，差额 ${difference}`,
    more: (count) => `……另有 ${count} 笔，可应要求提供。`,
    total: (lines, amount) => `共 ${lines} 笔，合计 ${amount}`,
    close: '此致',
  },
}

/** The text to send to the platform. Only what was charged too much is claimed. */
export function claimText(
  { shop, account, month }: { shop: string; account: string; month: string }, { claims, totals, more }: { claims: readonly Claim[]; totals: readonly ClaimTotal[]; more: number },
  language: 'en' | 'zh-CN',
): string {
  const words = wordsIn[language]
  const text = ({ minor, currency }: { minor: number; currency: string }): string => `${decimalText(money(minor, currency))} ${currency}`
  const claimed = claims.filter(({ difference }) => difference.minor > 0)
  return [
    words.greeting, '', words.intro({ shop, account, month }), '',
    ...claimed.map(({ reference, occurredOn, gross, charged, agreed, difference }) =>
      words.line({ reference, day: occurredOn ?? '', gross: text(gross), charged: text(charged), agreed: text(agreed), difference: text(difference) })),
    ...(more > 0 ? [words.more(more)] : []), '',
    ...totals.filter(({ overMinor }) => overMinor > 0).map(({ currency, overMinor }) => words.total(claimed.filter((claim) => claim.difference.currency === currency).length, text({ minor: overMinor, currency }))),
    '', words.close, shop,
  ].join('\n')
}
