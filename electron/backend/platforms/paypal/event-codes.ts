import type { SettlementLineType } from '../../../../shared/settlement-line-type.ts'

/**
 * PayPal's transaction event codes. The first three characters are the group, and enough for bookkeeping; some codes of the
 * groups T01, T11 and T12 have a meaning of their own. Source: developer.paypal.com/docs/transaction-search/transaction-event-codes.
 */
const typeByCode: ReadonlyMap<string, SettlementLineType> = new Map([
  ['T1101', 'payout_return'], // a withdrawal to the bank came back
  ['T1102', 'transfer'], ['T1103', 'adjustment'], ['T1104', 'transfer'],
  ['T1106', 'chargeback'], ['T1107', 'refund'], ['T1108', 'fee_refund'], ['T1109', 'fee_refund'],
  ['T1112', 'adjustment'], ['T1113', 'refund'], ['T1114', 'transfer'], ['T1115', 'transfer'],
  ['T1201', 'chargeback'], ['T1202', 'chargeback_reversal'], ['T1205', 'chargeback_reversal'], ['T1207', 'chargeback'],
  ['T1208', 'chargeback_reversal'], ['T0106', 'dispute_fee'], ['T0107', 'dispute_fee'], ['T0114', 'dispute_fee'],
])

const typeByGroup: ReadonlyMap<string, SettlementLineType> = new Map([
  ['T00', 'payment'], ['T01', 'fee'], ['T02', 'fx'], ['T03', 'transfer'], ['T04', 'payout'], ['T05', 'transfer'],
  ['T06', 'transfer'], ['T07', 'transfer'], ['T08', 'adjustment'], ['T09', 'adjustment'], ['T10', 'transfer'],
  ['T11', 'adjustment'], ['T12', 'adjustment'], ['T14', 'adjustment'], ['T17', 'transfer'], ['T18', 'transfer'],
  ['T19', 'adjustment'], ['T20', 'transfer'],
])

/** PayPal books a hold and its release under neighbouring codes; the sign tells them apart. */
const holdCodes: ReadonlySet<string> = new Set(['T1105', 'T1110', 'T1111', 'T1116', 'T1117', 'T1118', 'T1119'])
const holdGroups: ReadonlySet<string> = new Set(['T15', 'T21', 'T22'])

/** What a row with this code and signed gross amount is. */
export function lineTypeOf(eventCode: string, grossMinor: number): SettlementLineType {
  const group = eventCode.slice(0, 3)
  if (holdCodes.has(eventCode) || holdGroups.has(group)) return grossMinor < 0 ? 'reserve_hold' : 'reserve_release'
  const type = typeByCode.get(eventCode) ?? typeByGroup.get(group) ?? 'unknown_type'
  // Money that the shop itself sent to somebody, a fee given back, a withdrawal that was undone.
  if (type === 'payment' && grossMinor < 0) return 'transfer'
  if (type === 'fee' && grossMinor > 0) return 'fee_refund'
  if (type === 'payout' && grossMinor > 0) return 'payout_return'
  return type
}

/** Authorisations and their voids are told, but move no money. */
export const isAuthorization = (eventCode: string): boolean => eventCode.startsWith('T13')
