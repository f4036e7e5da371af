/**
 * How much a file may ask of us before it is refused as too large. Generous for any real statement, small enough that a
 * hostile file harms nothing. The owner may raise them; a refusal names the limit that was passed.
 */
export interface Limits {
  /** Bytes of one file, unpacked. */
  readonly fileBytes: number
  /** Entries, lines, batch parts and bad rows of one file. */
  readonly rows: number
  /** Statements (account, period) in one file. */
  readonly statements: number
  /** Characters of one line, cell or element. */
  readonly fieldLength: number
  /** Columns of a delimited file. */
  readonly columns: number
  readonly xmlDepth: number
  /** Parts that one batch booking may list. */
  readonly batchParts: number
  /** Bytes of a packed archive that has to be held in memory because it does not lie in a file. */
  readonly archiveBytes: number
  readonly archiveEntries: number
  /** Unpacked bytes for one packed byte. */
  readonly archiveRatio: number
}

const KiB = 1024
const MiB = 1024 * KiB

export const limits: Limits = {
  fileBytes: 512 * MiB,
  rows: 5_000_000,
  statements: 100_000,
  fieldLength: MiB,
  columns: 256,
  xmlDepth: 64,
  batchParts: 100_000,
  archiveBytes: 128 * MiB,
  archiveEntries: 1000,
  archiveRatio: 200,
}
