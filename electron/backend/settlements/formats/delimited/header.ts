import { cellText } from './cells.ts'
import type { SourceRecord } from './records.ts'

/** A column of a format: the names it goes by, the preferred one first. */
export interface ColumnSpec {
  readonly names: readonly string[]
  /** A file without it is not of this format, and two of it make the file unreadable. */
  readonly isNeeded: boolean
}

export type ColumnSpecs<Field extends string> = Readonly<Record<Field, ColumnSpec>>

/** Where each field stands in a row, counted from 0; -1 when the file does not have it. */
export type ColumnPlaces<Field extends string> = Readonly<Record<Field, number>>

export interface HeaderMatch<Field extends string> {
  readonly at: ColumnPlaces<Field>
  /** Needed fields that no cell names. */
  readonly missing: readonly Field[]
  /** Fields whose name stands in several cells, as written. */
  readonly repeated: readonly { readonly field: Field; readonly name: string }[]
}

/** Short for column lists: `needed('Gross', 'Amount')`. */
export const needed = (...names: string[]): ColumnSpec => ({ names, isNeeded: true })
export const optional = (...names: string[]): ColumnSpec => ({ names, isNeeded: false })

const folded = new Map<string, string>()

/**
 * A column name without what varies between files of one format: case, accents, full-width forms, spacing, brackets and
 * other punctuation. "收支金额（元）" and "收支金额(元)" are one name, so are "Created (UTC)" and "created_utc".
 */
export function foldName(name: string): string {
  let text = folded.get(name)
  if (text === undefined) {
    text = name.normalize('NFKD').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
    if (folded.size < 10_000) folded.set(name, text)
  }
  return text
}

/** Compares the cells of a row with the names of a format. */
export function matchHeader<Field extends string>(cells: readonly string[], specs: ColumnSpecs<Field>): HeaderMatch<Field> {
  const places = new Map<string, number[]>()
  for (const [index, cell] of cells.entries()) {
    const name = foldName(cellText(cell))
    if (name !== '') places.set(name, [...(places.get(name) ?? []), index])
  }
  const at: Partial<Record<Field, number>> = {}
  const missing: Field[] = []
  const repeated: { field: Field; name: string }[] = []
  for (const [field, spec] of Object.entries(specs) as [Field, ColumnSpec][]) {
    const found = spec.names.map((name) => places.get(foldName(name))).find((where) => where !== undefined)
    at[field] = found?.[0] ?? -1
    if (found === undefined && spec.isNeeded) missing.push(field)
    if (found !== undefined && found.length > 1) repeated.push({ field, name: cellText(cells[found[1]!]) })
  }
  return { at: at as ColumnPlaces<Field>, missing, repeated }
}

/** How far into a file its header row is looked for; frames of 16 to 25 lines are common. */
export const HEADER_SEARCH_RECORDS = 60

/**
 * The header row of a format among the first records: the first that has every needed column, else the one that comes
 * nearest with at least two of them (and at least half), else none.
 */
export function findHeader<Field extends string>(
  records: readonly SourceRecord[], specs: ColumnSpecs<Field>,
): { readonly record: SourceRecord; readonly index: number; readonly match: HeaderMatch<Field> } | null {
  const neededCount = Object.values<ColumnSpec>(specs).filter((spec) => spec.isNeeded).length
  let nearest: { record: SourceRecord; index: number; match: HeaderMatch<Field>; found: number } | null = null
  for (const [index, record] of records.slice(0, HEADER_SEARCH_RECORDS).entries()) {
    if (record.cells.length < 2) continue
    const match = matchHeader(record.cells, specs)
    if (match.missing.length === 0) return { record, index, match }
    const found = neededCount - match.missing.length
    if (found >= 2 && found * 2 >= neededCount && found > (nearest?.found ?? 0)) nearest = { record, index, match, found }
  }
  return nearest
}
