import type { Waterfall } from '../../../shared/contract/settlements.ts'
import type { StepType } from '../../queries/settlements.ts'

/** A bar of the waterfall; `start` and `size` are shares of the width, 0 to 1, for drawing only. */
export interface Bar {
  readonly minor: number
  readonly start: number
  readonly size: number
}

export interface StepBar extends Bar {
  readonly step: StepType
  readonly lines: number
}

export interface WaterfallBars {
  /** What customers paid, then what was taken off or put on, each where the one before ended. */
  readonly steps: readonly StepBar[]
  readonly sum: Bar
  /** Null while the platform has not said how much it pays out. */
  readonly payout: Bar | null
  readonly deposit: Bar
}

const order: readonly StepType[] = ['gross', 'fees', 'refunds', 'chargebacks', 'adjustments', 'reserve', 'other']
const alwaysThere: ReadonlySet<StepType> = new Set(['gross', 'fees'])

/** The waterfall as bars on one scale, which holds zero, every sum on the way, the payout and the deposit. */
export function barsOf({ steps, linesNetMinor, payoutMinor, depositMinor }: Waterfall): WaterfallBars {
  const shown = order.flatMap((type) => steps.filter((step) => step.type === type && (alwaysThere.has(type) || step.lines > 0 || step.minor !== 0)))
  let reached = 0
  const spans = shown.map(({ minor }) => [reached, (reached += minor)] as const)
  const points = [0, ...spans.map(([, to]) => to), linesNetMinor, payoutMinor ?? 0, depositMinor]
  const least = Math.min(...points)
  const width = Math.max(...points) - least || 1
  const bar = (from: number, to: number): Bar => ({ minor: to - from, start: (Math.min(from, to) - least) / width, size: Math.abs(to - from) / width })
  return {
    steps: shown.map(({ type, lines }, index) => Object.assign(bar(...spans[index]!), { step: type, lines })),
    sum: bar(0, linesNetMinor),
    payout: payoutMinor === null ? null : bar(0, payoutMinor),
    deposit: bar(0, depositMinor),
  }
}
