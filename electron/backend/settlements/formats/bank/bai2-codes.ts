/** What an amount with a type code means for the account. */
export type Bai2Direction = 'credit' | 'debit' | 'status' | 'unknown'

/**
 * The direction of a detail's type code. 700 to 799 are loans: payments received are credits, disbursements debits. From 900 on
 * banks define their own; whether 920 to 929 still are states or already credits is told differently, so it stays open.
 * Source: BAI cash management balance reporting specifications, version 2, appendix A.
 */
export function directionOf(typeCode: string): Bai2Direction {
  const code = /^\d{3}$/.test(typeCode) ? Number(typeCode) : 0
  if (code === 890 || (code >= 1 && code <= 99)) return 'status'
  if (code >= 100 && code <= 399) return 'credit'
  if (code >= 400 && code <= 699) return 'debit'
  if (code >= 700 && code <= 719) return 'status'
  if (code >= 720 && code <= 759) return 'credit'
  if (code >= 760 && code <= 799) return 'debit'
  if (code >= 900 && code <= 919) return 'status'
  if (code >= 930 && code <= 959) return 'credit'
  return code >= 960 && code <= 999 ? 'debit' : 'unknown'
}

/** How many fields the funds type at a place takes up after itself: availability dates and amounts that must not be read as references. */
export function fundsFieldCount(fields: readonly string[], at: number): number {
  switch ((fields[at] ?? '').trim().toUpperCase()) {
    case 'V':
      return 2 // value date, time
    case 'S':
      return 3 // immediate, one day, two or more days
    case 'D':
      return /^\d{1,3}$/.test(fields[at + 1] ?? '') ? 1 + 2 * Number(fields[at + 1]) : 1 // number, then day and amount of each
    default:
      return 0 // 0, 1, 2, Z or nothing
  }
}
