import type { BankEntry, DecodedFile, ReadOptions, Refused, RowError } from '../reader.ts'
import { endingInRefusal } from '../refusal.ts'
import { readMapped } from './bank-csv.ts'
import type { CsvMapping } from '../../../../../shared/csv-mapping.ts'

export interface Preview {
  /** The first rows as the import would store them, bad ones in their place. */
  readonly rows: readonly (BankEntry | RowError)[]
  readonly refused: Refused | null
}

/** What the first rows of a file become by a mapping: read by the import's own code, and stopped after `count` rows. */
export async function previewRows(source: DecodedFile, mapping: CsvMapping, options: ReadOptions, count = 20): Promise<Preview> {
  const rows: (BankEntry | RowError)[] = []
  for await (const events of endingInRefusal(readMapped(source, mapping, options))) {
    for (const event of events) {
      if (event.kind === 'refused') return { rows, refused: event }
      if (event.kind !== 'entry' && event.kind !== 'row-error') continue
      rows.push(event)
      if (rows.length === count) return { rows, refused: null }
    }
  }
  return { rows, refused: null }
}
