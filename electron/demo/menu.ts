import { currencyDecimals, type CurrencyCode } from '../../shared/currency.ts'
import type { Chance } from './chance.ts'

/** What the shop sells, in cents of a euro. */
const dishes: readonly (readonly [name: string, cents: number, weight: number])[] = [
  ['Espresso', 240, 8], ['Cappuccino', 360, 14], ['Flat white', 390, 9], ['Filter coffee', 310, 8], ['Green tea', 340, 5], ['Hot chocolate', 420, 4], ['Orange juice', 450, 4],
  ['Croissant', 280, 8], ['Cinnamon roll', 340, 7], ['Cheesecake', 490, 6], ['Apple cake', 460, 6], ['Avocado toast', 890, 5], ['Soup of the day', 690, 5], ['Sandwich', 720, 7],
  ['Breakfast for two', 2_650, 2], ['Salad bowl', 1_150, 4],
]
const goods: readonly (readonly [name: string, cents: number, weight: number])[] = [
  ['Coffee beans, 500 g', 1_690, 8], ['Coffee beans, 1 kg', 2_990, 5], ['Tea box', 1_850, 4], ['Gift card', 2_500, 4], ['Gift card', 5_000, 2], ['Enamel cup', 1_490, 3], ['Hand grinder', 6_900, 1],
]
const bookings: readonly (readonly [name: string, cents: number])[] = [
  ['Cake for a birthday', 4_800], ['Brunch for eight', 15_200], ['Catering, office lunch', 23_500], ['Room for an evening', 18_000], ['Deposit for a coffee course', 7_500],
]

const firstNames = ['Anna', 'Ben', 'Chiara', 'David', 'Elif', 'Felix', 'Greta', 'Hanna', 'Ivan', 'Jonas', 'Karla', 'Lukas', 'Mei', 'Nora', 'Oskar', 'Paula', 'Quentin', 'Rosa', 'Samir', 'Tilda', 'Uwe', 'Vera', 'Wei', 'Yusuf', 'Zoe']
const lastNames = ['Albers', 'Brandt', 'Costa', 'Demir', 'Engel', 'Fischer', 'Graf', 'Hansen', 'Ito', 'Jansen', 'Keller', 'Lorenz', 'Moreau', 'Novak', 'Okafor', 'Petersen', 'Richter', 'Silva', 'Tanaka', 'Wagner', 'Yilmaz', 'Zhang']

export interface Basket {
  readonly description: string
  readonly minor: number
}

/** Roughly what a euro's cent is worth in minor units of other currencies that the demonstration may be asked for, in hundredths. */
const worth: Readonly<Record<string, number>> = { EUR: 100, USD: 110, GBP: 85, CNY: 780, JPY: 160, KWD: 330 }

const priced = (cents: number, currency: CurrencyCode): number => {
  const hundredths = worth[currency] ?? (currencyDecimals(currency) === 0 ? 150 : currencyDecimals(currency) === 3 ? 330 : 100)
  return Math.max(1, Math.round((cents * hundredths) / 100))
}

/** What one guest, or two, have at the counter. */
export function counterBasket(chance: Chance, currency: CurrencyCode): Basket {
  const count = chance.weighted([[1, 30], [2, 40], [3, 18], [4, 8], [5, 4]])
  const chosen = Array.from({ length: count }, () => chance.weighted(dishes.map((dish) => [dish, dish[2]] as const)))
  return basketOf(chosen, currency)
}

export function shopBasket(chance: Chance, currency: CurrencyCode): Basket {
  const count = chance.weighted([[1, 60], [2, 30], [3, 10]])
  return basketOf(Array.from({ length: count }, () => chance.weighted(goods.map((good) => [good, good[2]] as const))), currency)
}

export const booking = (chance: Chance, currency: CurrencyCode): Basket => basketOf([chance.pick(bookings)], currency)

function basketOf(chosen: readonly (readonly [string, number, ...unknown[]])[], currency: CurrencyCode): Basket {
  const counts = new Map<string, number>()
  for (const [name] of chosen) counts.set(name, (counts.get(name) ?? 0) + 1)
  const description = [...counts].map(([name, count]) => (count === 1 ? name : `${count} × ${name}`)).join(', ')
  return { description, minor: chosen.reduce((sum, [, cents]) => sum + priced(cents, currency), 0) }
}

export const personName = (chance: Chance): string => `${chance.pick(firstNames)} ${chance.pick(lastNames)}`
