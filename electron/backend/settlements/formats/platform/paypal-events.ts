import type { SettlementLineKind } from '../reader.ts'

/**
 * PayPal's transaction event codes. The first three characters are the group; some codes of the groups T11, T12 and T19 have
 * a meaning of their own. Source: developer.paypal.com/docs/transaction-search/transaction-event-codes. Holds are told apart
 * by their sign, because PayPal books a hold and its release in pairs under neighbouring codes.
 */
const kindByCode: ReadonlyMap<string, SettlementLineKind> = new Map([
  ['T1101', 'payout_return'], // withdrawal to the bank came back
  ['T1102', 'transfer'], ['T1103', 'adjustment'], ['T1104', 'transfer'],
  ['T1106', 'chargeback'], ['T1107', 'refund'], ['T1108', 'fee_refund'], ['T1109', 'fee_refund'],
  ['T1112', 'adjustment'], ['T1113', 'refund'], ['T1114', 'transfer'], ['T1115', 'transfer'],
  ['T1201', 'chargeback'], ['T1202', 'chargeback_reversal'], ['T1205', 'chargeback_reversal'], ['T1207', 'chargeback'],
  ['T1208', 'chargeback_reversal'], ['T0106', 'dispute_fee'], ['T0107', 'dispute_fee'], ['T0114', 'dispute_fee'],
])

const holdCodes: ReadonlySet<string> = new Set(['T1105', 'T1110', 'T1111', 'T1116', 'T1117', 'T1118', 'T1119'])
const holdGroups: ReadonlySet<string> = new Set(['T15', 'T21', 'T22'])

const kindByGroup: ReadonlyMap<string, SettlementLineKind> = new Map([
  ['T00', 'payment'], ['T01', 'fee'], ['T02', 'fx'], ['T03', 'transfer'], ['T04', 'payout'], ['T05', 'transfer'],
  ['T06', 'transfer'], ['T07', 'transfer'], ['T08', 'adjustment'], ['T09', 'adjustment'], ['T10', 'transfer'],
  ['T11', 'adjustment'], ['T12', 'adjustment'], ['T14', 'adjustment'], ['T17', 'transfer'], ['T18', 'transfer'],
  ['T19', 'adjustment'], ['T20', 'transfer'],
])

/** What a row with this code and signed gross amount is. */
export function paypalLineType(eventCode: string, grossMinor: number): SettlementLineKind {
  const group = eventCode.slice(0, 3)
  if (holdCodes.has(eventCode) || holdGroups.has(group)) return grossMinor < 0 ? 'reserve_hold' : 'reserve_release'
  const kind = kindByCode.get(eventCode) ?? kindByGroup.get(group) ?? 'unknown_type'
  // Money that the shop itself sent to somebody, a fee given back, a withdrawal that was undone.
  if (kind === 'payment' && grossMinor < 0) return 'transfer'
  if (kind === 'fee' && grossMinor > 0) return 'fee_refund'
  if (kind === 'payout' && grossMinor > 0) return 'payout_return'
  return kind
}

/** Authorisations and their voids (T13) are told, but no money moves. */
export const isAuthorization = (eventCode: string): boolean => eventCode.startsWith('T13')
