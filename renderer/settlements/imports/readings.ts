import { isDay } from '../../../shared/business-day.ts'

/** An ambiguous date read both ways, as calendar days; null when the example is not one. */
export function dayReadings(example: string): Record<'day-first' | 'month-first', string> | null {
  const [, first, second, year] = /(\d{1,2})\D(\d{1,2})\D(\d{4})/u.exec(example) ?? []
  if (first === undefined || second === undefined || year === undefined) return null
  const two = (text: string): string => text.padStart(2, '0')
  const readings = { 'day-first': `${year}-${two(second)}-${two(first)}`, 'month-first': `${year}-${two(first)}-${two(second)}` }
  return isDay(readings['day-first']) && isDay(readings['month-first']) ? readings : null
}

/** An amount such as "1,234" read with either decimal sign, as plain text; null when the example is not one. */
export function amountReadings(example: string): Record<',' | '.', string> | null {
  const [found] = /\d[\d.,]*\d/u.exec(example) ?? []
  if (found === undefined || !/[.,]/u.test(found)) return null
  const withSign = (sign: ',' | '.'): string => found.replaceAll(sign === ',' ? '.' : ',', '').replace(sign, '.')
  return { ',': withSign(','), '.': withSign('.') }
}
