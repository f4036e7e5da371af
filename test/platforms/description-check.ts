import { describe, expect, test } from 'vitest'
import type { RecordedExchange } from './fault-proxy.ts'
import { readDescription, specsFolder } from './openapi.ts'

/** A place where the platform of today differs from the description at hand, and how we know. */
export interface KnownDifference {
  /** Matched against what the check says, for instance `POST /v1/refunds body: must NOT have additional properties reason`. */
  readonly says: RegExp
  readonly because: string
}

export interface DescriptionCheck {
  readonly name: string
  /** OpenAPI files in the folder COUNTERFOIL_SPECS. */
  readonly files: readonly string[]
  readonly exchanges: readonly RecordedExchange[]
  readonly differences: readonly KnownDifference[]
}

/** Holds everything that went over the wire, ours and the simulator's, to the platform's official description. Comes after the tests that talk. */
export function describeAgainstDescription({ name, files, exchanges, differences }: DescriptionCheck): void {
  describe.skipIf(specsFolder === undefined)(`${name}: what went over the wire${specsFolder === undefined ? ' [COUNTERFOIL_SPECS is not set]' : ''}`, () => {
    test('is as the official description says, but for the differences that we know', () => {
      const description = readDescription(...files)
      const said = new Set(exchanges.flatMap((exchange) => description.check(exchange)))
      expect(exchanges.length).toBeGreaterThan(0)
      expect([...said].filter((words) => !differences.some(({ says }) => says.test(words)))).toEqual([])
    })
  })
}
