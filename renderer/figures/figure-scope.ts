import { useQuery } from '@tanstack/react-query'
import type { FigureScope } from '../queries/figures.ts'
import { moneyScopeQuery } from '../queries/figures.ts'

export interface MoneyChoices {
  readonly environment: 'test' | 'live'
  readonly environments: readonly ('test' | 'live')[]
  readonly currencies: readonly string[]
}

/** The money that the address asks for, when the shop has such; otherwise live money as soon as there is any, in the shop's currency. */
export function scopeOf(choices: MoneyChoices, query: URLSearchParams): FigureScope {
  const environment = choices.environments.find((one) => one === query.get('money')) ?? choices.environment
  const currency = choices.currencies.find((one) => one === query.get('currency')) ?? choices.currencies[0]!
  return { environment, currency }
}

/** What there is to choose from, as a query's answer. */
export const useMoneyChoices = () => useQuery(moneyScopeQuery)
