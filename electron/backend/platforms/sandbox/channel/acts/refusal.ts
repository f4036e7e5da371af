import { fail } from '../../../../../../shared/result.ts'

/** The channel says no. Nothing has changed. */
export interface ChannelRefusal {
  readonly kind: RefusalCode
  /** For people, in English. */
  readonly words: string
  /** The field, the limit or the id that it is about. */
  readonly subject: string | null
}

export type RefusalCode =
  | 'invalid_request' | 'not_found' | 'wrong_state' | 'duplicate_reference' | 'key_reused'
  | 'currency_not_supported' | 'amount_too_small' | 'amount_too_large' | 'exceeds_authorized' | 'exceeds_refundable'
  | 'unknown_key' | 'bad_signature' | 'clock_skew' | 'cursor_unknown'

export const refuse = (kind: RefusalCode, words: string, subject: string | null = null) => fail<ChannelRefusal>({ kind, words, subject })
