import { expect } from 'vitest'
import type { ChangePage, Outcome, PaymentAct, PaymentHandle, PaymentSnapshot, Platform } from '../../electron/backend/platforms/platform.ts'

/** The value of a call that must have worked. */
export function done<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'done') throw new Error(`expected done, got ${JSON.stringify(outcome)}`)
  return outcome.value
}

/** How the backend would speak of the payment, from what it was told last. */
export const handleOf = (snapshot: PaymentSnapshot, merchantReference = snapshot.merchantReference ?? ''): PaymentHandle =>
  ({ platformReference: snapshot.platformReference, merchantReference, currency: snapshot.amount.currency, platformData: snapshot.platformData })

let keys = 0
/** A handle with a key of its own, for an act. */
export const actOn = (snapshot: PaymentSnapshot): PaymentAct => ({ ...handleOf(snapshot), idempotencyKey: `act-${(keys += 1)}-${Date.now()}` })

export const query = async (platform: Platform, snapshot: PaymentSnapshot): Promise<PaymentSnapshot> => done(await platform.query(handleOf(snapshot)))

/** Reads the feed from a cursor to where nothing more is waiting. */
export async function follow(platform: Platform, from: string | null): Promise<ChangePage> {
  const snapshots: PaymentSnapshot[] = []
  let payoutsChanged = false
  let cursor = from
  for (let pages = 0; pages < 50; pages += 1) {
    const page = done(await platform.changesSince(cursor))
    snapshots.push(...page.snapshots)
    payoutsChanged ||= page.payoutsChanged
    cursor = page.cursor
    if (!page.more) return { ...page, snapshots, payoutsChanged }
  }
  return expect.fail('the feed does not end')
}
