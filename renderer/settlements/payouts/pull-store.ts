import { create } from 'zustand'
import { ask, backend, type CallFailure } from '../../backend-client.ts'

/** How a fetch of payouts ended. */
export type PullEnd =
  | { readonly kind: 'fetched'; readonly payouts: number; readonly inserted: number; readonly changed: number; readonly why: string | null }
  | { readonly kind: 'cancelled' | 'account-not-found' }
  | { readonly kind: 'failed'; readonly failure: CallFailure }

interface Pull {
  readonly accountId: string
  /** What its job is about. */
  readonly label: string
  readonly end: PullEnd | null
}

/** The last fetch of payouts from a platform. It goes on while somebody looks at other pages. */
export const usePull = create<{ pull: Pull | null }>(() => ({ pull: null }))

export const forgetPull = (): void => usePull.setState({ pull: null })

export async function pullPayouts(accountId: string, label: string): Promise<void> {
  const finish = (end: PullEnd): void => usePull.setState({ pull: { accountId, label, end } })
  usePull.setState({ pull: { accountId, label, end: null } })
  const answer = await ask(backend.settlements.pull({ accountId, since: null }, { context: { isLong: true } }))
  if (answer.ok) return finish({ kind: 'fetched', payouts: answer.value.payouts, inserted: answer.value.inserted, changed: answer.value.changed, why: answer.value.failure })
  const { failure } = answer
  if (failure.kind === 'cancelled' || failure.kind === 'account-not-found') return finish({ kind: failure.kind })
  return finish({ kind: 'failed', failure })
}
