import type { AssignedColumns } from './assign-columns.ts'
import type { Guess, MappingAnswers, Question } from './proposal.ts'
import type { TableLayout } from './table-layout.ts'

/** What the steps of a proposal share: the table, its columns, what was answered, and where guesses and questions go. */
export interface Draft {
  readonly layout: TableLayout
  readonly columns: AssignedColumns
  readonly answers: MappingAnswers
  readonly guesses: Guess[]
  readonly open: Question[]
}
