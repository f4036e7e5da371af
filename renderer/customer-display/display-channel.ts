import type { Money } from '../../shared/money.ts'
import type { Language } from '../stores/preferences.ts'

/**
 * What the customer's window shows. It asks nobody: the counter tells it, over a channel inside this browser, so that a
 * customer who turns the screen around finds nothing to press and nobody signed in.
 */
export type Shown =
  | { readonly kind: 'welcome'; readonly shop: string; readonly language: Language }
  | {
    readonly kind: 'sale'
    readonly shop: string
    readonly language: Language
    readonly amount: Money
    readonly stage: 'preparing' | 'pay' | 'thanks' | 'reserved' | 'closed'
    readonly payUrl: string | null
    /** By this machine's clock. */
    readonly payBefore: number
    readonly isTest: boolean
  }

const name = 'counterfoil.customer-display'

/* oxlint-disable unicorn/require-post-message-target-origin -- a broadcast channel stays within the origin */

/** For the counter: tells every customer window, also those that open later. Call the returned function to stop. */
export function showToCustomer(shown: Shown): () => void {
  const channel = new BroadcastChannel(name)
  channel.postMessage(shown)
  channel.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.data === 'hello') channel.postMessage(shown)
  })
  return () => channel.close()
}

/** For the customer's window. */
export function listenToCounter(show: (shown: Shown) => void): () => void {
  const channel = new BroadcastChannel(name)
  channel.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.data !== 'hello') show(event.data as Shown)
  })
  channel.postMessage('hello')
  return () => channel.close()
}
