import type { AuditFilter } from '../../shared/contract/audit.ts'

/** The filter as it stands in the address. */
export const filterOf = (query: URLSearchParams): AuditFilter => ({ actor: query.get('by'), act: query.get('act'), subject: query.get('about') })

/** The address's query for a filter; what filters nothing is left out. */
export function queryOf({ actor, act, subject }: AuditFilter): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, value] of [['by', actor], ['act', act], ['about', subject]] as const) if (value !== null && value !== '') query.set(name, value)
  return query
}

export const isFiltering = (filter: AuditFilter): boolean => queryOf(filter).size > 0
