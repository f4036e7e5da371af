import { exportTask } from '../exports/export.task.ts'
import { periodTask } from '../reconciliation/periods/period.task.ts'
import { previewTask } from '../reconciliation/rules/preview.task.ts'
import { runTask } from '../reconciliation/run.task.ts'
import { importTask } from '../settlements/import.task.ts'
import { verifyTask } from '../verify/verify.task.ts'

/** All long work, by name. A name and plain data are what crosses to the worker thread. */
export const tasks = {
  import: importTask,
  reconcile: runTask,
  period: periodTask,
  'rule-preview': previewTask,
  export: exportTask,
  verify: verifyTask,
} as const

export type TaskName = keyof typeof tasks
export type TaskInput<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[1]
export type TaskOutput<Name extends TaskName> = Awaited<ReturnType<(typeof tasks)[Name]>>
