import type { z } from 'zod'
import type { Allocation } from '../../../shared/contract/reconciliation.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'

/** Under which reason a difference is booked, or that it is not booked because the rest is still to come. */
export type Rest = 'fee' | 'fx' | 'rounding' | 'write_off' | 'later'
export const bookedRests = ['fee', 'fx', 'rounding', 'write_off'] as const

/** One item that may be used: with what is open of it, signed. */
export interface Usable {
  readonly side: 'payout' | 'bank_line'
  readonly subject: string
  readonly minor: number
  readonly currency: CurrencyCode
}

type Part = z.infer<typeof Allocation>

export interface HandMatch {
  readonly leftMinor: number
  readonly rightMinor: number
  /** Right minus left: what the bank has more (or, negative, less) than was sent. */
  readonly residueMinor: number
  /** Whether the rest can be left open: both sides go the same way, and the last item picked on the larger side has more than the rest. */
  readonly canWait: boolean
  /** What is asked of the backend; null while something is missing. */
  readonly wish: { readonly left: Part[]; readonly right: Part[]; readonly difference: { readonly reason: Exclude<Rest, 'later'>; readonly minor: number } | null } | null
}

const sum = (items: readonly Usable[]): number => items.reduce((total, { minor }) => total + minor, 0)
const partOf = ({ side, subject, minor }: Usable): Part => ({ side, subject, minor })

/** What picking these payouts and bank lines comes to. Money is conserved: left + difference = right. */
export function handMatch(payouts: readonly Usable[], lines: readonly Usable[], rest: Rest | null): HandMatch {
  const [leftMinor, rightMinor] = [sum(payouts), sum(lines)]
  const residueMinor = rightMinor - leftMinor
  const isBothSided = payouts.length > 0 && lines.length > 0
  const [larger, excess] = Math.abs(leftMinor) > Math.abs(rightMinor) ? [payouts, -residueMinor] : [lines, residueMinor]
  const last = larger.at(-1)
  const goesOneWay = new Set([...payouts, ...lines].map(({ minor }) => Math.sign(minor))).size === 1
  const canWait = isBothSided && residueMinor !== 0 && goesOneWay && last !== undefined && Math.abs(last.minor) > Math.abs(excess)

  const shortened = (items: readonly Usable[]): Part[] =>
    items.map((item, index) => (canWait && rest === 'later' && items === larger && index === items.length - 1 ? { ...partOf(item), minor: item.minor - excess } : partOf(item)))
  const isExplained = residueMinor === 0 || (rest === 'later' ? canWait : rest !== null)
  return {
    leftMinor, rightMinor, residueMinor, canWait,
    wish: !isBothSided || !isExplained ? null : {
      left: shortened(payouts), right: shortened(lines),
      difference: residueMinor === 0 || rest === null || rest === 'later' ? null : { reason: rest, minor: residueMinor },
    },
  }
}

/** The nearest amounts first; of equal ones those whose days are nearest. */
export function nearestFirst<T extends { readonly minor: number; readonly day: string | null }>(items: readonly T[], to: { readonly minor: number; readonly day: string | null }): T[] {
  const apart = ({ day }: T): number => (day === null || to.day === null ? Number.MAX_SAFE_INTEGER : Math.abs(Date.parse(day) - Date.parse(to.day)))
  return items.toSorted((a, b) => Math.abs(a.minor - to.minor) - Math.abs(b.minor - to.minor) || apart(a) - apart(b))
}
