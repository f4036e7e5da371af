import type { Money } from '../../shared/money.ts'
import { decimalText } from '../../shared/money.ts'

/** How a command ends. 0: done. 1: refused, or problems were found. 2: wrong usage. */
export type ExitCode = 0 | 1 | 2

export interface Answer {
  /** The one JSON document of `--json`. */
  readonly json: unknown
  /** The same for people, line by line. */
  readonly lines: readonly string[]
  readonly exitCode: ExitCode
}

export const done = (json: unknown, lines: readonly string[]): Answer => ({ json, lines, exitCode: 0 })
export const problems = (json: unknown, lines: readonly string[]): Answer => ({ json, lines, exitCode: 1 })

/** A refusal with its kind and facts, and in words; the facts are what a person needs to put it right. */
export function refused(failure: { readonly kind: string }, told?: string): Answer {
  const words = told ?? `Refused: ${describe(failure)}`
  return { json: { refused: { ...failure, words } }, lines: [words], exitCode: 1 }
}

/** Wrong usage that only the command itself can see. */
export class UsageError extends Error {}

export const moneyText = (amount: Money): string => `${decimalText(amount)} ${amount.currency}`

function describe({ kind, ...facts }: { readonly kind: string } & Record<string, unknown>): string {
  const told = Object.entries(facts).map(([name, value]) => `${name} ${typeof value === 'object' && value !== null && 'minor' in value ? moneyText(value as Money) : String(value)}`)
  return [kind.replaceAll('-', ' '), ...told].join(', ')
}
