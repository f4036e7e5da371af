import type { BackendClient } from '../../electron/backend/backend.ts'
import type { Sandbox } from '../../electron/backend/platforms/sandbox/channel/start-sandbox.ts'
import type { Shop } from './shop-handle.ts'
import type { Timeline } from './timeline.ts'

/** What the people of the simulation live in: a shop they ask, a platform where customers pay, time. */
export interface World {
  readonly timeline: Timeline
  /** The shop as a patient person uses it: who is cut off asks the same again as soon as the shop is back. */
  readonly client: BackendClient
  readonly customers: Customers
  readonly newId: () => string
  readonly accountId: string
  /** Something that may never happen. */
  readonly problem: (words: string) => void
}

export interface Customers {
  /** On the platform's page of the payment. False: the page was closed. */
  act(reference: string, act: { decision: 'approve' | 'decline'; otherByMinor?: number }): boolean
  /** Goes to the bank about a payment. Returns the dispute's id, or null when there was nothing to complain about. */
  complain(reference: string): string | null
  endComplaint(disputeId: string, verdict: 'won' | 'lost'): void
}

/** Calls that are answered only when the platform has answered. */
const callsOnTheWire = new Set(['orders.askNow', 'orders.retry', 'polling.once'])

/** A client over a shop that dies now and then. Writes carry ids or are idempotent by the order's state, so asking again is harmless. */
export function patientClient(shop: Shop, timeline: Timeline, problem: (words: string) => void): BackendClient {
  const ask = async (path: string, input: unknown): Promise<unknown> => {
    for (;;) {
      const heard = await shop.ask(path, input, { waitsForWire: callsOnTheWire.has(path) })
      if (heard === 'disconnected') {
        await timeline.sleep(700)
        continue
      }
      if (heard.ok) return heard.value
      problem(`${path}: ${heard.problem}`)
      throw new Error(`${path}: ${heard.problem}`)
    }
  }
  const node = (path: string): unknown =>
    new Proxy(() => undefined, {
      get: (_target, name) => node(path === '' ? String(name) : `${path}.${String(name)}`),
      apply: (_target, _self, [input]: unknown[]) => ask(path, input),
    })
  return node('') as BackendClient
}

export function createCustomers(sandbox: Sandbox, keyId: string): Customers {
  const { controls } = sandbox
  return {
    act: (reference, { decision, otherByMinor = 0 }) =>
      controls.together(() => {
        // The switch is the whole merchant's, so it is on for this one act only.
        controls.setSwitches(keyId, { payOtherByMinor: otherByMinor })
        const done = controls.pay(keyId, { payment: reference, choice: 'visa', decision })
        controls.setSwitches(keyId, { payOtherByMinor: 0 })
        return done.ok
      }),
    complain: (reference) => {
      const opened = controls.openDispute(keyId, { payment: reference, reason: 'Not recognised' })
      return opened.ok ? opened.value.disputeId : null
    },
    endComplaint: (disputeId, verdict) => void controls.decideDispute(keyId, disputeId, verdict),
  }
}

/** Draws for one person, so that what one does never shifts another's luck. */
export interface Dice {
  chance(share: number): boolean
  /** Whole, both ends included. */
  between(least: number, most: number): number
  pick<T>(from: readonly T[]): T
}

export const dice = (random: () => number): Dice => ({
  chance: (share) => random() < share,
  between: (least, most) => least + Math.floor(random() * (most - least + 1)),
  pick: <T>(from: readonly T[]) => from[Math.floor(random() * from.length)]!,
})

export const second = 1_000
export const minute = 60 * second
