import { feeOf, money, type Money } from '../../../shared/money.ts'

/** What PayPal has written down. */

export interface InvoiceEntry {
  readonly id: string
  readonly number: string
  readonly reference: string | undefined
  readonly memo: string | undefined
  readonly amount: Money
  readonly items: unknown
  status: string
  readonly createdAt: number
  updatedAt: number
  sentAt: number | null
  cancelledAt: number | null
  readonly payments: { readonly id: string; readonly at: number; readonly method: string; readonly amount: Money; readonly isExternal: boolean }[]
  readonly refunds: { readonly id: string; readonly at: number; readonly amount: Money }[]
}

export interface CaptureEntry {
  readonly id: string
  readonly amount: Money
  readonly fee: Money
  status: string
  reason: string | null
  readonly createdAt: number
  updatedAt: number
  readonly invoiceNumber: string | undefined
  readonly customId: string | undefined
  readonly orderId: string | null
  readonly invoiceId: string | null
  readonly authorizationId: string | null
  refundedMinor: number
}

export interface RefundEntry {
  readonly id: string
  readonly captureId: string
  readonly amount: Money
  readonly status: string
  readonly customId: string | undefined
  readonly note: string | undefined
  readonly createdAt: number
}

export interface AuthorizationEntry {
  readonly id: string
  readonly orderId: string
  readonly amount: Money
  status: string
  readonly createdAt: number
  updatedAt: number
}

export interface OrderEntry {
  readonly id: string
  readonly intent: string
  readonly amount: Money
  readonly customId: string | undefined
  readonly invoiceNumber: string | undefined
  readonly description: string | undefined
  readonly source: string | null
  status: string
  readonly createdAt: number
  approvedAt: number | null
  updatedAt: number | null
  /** How often the customer's instrument is declined from now on. */
  declines: number
  readonly captureIds: string[]
  readonly authorizationIds: string[]
}

export interface DisputeEntry {
  readonly id: string
  readonly captureId: string
  readonly amount: Money
  readonly createdAt: number
  updatedAt: number
  status: string
  state: string
  outcome: string | null
}

export interface ReportRow {
  readonly id: string
  readonly code: string
  readonly amount: Money
  readonly feeMinor: number
  status: string
  readonly at: number
  updatedAt: number
  readonly referenceId?: string | undefined
  readonly referenceType?: string | undefined
  readonly invoiceNumber?: string | undefined
  readonly customId?: string | undefined
  readonly bankReference?: string | undefined
  readonly paypalInvoiceId?: string | undefined
  readonly balance: Money
}

export type Books = ReturnType<typeof openBooks>

const letters = 'ABCDEFGHJKLMNPRSTUVWXY0123456789'

/** An empty account. `now` is PayPal's clock. */
export function openBooks(now: () => number) {
  let count = 0
  const newId = (length = 17): string => {
    count += 1
    let rest = count * 7_919 + 104_729
    let text = ''
    for (let place = 0; place < 6; place += 1, rest = Math.floor(rest / letters.length)) text = letters[rest % letters.length]! + text
    return text.padStart(length, '7')
  }
  const rows: ReportRow[] = []
  const balances = new Map<string, number>()

  /** Writes a row and moves the balance, fee included. */
  function post(row: Omit<ReportRow, 'id' | 'status' | 'at' | 'updatedAt' | 'balance'> & { id?: string; status?: string }): ReportRow {
    const { currency } = row.amount
    const balance = (balances.get(currency) ?? 0) + row.amount.minor + row.feeMinor
    balances.set(currency, balance)
    const entry: ReportRow = { id: newId(), status: 'S', at: now(), updatedAt: now(), ...row, balance: money(balance, currency) }
    rows.push(entry)
    return entry
  }

  return {
    now, newId, post, rows, balances,
    newInvoiceId: (): string => `INV2-${newId(16).match(/.{4}/g)!.join('-')}`,
    invoices: new Map<string, InvoiceEntry>(),
    orders: new Map<string, OrderEntry>(),
    captures: new Map<string, CaptureEntry>(),
    authorizations: new Map<string, AuthorizationEntry>(),
    refunds: new Map<string, RefundEntry>(),
    disputes: new Map<string, DisputeEntry>(),
    trackers: [] as { transactionId: string; status: string }[],
  }
}

/** 3.49 % and a fixed part, in whole units where PayPal knows no smaller ones. */
export function feeFor(amount: Money): Money {
  const isWhole = amount.currency === 'HUF' || amount.currency === 'TWD'
  const fee = feeOf(amount, { rateBps: 349, fixedMinor: amount.currency === 'JPY' ? 40 : 49, rounding: 'half-up' })
  return isWhole ? money(Math.ceil(fee.minor / 100) * 100, fee.currency) : fee
}
