import { negate, type Money } from '../../../../shared/money.ts'
import type { PayoutLine, PayoutSnapshot } from '../platform.ts'
import { lineTypeOf } from './event-codes.ts'
import type { Transaction } from './transactions.ts'

/** Money that the shop took, or PayPal sent by itself, from the balance to a bank. */
export const isWithdrawal = ({ eventCode, amount }: Transaction): boolean => lineTypeOf(eventCode, amount.minor) === 'payout'

/** A row counts when its money has moved: not when it was denied, and not while it is pending; a pending withdrawal has left the balance. */
export const hasMoved = (row: Transaction): boolean => row.status !== 'D' && (row.status !== 'P' || isWithdrawal(row))

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** A withdrawal as the program knows payouts; `returned` is the row by which it came back. */
export function payoutOf(row: Transaction, returned: Transaction | undefined): PayoutSnapshot {
  return {
    platformReference: row.id,
    amount: negate(row.amount),
    status: returned === undefined ? (statuses[row.status] ?? 'paid') : 'failed',
    createdAt: row.initiatedAt,
    // PayPal does not tell the day; the one on which it let go of the money comes closest.
    arrivesOn: row.status === 'S' ? day(row.updatedAt) : null,
    bankReferences: [row.bankReferenceId, row.id].filter((reference) => reference !== null),
    isItemised: true,
    asOf: Math.max(row.updatedAt, returned?.updatedAt ?? 0),
  }
}

const statuses: Readonly<Record<string, PayoutSnapshot['status']>> = { S: 'paid', P: 'pending', D: 'failed', V: 'failed' }

/** What makes up a withdrawal: everything on the balance since the one before it, in one currency. */
export interface Run {
  readonly withdrawal: Transaction
  /** The one before; null: none is known. */
  readonly before: Transaction | null
  /** Oldest first, without the two. */
  readonly rows: readonly Transaction[]
}

/** Ids of disputes by the transaction that they are about, for lines that are their consequence. */
export type DisputeIds = ReadonlyMap<string, string>

/**
 * The lines of a withdrawal. Seldom is the whole balance withdrawn: what stayed on it before and after stands in lines of its
 * own where PayPal tells the balance, so that the lines add up to the withdrawal, and those of two withdrawals cancel out.
 */
export function linesOf({ withdrawal, before, rows }: Run, disputes: DisputeIds): readonly PayoutLine[] {
  const seen = new Map<string, number>()
  const lines = rows.map((row) => lineOf(row, nativeId(row, seen), disputes))
  const opening = before === null ? balanceBefore(rows[0] ?? withdrawal) : before.endingBalance
  const closing = withdrawal.endingBalance
  const own = lineOf(withdrawal, nativeId(withdrawal, seen), disputes)
  const carried = opening === null || closing === null ? [] : [
    ...balanceLine(`${before?.id ?? withdrawal.id}-brought-forward`, 'balance brought forward', opening.minor, before ?? withdrawal),
    ...balanceLine(`${withdrawal.id}-carried-forward`, 'balance carried forward', -closing.minor, withdrawal),
  ]
  const fee = withdrawal.feeMinor === 0 ? [] : [{ ...own, nativeId: `${own.nativeId}-fee`, type: 'fee' as const, grossMinor: withdrawal.feeMinor, feeMinor: 0, netMinor: withdrawal.feeMinor }]
  return [...lines, ...carried, ...fee, { ...own, feeMinor: 0, netMinor: own.grossMinor }]
}

function balanceBefore({ endingBalance, amount, feeMinor }: Transaction): Money | null {
  return endingBalance === null ? null : { minor: endingBalance.minor - amount.minor - feeMinor, currency: amount.currency }
}

function balanceLine(id: string, text: string, minor: number, { amount: { currency }, initiatedAt }: Transaction): readonly PayoutLine[] {
  return minor === 0 ? [] : [{
    nativeId: id, type: 'transfer', typeText: text, grossMinor: minor, feeMinor: 0, netMinor: minor, currency, merchantReference: null, platformReference: null,
    parentReference: null, references: [], occurredAt: initiatedAt, availableOn: null, method: null, text, original: null, raw: JSON.stringify({ id, minor, currency }),
  }]
}

/** The transaction with its event code, because one id stands for a payment, its hold and the release; and a number for what is still the same. */
function nativeId({ id, eventCode }: Transaction, seen: Map<string, number>): string {
  const name = `${id}-${eventCode}`
  const count = (seen.get(name) ?? 0) + 1
  seen.set(name, count)
  return count === 1 ? name : `${name}-${count}`
}

function lineOf(row: Transaction, id: string, disputes: DisputeIds): PayoutLine {
  const grossMinor = row.amount.minor
  const feeMinor = row.feeMinor === 0 ? 0 : -row.feeMinor
  const parentReference = row.referenceType === null || row.referenceType === 'TXN' ? row.referenceId : null
  const type = lineTypeOf(row.eventCode, grossMinor)
  const isDispute = type === 'chargeback' || type === 'chargeback_reversal' || type === 'dispute_fee'
  const merchantReference = row.invoiceId ?? row.customField
  const platformReference = (isDispute && parentReference !== null ? disputes.get(parentReference) : undefined) ?? row.id
  const others = [row.customField, row.referenceId, row.paypalInvoiceId, row.bankReferenceId, row.id]
  return {
    nativeId: id, type, typeText: row.eventCode, grossMinor, feeMinor, netMinor: grossMinor - feeMinor, currency: row.amount.currency, merchantReference, platformReference,
    parentReference, references: [...new Set(others)].filter((reference) => reference !== null && reference !== merchantReference && reference !== platformReference && reference !== parentReference) as string[],
    occurredAt: row.initiatedAt, availableOn: null, method: row.instrument, text: row.subject, original: null, raw: row.raw,
  }
}
