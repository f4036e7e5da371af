/** An ambiguous date read both ways, as calendar days; null when the example is not one. */
export function dayReadings(example: string): Record<'day-first' | 'month-first', string> | null {
  const found = /(\d{1,2})\D(\d{1,2})\D(\d{4})/u.exec(example)
  if (found === null) return null
  const [, first, second, year] = found as unknown as [string, string, string, string]
  const two = (text: string): string => text.padStart(2, '0')
  return { 'day-first': `${year}-${two(second)}-${two(first)}`, 'month-first': `${year}-${two(first)}-${two(second)}` }
}

/** An amount such as "1,234" read with either decimal sign, as plain text; null when the example is not one. */
export function amountReadings(example: string): Record<',' | '.', string> | null {
  const found = /\d[\d.,]*\d/u.exec(example)
  if (found === null || !/[.,]/u.test(found[0])) return null
  const withSign = (sign: ',' | '.'): string => found[0].replaceAll(sign === ',' ? '.' : ',', '').replace(sign, '.')
  return { ',': withSign(','), '.': withSign('.') }
}
