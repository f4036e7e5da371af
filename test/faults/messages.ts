/**
 * What the simulation and the shop's process say to each other. Every word to the shop has a number and brings the time, so
 * that the shop's clock is the simulation's; the shop reports when it has come to rest after the word with that number.
 */
export type ToShop = { readonly no: number; readonly now: number } & ShopWord

export type ShopWord =
  /** Opens the data folder and begins to poll unless told otherwise. */
  | { readonly kind: 'open'; readonly dataFolder: string; readonly seed: string; readonly isPolling: boolean; readonly killAtEffect: number | null }
  /** Only the time. */
  | { readonly kind: 'clock' }
  /** The earliest sleeper may go on. */
  | { readonly kind: 'ring' }
  /** A call as the page makes it. With `waitsForWire` the shop may come to rest before it is answered. */
  | { readonly kind: 'ask'; readonly path: string; readonly input: unknown; readonly waitsForWire: boolean }

export type FromShop =
  /** The program is loaded and waits for `open`. */
  | { readonly kind: 'loaded' }
  | {
      readonly kind: 'rest'
      /** Number of the last word that was taken. */
      readonly no: number
      /** Requests that went out, and requests that came to their end, since the process began. */
      readonly issued: number
      readonly finished: number
      readonly wakesAt: number | null
    }
  | { readonly kind: 'answer'; readonly no: number; readonly answer: ShopAnswer }
  /** The program logged an error: a bug. */
  | { readonly kind: 'error-logged'; readonly words: string }

export type ShopAnswer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string }

/** Says the request's place among those of its process, so that they are taken in the order in which they went out. */
export const requestNumberHeader = 'simulated-request'
export const processHeader = 'simulated-process'
/** Set on the simulation's own answer that stands for "no answer came in time". */
export const timeOutHeader = 'simulated-time-out'
