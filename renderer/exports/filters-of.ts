import { isDay, type Day } from '../../shared/business-day.ts'
import type { Manifest } from '../../shared/contract/exports.ts'

/** Which days and which money an export is of, as far as its manifest says so. */
export function filtersOf({ filters }: Pick<Manifest, 'filters'>): { readonly from: Day | null; readonly to: Day | null; readonly environment: 'test' | 'live' | null } {
  const day = (value: unknown): Day | null => (typeof value === 'string' && isDay(value) ? value : null)
  const environment = filters['environment']
  return { from: day(filters['from']), to: day(filters['to']), environment: environment === 'test' || environment === 'live' ? environment : null }
}
