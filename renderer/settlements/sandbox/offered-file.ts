import type { Result } from '../../../shared/result.ts'
import type { CallFailure } from '../../backend-client.ts'

export interface OfferedFile {
  readonly name: string
  readonly text: string
}

export type OfferFailure = CallFailure | { readonly kind: 'account-not-found' | 'not-the-embedded-sandbox' } | { readonly kind: 'no-such-file'; readonly words: string }

/** A file as it is asked for. */
export type Offer = () => Promise<Result<OfferedFile, OfferFailure>>

export const asFile = ({ name, text }: OfferedFile): File => new File([text], name)
