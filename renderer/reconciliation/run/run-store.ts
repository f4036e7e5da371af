import { create } from 'zustand'
import type { RunReport } from '../../../shared/contract/reconciliation.ts'
import { ask, backend, type CallFailure } from '../../backend-client.ts'

/** How the last run that was asked for here has ended. */
type RunEnd = { readonly kind: 'report'; readonly report: RunReport } | { readonly kind: 'cancelled' } | { readonly kind: 'failed'; readonly failure: CallFailure }

/** Kept outside the page, so that somebody may look elsewhere while it runs. */
interface RunState {
  readonly isRunning: boolean
  readonly end: RunEnd | null
}

export const useRun = create<RunState>(() => ({ isRunning: false, end: null }))

export async function startRun(isDryRun: boolean): Promise<void> {
  if (useRun.getState().isRunning) return
  useRun.setState({ isRunning: true, end: null })
  const answer = await ask(backend.reconciliation.run({ isDryRun }, { context: { isLong: true } }))
  useRun.setState({ isRunning: false, end: answer.ok ? { kind: 'report', report: answer.value } : answer.failure.kind === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', failure: answer.failure } })
}

export const forgetRun = (): void => useRun.setState({ end: null })
