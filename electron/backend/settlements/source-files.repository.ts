import type { CurrencyCode } from '../../../shared/currency.ts'
import { insertInto, selectList } from '../store/columns.ts'
import type { Database } from '../store/database.ts'
import type { AcceptanceReport } from './acceptance.ts'
import { linesPerFile } from './line-ids.ts'
import type { ChangedRow } from './settlement-writer.ts'

export interface FileAnswers {
  readonly currency: CurrencyCode | null
  readonly dateOrder: 'day-first' | 'month-first' | null
  readonly decimal: '.' | ',' | null
}

export const noAnswers: FileAnswers = { currency: null, dateOrder: null, decimal: null }

export interface SourceFile {
  readonly fileNo: number
  readonly fileId: string
  readonly sha256: string
  readonly name: string
  readonly source: 'file' | 'api'
  readonly side: 'statement' | 'settlement'
  readonly format: string
  readonly encoding: string
  readonly bytes: number
  readonly accountId: string | null
  readonly state: 'importing' | 'accepted' | 'held' | 'discarded'
  readonly report: AcceptanceReport
  /** What a person answered where the file leaves it open. */
  readonly answers: FileAnswers
  readonly inserted: number
  readonly known: number
  readonly changed: number
  readonly importedAt: number
  readonly importedBy: string
  readonly decidedBy: string | null
  readonly note: string | null
}

const fields = [
  'fileNo', 'fileId', 'sha256', 'name', 'source', 'side', 'format', 'encoding', 'bytes', 'accountId', 'state', 'report', 'answers', 'inserted', 'known',
  'changed', 'importedAt', 'importedBy', 'decidedBy', 'note',
] as const

type Row = Omit<SourceFile, 'report' | 'answers'> & { report: string; answers: string }
const fileOf = (row: Row): SourceFile => ({ ...row, report: JSON.parse(row.report) as AcceptanceReport, answers: JSON.parse(row.answers) as FileAnswers })

export function createSourceFileRepository(db: Database) {
  const columns = selectList(fields)
  const insert = db.prepare(insertInto('source_files', fields))
  const selectMaxNo = db.prepare<[], { no: number | null }>('SELECT MAX(file_no) AS no FROM source_files')
  const selectByHash = db.prepare<[string], Row>(`SELECT ${columns} FROM source_files WHERE sha256 = ? AND state = 'accepted' ORDER BY file_no LIMIT 1`)
  const selectById = db.prepare<[string], Row>(`SELECT ${columns} FROM source_files WHERE file_id = ?`)
  const selectPage = db.prepare<[number, number], Row>(
    `SELECT ${columns} FROM source_files WHERE file_no < ? AND source = 'file' AND state <> 'importing' ORDER BY file_no DESC LIMIT ?`,
  )
  const selectImporting = db.prepare<[], { fileNo: number; state: string }>(`SELECT file_no AS fileNo, state FROM source_files WHERE state = 'importing'`)
  const finish = db.prepare(
    'UPDATE source_files SET state = @state, report = @report, bytes = @bytes, inserted = @inserted, known = @known, changed = @changed, decided_by = @decidedBy, note = @note WHERE file_no = @fileNo',
  )
  const remove = db.prepare('DELETE FROM source_files WHERE file_no = ?')
  const showAccepted = db.prepare(
    `UPDATE visible_lines SET below = ${linesPerFile} * COALESCE(
       (SELECT MIN(file_no) FROM source_files WHERE state = 'importing'),
       (SELECT MAX(file_no) + 1 FROM source_files), 1)`,
  )
  const insertChangedRow = db.prepare('INSERT INTO changed_rows (file_no, source_line, line_id, native_id, raw) VALUES (?, ?, ?, ?, ?)')
  const deleteIdentities = db.prepare<[{ from: number; to: number; count: number }]>(
    `DELETE FROM line_identities WHERE line_id >= @from AND line_id < @to
       AND identity IN (SELECT identity FROM all_settlement_lines WHERE line_id >= @from AND line_id < @to ORDER BY line_id LIMIT @count)`,
  )
  const deleteSettlementLines = db.prepare<[{ from: number; to: number; count: number }]>(
    'DELETE FROM all_settlement_lines WHERE line_id IN (SELECT line_id FROM all_settlement_lines WHERE line_id >= @from AND line_id < @to ORDER BY line_id LIMIT @count)',
  )
  const deleteBankLines = db.prepare(
    'DELETE FROM all_bank_lines WHERE line_id IN (SELECT line_id FROM all_bank_lines WHERE line_id >= ? AND line_id < ? LIMIT ?)',
  )
  const deleteStatements = db.prepare('DELETE FROM bank_statements WHERE file_no = ?')
  const found = (row: Row | undefined): SourceFile | null => (row === undefined ? null : fileOf(row))

  return {
    nextNo: (): number => (selectMaxNo.get()?.no ?? 0) + 1,
    insert: (file: SourceFile): void => void insert.run({ ...file, report: JSON.stringify(file.report), answers: JSON.stringify(file.answers) }),
    findAccepted: (sha256: string): SourceFile | null => found(selectByHash.get(sha256)),
    find: (fileId: string): SourceFile | null => found(selectById.get(fileId)),
    page: (before: number | null, limit: number): SourceFile[] => selectPage.all(before ?? Number.MAX_SAFE_INTEGER, limit).map(fileOf),
    finish: (file: Pick<SourceFile, 'fileNo' | 'state' | 'report' | 'bytes' | 'inserted' | 'known' | 'changed' | 'decidedBy' | 'note'>): void =>
      void finish.run({ ...file, report: JSON.stringify(file.report) }),
    /** Lines of all files below the first that is still being imported become visible: the one switch that completes an import. */
    showAccepted: (): void => void showAccepted.run(),
    keepChangedRow: (fileNo: number, row: ChangedRow): void =>
      void insertChangedRow.run(fileNo, row.sourceLine, row.lineId, row.nativeId, row.raw),
    importing: (): number[] => selectImporting.all().map(({ fileNo }) => fileNo),
    /** Takes away some rows of a file that nobody has seen; returns how many. Zero: nothing is left. */
    deleteSome: (fileNo: number, count: number): number => {
      const [from, to] = [fileNo * linesPerFile, (fileNo + 1) * linesPerFile]
      deleteIdentities.run({ from, to, count })
      return deleteSettlementLines.run({ from, to, count }).changes + deleteBankLines.run(from, to, count).changes
    },
    deleteStatements: (fileNo: number): void => void deleteStatements.run(fileNo),
    remove: (fileNo: number): void => void remove.run(fileNo),
  }
}
