import type { Account } from '../../../shared/contract/accounts.ts'

/** The sandbox inside the console, which also plays the bank. One at an address of its own has its own pages. */
export const isEmbeddedSandbox = ({ platform, baseUrl, isClosed }: Account): boolean => platform === 'sandbox' && baseUrl === null && !isClosed
