/** A form with nested names, as Stripe reads them. Null and undefined are left out. */
export type Form = { readonly [name: string]: FormValue }
type FormValue = string | null | undefined | Form | readonly FormValue[]

/**
 * `{line_items: [{price_data: {currency: 'eur'}}], expand: ['a']}` becomes `line_items[0][price_data][currency]=eur&expand[]=a`, as
 * Stripe's own examples write it. The same object always makes the same text, which a repeated idempotency key asks for.
 */
export function encoded(form: Form): URLSearchParams {
  const pairs = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) append(pairs, name, value)
  return pairs
}

function append(pairs: URLSearchParams, name: string, value: FormValue): void {
  if (value === null || value === undefined) return
  if (typeof value === 'string') return pairs.append(name, value)
  for (const [key, inner] of Object.entries(value)) append(pairs, Array.isArray(value) && typeof inner === 'string' ? `${name}[]` : `${name}[${key}]`, inner)
}
