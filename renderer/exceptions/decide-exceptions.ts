import type { Exception } from '../../shared/contract/reconciliation.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { ask, backend, type CallFailure } from '../backend-client.ts'

export type Decision = 'open' | 'explained' | 'waived'
type Named = Pick<Exception, 'code' | 'subject'>
/** How an exception stood before a decision. */
export type Before = Pick<Exception, 'code' | 'subject' | 'state' | 'note'>

type DecideFailure = { readonly kind: 'note-needed' } | CallFailure

/** As many as one call takes. */
const mostAtOnce = 500

/** Decides on any number, in as many calls as it needs; ends at the first that fails. */
export async function decideAll(names: readonly Named[], state: Decision, note: string): Promise<Result<{ changed: number }, DecideFailure>> {
  let changed = 0
  for (let at = 0; at < names.length; at += mostAtOnce) {
    const some = names.slice(at, at + mostAtOnce).map(({ code, subject }) => ({ code, subject }))
    // One after the other: each waits its turn in the books anyway.
    // oxlint-disable-next-line eslint/no-await-in-loop
    const answer = await ask(backend.reconciliation.decideExceptions({ names: some, state, note }))
    if (!answer.ok) return fail(answer.failure)
    changed += answer.value.changed
  }
  return ok({ changed })
}

/** Those that stood alike before, together: a call gives all its exceptions one state and one note. */
export function standingsBefore(all: readonly Before[]): { readonly state: Decision; readonly note: string; readonly names: readonly Named[] }[] {
  return [...Map.groupBy(all.filter(({ state }) => state !== 'resolved'), ({ state, note }) => `${state} ${note}`).values()].map((names) => ({
    state: names[0]!.state as Decision, note: names[0]!.note, names,
  }))
}

/** Gives each exception the state and the note that it had before. */
export async function undoDecisions(all: readonly Before[]): Promise<Result<{ changed: number }, DecideFailure>> {
  let changed = 0
  for (const { state, note, names } of standingsBefore(all)) {
    // oxlint-disable-next-line eslint/no-await-in-loop -- as above
    const answer = await decideAll(names, state, note)
    if (!answer.ok) return answer
    changed += answer.value.changed
  }
  return ok({ changed })
}
