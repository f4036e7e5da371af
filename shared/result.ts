/** What can go wrong in use is a value; what only a programmer can cause is thrown. */
export type Result<T, F> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: F }

export const ok = <T>(value: T) => ({ ok: true, value }) as const

export const fail = <F extends { readonly kind: string }>(failure: F) => ({ ok: false, failure }) as const

/** Ends a `switch` over a union, so that a forgotten member is a compile error and, if it still happens, loud. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`)
}
