import { create, type StoreApi, type UseBoundStore } from 'zustand'
import { persist } from 'zustand/middleware'
import type { CallFailure } from '../backend-client.ts'
import type { CreateFailure, CreateOrder, SimilarOpenOrder } from '../../shared/contract/orders.ts'
import type { z } from 'zod'
import { useSession } from '../queries/session.ts'

/** What stands in the form. */
export interface Draft {
  readonly minor: number
  /** Null: the account's, or the shop's. */
  readonly currency: string | null
  readonly accountId: string | null
  readonly description: string
  readonly customer: string
  readonly note: string
  readonly methodHint: CreateOrder['methodHint']
  readonly captureMode: CreateOrder['captureMode']
  readonly expiresInMinutes: number | null
}

/**
 * An order on its way to the backend. `unknown`: the connection went before the answer came. `not-arrived`: it was looked
 * up and is not there, so nothing was charged.
 */
export interface Sending {
  readonly wish: CreateOrder
  readonly state: 'under-way' | 'unknown' | 'not-arrived'
}

export type ChargeProblem = Exclude<z.infer<typeof CreateFailure>, { kind: 'similar-open-order' }> | Exclude<CallFailure, { kind: 'disconnected' }>

export interface CounterState {
  readonly draft: Draft
  readonly sending: Sending | null
  /** A like order is not resolved: the till stops until a person has seen it. */
  readonly guard: { readonly wish: CreateOrder; readonly similar: z.infer<typeof SimilarOpenOrder> } | null
  readonly problem: ChargeProblem | null
  /** The last sale at this till: what customers see and what sounds are about. */
  readonly saleId: string | null
  /** The order on the stub: the last sale, or one that was picked from the strip. */
  readonly shownId: string | null
}

export const emptyDraft: Draft = {
  minor: 0, currency: null, accountId: null, description: '', customer: '', note: '', methodHint: null, captureMode: 'automatic', expiresInMinutes: null,
}

export type CounterStore = UseBoundStore<StoreApi<CounterState>>

/** Survives a reload in mid-payment: the wish keeps the id it was first sent with. */
const createCounterStore = (desk: 'live' | 'practice'): CounterStore =>
  create<CounterState>()(
    persist((): CounterState => ({ draft: emptyDraft, sending: null, guard: null, problem: null, saleId: null, shownId: null }), {
      name: `counterfoil.counter.${desk}`,
      version: 1,
      partialize: ({ draft, sending, saleId, shownId }) => ({ draft, sending, saleId, shownId }),
      // What was under way when the page went has an outcome that this page does not know.
      merge: (kept, fresh) => {
        const state = { ...fresh, ...(kept as Partial<CounterState>) }
        return { ...state, sending: state.sending === null ? null : { ...state.sending, state: 'unknown' } }
      },
    }),
  )

export const counterStores = { live: createCounterStore('live'), practice: createCounterStore('practice') }

export function useCounterStore(): CounterStore {
  const { practice } = useSession()
  return practice ? counterStores.practice : counterStores.live
}

export const changeDraft = (store: CounterStore, change: Partial<Draft>): void =>
  store.setState(({ draft }) => ({ draft: { ...draft, ...change }, problem: null }))

let waiting = false

/** Whether a customer is at it now; the console does not lock meanwhile. */
export const isWaitingForPayer = (): boolean => waiting
export const setWaitingForPayer = (isWaiting: boolean): void => {
  waiting = isWaiting
}
