import type { CsvAnswers, CsvGuess } from '../../../shared/contract/csv-profiles.ts'
import { type ColumnRole, columnRoles } from '../../../shared/csv-mapping.ts'

export interface RoleOfColumn {
  readonly role: ColumnRole
  readonly guess: CsvGuess
}

/** Several columns can hold texts and references; of all others a file has one. */
const many: ReadonlySet<ColumnRole> = new Set(['text', 'reference'])

const roleOf = (about: string): ColumnRole | null => (about === 'references' ? 'reference' : (columnRoles.find((role) => role === about) ?? null))

/** What each column is taken for, by its place from 0. */
export function rolesOf(guesses: readonly CsvGuess[]): ReadonlyMap<number, RoleOfColumn> {
  const roles = new Map<number, RoleOfColumn>()
  for (const guess of guesses) {
    const role = roleOf(guess.about)
    const { place } = guess.facts
    if (role !== null && typeof place === 'number' && !roles.has(place - 1)) roles.set(place - 1, { role, guess })
  }
  return roles
}

/** The answers, with the column taken for what the person says; null: for nothing. Its former role keeps its other columns. */
export function withRole(answers: CsvAnswers, roles: ReadonlyMap<number, RoleOfColumn>, column: number, role: ColumnRole | null): CsvAnswers {
  const placesOf = (wanted: ColumnRole): number[] => [...roles].filter(([, is]) => is.role === wanted).map(([place]) => place)
  const before = roles.get(column)?.role ?? null
  if (before === role) return answers
  const columns = { ...answers.columns }
  if (before !== null) columns[before] = placesOf(before).filter((place) => place !== column)
  if (role !== null) columns[role] = many.has(role) ? [...placesOf(role), column].toSorted((a, b) => a - b) : [column]
  return { ...answers, columns }
}
