import type { Outcome, PaymentHandle, PaymentSnapshot } from '../platform.ts'
import type { Session } from './answers.ts'
import { completed, readLink, readSession, type LinkPicture } from './pictures.ts'
import { expectedOf, snapshotOf, snapshotOfLink, type Expected } from './snapshots.ts'
import { done, unbelievable, type Told, type Wire } from './wire.ts'

/** The account as far as payments need to know it. */
export interface Account {
  readonly isLive: boolean
  /** Where the customer goes after paying; the shop's own page where it has one. */
  readonly returnUrl: string
  readonly hasReturnUrl: boolean
}

type Known = Omit<Expected, 'isLive'>

/** `told`: an answer that is at hand already and need not be asked for. */
export async function lookAtSession(wire: Wire, { isLive }: Account, id: string, known: Known, told: Told<Session> | null): Promise<Outcome<PaymentSnapshot>> {
  const picture = told === null ? await readSession(wire, id) : await completed(wire, told)
  return picture.kind === 'done' ? believed(snapshotOf(picture.value, { ...known, isLive, platformReference: id })) : picture
}

export async function lookAtLink(wire: Wire, { isLive }: Account, id: string, known: Known, told: LinkPicture | null): Promise<Outcome<PaymentSnapshot>> {
  const picture = told === null ? await readLink(wire, id) : done(told)
  return picture.kind === 'done' ? believed(snapshotOfLink(picture.value, { ...known, isLive, platformReference: id })) : picture
}

export const isLink = (platformReference: string): boolean => platformReference.startsWith('plink_')

/** The payment as it stands now; `isOurEnd` right after we have ended it. */
export function look(wire: Wire, account: Account, handle: PaymentHandle, isOurEnd = false): Promise<Outcome<PaymentSnapshot>> {
  const expected = { ...expectedOf(handle, account.isLive), isOurEnd }
  return isLink(handle.platformReference) ? lookAtLink(wire, account, handle.platformReference, expected, null) : lookAtSession(wire, account, handle.platformReference, expected, null)
}

function believed(read: ReturnType<typeof snapshotOf>): Outcome<PaymentSnapshot> {
  return read.ok ? done(read.value) : unbelievable(read.failure.detail)
}
