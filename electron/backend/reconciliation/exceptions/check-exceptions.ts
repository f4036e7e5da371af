import { linesPerFile } from '../../settlements/line-ids.ts'
import type { LineFindings } from '../checks/line-findings.ts'
import type { RunDestination } from '../run-destination.ts'
import type { FoundExceptions } from './found-exceptions.ts'

/** Exceptions from what the checks of single lines have found, and from differences that were booked as rounding. */
export function findCheckExceptions(found: FoundExceptions, findings: LineFindings, { paymentOf }: RunDestination): void {
  const row = (kind: Parameters<LineFindings['all']>[0], minor: string, more = ''): string =>
    `SELECT 'line:' || l.line_id AS subject, f.account_id AS account_id, ${minor} AS minor, l.currency AS currency, l.occurred_on AS day,
            json_object('line', l.line_id, 'file', f.name, 'sourceLine', l.source_line, 'reference', COALESCE(l.merchant_reference, l.platform_reference),
                        'stated', v.stated_minor, 'expected', v.expected_minor, 'rate', v.rate_id${more}) AS facts
       FROM ${findings.all(kind)} v JOIN all_settlement_lines l ON l.line_id = v.line_id JOIN source_files f ON f.file_no = l.line_id / ${linesPerFile}`
  const byContract = `, 'charged', v.stated_minor, 'by', 'contract'`
  found.addFrom('fee_over', `${row('fee', 'v.stated_minor - v.expected_minor', byContract)} WHERE v.stated_minor > v.expected_minor`)
  found.addFrom('fee_under', `${row('fee', 'v.expected_minor - v.stated_minor', byContract)} WHERE v.stated_minor < v.expected_minor`)
  found.addFrom('fee_not_returned', row('fee_return', 'ABS(v.expected_minor - v.stated_minor)', `, 'returnedTooMuch', v.stated_minor > v.expected_minor`))
  found.addFrom('fx_difference', row('fx', 'ABS(v.stated_minor - v.expected_minor)', `, 'original', json(l.original)`))
  found.addFrom('wrong_period', row('period', 'ABS(l.net_minor)'))
  // One for each method and currency: a missing rate concerns all its lines alike.
  found.addFrom('fee_unknown', `
    SELECT 'rate:' || f.account_id || ':' || l.currency || ':' || COALESCE(p.method_kind, l.method, 'other') AS subject, f.account_id AS account_id, SUM(v.stated_minor) AS minor,
           l.currency AS currency, MAX(l.occurred_on) AS day, json_object('method', COALESCE(p.method_kind, l.method, 'other'), 'lines', COUNT(*), 'first', MIN(l.occurred_on), 'last', MAX(l.occurred_on)) AS facts
      FROM ${findings.all('fee_unknown')} v JOIN all_settlement_lines l ON l.line_id = v.line_id JOIN source_files f ON f.file_no = l.line_id / ${linesPerFile}
      LEFT JOIN payments p ON p.payment_id = ${paymentOf} GROUP BY 1`)
  found.addFrom('rounding', `
    SELECT 'rounding:' || m.currency AS subject, NULL AS account_id, SUM(d.minor) AS minor, m.currency AS currency, NULL AS day, json_object('matches', COUNT(*)) AS facts
      FROM differences d JOIN matches m ON m.match_no = d.match_no
     WHERE d.reason = 'rounding' AND m.undone_by IS NULL AND m.undoes IS NULL GROUP BY m.currency`)
}
