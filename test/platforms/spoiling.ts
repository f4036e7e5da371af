/** Answers that have the right form and cannot be true, made from true ones. */

const isAmountName = (name: string): boolean => /amount|minor|value|total|gross|captured/i.test(name)
const isDecimalText = (value: unknown): value is string => typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)

/** Every amount below zero. */
export const withNegativeAmounts = (json: unknown): unknown =>
  everywhere(json, (name, value) => {
    if (!isAmountName(name)) return value
    if (typeof value === 'number') return -Math.abs(value) || -1
    return isDecimalText(value) ? `-${value}` : value
  })

/** Every amount with half a unit of the smallest coin. */
export const withBrokenAmounts = (json: unknown): unknown =>
  everywhere(json, (name, value) => {
    if (!isAmountName(name)) return value
    if (typeof value === 'number') return value + 0.5
    return isDecimalText(value) ? `${value}${value.includes('.') ? '' : '.0'}0005` : value
  })

/** Everything in a currency that nobody asked for. */
export const inAnotherCurrency = (json: unknown): unknown =>
  everywhere(json, (name, value) => (typeof value === 'string' && /^currency(_code)?$/.test(name) ? (value === value.toLowerCase() ? 'sek' : 'SEK') : value))

function everywhere(json: unknown, change: (name: string, value: unknown) => unknown): unknown {
  if (Array.isArray(json)) return json.map((value: unknown) => everywhere(value, change))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, change(name, everywhere(value, change))]))
}
