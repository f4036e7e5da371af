import { afterAll, describe, onTestFinished } from 'vitest'
import { collecting } from './chapters/collecting.ts'
import { feeding } from './chapters/feeding.ts'
import { givingBack } from './chapters/giving-back.ts'
import { holding } from './chapters/holding.ts'
import { payingOut } from './chapters/paying-out.ts'
import { secrecy } from './chapters/secrecy.ts'
import { trouble } from './chapters/trouble.ts'
import type { RecordedExchange } from './fault-proxy.ts'
import type { Rig } from './rig.ts'
import { openWorkbench, type OpenBench } from './workbench.ts'

export interface Conformance {
  readonly name: string
  /** A fresh simulator with an account, for one test; the kit stops it. */
  readonly start: () => Promise<Rig>
}

/**
 * What the program relies on, whatever the platform: one suite for all adapters, over real HTTP against their simulators.
 * What a platform lacks by its own capabilities is skipped by name. Returns what went over the wire, filled as the tests run.
 */
export function describeConformance({ name, start }: Conformance): readonly RecordedExchange[] {
  const exchanges: RecordedExchange[] = []
  const running = new Set<() => Promise<void>>()
  const openBench: OpenBench = async () =>
    openWorkbench(await start(), (putAway) => {
      const stop = async (): Promise<void> => {
        if (running.delete(stop)) exchanges.push(...(await putAway()))
      }
      running.add(stop)
      onTestFinished(stop)
    })
  describe(`${name} as a platform`, () => {
    collecting(openBench)
    holding(openBench)
    givingBack(openBench)
    feeding(openBench)
    payingOut(openBench)
    trouble(openBench)
    secrecy(openBench)
    // A test that skips itself does not finish in the runner's eyes.
    afterAll(() => Promise.all([...running].map((stop) => stop())))
  })
  return exchanges
}
