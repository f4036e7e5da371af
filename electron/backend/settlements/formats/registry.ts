import { bai2 } from './bank/bai2.ts'
import { camt052, camt053, camt054 } from './bank/camt.ts'
import { mt940, mt942 } from './bank/mt940.ts'
import { ofx } from './bank/ofx.ts'
import { qif } from './bank/qif.ts'
import { unmappedBankCsvReader } from './bank-csv/unmapped.ts'
import { platformReaders } from './platform/readers.ts'
import type { FormatReader } from './reader.ts'

/** Every format that can be read. The order means nothing: each recognises its own files and no other's. */
export const readers: readonly FormatReader[] = [
  camt052, camt053, camt054, mt940, mt942, ofx, qif, bai2, ...platformReaders, unmappedBankCsvReader,
]
