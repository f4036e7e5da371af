import { currencyDecimals, type CurrencyCode } from '../../../shared/currency.ts'

const steps = [1, 2, 5] as const
/** What an axis without any amount reaches to, in major units. */
const hundred = 100

/**
 * Round amounts for the axis, from the lowest column to the highest with nothing in between left out; zero is always one. In minor
 * units; steps are of whole major units where the amounts allow it.
 */
export function axisTicks(lowestMinor: number, highestMinor: number, currency: CurrencyCode, most: number): number[] {
  const [low, high] = [Math.min(0, lowestMinor), Math.max(0, highestMinor)]
  if (low === high) return [0, hundred * 10 ** currencyDecimals(currency)]
  const smallest = high - low > 10 ** currencyDecimals(currency) ? 10 ** currencyDecimals(currency) : 1
  let step = smallest
  for (let power = smallest; (high - low) / step > most; power *= 10) {
    step = steps.map((one) => one * power).find((one) => (high - low) / one <= most) ?? power * 10
  }
  const ticks: number[] = []
  for (let tick = Math.floor(low / step) * step; tick < high + step; tick += step) ticks.push(tick)
  return ticks
}
