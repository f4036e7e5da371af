import { create } from 'zustand'
import type { ExportRecord, Manifest } from '../../shared/contract/exports.ts'
import type { Day } from '../../shared/business-day.ts'
import { assertNever } from '../../shared/result.ts'
import { ask, backend, type CallFailure } from '../backend-client.ts'

export interface ExportWish {
  readonly subject: Manifest['subject']
  readonly from: Day
  readonly to: Day
  /** Null: live and test money together, each row says which. */
  readonly environment: 'test' | 'live' | null
  readonly withByteOrderMark: boolean
}

/** How the making of an export ended. */
export type ExportEnd =
  | { readonly kind: 'made'; readonly exportId: string }
  | { readonly kind: 'cancelled' | 'bad-range' | 'no-local-files' }
  | { readonly kind: 'cannot-write'; readonly why: string }
  | { readonly kind: 'journal-does-not-balance'; readonly currency: string; readonly minor: number }
  | { readonly kind: 'failed'; readonly failure: CallFailure }

interface Making {
  readonly wish: ExportWish
  readonly end: ExportEnd | null
}

/** The last export that was asked for here. It goes on while somebody looks at other pages. */
export const useMaking = create<{ making: Making | null }>(() => ({ making: null }))

export const forgetMaking = (): void => useMaking.setState({ making: null })

/** The made export, or null when there is none; why stands in the store. */
export async function makeExport(wish: ExportWish): Promise<ExportRecord | null> {
  const finish = (end: ExportEnd): void => useMaking.setState({ making: { wish, end } })
  useMaking.setState({ making: { wish, end: null } })
  const answer = await ask(backend.exports.make({ ...wish, format: 'csv', path: null }, { context: { isLong: true } }))
  if (answer.ok) {
    finish({ kind: 'made', exportId: answer.value.exportId })
    return answer.value
  }
  finish(endOf(answer.failure))
  return null
}

type Refused = { readonly kind: 'cancelled' | 'bad-range' | 'no-local-files' } | Extract<ExportEnd, { readonly kind: 'cannot-write' | 'journal-does-not-balance' }>

function endOf(failure: Refused | CallFailure): ExportEnd {
  switch (failure.kind) {
    case 'not-allowed':
    case 'invalid-input':
    case 'disconnected':
    case 'incident':
      return { kind: 'failed', failure }
    case 'cannot-write':
    case 'journal-does-not-balance':
      return failure
    case 'cancelled':
    case 'bad-range':
    case 'no-local-files':
      return { kind: failure.kind }
    default:
      return assertNever(failure)
  }
}
