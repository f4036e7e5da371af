import { create } from 'zustand'

/** An act that wants a word from the person before it is done. */
export type OpenAct =
  | { readonly act: 'cancel' | 'capture' | 'void' | 'retry' | 'attach_late_money' | 'accept_amount' | 'describe'; readonly orderId: string }
  /** `minor`: the amount that stands there at first; without it, all that can be refunded. */
  | { readonly act: 'refund'; readonly orderId: string; readonly minor?: number }
  | { readonly act: 'decide'; readonly orderId: string; readonly callId: string }

export const useOpenAct = create<{ open: OpenAct | null }>(() => ({ open: null }))

/** From any page: the dialog hangs in the shell. */
export const openAct = (open: OpenAct): void => useOpenAct.setState({ open })
export const closeAct = (): void => useOpenAct.setState({ open: null })
