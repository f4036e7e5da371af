import { money } from '../../../shared/money.ts'
import type { Books, DisputeEntry, ReportRow } from './books.ts'
import { amountText, invalid, notFound, problem, reply, reportTime, timeText, type Call, type Json, type Reply } from './call.ts'

const DAY = 86_400_000

export interface ReportMoods {
  /** How long it takes until a transaction can be found. */
  lagMs: number
  /** Rows that one search may have. */
  mostRows: number
}

export function reportRoutes(books: Books, moods: ReportMoods) {
  const rowJson = (row: ReportRow, isFiltered: boolean): Json => ({
    transaction_info: {
      transaction_id: row.id, ...(row.referenceId === undefined ? {} : { paypal_reference_id: row.referenceId, paypal_reference_id_type: row.referenceType }),
      transaction_event_code: row.code, transaction_initiation_date: reportTime(row.at), transaction_updated_date: reportTime(row.updatedAt), transaction_amount: amountText(row.amount),
      ...(row.feeMinor === 0 ? {} : { fee_amount: amountText(money(row.feeMinor, row.amount.currency)) }), transaction_status: row.status,
      ...(row.bankReference === undefined ? {} : { bank_reference_id: row.bankReference }), ...(row.invoiceNumber === undefined ? {} : { invoice_id: row.invoiceNumber }),
      ...(row.customId === undefined ? {} : { custom_field: row.customId }), ...(isFiltered ? {} : { ending_balance: amountText(row.balance), available_balance: amountText(row.balance) }),
    },
    ...(row.paypalInvoiceId === undefined ? {} : { cart_info: { paypal_invoice_id: row.paypalInvoiceId } }),
  })

  function transactions({ query }: Call): Reply {
    const [from, to] = [query.get('start_date') ?? '', query.get('end_date') ?? '']
    if (![from, to].every((text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text))) return problem(400, 'INVALID_REQUEST', undefined, 'Invalid date passed')
    const [start, end] = [Date.parse(from), Date.parse(to)]
    if (end - start > 31 * DAY) return problem(400, 'INVALID_REQUEST', undefined, 'Date range is greater than 31 days')
    const refreshedAt = books.now() - moods.lagMs
    if (start > refreshedAt) return problem(400, 'INVALID_REQUEST', undefined, 'Data for the given start date is not available.')
    const wanted = query.get('transaction_id')
    const rows = books.rows.filter(({ at, id }) => at >= start && at < end + 1_000 && at <= refreshedAt && (wanted === null || id === wanted))
    if (rows.length > moods.mostRows) return problem(400, 'INVALID_REQUEST', 'RESULTSET_TOO_LARGE', 'Result set size is greater than the maximum limit. Change the filter criteria and try again.')
    const size = Number(query.get('page_size') ?? '100')
    const page = Number(query.get('page') ?? '1')
    return reply(200, {
      ...(rows.length === 0 ? {} : { transaction_details: rows.slice((page - 1) * size, page * size).map((row) => rowJson(row, wanted !== null)) }), account_number: 'T8QFSWQ29LCYJ', start_date: reportTime(start),
      end_date: reportTime(Math.min(end, refreshedAt)), last_refreshed_datetime: reportTime(refreshedAt), page, total_items: rows.length, total_pages: Math.ceil(rows.length / size),
    })
  }

  const balances = (): Reply => reply(200, {
    balances: [...books.balances].map(([currency, minor]) => ({ currency, primary: currency === 'EUR', total_balance: amountText(money(minor, currency)) })),
    account_id: 'QYR5Z8XDVJNXQ', as_of_time: timeText(books.now()), last_refresh_time: timeText(books.now() - moods.lagMs),
  })

  return [['GET', '/v1/reporting/transactions', transactions], ['GET', '/v1/reporting/balances', balances]] as const
}

export function disputeRoutes(books: Books) {
  const listed = (dispute: DisputeEntry): Json => ({
    dispute_id: dispute.id, create_time: timeText(dispute.createdAt), update_time: timeText(dispute.updatedAt), reason: 'UNAUTHORISED', status: dispute.status, dispute_state: dispute.state,
    dispute_amount: amountText(dispute.amount), dispute_life_cycle_stage: 'CHARGEBACK', dispute_channel: 'EXTERNAL',
  })
  const whole = (dispute: DisputeEntry): Json => {
    const capture = books.captures.get(dispute.captureId)!
    return {
      ...listed(dispute),
      disputed_transactions: [{ seller_transaction_id: dispute.captureId, ...(capture.invoiceNumber === undefined ? {} : { invoice_number: capture.invoiceNumber }) }],
      ...(dispute.outcome === null ? { seller_response_due_date: timeText(dispute.createdAt + 10 * DAY) } : { dispute_outcome: { outcome_code: dispute.outcome } }),
      money_movements: [
        { affected_party: 'SELLER', amount: amountText(dispute.amount), type: 'DEBIT', reason: 'DISPUTE_SETTLEMENT', initiated_time: timeText(dispute.createdAt) },
        { affected_party: 'SELLER', amount: amountText(money(1_500, dispute.amount.currency)), type: 'DEBIT', reason: 'CHARGEBACK_FEE', initiated_time: timeText(dispute.createdAt) },
      ],
    }
  }

  function list({ query, origin }: Call): Reply {
    const size = Number(query.get('page_size') ?? '10')
    if (size > 50) return invalid('INVALID_PARAMETER_VALUE', 'page_size')
    const since = Date.parse(query.get('update_time_after') ?? '2000-01-01T00:00:00Z')
    if (query.has('update_time_after') && since < books.now() - 180 * DAY) return invalid('INVALID_PARAMETER_VALUE', 'update_time_after must be within the last 180 days')
    const about = query.get('disputed_transaction_id')
    const found = [...books.disputes.values()].filter(({ updatedAt, captureId }) => updatedAt >= since && (about === null || captureId === about)).toReversed()
    const start = Number(query.get('next_page_token') ?? '0')
    const next = new URLSearchParams({ ...Object.fromEntries(query), next_page_token: String(start + size) })
    return reply(200, {
      ...(found.length === 0 ? {} : { items: found.slice(start, start + size).map(listed) }),
      links: [
        { href: `${origin}/v1/customer/disputes?${query.toString()}`, rel: 'self', method: 'GET' },
        ...(start + size < found.length ? [{ href: `${origin}/v1/customer/disputes?${next.toString()}`, rel: 'next', method: 'GET' }] : []),
      ],
    })
  }

  return [
    ['GET', '/v1/customer/disputes', list],
    ['GET', '/v1/customer/disputes/:id', ({ id }: Call): Reply => (books.disputes.has(id) ? reply(200, whole(books.disputes.get(id)!)) : notFound())],
  ] as const
}
