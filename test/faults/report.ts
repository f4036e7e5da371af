import type { FaultRun } from './run-faults.ts'

/** What a run of the simulator says about the shop, as the document and as the table that people read. */
export interface FaultReport {
  readonly orders: number
  readonly seed: number
  /** Orders for which the platform took money. */
  readonly paid: number
  readonly doubleCharges: number
  readonly paidShownUnpaid: number
  readonly lostRefunds: number
  /** Outcomes that are neither known nor on the list of what needs a person. */
  readonly unresolved: number
  /** Outcomes that a person has to decide. */
  readonly listed: number
  readonly kills: number
  readonly requests: number
  readonly requestsPerPaidOrder: number
  /** From the platform's "paid" to the shop's. */
  readonly secondsToKnown: { readonly p50: number; readonly p95: number }
  /** Everything that may not happen, in words. */
  readonly problems: readonly string[]
}

export function reportOf(run: FaultRun, seed: number): FaultReport {
  const { orders, paid, doubleCharges, paidShownUnpaid, lostRefunds, unresolved, listed, kills, requests, problems } = run
  return {
    orders, seed, paid, doubleCharges, paidShownUnpaid, lostRefunds, unresolved, listed, kills, requests,
    requestsPerPaidOrder: paid === 0 ? 0 : Math.round((requests / paid) * 100) / 100,
    secondsToKnown: { p50: percentile(run.secondsToKnown, 50), p95: percentile(run.secondsToKnown, 95) },
    problems,
  }
}

/** Every promise counts, the ledger's proofs and the shop's own log included. */
export const holds = ({ problems, doubleCharges, paidShownUnpaid, lostRefunds, unresolved }: FaultReport): boolean =>
  problems.length === 0 && doubleCharges + paidShownUnpaid + lostRefunds + unresolved === 0

export function tableOf(report: FaultReport): string {
  const { secondsToKnown, problems, ...figures } = report
  const rows = [...Object.entries(figures), ['seconds to known, p50', secondsToKnown.p50], ['seconds to known, p95', secondsToKnown.p95]]
  const width = Math.max(...rows.map(([name]) => String(name).length))
  return [
    ...rows.map(([name, value]) => `${String(name).padEnd(width)}  ${value}`),
    ...problems.map((words) => `PROBLEM  ${words}`),
    holds(report) ? 'Every promise holds.' : `A promise is broken. The same day again: npm run faults -- --orders ${report.orders} --seed ${report.seed}`,
  ].join('\n')
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0
}
