import type { Database } from '../store/database.ts'
import type { FormatReader } from './formats/reader.ts'
import { readers } from './formats/registry.ts'

/** All formats, and the shop's saved readings of bank CSV files. */
export function readersWithProfiles(_db: Database): readonly FormatReader[] {
  return readers
}
